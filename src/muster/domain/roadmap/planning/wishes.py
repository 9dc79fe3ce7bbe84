"""Which wishes a plan does not meet, and for which of the named reasons. A shortfall without one is no plan at all."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from muster.domain.errors import PlanFault
from muster.domain.roadmap.planning.answer import Asked, Kind, Placed, Reason, Wish
from muster.domain.roadmap.planning.promised import fit
from muster.domain.roadmap.planning.question import Promise, Question, Work

COULD_HELP = 3
"""How many members that could help are named at most."""


@dataclass(slots=True)
class Planned:
    """A question with those who are placed, and their sums."""

    question: Question
    placed: tuple[Placed, ...]
    of_worker: Counter[str] = field(default_factory=Counter)
    of_item: Counter[str] = field(default_factory=Counter)
    of_member: Counter[str] = field(default_factory=Counter)
    of_promise: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Add them up."""
        for one in self.placed:
            self.of_worker[one.worker] += one.amount
            self.of_item[one.item] += one.amount
            self.of_member[one.member] += one.amount
            self.of_promise[one.member, one.item] += one.amount

    def waits_for(self, work: Work) -> tuple[str, ...]:
        """Give the items that an item waits for and that do not get all that they cost."""
        costs = {one.slug: one.cost or 1 for one in self.question.works}
        return tuple(name for name in work.after if name not in costs or self.of_item[name] < costs[name])

    def free(self, member: str) -> int:
        """Give what a member's people could still give."""
        return sum(one.capacity - self.of_worker[one.key] for one in self.question.workers_of[member])


def unmet(planned: Planned, asked: tuple[Asked, ...]) -> tuple[Wish, ...]:
    """Give every wish that is not met: the promises', the items', the members', the people's."""
    works = {one.slug: one for one in planned.question.works}
    return (
        *_promises(planned, works),
        *_items(planned),
        *_minima(planned, asked),
        *_people(planned, works),
    )


def _promises(planned: Planned, works: dict[str, Work]) -> Iterator[Wish]:
    for one in planned.question.promises:
        got = planned.of_promise[one.member, one.item]
        if got < one.amount:
            reason, because = _why_not_carried(planned, works, one)
            yield Wish(Kind.PROMISE, reason, one.amount, got, member=one.member, item=one.item, because=because)


def _why_not_carried(planned: Planned, works: dict[str, Work], one: Promise) -> tuple[Reason, tuple[str, ...]]:
    work = works.get(one.item)
    if work is None:
        return Reason.OVER, ()
    if waiting := planned.waits_for(work):
        return Reason.WAITS, waiting
    if work.cost and planned.of_item[work.slug] >= work.cost:
        return Reason.FULL, ()
    if not any(worker.capacity for worker in planned.question.workers_of[one.member]):
        return Reason.NOBODY, ()
    if not planned.free(one.member):
        return Reason.NO_TIME, ()
    # The item has room, its member has people, nothing holds it back: the solver has left out what it could have done.
    what = f"It gives less to {one.item} than {one.member} promised and can give, and nothing stands in the way."
    raise PlanFault("the planner", what, "Report this with the plan's question; nothing was planned.")


def _items(planned: Planned) -> Iterator[Wish]:
    for work in planned.question.works:
        got = planned.of_item[work.slug]
        if got >= work.cost:
            continue
        promises = [one for one in planned.question.promises if one.item == work.slug]
        if waiting := planned.waits_for(work):
            yield Wish(Kind.ITEM, Reason.WAITS, work.cost, got, item=work.slug, because=waiting)
            continue
        reason = Reason.NO_TIME if sum(one.amount for one in promises) >= work.cost else Reason.NOT_PROMISED
        yield Wish(Kind.ITEM, reason, work.cost, got, item=work.slug, because=_could_help(planned, work.slug))


def _could_help(planned: Planned, item: str) -> tuple[str, ...]:
    """Give the members whose people know an item and still have time, those with the most time first."""
    free: Counter[str] = Counter()
    for one in planned.question.workers:
        if fit(one, item):
            free[one.member] += one.capacity - planned.of_worker[one.key]
    found = sorted((-left, member) for member, left in free.items() if left)
    return tuple(member for _, member in found[:COULD_HELP])


def _minima(planned: Planned, asked: tuple[Asked, ...]) -> Iterator[Wish]:
    given, got = Counter(planned.of_member), Counter(planned.of_item)
    for one in asked:
        given[one.member] += one.amount
        got[one.item] += one.amount
    room = any(not one.cost or got[one.slug] < one.cost for one in planned.question.works if not planned.waits_for(one))
    staff = planned.question.workers_of
    for member in planned.question.members:
        name = member.slug
        if planned.of_member[name] >= member.minimum:
            continue
        because = tuple(one.item for one in asked if one.member == name)
        can = sum(one.capacity for one in staff[name])
        if given[name] < member.minimum and given[name] < can and room:
            what = f"It asks {name} for less than the charter does, and nothing stands in the way."
            raise PlanFault("the planner", what, "Report this with the plan's question; nothing was planned.")
        if not can:
            reason = Reason.NOBODY
        elif because:
            reason = Reason.NOT_PROMISED
        else:
            reason = Reason.NO_TIME if not planned.free(name) else Reason.NO_ROOM
        yield Wish(Kind.MINIMUM, reason, member.minimum, planned.of_member[name], member=name, because=because)


def _people(planned: Planned, works: dict[str, Work]) -> Iterator[Wish]:
    put = {(one.worker, one.item): one.amount for one in planned.placed}
    for promise in planned.question.promises:
        for key in promise.people:
            if (key, promise.item) in put:
                continue
            work = works.get(promise.item)
            waiting = planned.waits_for(work) if work else ()
            if work is None:
                reason = Reason.OVER
            elif waiting:
                reason = Reason.WAITS
            elif planned.of_promise[promise.member, promise.item] == promise.amount or (
                work.cost and planned.of_item[work.slug] >= work.cost
            ):
                reason = Reason.FULL
            else:
                reason = Reason.NO_TIME
            yield Wish(
                Kind.PERSON,
                reason,
                0,
                0,
                member=promise.member,
                item=promise.item,
                worker=key,
                because=waiting,
            )
