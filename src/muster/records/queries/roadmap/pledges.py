"""Pledges as they stand: who promised how much to which item for which cycle, and whom they named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Prefetch, QuerySet

from muster.domain.roadmap.pledges import written
from muster.records.models import Group, Organisation, Person, Pledge, RoadmapItem


@dataclass(frozen=True, slots=True)
class PledgeShown:
    """A pledge. fte: exact, in hundredths. people: those whom the member named, by name. key: tells it from others."""

    organisation: Organisation
    item: RoadmapItem
    cycle: str
    fte: Fraction
    people: tuple[Person, ...]
    at: datetime
    invented: bool
    key: int = 0

    @property
    def amount(self) -> str:
        """The FTE as it is written: 1.25."""
        return written(self.fte)


def pledges_of(group: Group, *, cycle: str | None = None) -> list[PledgeShown]:
    """Give what is pledged in the group, for one cycle or for all, by member and item. Two queries.

    What was taken back is not there.
    """
    found = _rows(group)
    return [_shown(one) for one in (found if cycle is None else found.filter(cycle=cycle))]


def every_pledge(group: Group) -> list[PledgeShown]:
    """Give the same for all cycles, and what was taken back beside it, as nought. Two queries."""
    return [_shown(one) for one in _rows(group, taken_back=True)]


def pledges_by(organisation: Organisation) -> list[PledgeShown]:
    """Give what one member has pledged, the last cycle that it spoke of first. Two queries."""
    return [_shown(one) for one in _rows(organisation.group).filter(organisation=organisation).order_by("-at", "pk")]


def pledges_to(item: RoadmapItem) -> list[PledgeShown]:
    """Give what is pledged to one item, by cycle and member. Two queries."""
    found = _rows(item.group).filter(item=item)
    return [_shown(one) for one in found.order_by("cycle", "organisation__name")]


def total_of(pledges: Iterable[PledgeShown]) -> Fraction:
    """Give how much that is together."""
    return sum((one.fte for one in pledges), Fraction(0))


def _rows(group: Group, *, taken_back: bool = False) -> QuerySet[Pledge]:
    found = Pledge.objects.filter(organisation__group=group)
    return (
        (found if taken_back else found.filter(fte__gt=0))
        .select_related("organisation", "item")
        .prefetch_related(Prefetch("people", Person.objects.order_by("name", "number")))
        .order_by("organisation__name", "item__slug", "cycle")
    )


def _shown(row: Pledge) -> PledgeShown:
    return PledgeShown(
        row.organisation, row.item, row.cycle, Fraction(row.fte), tuple(row.people.all()), row.at, row.invented, row.pk
    )
