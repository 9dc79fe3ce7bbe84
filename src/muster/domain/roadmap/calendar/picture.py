"""The picture of a calendar: what stands in which row, over which months, with every item of the roadmap on it.

The rows are those of the group's first picture: releases, summits and gatherings, mid-cycles; then elections and the
group's own. What is drawn, and how, is another's affair (exchange/drawing/timeline.py).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.contribution.windows import MONTHS_A_YEAR, Window, months_before
from muster.domain.errors import RequestFault
from muster.domain.printable import printable
from muster.domain.roadmap.calendar.cycles import cycle_on, cycles_in_order, days_of, end_of, planned_days_of
from muster.domain.roadmap.items import Item

MONTHS_SHOWN: Final = 27
"""As many as the first picture had, from March 2016 to May 2018: a cycle back, the one that runs, and two ahead."""
MONTHS_AHEAD: Final = 18
MOST_MONTHS: Final = 60
_DAY: Final = timedelta(days=1)
_GATHERINGS: Final = frozenset({"summit", "ptg", "forum"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a row. last: its last day. planned: the days that were planned, where they were others.

    ticks: named days within it. sure: its days are known, and were read in the source.
    """

    name: str
    kind: str
    first: date
    last: date
    planned: tuple[date, date] | None = None
    ticks: tuple[tuple[str, date], ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the picture."""

    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """An item on the picture: the cycle that it is meant for, whose days are its own."""

    item: Item
    cycle: Cycle
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn. rows: without those that nothing stands in. elsewhere: items whose cycle lies outside the window.

    unplaced: items that are meant for no cycle, or for one that the calendar has not.
    """

    window: Window
    rows: tuple[Row, ...]
    items: tuple[Placed, ...]
    elsewhere: tuple[Placed, ...]
    unplaced: tuple[Item, ...]


def picture(calendar: Calendar, items: Sequence[Item], window: Window, *, group: str) -> Picture:
    """Put a calendar and a roadmap's items on a picture of some months. group: what the row of its own is called."""
    rows = (
        Row("Releases", tuple(_release(one) for one in cycles_in_order(calendar))),
        Row("Summits and gatherings", _events(calendar, lambda kind: kind in _GATHERINGS)),
        Row("Mid-cycles", _events(calendar, _midcycle)),
        Row("Elections", _events(calendar, _election)),
        Row(
            group,
            _events(calendar, lambda kind: not (kind in _GATHERINGS or _midcycle(kind) or _election(kind))),
        ),
    )
    seen = (Row(row.title, tuple(one for one in row.marks if _touches(one.first, one.last, window))) for row in rows)
    placed, unplaced = _placed(calendar, items)
    return Picture(
        window,
        tuple(row for row in seen if row.marks),
        tuple(one for one in placed if _touches(one.first, one.last, window)),
        tuple(one for one in placed if not _touches(one.first, one.last, window)),
        unplaced,
    )


def window_shown(calendar: Calendar, on: date, *, first: str = "", last: str = "") -> Window:
    """Give the months of a picture: those asked for, as 2016-03, else 27 with the day that is looked at.

    They end with the last event, or with the cycle that runs on the day, or a year and a half later, whichever comes
    first; after the end of the calendar its end is shown. RequestFault: what is asked for is no month, or too many.
    """
    if first or last:
        begin = _month(first, "from") if first else None
        end = months_before(_month(last, "until"), -1) if last else None
        begin = begin or months_before(end or on, MONTHS_SHOWN)
        end = end or months_before(begin, -MONTHS_SHOWN)
        if end <= begin:
            what = f"It lies before {begin:%B %Y}."
            raise RequestFault(f"until={printable(last[:20])}", what, "Swap the two months.")
        window = Window(begin, end)
        if window.months > MOST_MONTHS:
            what = f"That is {window.months} months, and the picture holds {MOST_MONTHS}."
            raise RequestFault(f"from={begin:%Y-%m}", what, "Ask for fewer months.")
        return window
    ends = min([months_before(on, -MONTHS_AHEAD), *_last_of(calendar, on)])
    end = months_before(ends.replace(day=1), -1)
    return Window(months_before(end, MONTHS_SHOWN), end)


def _last_of(calendar: Calendar, on: date) -> list[date]:
    """Give the day with which a calendar ends, seen from a day; nothing if it is empty."""
    events = [days_of(event)[1] for event in calendar.events]
    cycles = [one.start if events else end_of(one) or one.start for one in calendar.cycles]
    running = cycle_on(calendar, on)
    end = end_of(running) if running else None
    known = [*events, *cycles, *([end] if end else [])]
    return [max(known)] if known else []


def _month(text: str, key: str) -> date:
    year, _, month = text.strip().partition("-")
    if len(year) == 4 and year.isascii() and year.isdigit() and month.isascii() and month.isdigit():  # noqa: PLR2004 - as in 2016-03
        number = int(month[:3])
        if 1 <= number <= MONTHS_A_YEAR and 1900 <= int(year) < 2200:  # noqa: PLR2004 - the years of our times
            return date(int(year), number, 1)
    raise RequestFault(f"{key}={printable(text[:20])}", "This is no month of our times.", "Write it as 2016-03.")


def _release(cycle: Cycle) -> Mark:
    end = end_of(cycle) or cycle.start
    planned = (cycle.planned_release,) * 2 if cycle.planned_release and cycle.release else None
    ticks = tuple(sorted(cycle.milestones.items(), key=lambda one: (one[1], one[0])))
    return Mark(cycle.name, "cycle", cycle.start, end, planned, ticks, sure=cycle.release is not None)


def _events(calendar: Calendar, wanted: Callable[[str], bool]) -> tuple[Mark, ...]:
    found = sorted((one for one in calendar.events if wanted(one.kind)), key=lambda one: (one.first, one.name))
    return tuple(_event(one) for one in found)


def _event(event: Event) -> Mark:
    first, last = days_of(event)
    sure = event.verified and event.precision == "day"
    return Mark(event.name, event.kind, first, last, planned_days_of(event), sure=sure)


def _midcycle(kind: str) -> bool:
    return "midcycle" in kind or "mid-cycle" in kind


def _election(kind: str) -> bool:
    return kind.endswith("election")


def _touches(first: date, last: date, window: Window) -> bool:
    return first < window.end_day and last >= window.first_day


def _placed(calendar: Calendar, items: Iterable[Item]) -> tuple[list[Placed], tuple[Item, ...]]:
    """Give the items in the order of their cycles, those of one as they came; and those that have none."""
    cycles = {one.name.casefold(): one for one in calendar.cycles}
    placed: list[Placed] = []
    unplaced: list[Item] = []
    for item in items:
        cycle = cycles.get(item.cycle.strip().casefold())
        if cycle is None:
            unplaced.append(item)
        else:
            end = end_of(cycle)
            placed.append(Placed(item, cycle, cycle.start, end - _DAY if end else cycle.start))
    placed.sort(key=lambda one: (one.first, one.cycle.name))
    return placed, tuple(unplaced)
