"""The roadmap's items with whom and what each of them names, and the words of people about single changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Prefetch, QuerySet

from muster.domain.errors import NotThere
from muster.domain.roadmap.items import Item, ItemState
from muster.domain.roadmap.selectors import read_selectors
from muster.records.models import Confirmation, Group, Organisation, RoadmapItem, Round, UseCase


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item with everything that its row names. needed_by: the items that wait for it."""

    row: RoadmapItem
    item: Item
    use_cases: tuple[UseCase, ...]
    depends_on: tuple[RoadmapItem, ...]
    needed_by: tuple[RoadmapItem, ...]
    owners: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Priorities:
    """What the last round of priorities that is counted selected, in order."""

    number: int
    quarter: str
    slugs: tuple[str, ...]


def items_of(group: Group, *, states: Iterable[ItemState] = tuple(ItemState)) -> list[ItemShown]:
    """Give the group's items by focus area and slug: all of them, or those in some states. Five queries."""
    return [_shown(row) for row in _rows(group).filter(state__in=[str(one) for one in states])]


def item_called(group: Group, slug: str) -> ItemShown:
    """Give one item. NotThere: the group has none of that name. Five queries."""
    row = _rows(group).filter(slug=slug).first()
    if row is None:
        raise NotThere(f"item/{slug}", "The group's roadmap has no such item.", "Roadmap lists those that it has.")
    return _shown(row)


def as_item(row: RoadmapItem) -> Item:
    """Give an item as the rules know it. A line of its selectors that can no longer be read selects nothing."""
    return Item(
        slug=row.slug,
        title=row.title,
        need=row.need,
        focus_area=row.focus_area,
        vectors=tuple(row.vectors),
        cost=Fraction(row.cost),
        cycle=row.cycle,
        use_cases=tuple(sorted(one.number for one in row.use_cases.all())),
        depends_on=tuple(sorted(one.slug for one in row.depends_on.all())),
        owners=tuple(sorted(one.slug for one in row.owners.all())),
        selectors=read_selectors(row.selectors).selectors,
        state=ItemState(row.state),
    )


def items_waiting(group: Group) -> dict[str, tuple[str, ...]]:
    """Give every item's slug with those of the items that come before it. Two queries."""
    rows = RoadmapItem.objects.filter(group=group).prefetch_related("depends_on")
    return {row.slug: tuple(sorted(one.slug for one in row.depends_on.all())) for row in rows}


def last_priorities(group: Group) -> Priorities | None:
    """Give the order of the last round that is counted; None: there was none yet. One query."""
    row = Round.objects.filter(group=group, outcome__isnull=False).order_by("-number").first()
    if row is None or row.outcome is None:
        return None
    return Priorities(row.number, row.quarter, tuple(str(one["item"]) for one in row.outcome["selected"]))


def confirmations_of(item: RoadmapItem) -> list[Confirmation]:
    """Give what people said of single changes, the last word first. One query."""
    return list(item.confirmations.select_related("person").order_by("-at", "-pk"))


def _rows(group: Group) -> QuerySet[RoadmapItem]:
    others = RoadmapItem.objects.order_by("slug")
    return RoadmapItem.objects.filter(group=group).prefetch_related(
        Prefetch("use_cases", UseCase.objects.order_by("number")),
        Prefetch("depends_on", others),
        Prefetch("needed_by", others),
        Prefetch("owners", Organisation.objects.order_by("name")),
    )


def _shown(row: RoadmapItem) -> ItemShown:
    return ItemShown(
        row,
        as_item(row),
        tuple(row.use_cases.all()),
        tuple(row.depends_on.all()),
        tuple(row.needed_by.all()),
        tuple(row.owners.all()),
    )
