"""The calendar that a person subscribes to: of a group, of one series, or of their own meetings and deadlines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event
from icalendar.prop import vText

from muster.domain.meetings.occurrences import Occurrence
from muster.domain.meetings.series import Series
from muster.domain.meetings.wall_clock import local_time
from muster.exchange.meetings.calendar.events import UTC_NAMES, events_of, one_line, plain
from muster.exchange.meetings.calendar.timezones import vtimezone

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)
_PRODUCT = "-//Muster//Meetings//EN"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due for a meeting, such as its agenda. what: what is due. due and changed: in UTC."""

    meeting: Occurrence
    what: str
    due: datetime
    changed: datetime


def feed(
    name: str,
    series: Iterable[Series],
    *,
    deadlines: Iterable[Deadline] = (),
    description: str = "",
    url: str = "",
    refresh: timedelta = REFRESH,
) -> bytes:
    """Write a calendar of these series and deadlines (RFC 5545 and 7986): the same values give the same bytes.

    name: what a program calls it. url: where it can be had. refresh: how often to ask for it again.
    """
    some, due = sorted(series, key=lambda one: one.uid), list(deadlines)
    calendar = start_calendar(some)
    # The older names are for programs that do not know RFC 7986 yet.
    for key in ("name", "x-wr-calname"):
        calendar.add(key, vText(plain(name)))
    if description:
        for key in ("description", "x-wr-caldesc"):
            calendar.add(key, vText(plain(description)))
    if url:
        calendar.add("source", one_line(url), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", _hours(refresh))
    changed = [*(one.changed for one in some), *(one.changed for one in due)]
    if changed:
        calendar.add("last-modified", max(changed).astimezone(UTC))
    for one in some:
        for event in events_of(one):
            calendar.add_component(event)
    for deadline in sorted(due, key=lambda one: (one.due, one.meeting.key, one.what)):
        calendar.add_component(_event(deadline))
    written: bytes = calendar.to_ical()
    return written


def start_calendar(series: Iterable[Series]) -> Calendar:
    """Give a calendar without events, with the time zones of the series in it."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    since: dict[str, int] = {}
    for one in series:
        if one.zone not in UTC_NAMES:
            years = [one.starts.year, *(extra.of.year for extra in one.extras)]
            since[one.zone] = min(since.get(one.zone, one.starts.year), *years)
    for zone in sorted(since):
        calendar.add_component(vtimezone(zone, since=since[zone]))
    return calendar


def _hours(length: timedelta) -> str:
    return f"PT{max(1, round(length / timedelta(hours=1)))}H"


def _event(deadline: Deadline) -> Event:
    """A deadline as a whole day that leaves one free: most programs leave out the VTODO of a feed."""
    local = local_time(deadline.due, deadline.meeting.zone)
    event = Event()
    event.add("uid", one_line(f"{deadline.meeting.key}/{re.sub(r'[^a-z0-9]+', '-', deadline.what.lower())}"))
    event.add("dtstamp", deadline.changed.astimezone(UTC))
    event.add("last-modified", deadline.changed.astimezone(UTC))
    event.add("summary", plain(f"{deadline.what}: {deadline.meeting.title}"))
    event.add("dtstart", local.date())
    event.add("dtend", local.date() + timedelta(days=1))
    event.add("description", plain(f"Due at {local:%H:%M} ({deadline.meeting.zone})."))
    event.add("transp", "TRANSPARENT")
    return event
