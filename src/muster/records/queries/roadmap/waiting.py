"""Rounds of priorities that wait for ballots, and members that have promised nothing for a cycle yet."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from muster.domain.roadmap.items import ItemState
from muster.records.models import CalendarVersion, Group, Organisation, Pledge, RoadmapItem, Round, RoundBallot, Seat


@dataclass(frozen=True, slots=True)
class WaitingRound:
    """A round that is open. silent: the slugs of the seats that have a share in it and have said nothing yet."""

    round: Round
    silent: frozenset[str]


def rounds_waiting(groups: Iterable[int], at: datetime) -> list[WaitingRound]:
    """Give the rounds of some groups that are open at a moment, the first to close first. Three queries at most.

    Nobody has to have written down that a round opened: its seats are then those of the day on which it did.
    """
    found = list(
        Round.objects.filter(group__in=groups, opens_at__lte=at, closes_at__gt=at, outcome__isnull=True, called_off="")
        .defer("items")
        .order_by("closes_at", "pk")
    )
    said: dict[int, set[str]] = defaultdict(set)
    for number, seat in RoundBallot.objects.filter(round__in=found).values_list("round_id", "seat__slug"):
        said[number].add(seat)
    opened = _seats_of_opening([one for one in found if not one.seats])
    return [WaitingRound(one, (frozenset(one.seats) or opened[one.pk]) - said[one.pk]) for one in found]


def _seats_of_opening(rounds: Sequence[Round]) -> Mapping[int, frozenset[str]]:
    """Give the seats of the day on which each round opened. One query; none without a round."""
    groups = {one.group_id for one in rounds}
    rows = list(Seat.objects.filter(group__in=groups)) if groups else []
    return {
        one.pk: frozenset(
            seat.slug
            for seat in rows
            if seat.group_id == one.group_id
            and seat.since <= (day := one.opens_at.date())
            and (seat.until is None or seat.until > day)
        )
        for one in rounds
    }


def rounds_that_want(organisation: Organisation, at: datetime) -> list[WaitingRound]:
    """Give the open rounds that want the ballot of one of an organisation's seats. Three queries."""
    waiting = rounds_waiting([organisation.group_id], at)
    own = set(Seat.objects.filter(organisation=organisation).values_list("slug", flat=True))
    return [WaitingRound(one.round, one.silent & own) for one in waiting if one.silent & own]


def seats_organisations(groups: Iterable[int], seats: Collection[str]) -> Mapping[tuple[int, str], int]:
    """Give the organisation whose a seat is, by group and the seat's slug. One query."""
    rows = Seat.objects.filter(group__in=groups, slug__in=seats, organisation__isnull=False)
    return {(one.group_id, one.slug): one.organisation_id for one in rows if one.organisation_id is not None}


def spoken_for(group: Group, seats: Collection[str]) -> list[Organisation]:
    """Give the organisations whose seats these are, by name. One query; none without a seat."""
    if not seats:
        return []
    return list(Organisation.objects.filter(group=group, seats__slug__in=seats).distinct().order_by("name"))


def pledged_for(groups: Iterable[int]) -> frozenset[tuple[int, str]]:
    """Give which organisation has promised anything for which cycle (its name in small letters). One query."""
    rows = Pledge.objects.filter(organisation__group__in=groups, fte__gt=0).values_list("organisation_id", "cycle")
    return frozenset((organisation, cycle.casefold()) for organisation, cycle in rows.distinct())


def groups_with_a_roadmap(groups: Iterable[int]) -> frozenset[int]:
    """Give the groups that have agreed on an item that is not over. One query."""
    rows = RoadmapItem.objects.filter(group__in=groups, state=ItemState.AGREED)
    return frozenset(rows.values_list("group_id", flat=True).distinct())


def calendars_given(groups: Iterable[int], at: datetime) -> Mapping[int, object]:
    """Give the last calendar that each group was given beside its charter, as plain data. One query."""
    rows = CalendarVersion.objects.filter(group__in=groups, at__lte=at).order_by("at", "pk")
    return dict(rows.values_list("group_id", "data"))
