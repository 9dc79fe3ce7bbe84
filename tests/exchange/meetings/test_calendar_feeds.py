"""Calendars that people subscribe to: other programs see the meetings that Muster sees, and updates as updates."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from muster.domain.contribution.windows import Window
from muster.domain.meetings.agenda import agenda_due
from muster.domain.meetings.altering import with_change, with_extra
from muster.domain.meetings.occurrences import occurrences
from muster.domain.meetings.rule import Frequency, Rule, parse_rule
from muster.domain.meetings.series import Cancelled, Change, Extra, Moved, Series, Skipped
from muster.exchange.meetings.calendar.feed import Deadline, feed
from muster.exchange.meetings.yaml2ical.as_series import series_of
from muster.exchange.meetings.yaml2ical.reading import read_meeting
from tests.domain.meetings.samples import DECIDED, local, utc, weekly, window
from tests.domain.meetings.strategies import days, rules
from tests.exchange.meetings.expander import Meeting, events, meetings

ZONES = ("UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
WHOLE = weekly(
    "FREQ=WEEKLY;UNTIL=20171201",
    "2017-10-05 14:00",
    zone="Europe/Paris",
    place="Room 1",
    join="https://meet.example/lcoo",
    description="All, of; us\nhere",
    changes=(
        Skipped(local("2017-10-12 14:00")),
        Cancelled(local("2017-10-19 14:00"), "Summit"),
        Moved(local("2017-10-26 14:00"), local("2017-10-27 10:00"), 90, reason="a holiday"),
    ),
    extras=(Extra(local("2017-11-01 09:00"), 30),),
    revision=3,
)


def seen(series: Series, span: Window) -> list[Meeting]:
    return sorted((one.start, one.end - one.start, one.takes_place) for one in occurrences(series, span))


def test_a_feed_is_these_bytes() -> None:
    written = feed("LCOO – board", [WHOLE], description="Board", url="https://muster.example/lcoo.ics")
    expected = (Path(__file__).parent / "board.ics").read_bytes().replace(b"\n", b"\r\n")
    assert written == expected


def test_other_programs_see_moved_cancelled_skipped_and_extra_meetings_as_they_are() -> None:
    span = window("2017-10-01..2018-01-01")
    assert meetings(feed("LCOO", [WHOLE]), span) == seen(WHOLE, span)
    assert len(seen(WHOLE, span)) == 9


def test_no_line_is_longer_than_seventy_five_bytes_and_no_text_breaks_out_of_its_line() -> None:
    hostile = "Ä" * 100 + "\r\nBEGIN:VEVENT\rUID:x\n\x00\x1b[2J;,\\" + "\N{PILE OF POO}" * 40
    written = feed(
        hostile,
        [replace(WHOLE, uid=hostile, title=hostile, place=hostile, description=hostile, join="x:" + hostile)],
        description=hostile,
        url=hostile,
    )
    assert max(map(len, written.split(b"\r\n"))) <= 75
    assert written.replace(b"\r\n", b"").isascii() is False
    assert not set(written.decode()) & set(map(chr, (*range(9), 11, 12, *range(14, 32))))
    assert written.count(b"\r") == written.count(b"\n") == written.count(b"\r\n")
    assert len(events(written)) == 4
    clean = hostile.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\x1b", "")
    (first, *_) = events(written)
    assert {str(first[key]).removesuffix(f"\n\nJoin: x:{clean}") for key in ("SUMMARY", "LOCATION", "DESCRIPTION")} == {
        clean
    }


def test_an_update_counts_as_newer_and_keeps_its_identity() -> None:
    later = with_change(WHOLE, Cancelled(local("2017-11-09 14:00")), at=utc("2017-11-01 09:00"))
    before, after = (events(feed("LCOO", [one])) for one in (WHOLE, later))
    assert {event["UID"] for event in before} == {event["UID"] for event in after}
    assert {(event["SEQUENCE"], event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt) for event in before} == {
        (3, DECIDED, DECIDED)
    }
    moment = utc("2017-11-01 09:00")
    assert {(event["SEQUENCE"], event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt) for event in after} == {
        (4, moment, moment)
    }


def test_a_feed_holds_several_series_and_each_zone_once_whatever_their_order() -> None:
    other = weekly("FREQ=MONTHLY;BYDAY=1MO", "1999-10-04 10:00", uid="a@alpha.example", zone="Europe/Paris")
    third = weekly("FREQ=DAILY", uid="b@alpha.example", zone="Asia/Tokyo")
    written = feed("LCOO", [WHOLE, third, other])
    assert written == feed("LCOO", [other, WHOLE, third])
    zones = [zone["TZID"] for zone in Calendar.from_ical(written).walk("VTIMEZONE")]
    assert zones == ["Asia/Tokyo", "Europe/Paris"]
    span = window("1999-10-01..2000-03-01")
    assert meetings(written, span) == seen(other, span)


def test_a_series_that_never_meets_has_no_event() -> None:
    never = weekly("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    assert events(feed("LCOO", [never, weekly(None, uid="b@alpha.example")])) == []


def test_a_meeting_in_an_hour_that_clocks_leap_over_or_repeat_is_where_it_is() -> None:
    night = weekly("FREQ=DAILY;COUNT=400", "2027-03-01 02:30", zone="Europe/Paris")
    span = window("2027-03-01..2028-01-01")
    assert meetings(feed("Night", [night]), span) == seen(night, span)


@pytest.mark.parametrize("frequency", ["biweekly-odd", "biweekly-even", "quadweekly", "quadweekly-week-1"])
def test_odd_and_even_weeks_go_out_as_rules_that_every_program_knows(frequency: str) -> None:
    text = f"project: x\nschedule:\n- {{time: '1400', day: Thursday, irc: x, frequency: {frequency}}}\n"
    (series,) = series_of(read_meeting(text, file="x"), since=date(2015, 1, 1), changed=DECIDED)
    written = feed("x", [series])
    parts = events(written)
    assert {str(event["RRULE"]["FREQ"][0]) for event in parts} == {"WEEKLY"}
    assert b"BYWEEKNO" not in written
    assert len({event["UID"] for event in parts}) == len(parts) == 9
    assert str(parts[0]["UID"]) == series.uid
    assert ["UNTIL" in event["RRULE"] for event in parts] == [True] * 8 + [False]
    span = window("2014-12-01..2055-12-01")
    assert meetings(written, span) == seen(series, span)


def test_a_change_of_a_meeting_goes_with_the_part_of_the_series_that_it_belongs_to() -> None:
    text = "project: x\nschedule:\n- {time: '1400', day: Thursday, irc: x, frequency: biweekly-odd}\n"
    (series,) = series_of(read_meeting(text, file="x"), since=date(2019, 1, 1), changed=DECIDED)
    changed = replace(
        series,
        changes=(
            Cancelled(local("2020-12-31 14:00"), "New Year"),
            Moved(local("2021-01-07 14:00"), local("2021-01-08 14:00")),
            Skipped(local("2021-01-21 14:00")),
        ),
    )
    written = feed("x", [changed])
    overrides = [
        (str(event["UID"]), event["RECURRENCE-ID"].dt) for event in events(written) if "RECURRENCE-ID" in event
    ]
    assert overrides == [
        (series.uid, utc("2020-12-31 14:00")),
        (f"{series.uid}-20210107", utc("2021-01-07 14:00")),
    ]
    span = window("2019-01-01..2030-01-01")
    assert meetings(written, span) == seen(changed, span)


def test_a_deadline_is_a_whole_day_that_leaves_one_free() -> None:
    board = replace(WHOLE, zone="Pacific/Auckland")
    (meeting,) = occurrences(board, window("2017-11-09..2017-11-10"))
    due = agenda_due(meeting, 2)
    (event,) = [
        event
        for event in events(feed("Mine", [], deadlines=[Deadline(meeting, "Agenda due", due, DECIDED)]))
        if "RRULE" not in event
    ]
    assert (due, event["DTSTART"].dt, event["DTEND"].dt) == (
        utc("2017-11-07 01:00"),
        date(2017, 11, 7),
        date(2017, 11, 8),
    )
    assert (str(event["SUMMARY"]), str(event["TRANSP"]), str(event["UID"])) == (
        "Agenda due: Team meeting",
        "TRANSPARENT",
        "weekly@alpha.example/20171109T1400/agenda-due",
    )
    assert str(event["DESCRIPTION"]) == "Due at 14:00 (Pacific/Auckland)."


@settings(max_examples=60)
@given(
    rule=rules(),
    first=days,
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    picks=st.lists(st.tuples(st.integers(0, 30), st.sampled_from(("skip", "cancel", "move"))), max_size=4),
    extra=st.none() | days,
)
def test_other_programs_see_every_series_as_the_domain_does(
    rule: Rule, first: date, zone: str, hour: int, picks: list[tuple[int, str]], extra: date | None
) -> None:
    # Rules whose days dateutil counts otherwise, or searches for to the year 9999.
    assume(not rule.weeks and len({bool(one.ordinal) for one in rule.weekdays}) <= 1)
    assume(rule.frequency is not Frequency.YEARLY and not rule.positions and not rule.months)
    assume(not any(abs(day) > 28 for day in rule.month_days))
    assume(not (rule.month_days and rule.weekdays) and not (any(abs(one.ordinal) > 4 for one in rule.weekdays)))
    series = replace(weekly(starts=f"{first} {hour:02}:30"), zone=zone, rule=rule)
    span = Window(date(2014, 1, 1), date(2029, 6, 1))
    planned = occurrences(series, span)
    for place, deed in picks:
        if place < len(planned):
            original = planned[place].original
            changes: dict[str, Change] = {
                "skip": Skipped(original),
                "cancel": Cancelled(original, "why"),
                "move": Moved(original, original + timedelta(days=3, minutes=15), 45),
            }
            series = with_change(series, changes[deed], at=DECIDED)
    if extra is not None and not series.has(local(f"{extra} 05:00")):
        series = with_extra(series, Extra(local(f"{extra} 05:00"), 20), at=DECIDED)
    assert meetings(feed("x", [series]), span) == seen(series, span)


def test_a_rule_by_single_weeks_keeps_its_weeks_where_plain_rules_would_be_too_many() -> None:
    spread = weekly("FREQ=YEARLY;BYWEEKNO=3,4,7,20,21,33,45", "2017-01-19 14:00")
    (event,) = events(feed("x", [spread]))
    assert event["RRULE"].to_ical() == b"FREQ=YEARLY;BYDAY=TH;BYWEEKNO=3,4,7,20,21,33,45"
    assert parse_rule(event["RRULE"].to_ical().decode()).weeks == (3, 4, 7, 20, 21, 33, 45)


def test_a_rule_by_weeks_and_days_of_the_month_is_no_weekly_rule() -> None:
    new_year = weekly("FREQ=YEARLY;BYWEEKNO=1;BYMONTHDAY=1", "2014-01-01 14:00")
    (event,) = events(feed("x", [new_year]))
    assert event["RRULE"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=1;BYWEEKNO=1"
