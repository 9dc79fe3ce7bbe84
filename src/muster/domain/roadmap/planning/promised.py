"""The first programme: which of the promises can be carried, by whom.

Nothing is planned here that was not promised, so a promise more only widens what can be: whatever was served stays
served, in the order of the priorities.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from muster.domain.roadmap.planning.programme import Column, Programme, Row, Stage, Terms, tie_break
from muster.domain.roadmap.planning.question import Promise, Question, Work, Worker

NAMED, KNOWS, NEAR = 4, 2, 1
"""How much a worker fits: named by the member, has worked on it, has worked in its focus area."""


@dataclass(frozen=True, slots=True)
class Place:
    """A column that puts a worker on an item, and the promise that it keeps."""

    worker: Worker
    promise: Promise


@dataclass(frozen=True, slots=True)
class Carrying:
    """The programme; places: what its first columns stand for, in their order."""

    programme: Programme
    places: tuple[Place, ...]


def fit(worker: Worker, item: str) -> int:
    """Give how well a worker knows an item: KNOWS, NEAR or 0."""
    return KNOWS if item in worker.knows else NEAR if item in worker.near else 0


def carrying(question: Question) -> Carrying:
    """Make the programme of a question in canonical order."""
    works = {one.slug: one for one in question.works}
    promises = tuple(one for one in question.promises if one.item in works)
    staff = question.workers_of
    places = tuple(Place(worker, one) for one in promises for worker in staff.get(one.member, ()))
    awaited = sorted({name for one in question.works for name in one.after if name in works})
    short = tuple(one for one in question.members if one.minimum)
    first_full, first_short = len(places), len(places) + len(awaited)
    columns = (
        *(Column(f"place {one.promise.item} {one.worker.key}", _most(one, works)) for one in places),
        *(Column(f"full {name}", 1) for name in awaited),
        *(Column(f"short {one.slug}", one.minimum) for one in short),
    )
    full = {name: first_full + number for number, name in enumerate(awaited)}
    rows = [
        *_rows_of_people(question, places),
        *_rows_of_promises(promises, places),
        *_rows_of_items(question, places),
        *_rows_of_dependencies(question, works, places, full),
        *(
            Row(
                f"minimum {one.slug}",
                (*_sum(places, member=one.slug), (first_short + number, 1)),
                least=one.minimum,
            )
            for number, one in enumerate(short)
        ),
    ]
    stages = [
        *_stages_of_tiers(question, places),
        Stage("minimum", tuple((first_short + number, -1) for number in range(len(short)))),
        Stage("fit", tuple((number, _weight(one)) for number, one in enumerate(places) if _weight(one))),
        Stage("time", tuple((number, one.worker.capacity) for number, one in enumerate(places) if one.worker.capacity)),
        tie_break(columns[: len(places)]),
    ]
    return Carrying(Programme(columns, tuple(rows), tuple(one for one in stages if one.terms)), places)


def _most(place: Place, works: Mapping[str, Work]) -> int:
    bounds = [place.worker.capacity, place.promise.amount]
    cost = works[place.promise.item].cost
    return min([*bounds, cost] if cost else bounds)


def _weight(place: Place) -> int:
    named = NAMED if place.worker.key in place.promise.people else 0
    return named + fit(place.worker, place.promise.item)


def _sum(places: tuple[Place, ...], *, member: str = "", item: str = "") -> Terms:
    return tuple(
        (number, 1)
        for number, one in enumerate(places)
        if (not member or one.promise.member == member) and (not item or one.promise.item == item)
    )


def _rows_of_people(question: Question, places: tuple[Place, ...]) -> list[Row]:
    by_worker: dict[str, list[tuple[int, int]]] = {one.key: [] for one in question.workers}
    for number, one in enumerate(places):
        by_worker[one.worker.key].append((number, 1))
    return [
        Row(f"capacity {one.key}", tuple(by_worker[one.key]), most=one.capacity)
        for one in question.workers
        if by_worker[one.key]
    ]


def _rows_of_promises(promises: tuple[Promise, ...], places: tuple[Place, ...]) -> list[Row]:
    by_promise: dict[Promise, list[tuple[int, int]]] = {one: [] for one in promises}
    for number, one in enumerate(places):
        by_promise[one.promise].append((number, 1))
    return [
        Row(f"promise {one.member} {one.item}", tuple(terms), most=one.amount)
        for one, terms in by_promise.items()
        if terms
    ]


def _rows_of_items(question: Question, places: tuple[Place, ...]) -> list[Row]:
    return [
        Row(f"cost {one.slug}", terms, most=one.cost)
        for one in question.works
        if one.cost and (terms := _sum(places, item=one.slug))
    ]


def _rows_of_dependencies(
    question: Question, works: Mapping[str, Work], places: tuple[Place, ...], full: Mapping[str, int]
) -> list[Row]:
    """An item that waits for another gets nobody until that one has all that it costs (something, if nobody said)."""
    rows = [
        Row(f"full {name}", (*_sum(places, item=name), (column, -(works[name].cost or 1))), least=0)
        for name, column in full.items()
    ]
    promised = {name: sum(one.amount for one in question.promises if one.item == name) for name in works}
    for one in question.works:
        terms = _sum(places, item=one.slug)
        most = min(promised[one.slug], one.cost) if one.cost else promised[one.slug]
        for name in one.after if terms else ():
            if name in full:
                rows.append(Row(f"wait {one.slug} {name}", (*terms, (full[name], -most)), most=0))
            else:  # it is neither delivered nor on the roadmap any more
                rows.append(Row(f"wait {one.slug} {name}", terms, most=0))
    return rows


def _stages_of_tiers(question: Question, places: tuple[Place, ...]) -> list[Stage]:
    tiers: dict[int, list[tuple[int, int]]] = {}
    tier_of = {one.slug: one.tier for one in question.works}
    for number, one in enumerate(places):
        tiers.setdefault(tier_of[one.promise.item], []).append((number, 1))
    return [Stage(f"tier {tier}", tuple(tiers[tier])) for tier in sorted(tiers)]
