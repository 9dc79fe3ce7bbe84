"""The calendar as the page, its data, and its picture show it: read once, put together the same way."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from muster.actions.caller import Acting
from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.contribution.windows import months_before
from muster.domain.roadmap.calendar.cycles import (
    cycles_in_order,
    days_in_words,
    days_of,
    planned_days_of,
    slugs_of,
)
from muster.domain.roadmap.calendar.deadlines import ReleaseAsks, deadlines
from muster.domain.roadmap.calendar.picture import Picture, Placed, picture, window_shown
from muster.domain.roadmap.items import Item, ItemState
from muster.records.models import CalendarVersion
from muster.records.queries.roadmap.calendar import calendar_as_data, calendar_given, calendar_of
from muster.records.queries.roadmap.items import items_of
from muster.web.data import day_asked, written

ON_IT = (ItemState.PROPOSED, ItemState.AGREED, ItemState.DELIVERED)
"""Items that stand on the calendar: all but those that were dropped."""


@dataclass(frozen=True, slots=True)
class CycleShown:
    """A cycle in the table. slug: what it is called in addresses."""

    cycle: Cycle
    slug: str
    milestones: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event in the table. planned: the days that were planned, where they were others."""

    event: Event
    slug: str
    days: str
    planned: str
    over: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that is shown of a group's calendar on a day. given: the calendar that was given to it, or None."""

    on: date
    calendar: Calendar
    given: CalendarVersion | None
    picture: Picture
    asks: tuple[ReleaseAsks, ...]
    items: tuple[Item, ...]


def shown_of(request: HttpRequest, who: Acting) -> Shown:
    """Read what is shown. The address says on which day and over which months: `?on=2017-01-27&from=2016-03`.

    The calendar is the one that the group has now: what it knows of the past is not what it knew then.
    """
    on = day_asked(request, who.on)
    calendar = calendar_of(who.group, who.on)
    items = tuple(one.item for one in items_of(who.group, states=ON_IT))
    months = {"first": request.GET.get("from", "").strip(), "last": request.GET.get("until", "").strip()}
    window = window_shown(calendar, on, **months)
    drawn = picture(calendar, items, window, group=who.group.name)
    return Shown(on, calendar, calendar_given(who.group, who.on), drawn, deadlines(calendar, on), items)


def cycles_shown(calendar: Calendar) -> list[CycleShown]:
    """Give the cycles as they begin."""
    return [
        CycleShown(one, slug, tuple(sorted(one.milestones.items(), key=lambda named: (named[1], named[0]))))
        for slug, one in by_slug(calendar, "cycles").items()
        if isinstance(one, Cycle)
    ]


def events_shown(calendar: Calendar, on: date) -> list[EventShown]:
    """Give the events by their days."""
    found = []
    for slug, one in by_slug(calendar, "events").items():
        if isinstance(one, Event):
            planned = planned_days_of(one)
            days = days_of(one)
            said = days_in_words(*planned) if planned else ""
            found.append(EventShown(one, slug, days_in_words(*days), said, days[1] < on))
    return sorted(found, key=lambda one: (one.event.first, one.event.name))


def by_slug(calendar: Calendar, kind: str) -> dict[str, Cycle | Event]:
    """Give the cycles, or the events, by what they are called in addresses."""
    entries: tuple[Cycle | Event, ...] = cycles_in_order(calendar) if kind == "cycles" else calendar.events
    return dict(zip(slugs_of(one.name for one in entries), entries, strict=True))


def months_of(shown: Shown) -> dict[str, str]:
    """Give the first and the last month of the picture, as an address has them."""
    last = months_before(shown.picture.window.end_day, 1)
    return {"from": f"{shown.picture.window.first_day:%Y-%m}", "until": f"{last:%Y-%m}"}


def as_data(shown: Shown, group: str) -> dict[str, Any]:
    """Give all of it as data."""
    return {
        "group": group,
        "on": written(shown.on),
        "calendar": calendar_as_data(shown.calendar),
        "changed_at": shown.given.at.isoformat() if shown.given else None,
        "source": shown.given.source if shown.given else "charter",
        "releases": [_release(one) for one in shown.asks],
        "items": [_placed(one) for one in (*shown.picture.items, *shown.picture.elsewhere)]
        + [{"item": one.slug, "cycle": None, "first": None, "last": None} for one in shown.picture.unplaced],
    }


def _release(found: ReleaseAsks) -> dict[str, Any]:
    return {
        "cycle": found.cycle.name,
        "out": written(found.out),
        "takes": found.chance.value,
        "says": found.says,
        "asks": [
            {"stage": one.stage.value, "by": written(one.by), "name": one.name, "says": one.sentence, "over": one.over}
            for one in found.asks
        ],
    }


def _placed(placed: Placed) -> dict[str, Any]:
    days = {"first": written(placed.first), "last": written(placed.last)}
    return {"item": placed.item.slug, "cycle": placed.cycle.name, **days}
