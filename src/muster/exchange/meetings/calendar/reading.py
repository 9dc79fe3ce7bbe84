"""Calendars of other programs, read into series of meetings: what a group had planned before it came to Muster."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event

from muster.domain.errors import MeetingFault, MeetingFileFault, MeetingFileFaults
from muster.domain.meetings.rule import Rule, parse_rule
from muster.domain.meetings.series import Cancelled, Change, Extra, Moved, Series, Skipped
from muster.domain.meetings.wall_clock import local_time, moment_of
from muster.domain.printable import printable

LARGEST = 2_000_000
"""Bytes of the largest calendar."""
MOST_EVENTS = 5000
MINUTES_LONG = 60


def read_calendar(data: bytes, *, file: str, changed: datetime) -> tuple[Series, ...]:
    """Read the meetings of a calendar, in the order in which their identities first stand there.

    Whole days are no meetings and left out. Times without a zone are taken for UTC. changed: when a series was last
    changed whose events do not say. MeetingFileFaults: this is no calendar, or has events that cannot be followed, all
    of them named.
    """
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for event in _events(data, file):
        if any(isinstance(start, datetime) for start in _moments(event, "DTSTART")):
            by_uid[_text(event, "UID")].append(event)
    found, faults = [], []
    for uid, events in by_uid.items():
        try:
            found.append(_series(uid, events, changed))
        except MeetingFault as fault:
            where = f"{printable(file)}: event {printable((_text(events[0], 'SUMMARY') or uid)[:60])}"
            faults.append(MeetingFileFault(where, fault.what, fault.mend))
    if faults:
        raise MeetingFileFaults(file, tuple(faults))
    return tuple(found)


def _events(data: bytes, file: str) -> list[Event]:
    def refused(what: str, mend: str) -> MeetingFileFaults:
        return MeetingFileFaults(file, (MeetingFileFault(printable(file), what, mend),))

    if len(data) > LARGEST:
        raise refused(f"The calendar has {len(data)} bytes.", f"Take one of at most {LARGEST}.")
    try:
        calendars = Calendar.from_ical(data, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        calendars, events = [], []
    if not calendars or not all(isinstance(calendar, Calendar) for calendar in calendars):
        raise refused("This is no calendar that can be read.", "Export it again as iCalendar (.ics).")
    if len(events) > MOST_EVENTS:
        raise refused(f"The calendar has {len(events)} events.", f"Take one of at most {MOST_EVENTS}.")
    return events


def _series(uid: str, events: list[Event], changed: datetime) -> Series:
    master = next((event for event in events if "RECURRENCE-ID" not in event), events[0])
    begins = next(one for one in _moments(master, "DTSTART") if isinstance(one, datetime))
    zone = _zone(begins)
    starts = _local(begins, zone)
    rule = _rule(master, starts, zone)
    extras = {_local(one, zone) for one in _moments(master, "RDATE")}
    said = [one for event in events for name in ("LAST-MODIFIED", "DTSTAMP") for one in _moments(event, name)]
    series = Series(
        uid=uid or "unnamed",
        title=_text(master, "SUMMARY") or "Meeting",
        starts=starts,
        minutes_long=_minutes(master, MINUTES_LONG),
        rule=rule,
        zone=zone,
        description=_text(master, "DESCRIPTION"),
        place=_text(master, "LOCATION"),
        join=_text(master, "CONFERENCE"),
        revision=int(number) if (number := _text(master, "SEQUENCE")).isdecimal() else 0,
        changed=max((one.astimezone(UTC) for one in said if isinstance(one, datetime) and one.tzinfo), default=changed),
    )
    named = series.named_among(extras)
    # Without a rule, DTSTART itself is the one meeting; with one, it may be a meeting that the rule does not name.
    also = {starts} - series.named_among([starts])
    series = replace(series, extras=tuple(Extra(one) for one in (extras | also) - named))
    changes: dict[datetime, Change] = {}
    for one in _moments(master, "EXDATE"):
        changes[_local(one, zone)] = Skipped(_local(one, zone))
    for event in events:
        if event is not master or _is_cancelled(event):
            change = _change(event, series)
            changes[change.of] = change
    return replace(series, changes=tuple(changes.values()))


def _change(event: Event, series: Series) -> Change:
    begins = _local(_moments(event, "DTSTART")[0], series.zone)
    original = next((_local(one, series.zone) for one in _moments(event, "RECURRENCE-ID")), begins)
    if _is_cancelled(event):
        return Cancelled(original)
    minutes, place = _minutes(event, series.minutes_long), _text(event, "LOCATION")
    return Moved(
        original,
        begins,
        minutes_long=None if minutes == series.minutes_long else minutes,
        place=None if place == series.place else place,
    )


def _is_cancelled(event: Event) -> bool:
    return _text(event, "STATUS").upper() == "CANCELLED"


def _rule(event: Event, starts: datetime, zone: str) -> Rule | None:
    recurrence = _first(event, "RRULE")
    if recurrence is None:
        return None
    parts = dict(part.partition("=")[::2] for part in recurrence.to_ical().decode().split(";"))
    parts.pop("UNTIL", None)
    rule = parse_rule(";".join(f"{name}={value}" for name, value in parts.items()))
    until = next(iter(recurrence.get("UNTIL", [])), None)
    if not isinstance(until, date):
        return rule
    # The last day on which a meeting begins no later than UNTIL says; a day alone is meant with all its hours.
    end = _local(until, zone) if isinstance(until, datetime) else datetime.combine(until, time.max)
    return replace(rule, until=end.date() if end.time() >= starts.time() else end.date() - timedelta(days=1))


def _zone(moment: datetime) -> str:
    """The zone of a time, by the name that the world knows it under."""
    zone = moment.tzinfo
    if zone is None or moment.utcoffset() == timedelta(0) == zone.utcoffset(None):
        return "UTC"
    name: str = getattr(zone, "key", "") or str(zone)
    return name


def _local(moment: date, zone: str) -> datetime:
    """What clocks in a zone show at a time of the calendar; one without a zone is local already."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min)
    own = _zone(moment) if moment.tzinfo is not None else zone
    local = moment.replace(tzinfo=None, fold=0, second=0, microsecond=0)
    return local if own == zone else local_time(moment_of(local, own), zone)


def _minutes(event: Event, otherwise: int) -> int:
    length = getattr(_first(event, "DURATION"), "td", None)
    begins, ends = _moments(event, "DTSTART"), _moments(event, "DTEND")
    if length is None and ends and isinstance(begins[0], datetime) and isinstance(ends[0], datetime):
        start, end = (moment_of(_local(one, _zone(one)), _zone(one)) for one in (begins[0], ends[0]))
        length = end - start
    return int(length / timedelta(minutes=1)) if isinstance(length, timedelta) else otherwise


def _moments(event: Event, name: str) -> list[date]:
    """The days and times of a property, however often it stands there and however many it lists."""
    found = [one.dt for value in _all(event, name) for one in getattr(value, "dts", [value]) if hasattr(one, "dt")]
    return [one for one in found if isinstance(one, date)]


def _text(event: Event, name: str) -> str:
    value = _first(event, name)
    return "" if value is None else str(value).strip()


def _first(event: Event, name: str) -> Any:  # noqa: ANN401 - icalendar has a type of its own for every property
    return next(_all(event, name), None)


def _all(event: Event, name: str) -> Iterator[Any]:
    value: Any = event.get(name, [])
    yield from value if isinstance(value, list) else [value]
