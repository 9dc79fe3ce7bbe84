"""The time zones in a calendar say to the second what the zone itself says, wherever clocks change by a rule or not."""

from bisect import bisect_right
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import dateutil.rrule
import pytest

from muster.exchange.meetings.calendar.timezones import YEARS_AHEAD, vtimezone

ZONES = (
    "Europe/Paris",
    "Europe/Dublin",  # summer time is the standard there
    "America/New_York",
    "America/Santiago",  # the first Sunday from the 2nd on, and many changes of mind
    "America/Sao_Paulo",
    "Africa/Casablanca",  # by the moon
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour
    "Pacific/Apia",  # a day left out
)


def onsets(zone: str, since: int) -> list[tuple[datetime, timedelta]]:
    """Each moment from which on an offset holds, in UTC, as RFC 5545 has it: read off the rules and lists of dates."""
    found: list[tuple[datetime, timedelta]] = []
    observances: list[Any] = vtimezone(zone, since=since).subcomponents
    until = datetime(since + YEARS_AHEAD, 1, 1, tzinfo=UTC)
    for observance in observances:
        before, after = observance["TZOFFSETFROM"].td, observance["TZOFFSETTO"].td
        local = [observance["DTSTART"].dt, *_listed(observance)]
        if "RRULE" in observance:
            starts = local[0].replace(tzinfo=timezone(before))
            rule = dateutil.rrule.rrulestr(observance["RRULE"].to_ical().decode(), dtstart=starts)
            local = [one.replace(tzinfo=None) for one in rule.between(starts, until, inc=True)]
        found += [(one - before, after) for one in local]
    return sorted(found)


def _listed(observance: Any) -> list[datetime]:  # noqa: ANN401 - icalendar has a type for every property
    listed = observance.get("RDATE", [])
    return [one.dt for some in (listed if isinstance(listed, list) else [listed]) for one in some.dts]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("since", [1975, 2008])
def test_a_zone_in_a_calendar_says_what_the_zone_itself_says(zone: str, since: int) -> None:
    found = onsets(zone, since)
    moments = [moment for moment, _ in found]
    now, step = datetime(since, 1, 1, tzinfo=UTC), timedelta(hours=71)
    # Asked in between, and within a second of every change.
    asked = {now + number * step for number in range(YEARS_AHEAD * 120)}
    asked |= {moment.replace(tzinfo=UTC) + timedelta(seconds=side) for moment in moments for side in (-1, 0)}
    for moment in asked:
        if now <= moment < datetime(since + YEARS_AHEAD, 1, 1, tzinfo=UTC):
            offset = found[bisect_right(moments, moment.replace(tzinfo=None)) - 1][1]
            assert moment.astimezone(ZoneInfo(zone)).utcoffset() == offset, moment


def test_a_zone_with_rules_is_told_by_rules_that_have_no_end() -> None:
    shown = vtimezone("Europe/Paris", since=2017).to_ical().decode()
    assert [line for line in shown.splitlines() if line.startswith(("DTSTART", "RRULE", "RDATE"))] == [
        "DTSTART:20160101T010000",
        "DTSTART:20160327T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "DTSTART:20161030T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]
