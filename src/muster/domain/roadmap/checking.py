"""What an item of the roadmap may say: every fault of it at once, each with its mend; and who may change it, and when.

A line of the selectors is read, and its faults told, in domain/roadmap/selectors.py; here stands what it may name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Final

from muster.domain.refusal import Refusal
from muster.domain.roadmap.items import Item, ItemState

COST_AT_MOST: Final = 500
"""FTE. OpenStack as a whole, in its largest year, was the work of about a thousand."""
_CENTS: Final = 100
_SLUG: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ItemFault:
    """One thing that cannot be so. field: which of the item's, as `Item` names it. what, mend: one sentence each."""

    field: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.field.replace('_', ' ')}: {self.what} {self.mend}"


@dataclass(frozen=True, slots=True)
class Known:
    """What a group's items can name, on a day.

    areas, vectors: the charter's. cycles: the calendar's. repositories: those whose work is read. owners: the slugs of
    the members. use_cases: their numbers. items: every item's slug, with those that it waits for. dropped: those that
    are, of the items.
    """

    areas: Sequence[str] = ()
    vectors: Sequence[str] = ()
    cycles: Sequence[str] = ()
    repositories: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    use_cases: frozenset[int] = frozenset()
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()


def faults_of(item: Item, known: Known, *, before: Item | None = None) -> tuple[ItemFault, ...]:
    """Give every fault of an item as it is to be. before: as it was; what it named then, it may name further."""
    return (
        *_of_the_slug(item, known, before),
        *_of_place_and_time(item, known, before),
        *_of_cost(item.cost),
        *_of_what_it_names(item, known, before),
        *_of_order(item, known, before),
        *_of_selectors(item, known, before),
    )


def circle(slug: str, depends_on: Iterable[str], waiting: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Give the shortest way by which an item would wait for itself, from it back to it; empty: there is none."""
    graph = {**waiting, slug: tuple(sorted(depends_on))}
    seen = {slug}
    ways: list[tuple[str, ...]] = [(slug,)]
    while ways:
        further: list[tuple[str, ...]] = []
        for way in ways:
            for after in graph.get(way[-1], ()):
                if after == slug:
                    return (*way, slug)
                if after not in seen:
                    seen.add(after)
                    further.append((*way, after))
        ways = further
    return ()


def vanished(item: Item, repositories: frozenset[str]) -> tuple[str, ...]:
    """Give the repositories that an item's selectors name and that are not read (any longer), each once, in order."""
    named = (one.repository for one in item.selectors)
    return tuple(dict.fromkeys(one for one in named if one and one not in repositories))


def refusal_of_change(
    state: ItemState, owners: Iterable[str], *, runs: bool, speaks_for: Iterable[str]
) -> Refusal | None:
    """Say why somebody may not change an item, or None if they may.

    runs: they are the chair or the secretary. speaks_for: the slugs of the members whose seats they hold.
    """
    if state in {ItemState.DELIVERED, ItemState.DROPPED}:
        return Refusal(f"The item is {state}, and stays as it was then.", "Have it taken up again first.")
    mine, carry = frozenset(speaks_for), frozenset(owners)
    if state is ItemState.PROPOSED or runs or (mine & carry) or (mine and not carry):
        return None
    return Refusal(
        "The item is agreed: it is changed by the chair, the secretary, or whoever holds a seat of one of its owners.",
        "Ask one of them, or propose an item of your own.",
    )


STEPS: Final[Mapping[ItemState, frozenset[ItemState]]] = {
    ItemState.PROPOSED: frozenset({ItemState.AGREED, ItemState.DROPPED}),
    ItemState.AGREED: frozenset({ItemState.DELIVERED, ItemState.DROPPED}),
    ItemState.DELIVERED: frozenset({ItemState.PROPOSED}),
    ItemState.DROPPED: frozenset({ItemState.PROPOSED}),
}
"""What the group can say of an item next."""


def refusal_of_step(state: ItemState, to: ItemState) -> Refusal | None:
    """Say why an item does not go from a state to another, or None if it does."""
    if to in STEPS[state]:
        return None
    if to is state:
        return Refusal(f"The item is {state} already.", "Look at it again.")
    can = " or ".join(sorted(STEPS[state]))
    return Refusal(f"An item that is {state} does not become {to}.", f"It can become {can}.")


def _of_the_slug(item: Item, known: Known, before: Item | None) -> Iterable[ItemFault]:
    if not _SLUG.fullmatch(item.slug):
        yield ItemFault(
            "slug",
            f"“{item.slug[:60]}” is no short name.",
            "Write at most 40 small letters, digits and hyphens, such as n2.",
        )
    elif before is None and item.slug in known.items:
        yield ItemFault("slug", f"There is an item “{item.slug}” already.", "Choose another short name.")


def _of_place_and_time(item: Item, known: Known, before: Item | None) -> Iterable[ItemFault]:
    if known.areas and item.focus_area not in known.areas and not (before and before.focus_area == item.focus_area):
        what = f"The charter has no focus area “{item.focus_area}”." if item.focus_area else "It has no focus area."
        yield ItemFault("focus_area", what, f"Choose one of {', '.join(known.areas)}.")
    strange = [one for one in item.vectors if one not in known.vectors and not (before and one in before.vectors)]
    for one in strange:
        mend = f"Choose among {'; '.join(known.vectors)}." if known.vectors else "Leave it out: the charter names none."
        yield ItemFault("vectors", f"The charter has no vector “{one}”.", mend)
    if item.cycle and item.cycle not in known.cycles and not (before and before.cycle == item.cycle):
        mend = f"Choose one of {', '.join(known.cycles)}." if known.cycles else "Put the cycle into the calendar first."
        yield ItemFault("cycle", f"The calendar has no cycle “{item.cycle}”.", mend)


def _of_cost(cost: Fraction) -> Iterable[ItemFault]:
    if cost < 0:
        yield ItemFault("cost", "An item cannot cost less than nothing.", "Write its FTE, or 0 while nobody knows.")
    elif cost > COST_AT_MOST:
        what = f"No item costs more than {COST_AT_MOST} FTE."
        yield ItemFault("cost", what, "Cut it into items that a group can carry.")
    elif (cost * _CENTS).denominator != 1:
        yield ItemFault("cost", "Costs have two digits behind the point at most.", "Round it: 2.5, or 0.25.")


def _of_what_it_names(item: Item, known: Known, before: Item | None) -> Iterable[ItemFault]:
    kept = frozenset(before.owners) if before else frozenset()
    for one in sorted(frozenset(item.owners) - known.owners - kept):
        yield ItemFault("owners", f"The group has no member “{one}” today.", "Choose among its members.")
    for number in sorted(frozenset(item.use_cases) - known.use_cases):
        yield ItemFault("use_cases", f"The group has no use case {number}.", "Choose among those that it has.")


def _of_order(item: Item, known: Known, before: Item | None) -> Iterable[ItemFault]:
    known_before = frozenset(before.depends_on) if before else frozenset()
    for one in sorted(frozenset(item.depends_on) - frozenset(known.items) - {item.slug}):
        yield ItemFault("depends_on", f"The roadmap has no item “{one}”.", "Choose among its items.")
    for one in sorted((frozenset(item.depends_on) & known.dropped) - known_before - {item.slug}):
        yield ItemFault("depends_on", f"The item {one} is dropped: nothing comes of it.", "Wait for another one.")
    way = circle(item.slug, item.depends_on, known.items)
    if way:
        steps = ", ".join(f"{first} waits for {then}" for first, then in pairwise(way))
        what = (
            "An item cannot wait for itself." if len(set(way)) == 1 else f"The items would wait in a circle: {steps}."
        )
        yield ItemFault("depends_on", what, "Take one of them out.")


def _of_selectors(item: Item, known: Known, before: Item | None) -> Iterable[ItemFault]:
    kept = frozenset(vanished(before, known.repositories)) if before else frozenset()
    for name in vanished(item, known.repositories):
        if name not in kept:
            what = f"The charter does not name the repository {name}, so nothing of it is read."
            mend = "Write the name as the charter's evidence has it, or have the charter name it."
            yield ItemFault("selectors", what, mend)
