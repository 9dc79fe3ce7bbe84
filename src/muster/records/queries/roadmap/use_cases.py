"""Use cases with the members that support them and the items that serve them."""

from dataclasses import dataclass

from django.db.models import Max, Prefetch, QuerySet

from muster.domain.errors import NotThere
from muster.domain.roadmap.use_cases import UseCaseState
from muster.records.models import Group, RoadmapItem, Support, UseCase


@dataclass(frozen=True, slots=True)
class UseCaseShown:
    """A use case. supports: by the name of the member, each with its organisation. items: those that serve it."""

    row: UseCase
    state: UseCaseState
    supports: tuple[Support, ...]
    items: tuple[RoadmapItem, ...]


def use_cases_of(group: Group) -> list[UseCaseShown]:
    """Give the group's use cases, the newest first. Three queries."""
    return [_shown(row) for row in _rows(group)]


def use_case_numbered(group: Group, number: int) -> UseCaseShown:
    """Give one use case. NotThere: the group has none of that number. Three queries."""
    row = _rows(group).filter(number=number).first()
    if row is None:
        what = "The group has no such use case."
        raise NotThere(f"use-case/{number}", what, "The roadmap's use cases are listed on their page.")
    return _shown(row)


def last_number(group: Group) -> int:
    """Give the number of the last use case, 0 if there is none. One query."""
    return UseCase.objects.filter(group=group).aggregate(last=Max("number"))["last"] or 0


def _rows(group: Group) -> QuerySet[UseCase]:
    return (
        UseCase.objects.filter(group=group)
        .select_related("opened_by")
        .prefetch_related(
            Prefetch("supports", Support.objects.select_related("organisation").order_by("organisation__name")),
            Prefetch("items", RoadmapItem.objects.order_by("slug")),
        )
    )


def _shown(row: UseCase) -> UseCaseShown:
    return UseCaseShown(row, UseCaseState(row.state), tuple(row.supports.all()), tuple(row.items.all()))
