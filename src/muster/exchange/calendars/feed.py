"""A group's calendar as iCalendar (RFC 5545 and 7986), to subscribe to: releases, milestones and events, as whole days.

What a thing is called makes its UID, so that it stays the same one when its days change; each carries the calendar's
revision as SEQUENCE. What an earlier calendar had and this one has not is cancelled. None of it takes anybody's time.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Calendar as Written
from icalendar import Event as WrittenEvent
from icalendar.prop import vText

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.roadmap.calendar.cycles import days_in_words, days_of, end_of, planned_days_of
from muster.exchange.meetings.calendar.events import one_line, plain

PRODUCT: Final = "-//Muster//Roadmap//EN"
REFRESH: Final = timedelta(hours=12)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the calendar as it goes out. last: its last day."""

    key: str
    summary: str
    kind: str
    first: date
    last: date
    text: str = ""
    place: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Issue:
    """Which calendar this is. group: its slug. changed: when it was last changed. revision: how often it was."""

    group: str
    name: str
    changed: datetime
    revision: int = 0
    url: str = ""


def calendar_feed(calendar: Calendar, issue: Issue, *, before: Iterable[Calendar] = ()) -> bytes:
    """Write a calendar: the same values give the same bytes. before: what the group's calendar was earlier."""
    written = Written()
    written.add("prodid", PRODUCT)
    written.add("version", "2.0")
    written.add("calscale", "GREGORIAN")
    # The older names are for programs that do not know RFC 7986 yet.
    for key in ("name", "x-wr-calname"):
        written.add(key, vText(plain(issue.name)))
    if issue.url:
        written.add("source", one_line(issue.url), parameters={"VALUE": "URI"})
    written.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    written.add("x-published-ttl", "PT12H")
    written.add("last-modified", issue.changed.astimezone(UTC))
    now = {entry.key: entry for entry in entries_of(calendar)}
    gone: dict[str, Entry] = {}
    for earlier in before:
        for entry in entries_of(earlier):
            if entry.key not in now:
                gone.setdefault(entry.key, entry)
    for entry in sorted(now.values(), key=lambda one: (one.first, one.key)):
        written.add_component(_event(entry, issue))
    for entry in sorted(gone.values(), key=lambda one: (one.first, one.key)):
        written.add_component(_event(entry, issue, cancelled=True))
    content: bytes = written.to_ical()
    return content


def entries_of(calendar: Calendar) -> Iterator[Entry]:
    """Give everything of a calendar that has days of its own."""
    for cycle in calendar.cycles:
        yield from _of_cycle(cycle)
    for event in calendar.events:
        yield _of_event(event)


def _of_cycle(cycle: Cycle) -> Iterator[Entry]:
    source = f"Source: {cycle.source}" if cycle.source else ""
    yield Entry(f"cycle {cycle.name}", f"{cycle.name} begins", "cycle", cycle.start, cycle.start, source)
    for name, day in cycle.milestones.items():
        yield Entry(f"milestone {cycle.name} {name}", f"{cycle.name}: {name}", "milestone", day, day, source)
    out = end_of(cycle)
    if out is not None:
        planned = cycle.planned_release if cycle.release else None
        text = "\n".join(filter(None, (f"Planned for {days_in_words(planned, planned)}." if planned else "", source)))
        sure = cycle.release is not None
        yield Entry(f"release {cycle.name}", f"{cycle.name} is released", "release", out, out, text, sure=sure)


def _of_event(event: Event) -> Entry:
    first, last = days_of(event)
    planned = planned_days_of(event)
    lines = (
        f"Planned for {days_in_words(*planned)}." if planned else "",
        f"Only the {event.precision} is known." if event.precision != "day" else "",
        "" if event.verified else "The days were not read in a source.",
        f"{event.cycle} is planned there." if event.cycle else "",
        f"Source: {event.source}" if event.source else "",
    )
    sure = event.verified and event.precision == "day"
    text = "\n".join(line for line in lines if line)
    return Entry(f"event {event.name}", event.name, event.kind, first, last, text, event.place or "", sure)


def _event(entry: Entry, issue: Issue, *, cancelled: bool = False) -> WrittenEvent:
    event = WrittenEvent()
    event.add("uid", f"{hashlib.sha256(entry.key.encode()).hexdigest()[:24]}.calendar.{one_line(issue.group)}")
    event.add("sequence", issue.revision)
    event.add("dtstamp", issue.changed.astimezone(UTC))
    event.add("last-modified", issue.changed.astimezone(UTC))
    event.add("summary", plain(f"Cancelled: {entry.summary}" if cancelled else entry.summary))
    event.add("dtstart", entry.first)
    # The day after the last, as RFC 5545 wants it; there is none after the end of days.
    event.add("dtend", entry.last + _DAY if entry.last < date.max else entry.last)
    if entry.place:
        event.add("location", plain(entry.place))
    if entry.text:
        event.add("description", plain(entry.text))
    event.add("categories", [plain(entry.kind)])
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED" if entry.sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event
