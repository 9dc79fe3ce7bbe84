"""Calendars of other programs become series with the same meetings; what cannot be followed is named."""

from dataclasses import replace
from datetime import date, timedelta
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.domain.contribution.windows import Window
from muster.domain.errors import MeetingFileFaults
from muster.domain.meetings.occurrences import occurrences
from muster.domain.meetings.rule import Rule
from muster.domain.meetings.series import Cancelled, Extra, Moved, Series, Skipped
from muster.exchange.meetings.calendar.feed import feed
from muster.exchange.meetings.calendar.reading import read_calendar
from tests.domain.meetings.samples import DECIDED, local, starts, utc, weekly, window
from tests.domain.meetings.strategies import days, rules

OTHER = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Another program//EN
BEGIN:VEVENT
UID:1@another.example
DTSTAMP:20170801T000000Z
LAST-MODIFIED:20170802T080000Z
SEQUENCE:7
SUMMARY:Board
LOCATION:Room 1
DTSTART;TZID=W. Europe Standard Time:20171005T140000
DTEND;TZID=W. Europe Standard Time:20171005T153000
RRULE:FREQ=MONTHLY;BYDAY=1TH;UNTIL=20180301T125959Z
EXDATE;TZID=W. Europe Standard Time:20171102T140000
RDATE;TZID=W. Europe Standard Time:20171116T100000,20171207T140000
END:VEVENT
BEGIN:VEVENT
UID:1@another.example
RECURRENCE-ID:20171207T130000Z
SUMMARY:Board
DTSTART:20171208T090000Z
DTEND:20171208T093000Z
LOCATION:Room 2
END:VEVENT
BEGIN:VEVENT
UID:1@another.example
RECURRENCE-ID;TZID=W. Europe Standard Time:20180104T140000
DTSTART;TZID=W. Europe Standard Time:20180104T140000
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:2@another.example
SUMMARY:A holiday
DTSTART;VALUE=DATE:20171225
END:VEVENT
BEGIN:VEVENT
UID:3@another.example
SUMMARY:Once
DTSTART:20171101T100000
END:VEVENT
END:VCALENDAR
"""


def read(text: str) -> tuple[Series, ...]:
    return read_calendar(text.replace("\n", "\r\n").encode(), file="x.ics", changed=DECIDED)


def test_a_calendar_of_another_program_is_read_with_all_that_was_decided_otherwise() -> None:
    board, once = read(OTHER)
    assert (board.title, board.place, board.zone, board.minutes_long) == ("Board", "Room 1", "Europe/Berlin", 90)
    assert (board.revision, board.changed) == (7, utc("2017-08-02 08:00"))
    assert str(board.rule) == "FREQ=MONTHLY;UNTIL=20180228;BYDAY=1TH"
    assert board.changes == (
        Skipped(local("2017-11-02 14:00")),
        Moved(local("2017-12-07 14:00"), local("2017-12-08 10:00"), 30, "Room 2"),
        Cancelled(local("2018-01-04 14:00")),
    )
    assert board.extras == (Extra(local("2017-11-16 10:00")),)
    assert starts(board, "2017-01-01..2019-01-01") == [
        "2017-10-05 12:00",
        "2017-11-16 09:00 extra",
        "2017-12-08 09:00 moved",
        "2018-01-04 13:00 cancelled",
        "2018-02-01 13:00",
    ]
    assert (once.rule, starts(once, "2017-01-01..2019-01-01")) == (None, ["2017-11-01 10:00 extra"])


@settings(max_examples=60)
@given(
    rule=rules(),
    first=days,
    zone=st.sampled_from(("UTC", "Europe/Paris", "America/New_York")),
    deed=st.sampled_from(("skip", "cancel", "move", "extra")),
    place=st.integers(0, 20),
)
def test_what_is_written_and_read_again_has_the_same_meetings(
    rule: Rule, first: date, zone: str, deed: str, place: int
) -> None:
    series = replace(weekly(None, f"{first} 14:00", zone=zone), rule=rule)
    span = Window(date(2014, 1, 1), date(2030, 1, 1))
    planned = occurrences(series, span)
    if planned:
        original = planned[place % len(planned)].original
        changes: dict[str, dict[str, Any]] = {
            "skip": {"changes": (Skipped(original),)},
            "cancel": {"changes": (Cancelled(original),)},
            "move": {"changes": (Moved(original, original + timedelta(hours=20), 30, "there"),)},
            "extra": {"extras": (Extra(original + timedelta(minutes=5), 20),)},
        }
        series = replace(series, **changes[deed])
    again = read_calendar(feed("x", [series]), file="x.ics", changed=DECIDED)
    met = sorted((one.start, one.end, one.takes_place, one.place) for part in again for one in occurrences(part, span))
    assert met == [(one.start, one.end, one.takes_place, one.place) for one in occurrences(series, span)]
    assert all(part.revision == series.revision for part in again)


def said(data: bytes) -> list[str]:
    with pytest.raises(MeetingFileFaults) as refused:
        read_calendar(data, file="x.ics", changed=DECIDED)
    return [str(fault) for fault in refused.value.faults]


def test_every_event_that_cannot_be_followed_is_named() -> None:
    text = OTHER.replace("FREQ=MONTHLY;BYDAY=1TH;UNTIL=20180301T125959Z", "FREQ=SECONDLY;COUNT=1000000000")
    text = text.replace("DTSTART:20171101T100000\n", "DTSTART:20171101T100000\nDURATION:PT0S\n")
    assert said(text.encode()) == [
        "x.ics: event Board: FREQ cannot be SECONDLY. Meetings recur DAILY, WEEKLY, MONTHLY, YEARLY.",
        "x.ics: event Once: A meeting takes at least a minute and at most a week. Write its minutes.",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nothing",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nx",
    ],
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    assert said(data) == ["x.ics: This is no calendar that can be read. Export it again as iCalendar (.ics)."]


def test_a_calendar_beyond_all_use_is_refused_before_it_is_read() -> None:
    begun = process_time()
    assert said(b"x" * 20_000_000) == ["x.ics: The calendar has 20000000 bytes. Take one of at most 2000000."]
    assert process_time() - begun < 1


def test_a_hostile_calendar_costs_little() -> None:
    events = "".join(
        f"BEGIN:VEVENT\nUID:{number}\nDTSTART:20170101T000000Z\nRRULE:FREQ=DAILY;COUNT=1000000000\nEND:VEVENT\n"
        for number in range(1000)
    )
    begun = process_time()
    series = read(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n")
    assert sum(len(occurrences(one, window("2017-01-01..2017-01-08"))) for one in series) == 7000
    assert process_time() - begun < 10
