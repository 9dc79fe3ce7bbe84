"""The second programme: what members that promised less than their charter's minimum could still be asked for.

It starts from what the first one carries, and changes nothing of it: what is asked is no promise, and serves nothing
until it is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from muster.domain.roadmap.planning.programme import Column, Programme, Row, Stage, tie_break
from muster.domain.roadmap.planning.promised import fit
from muster.domain.roadmap.planning.question import Question


@dataclass(frozen=True, slots=True)
class Left:
    """What the first programme leaves. of_worker, of_item: units; an item without a cost has None.

    lacking: what each member is short of its minimum. ready: the items that wait for nothing.
    """

    of_worker: Mapping[str, int]
    of_item: Mapping[str, int | None]
    lacking: Mapping[str, int]
    ready: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asking:
    """The programme; places: the member and the item that each column stands for."""

    programme: Programme
    places: tuple[tuple[str, str], ...]


def asking(question: Question, left: Left) -> Asking:
    """Make the programme of a question in canonical order."""
    staff = question.workers_of
    free = {one.slug: sum(left.of_worker[worker.key] for worker in staff[one.slug]) for one in question.members}
    askable = {name: min(lack, free[name]) for name, lack in left.lacking.items() if min(lack, free[name]) > 0}
    open_items = [one for one in question.works if one.slug in left.ready and left.of_item[one.slug] != 0]
    places = tuple((member, one.slug) for member in sorted(askable) for one in open_items)
    columns = tuple(Column(f"ask {member} {item}", askable[member]) for member, item in places)
    rows = [
        *(
            Row(f"lacking {name}", tuple((number, 1) for number, one in enumerate(places) if one[0] == name), most=most)
            for name, most in sorted(askable.items())
        ),
        *(
            Row(f"room {one.slug}", tuple((n, 1) for n, place in enumerate(places) if place[1] == one.slug), most=room)
            for one in open_items
            if (room := left.of_item[one.slug]) is not None
        ),
    ]
    tiers: dict[int, list[tuple[int, int]]] = {}
    tier_of = {one.slug: one.tier for one in open_items}
    known: list[tuple[int, int]] = []
    for number, (member, item) in enumerate(places):
        tiers.setdefault(tier_of[item], []).append((number, 1))
        best = max((fit(worker, item) for worker in staff[member] if left.of_worker[worker.key]), default=0)
        known += [(number, best)] if best else []
    stages = [
        Stage("asked", tuple((number, 1) for number in range(len(places)))),
        *(Stage(f"tier {tier}", tuple(terms)) for tier, terms in sorted(tiers.items())),
        Stage("fit", tuple(known)),
        tie_break(columns),
    ]
    return Asking(
        Programme(columns, tuple(one for one in rows if one.terms), tuple(one for one in stages if one.terms)), places
    )
