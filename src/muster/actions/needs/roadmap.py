"""Ballots that open rounds of priorities want of seats, and pledges for the cycle that comes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from muster.actions.addresses import page_of
from muster.actions.charter_in_force import charter_of
from muster.actions.needs.shape import Need
from muster.domain.charter.calendar import Calendar, Cycle
from muster.domain.roadmap.calendar.cycles import cycles_in_order, end_of
from muster.records.models import CharterVersion
from muster.records.queries.me import Standpoint
from muster.records.queries.roadmap.calendar import calendar_from
from muster.records.queries.roadmap.waiting import (
    calendars_given,
    groups_with_a_roadmap,
    pledged_for,
    rounds_waiting,
    seats_organisations,
)

AHEAD: Final = timedelta(days=42)
"""How long before a cycle begins its pledges are asked for."""
BEHIND: Final = timedelta(days=28)
"""For how long after: whoever begins with an old record owes no promise for what has long begun."""


def ballots_of_rounds(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give each open round that wants the ballot of a seat of theirs: once, with the seats for which it is.

    Two queries.
    """
    by_group = _by_group(standpoints)
    for waiting in rounds_waiting(by_group, at):
        for one in by_group[waiting.round.group_id]:
            seats = tuple(name for slug, name in one.seats.items() if slug in waiting.silent)
            if seats:
                what = f"Say what the roadmap should do first in {waiting.round.quarter}"
                where = page_of(one.group.slug, waiting.round.handle)
                yield Need(one.person, "round", waiting.round.handle, what, where, waiting.round.closes_at, seats)


def pledges_to_give(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give each cycle that begins soon, or has just begun, for which a member of theirs has promised nothing.

    Five queries. Only groups that have agreed on an item ask for promises.
    """
    holders = [one for one in standpoints if one.seats]
    planning = groups_with_a_roadmap({one.group.pk for one in holders})
    holders = [one for one in holders if one.group.pk in planning]
    coming = _coming(planning, at)
    whose = seats_organisations(planning, {slug for one in holders for slug in one.seats})
    promised = pledged_for(planning)
    for one in holders:
        for cycle in coming.get(one.group.pk, ()):
            seats = tuple(
                name
                for slug, name in one.seats.items()
                if (member := whose.get((one.group.pk, slug))) is not None
                and (member, cycle.name.casefold()) not in promised
            )
            if seats:
                by = datetime.combine(cycle.start, time(), tzinfo=UTC)
                what = f"Say what you promise to the roadmap for {cycle.name}"
                where = f"/{one.group.slug}/roadmap/pledges/"
                yield Need(one.person, "pledge", f"cycle/{cycle.name}", what, where, by, seats)


def _by_group(standpoints: Sequence[Standpoint]) -> dict[int, list[Standpoint]]:
    found: dict[int, list[Standpoint]] = {}
    for one in standpoints:
        if one.seats:
            found.setdefault(one.group.pk, []).append(one)
    return found


def _coming(groups: frozenset[int], at: datetime) -> Mapping[int, tuple[Cycle, ...]]:
    """Give each group's cycles that begin soon or have just begun, and are not over."""
    today = at.date()
    given = {group: calendar_from(data) for group, data in calendars_given(groups, at).items()}
    kept = CharterVersion.objects.filter(group__in=groups, since__lte=today).order_by("since", "pk")
    calendars: dict[int, Calendar] = {one.group_id: charter_of(one).calendar for one in kept} | given
    return {
        group: tuple(
            cycle
            for cycle in cycles_in_order(calendar)
            if today - BEHIND <= cycle.start <= today + AHEAD and ((end := end_of(cycle)) is None or end > today)
        )
        for group, calendar in calendars.items()
    }
