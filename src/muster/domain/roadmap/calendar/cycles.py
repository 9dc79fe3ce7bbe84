"""Release cycles and events: which cycle a day lies in, and what comes out next.

A calendar is what a charter's `calendar` table says (domain/charter/calendar.py). Whatever it holds, these answer: its
cycles may come in any order, overlap, leave gaps, and lack a release.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.contribution.windows import Window
from muster.domain.contribution.words import MONTHS
from muster.domain.contribution.words import day as day_words
from muster.domain.errors import RequestFault
from muster.domain.printable import printable

MOST_NAMED = 12
ONE_AT_A_TIME = frozenset({"summit", "ptg", "tc-election", "uc-election", "ptl-election", "election"})
"""Kinds of event of which no two take place on the same days."""


def cycles_in_order(calendar: Calendar) -> tuple[Cycle, ...]:
    """Give the cycles as they begin, the earliest first."""
    return tuple(sorted(calendar.cycles, key=lambda cycle: (cycle.start, cycle.name)))


def end_of(cycle: Cycle) -> date | None:
    """Give the day of a cycle's release; one that has none yet ends on the day planned, None if there is none."""
    return cycle.release or cycle.planned_release


def cycle_on(calendar: Calendar, day: date) -> Cycle | None:
    """Give the cycle that a day lies in: of several, the one that began last.

    Between two cycles it is the one that comes: what is planned there is planned for it. None: the day lies before the
    first, or after the last.
    """
    cycles = cycles_in_order(calendar)
    running = [one for one in cycles if one.start <= day and ((end := end_of(one)) is None or day < end)]
    if running:
        return running[-1]
    coming = [one for one in cycles if one.start > day]
    return coming[0] if coming and coming[0] is not cycles[0] else None


def cycle_called(calendar: Calendar, name: str) -> Cycle:
    """Give the cycle of that name, capitals or not. RequestFault: the calendar has none such."""
    asked = name.strip().casefold()
    found = next((one for one in calendar.cycles if one.name.casefold() == asked), None)
    if found is None:
        known = [one.name for one in cycles_in_order(calendar)][-MOST_NAMED:]
        mend = f"Choose one of {', '.join(known)}." if known else "Give the calendar a cycle first."
        raise RequestFault(f"cycle {printable(name[:60])}", "The calendar has no such cycle.", mend)
    return found


def window_of(cycle: Cycle) -> Window:
    """Give the days of a cycle, up to the day of its release and without it. RequestFault: there is no such day yet."""
    end = end_of(cycle)
    if end is None:
        what = "Nobody knows yet when the cycle ends."
        raise RequestFault(f"cycle {cycle.name}", what, "Give its release, or the day planned for it.")
    return Window(cycle.start, end)


def next_release(calendar: Calendar, on: date) -> Cycle | None:
    """Give the cycle that is released next; on the day of its release it still is. None: none is known."""
    ahead = [(end, one.name, one) for one in calendar.cycles if (end := end_of(one)) is not None and end >= on]
    return min(ahead, key=lambda found: found[:2])[2] if ahead else None


def days_of(event: Event) -> tuple[date, date]:
    """Give the first and the last day of an event."""
    return event.first, event.last or event.first


def planned_days_of(event: Event) -> tuple[date, date] | None:
    """Give the days that were planned for an event, where they were others. None: it took place as it was planned."""
    if event.planned_first is None and event.planned_last is None:
        return None
    first = event.planned_first or event.first
    days = first, max(first, event.planned_last or event.last or first)
    return None if days == days_of(event) else days


def same_event(one: Event, other: Event) -> bool:
    """Whether two sources speak of one event: it has one name, or is of a kind of which there is one at a time."""
    if one.name.casefold() == other.name.casefold():
        return True
    if one.kind != other.kind or one.kind not in ONE_AT_A_TIME:
        return False
    (first, last), (other_first, other_last) = days_of(one), days_of(other)
    return first <= other_last and other_first <= last


def days_in_words(first: date, last: date) -> str:
    """Write some days: 25 October 2016; 25 to 28 October 2016; 26 February to 2 March 2018."""
    if first == last:
        return day_words(first)
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {MONTHS[first.month - 1]}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day}{month}{year} to {day_words(last)}"


def slugs_of(names: Iterable[str]) -> dict[str, str]:
    """Give each name by what it is called in addresses, in the order of the names; no two are called the same."""
    found: dict[str, str] = {}
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "entry"
        number = next(number for number in range(1, len(found) + 2) if _numbered(slug, number) not in found)
        found[_numbered(slug, number)] = name
    return found


def _numbered(slug: str, number: int) -> str:
    return slug if number == 1 else f"{slug}-{number}"
