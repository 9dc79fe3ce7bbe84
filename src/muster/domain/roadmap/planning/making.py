"""Making a plan: the question's two programmes, solved one after the other, and what came of them as an answer."""

from collections import Counter
from collections.abc import Mapping

from muster.domain.errors import PlanFault
from muster.domain.roadmap.planning.answer import Answer, Asked, ItemPlan, MemberPlan, Placed
from muster.domain.roadmap.planning.asked import Left, asking
from muster.domain.roadmap.planning.programme import Programme, Solution, Solver, checked
from muster.domain.roadmap.planning.promised import NAMED, carrying, fit
from muster.domain.roadmap.planning.question import Question
from muster.domain.roadmap.planning.wishes import Planned, unmet


def plan(question: Question, solve: Solver) -> Answer:
    """Answer a question. PlanFault: the question contradicts itself, or the solver's answer does not hold."""
    _refuse_contradictions(question)
    question = question.in_order
    first = carrying(question)
    carried = _solved(first.programme, solve)
    placed = tuple(
        Placed(
            one.worker.key,
            one.promise.member,
            one.promise.item,
            amount,
            (NAMED if one.worker.key in one.promise.people else 0) + fit(one.worker, one.promise.item),
        )
        for one, amount in zip(first.places, carried.values, strict=False)
        if amount
    )
    planned = Planned(question, placed)
    left = _left(planned)
    second = asking(question, left)
    asked_for = _solved(second.programme, solve)
    asked = tuple(
        Asked(member, item, amount, knows=_knows(question, left, member, item))
        for (member, item), amount in zip(second.places, asked_for.values, strict=True)
        if amount
    )
    return Answer(
        placed=placed,
        asked=asked,
        items=_items(planned, asked),
        members=_members(planned, asked),
        wishes=unmet(planned, asked),
        reached=(
            *_reached("promised", first.programme, carried),
            *_reached("asked", second.programme, asked_for),
        ),
    )


def served(answer: Answer) -> tuple[int, ...]:
    """Give what the priorities are served with, tier by tier: an answer that is greater serves them better."""
    by_tier: Counter[int] = Counter()
    for one in answer.items:
        by_tier[one.tier] += one.planned
    return tuple(by_tier[tier] for tier in sorted(by_tier))


def _solved(programme: Programme, solve: Solver) -> Solution:
    if not programme.stages:
        return Solution((0,) * len(programme.columns), ())
    return checked(programme, solve(programme))


def _reached(part: str, programme: Programme, solution: Solution) -> tuple[tuple[str, int], ...]:
    names = (f"{part}: {stage.name}" for stage in programme.stages)
    return tuple(zip(names, solution.reached, strict=True))


def _left(planned: Planned) -> Left:
    question = planned.question
    return Left(
        of_worker={one.key: one.capacity - planned.of_worker[one.key] for one in question.workers},
        of_item={one.slug: one.cost - planned.of_item[one.slug] if one.cost else None for one in question.works},
        lacking={one.slug: max(0, one.minimum - planned.of_member[one.slug]) for one in question.members},
        ready=frozenset(one.slug for one in question.works if not planned.waits_for(one)),
    )


def _knows(question: Question, left: Left, member: str, item: str) -> bool:
    return any(fit(one, item) and left.of_worker[one.key] for one in question.workers_of[member])


def _items(planned: Planned, asked: tuple[Asked, ...]) -> tuple[ItemPlan, ...]:
    beside = _summed(asked, "item")
    return tuple(
        ItemPlan(
            one.slug,
            one.tier,
            one.cost,
            sum(promise.amount for promise in planned.question.promises if promise.item == one.slug),
            planned.of_item[one.slug],
            beside.get(one.slug, 0),
        )
        for one in planned.question.works
    )


def _members(planned: Planned, asked: tuple[Asked, ...]) -> tuple[MemberPlan, ...]:
    beside, staff = _summed(asked, "member"), planned.question.workers_of
    return tuple(
        MemberPlan(
            one.slug,
            sum(worker.capacity for worker in staff[one.slug]),
            sum(promise.amount for promise in planned.question.promises if promise.member == one.slug),
            planned.of_member[one.slug],
            beside.get(one.slug, 0),
            one.minimum,
        )
        for one in planned.question.members
    )


def _summed(asked: tuple[Asked, ...], by: str) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for one in asked:
        found[getattr(one, by)] += one.amount
    return found


def _refuse_contradictions(question: Question) -> None:
    """Refuse a question whose parts do not fit together: the programmes would quietly leave something out."""
    members, workers = {one.slug for one in question.members}, {one.key: one.member for one in question.workers}
    twice = (
        len(members) != len(question.members)
        or len(workers) != len(question.workers)
        or len({one.slug for one in question.works}) != len(question.works)
        or len({(one.member, one.item) for one in question.promises}) != len(question.promises)
    )
    strangers = (
        any(member not in members for member in workers.values())
        or any(one.member not in members for one in question.promises)
        or any(workers.get(key) != one.member for one in question.promises for key in one.people)
    )
    amounts = [
        *(one.minimum for one in question.members),
        *(one.capacity for one in question.workers),
        *(one.cost for one in question.works),
        *(one.amount for one in question.promises),
    ]
    faults = (
        (twice, "names a member, a worker, an item or a promise twice"),
        (strangers, "has a worker or a promise of a member that it does not name, or names somebody of another"),
        (min(amounts, default=0) < 0, "has an amount below nought"),
    )
    for is_so, what in faults:
        if is_so:
            raise PlanFault("the question", f"It {what}.", "Put the question again, each once and whole.")
