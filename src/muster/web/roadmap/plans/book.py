"""The promises of a cycle as they are read: item by item, and member by member beside what the charter asks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.domain.charter.calendar import Calendar
from muster.domain.roadmap.calendar.cycles import cycle_on, cycles_in_order
from muster.domain.roadmap.pledges import written
from muster.records.models import Organisation, RoadmapItem
from muster.records.queries.roadmap.pledges import PledgeShown, total_of


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with what is promised to it."""

    item: RoadmapItem
    pledges: tuple[PledgeShown, ...]

    @property
    def total(self) -> Fraction:
        """All of it together."""
        return total_of(self.pledges)

    @property
    def lacking(self) -> Fraction:
        """What is missing to what the item costs."""
        return max(Fraction(0), Fraction(self.item.cost) - self.total)

    @property
    def said(self) -> str:
        """The total as it is written."""
        return written(self.total)

    @property
    def lacking_said(self) -> str:
        """What is missing as it is written."""
        return written(self.lacking)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Whoever promises, with how much. minimum: what the charter asks of it; nought: nothing. is_member: today."""

    organisation: Organisation
    total: Fraction
    items: int
    minimum: Fraction
    is_member: bool

    @property
    def lacking(self) -> Fraction:
        """What is missing to what the charter asks."""
        return max(Fraction(0), self.minimum - self.total)

    @property
    def said(self) -> str:
        """The total as it is written."""
        return written(self.total)

    @property
    def minimum_said(self) -> str:
        """What the charter asks as it is written."""
        return written(self.minimum)

    @property
    def lacking_said(self) -> str:
        """What is missing as it is written."""
        return written(self.lacking)


def by_item(pledges: Iterable[PledgeShown]) -> list[ItemLine]:
    """Give the promises item by item, by focus area and slug."""
    lines: dict[RoadmapItem, list[PledgeShown]] = defaultdict(list)
    for one in pledges:
        lines[one.item].append(one)
    ordered = sorted(lines, key=lambda item: (item.focus_area, item.slug))
    return [ItemLine(item, tuple(lines[item])) for item in ordered]


def by_member(pledges: Sequence[PledgeShown], minima: Mapping[Organisation, Fraction]) -> list[MemberLine]:
    """Give the promises member by member, by name; members that promised nothing are there too.

    minima: what the charter asks of each member of today.
    """
    every = sorted({*minima, *(one.organisation for one in pledges)}, key=lambda one: one.name)
    return [
        MemberLine(
            one,
            total_of(own := [pledge for pledge in pledges if pledge.organisation == one]),
            len(own),
            minima.get(one, Fraction(0)),
            one in minima,
        )
        for one in every
    ]


def cycle_shown(calendar: Calendar, pledges: Sequence[PledgeShown], today: date) -> str:
    """Give the cycle that a reader most likely asks about: the last with a promise that is not over, else today's."""
    known = [one.name for one in cycles_in_order(calendar)]
    promised = [name for name in known if any(one.cycle == name for one in pledges)]
    now = cycle_on(calendar, today)
    if now and (now.name in promised or not promised):
        return now.name
    return promised[-1] if promised else (known[-1] if known else "")


def sentence(lines: Sequence[ItemLine], pledges: Sequence[PledgeShown], cycle: str) -> str:
    """Say what is promised for a cycle."""
    if not pledges:
        return f"Nothing is promised for {cycle} yet." if cycle else "Nothing is promised yet."
    members = len({one.organisation for one in pledges})
    who = f"{members} members promise" if members > 1 else "One member promises"
    to = f"{len(lines)} items" if len(lines) > 1 else "one item"
    return f"{who} {written(total_of(pledges))} FTE to {to} for {cycle}."
