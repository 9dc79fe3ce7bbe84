"""The meetings of a series: at the same hour on the wall all year, each with a name that stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.windows import Window
from muster.domain.errors import MeetingFault
from muster.domain.meetings.occurrences import Clock, Occurrence, State, next_occurrence, occurrence, occurrences
from muster.domain.meetings.rule import Rule
from muster.domain.meetings.series import Cancelled, Extra, Moved, Skipped
from tests.domain.meetings.samples import DECIDED, local, starts, utc, weekly, window
from tests.domain.meetings.strategies import days, rules


def test_a_meeting_stays_at_its_local_hour_when_the_clocks_change() -> None:
    paris = weekly("FREQ=WEEKLY;BYDAY=TH", "2017-10-05 14:00", zone="Europe/Paris")
    assert starts(paris, "2017-10-19..2017-11-10") == [
        "2017-10-19 12:00",
        "2017-10-26 12:00",
        "2017-11-02 13:00",
        "2017-11-09 13:00",
    ]


def test_a_meeting_in_an_hour_that_clocks_leap_over_begins_when_they_show_an_hour_more() -> None:
    night = weekly("FREQ=DAILY", "2027-03-27 02:30", zone="Europe/Paris")
    found = occurrences(night, window("2027-03-27..2027-03-30"))
    assert [(one.start, one.clock) for one in found] == [
        (utc("2027-03-27 01:30"), Clock.PLAIN),
        (utc("2027-03-28 01:30"), Clock.LEAPT_OVER),  # 03:30 on the wall, as RFC 5545 has it
        (utc("2027-03-29 00:30"), Clock.PLAIN),
    ]


def test_a_meeting_in_an_hour_that_comes_twice_begins_at_the_first() -> None:
    night = weekly("FREQ=DAILY", "2027-10-30 02:30", zone="Europe/Paris")
    found = occurrences(night, window("2027-10-30..2027-11-02"))
    assert [(one.start, one.clock) for one in found] == [
        (utc("2027-10-30 00:30"), Clock.PLAIN),
        (utc("2027-10-31 00:30"), Clock.TWICE),
        (utc("2027-11-01 01:30"), Clock.PLAIN),
    ]


def test_a_window_holds_what_begins_in_its_days_in_utc_whatever_the_local_day() -> None:
    tokyo = weekly("FREQ=DAILY", "2017-08-17 08:00", zone="Asia/Tokyo")
    assert starts(tokyo, "2017-08-20..2017-08-21") == ["2017-08-20 23:00"]
    assert starts(weekly("FREQ=DAILY", "2017-08-17 20:00", zone="Pacific/Honolulu"), "2017-08-20..2017-08-21") == [
        "2017-08-20 06:00"
    ]
    assert starts(tokyo, "2017-08-01..2017-08-17") == ["2017-08-16 23:00"]


def test_each_meeting_is_what_was_decided_about_it() -> None:
    series = weekly(
        place="#openstack-uc",
        changes=(
            Skipped(local("2017-08-24 14:00")),
            Cancelled(local("2017-08-31 14:00"), "Summit week"),
            Moved(local("2017-09-07 14:00"), local("2017-09-08 09:30"), 90, "Room 2", "a holiday"),
        ),
        extras=(Extra(local("2017-09-12 08:00"), 30, None, "the budget"),),
    )
    common = {"series": "weekly@alpha.example", "zone": "UTC", "clock": Clock.PLAIN, "title": "Team meeting"}

    def meeting(original: str, begins: str, minutes: int, state: State, place: str, reason: str) -> Occurrence:
        start = utc(begins)
        return Occurrence(
            original=local(original),
            local=local(begins),
            start=start,
            end=start + timedelta(minutes=minutes),
            state=state,
            place=place,
            reason=reason,
            **common,  # type: ignore[arg-type]  # each is what its field takes
        )

    assert occurrences(series, window("2017-08-17..2017-09-15")) == (
        meeting("2017-08-17 14:00", "2017-08-17 14:00", 60, State.PLANNED, "#openstack-uc", ""),
        meeting("2017-08-31 14:00", "2017-08-31 14:00", 60, State.CANCELLED, "#openstack-uc", "Summit week"),
        meeting("2017-09-07 14:00", "2017-09-08 09:30", 90, State.MOVED, "Room 2", "a holiday"),
        meeting("2017-09-12 08:00", "2017-09-12 08:00", 30, State.EXTRA, "#openstack-uc", "the budget"),
        meeting("2017-09-14 14:00", "2017-09-14 14:00", 60, State.PLANNED, "#openstack-uc", ""),
    )


def test_a_moved_meeting_is_found_where_it_went_and_keeps_its_name() -> None:
    series = weekly(changes=(Moved(local("2017-08-24 14:00"), local("2018-02-01 10:00")),))
    assert starts(series, "2017-08-20..2017-08-27") == []
    (moved,) = [one for one in occurrences(series, window("2018-01-28..2018-02-03")) if one.state is State.MOVED]
    assert (moved.key, moved.start) == ("weekly@alpha.example/20170824T1400", utc("2018-02-01 10:00"))


def test_a_meeting_that_was_called_can_be_moved_or_cancelled_like_any_other() -> None:
    called = weekly(
        None,
        extras=(Extra(local("2017-09-12 08:00"), 30, "Room 1"), Extra(local("2017-09-19 08:00"), 30)),
        changes=(Moved(local("2017-09-12 08:00"), local("2017-09-13 08:00")), Cancelled(local("2017-09-19 08:00"))),
    )
    assert starts(called, "2017-09-01..2017-10-01") == ["2017-09-13 08:00 moved", "2017-09-19 08:00 cancelled"]
    moved, _ = occurrences(called, window("2017-09-01..2017-10-01"))
    assert (moved.end - moved.start, moved.place) == (timedelta(minutes=30), "Room 1")


def test_a_change_of_a_meeting_that_the_series_does_not_have_makes_none() -> None:
    series = weekly(
        changes=(
            Moved(local("2017-08-25 14:00"), local("2017-08-26 14:00")),
            Cancelled(local("2017-08-24 15:00"), "wrong hour"),
        )
    )
    assert starts(series, "2017-08-17..2017-08-30") == ["2017-08-17 14:00", "2017-08-24 14:00"]


def test_one_meeting_is_found_by_its_name() -> None:
    series = weekly(changes=(Skipped(local("2017-08-24 14:00")),))
    found = occurrence(series, local("2017-08-31 14:00"))
    assert found is not None
    assert found.start == utc("2017-08-31 14:00")
    assert [
        occurrence(series, local(text)) for text in ("2017-08-24 14:00", "2017-08-30 14:00", "2017-08-10 14:00")
    ] == [
        None,
        None,
        None,
    ]


def test_the_next_meeting_is_the_first_that_takes_place() -> None:
    series = weekly(changes=(Cancelled(local("2017-08-24 14:00")),))
    found = next_occurrence(series, after=utc("2017-08-17 14:00"))
    assert found is not None
    assert found.start == utc("2017-08-31 14:00")
    assert next_occurrence(weekly("FREQ=WEEKLY;UNTIL=20170901"), after=utc("2017-09-01 00:00")) is None
    assert next_occurrence(series, after=utc("2199-12-31 23:00")) is None
    after_years = weekly("FREQ=YEARLY;INTERVAL=5;BYMONTH=8;BYDAY=3TH")
    found = next_occurrence(after_years, after=utc("2017-09-01 00:00"))
    assert found is not None
    assert found.start == utc("2022-08-18 14:00")


@given(rule=rules(), first=days, cuts=st.lists(days, max_size=4, unique=True))
def test_the_meetings_of_a_window_are_those_of_its_parts(rule: Rule, first: date, cuts: list[date]) -> None:
    series = replace(weekly(starts=f"{first} 21:30"), zone="America/New_York", rule=rule)
    edges = sorted({first, *cuts, date(2029, 1, 1)})
    parts = [Window(begin, end) for begin, end in pairwise(edges)]
    whole = occurrences(series, Window(edges[0], edges[-1]))
    assert whole == tuple(one for part in parts for one in occurrences(series, part))
    assert all(one.start.tzinfo is UTC and one.local.time() == series.starts.time() for one in whole)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"uid": ""}, "It has no title or no identity."),
        ({"title": "  "}, "It has no title or no identity."),
        ({"minutes_long": 0}, "A meeting takes at least a minute and at most a week."),
        (
            {"extras": (Extra(local("2017-09-12 08:00"), 20000),)},
            "A meeting takes at least a minute and at most a week.",
        ),
        ({"changed": datetime(2017, 8, 9)}, "When it was changed has no time zone."),  # noqa: DTZ001 - that is the fault
        ({"starts": local("1066-10-14 09:00")}, "1066-10-14 is not a day on which anyone meets."),
        ({"starts": DECIDED}, "2017-08-09 12:00:00+00:00 is not the local time of a meeting."),
        ({"starts": local("2017-08-17 14:00:30")}, "2017-08-17 14:00:30 is not the local time of a meeting."),
        (
            {"changes": (Skipped(local("2017-08-24 14:00")), Cancelled(local("2017-08-24 14:00")))},
            "The meeting of 2017-08-24 14:00:00 stands in it twice.",
        ),
        ({"extras": (Extra(local("2017-08-24 14:00")),)}, "The rule names 2017-08-24 14:00:00 already."),
    ],
)
def test_what_cannot_be_a_series_is_refused(fields: dict[str, object], what: str) -> None:
    good = weekly()
    with pytest.raises(MeetingFault) as refused:
        replace(good, **fields)  # type: ignore[arg-type]  # each is what its field takes
    assert refused.value.what == what


@pytest.mark.parametrize(
    "zone",
    ["Europe/Atlantis", "../../etc/passwd", "/etc/localtime", "localtime", "right/Europe/Paris", "", "Europe", "a\0b"],
)
def test_a_zone_that_the_world_does_not_share_is_refused(zone: str) -> None:
    with pytest.raises(MeetingFault, match=r"There is no such time zone\."):
        weekly(zone=zone)


def test_a_window_that_no_plan_needs_is_refused() -> None:
    with pytest.raises(MeetingFault, match="more than fifty years"):
        occurrences(weekly(), window("1990-01-01..2090-01-01"))
    with pytest.raises(MeetingFault, match="not a day on which anyone meets"):
        occurrences(weekly(), Window(date(9999, 1, 1), date.max))
