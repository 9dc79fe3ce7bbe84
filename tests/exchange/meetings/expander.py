"""Another calendar program, as far as tests need one: calendars are read by icalendar and expanded by dateutil."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar

from muster.domain.contribution.windows import Window
from tests.domain.meetings.oracle import recurrences

Meeting = tuple[datetime, timedelta, bool]
"""When it begins (UTC), how long it takes, whether it takes place."""


def events(calendar: bytes) -> list[Any]:
    return list(Calendar.from_ical(calendar).walk("VEVENT"))


def meetings(calendar: bytes, window: Window) -> list[Meeting]:
    """Expand all events, in the order of their beginning; overrides stand for what they override."""
    by_uid: dict[str, list[Any]] = defaultdict(list)
    for event in events(calendar):
        if isinstance(event["DTSTART"].dt, datetime):
            by_uid[str(event["UID"])].append(event)
    found = [one for some in by_uid.values() for one in _expanded(some, window)]
    return sorted(one for one in found if window.first_day <= one[0].date() < window.end_day)


def _expanded(events: list[Any], window: Window) -> Iterator[Meeting]:
    overridden = {event["RECURRENCE-ID"].dt for event in events if "RECURRENCE-ID" in event}
    for event in events:
        starts = [event["DTSTART"].dt]
        if "RRULE" in event:
            rule, end = event["RRULE"].to_ical().decode(), window.end_day + timedelta(days=2)
            gone = overridden | _left_out(event)
            starts = [one for one in recurrences(rule, starts[0], end) if one not in gone]
        for start in starts:
            yield start.astimezone(UTC), event["DURATION"].td, str(event.get("STATUS")) != "CANCELLED"


def _left_out(event: Any) -> set[datetime]:  # noqa: ANN401 - icalendar has a type for every property
    listed = event.get("EXDATE", [])
    return {one.dt for some in (listed if isinstance(listed, list) else [listed]) for one in some.dts}
