"""A plan as its page shows it: figures in FTE, members and items by name, wishes in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from muster.domain.roadmap.planning.answer import ItemPlan, Kind, MemberPlan, Placed
from muster.domain.roadmap.planning.promised import KNOWS, NAMED, NEAR
from muster.domain.roadmap.planning.words import Wording
from muster.records.queries.roadmap.plans import PlanShown

HEADINGS = (
    (Kind.ITEM, "items", "Items that do not get all that they cost"),
    (Kind.PROMISE, "promises", "Promises that are not carried, or not wholly"),
    (Kind.MINIMUM, "minimum", "Members below what the charter asks for the roadmap"),
    (Kind.PERSON, "people", "People who are not put on what they were named for"),
)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item's line."""

    slug: str
    title: str
    tier: int
    cost: str
    promised: str
    planned: str
    asked: str
    full: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member's line. short: below what the charter asks."""

    slug: str
    name: str
    capacity: str
    promised: str
    planned: str
    asked: str
    minimum: str
    short: bool


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """Somebody on an item."""

    worker: str
    member: str
    item: str
    slug: str
    amount: str
    why: str
    measured: bool


def shown_as(shown: PlanShown) -> dict[str, Any]:
    """Give what the page of a plan shows."""
    words, answer = shown.words, shown.answer
    wishes = [
        (name, heading, [words.sentence(one) for one in answer.wishes if one.kind is kind])
        for kind, name, heading in HEADINGS
    ]
    placed = [_placed(words, one) for one in answer.placed]
    return {
        "items": [_item(words, one) for one in answer.items],
        "members": [_member(words, one) for one in answer.members],
        "placed": sorted(placed, key=lambda one: (one.member, one.worker, one.item)),
        "wishes": [one for one in wishes if one[2]],
        "asked": [words.asked(one) for one in answer.asked],
        "sentence": _sentence(words, answer.items),
        "stages": answer.reached,
        "where": words.where,
        "on_their_word": not all(one.measured for one in shown.question.workers),
    }


def _sentence(words: Wording, items: Sequence[ItemPlan]) -> str:
    promised, planned = sum(one.promised for one in items), sum(one.planned for one in items)
    full = sum(1 for one in items if one.planned >= (one.cost or 1))
    gets = "gets all that it costs" if full == 1 else "get all that they cost"
    of_all = f"{words.fte(planned)} of {words.fte(promised)} FTE that are promised for {words.question.cycle}"
    return f"{of_all} can be carried; {full} of {len(items)} items {gets}."


def _item(words: Wording, one: ItemPlan) -> ItemRow:
    cost = words.fte(one.cost) if one.cost else "not said"
    amounts = (words.fte(one.promised), words.fte(one.planned), words.fte(one.asked) if one.asked else "")
    return ItemRow(one.slug, words.items[one.slug], one.tier, cost, *amounts, full=one.planned >= (one.cost or 1))


def _member(words: Wording, one: MemberPlan) -> MemberRow:
    return MemberRow(
        one.slug,
        words.members[one.slug],
        words.fte(one.capacity),
        words.fte(one.promised),
        words.fte(one.planned),
        words.fte(one.asked) if one.asked else "",
        words.fte(one.minimum) if one.minimum else "",
        short=one.planned < one.minimum,
    )


def _placed(words: Wording, one: Placed) -> PlacedRow:
    said = [text for worth, text in _FITS if one.fit & worth]
    measured = next(worker.measured for worker in words.question.workers if worker.key == one.worker)
    return PlacedRow(
        words.workers[one.worker],
        words.members[one.member],
        words.items[one.item],
        one.item,
        words.fte(one.amount),
        ", ".join(said) or "new to it",
        measured,
    )


_FITS = ((NAMED, "named for it"), (KNOWS, "has worked on it"), (NEAR, "has worked in its focus area"))
