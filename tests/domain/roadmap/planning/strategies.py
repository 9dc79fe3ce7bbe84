"""Questions for the planner that are small enough to try every answer to them, and those answers."""

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from muster.domain.roadmap.planning.answer import Placed
from muster.domain.roadmap.planning.programme import Column, tie_break
from muster.domain.roadmap.planning.question import Member, Promise, Question, Work, Worker

MEMBERS, ITEMS, MOST = ("alder", "birch"), ("i1", "i2", "i3"), 3


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Draw a question: two members, up to three people, up to three items, few units of each."""
    amount = st.integers(0, MOST)
    items = ITEMS[: draw(st.integers(1, len(ITEMS)))]
    workers = tuple(
        Worker(
            key=f"w{number}",
            member=draw(st.sampled_from(MEMBERS)),
            label=f"W{number}",
            capacity=draw(amount),
            knows=tuple(draw(st.sets(st.sampled_from(items), max_size=2))),
            near=tuple(draw(st.sets(st.sampled_from(items), max_size=2))),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    works = tuple(
        Work(
            slug,
            slug.upper(),
            tier=draw(st.integers(1, 3)),
            cost=draw(amount),
            # What comes first is earlier in the list, or gone: circles are refused where items are written.
            after=tuple(draw(st.sets(st.sampled_from([*items[:place], "gone"]), max_size=1))),
        )
        for place, slug in enumerate(items)
    )
    pairs = draw(st.sets(st.tuples(st.sampled_from(MEMBERS), st.sampled_from([*items, "over"])), max_size=4))
    promises = tuple(
        Promise(
            member,
            item,
            draw(st.integers(1, MOST)),
            tuple(draw(st.sets(st.sampled_from(own), max_size=1)))
            if (own := [one.key for one in workers if one.member == member])
            else (),
        )
        for member, item in sorted(pairs)
    )
    members = tuple(Member(slug, slug.title(), draw(amount)) for slug in MEMBERS)
    return Question("Pike", 100, members, workers, works, promises)


def best_by_hand(question: Question) -> dict[tuple[str, str], int]:
    """Try every way of carrying the promises; give the best by the planner's own order of what counts.

    Written from what the documentation says, not from the programme: by worker and item, what is put there.
    """
    works = {one.slug: one for one in question.works}
    pairs = [
        (worker, promise)
        for promise in question.promises
        for worker in question.workers
        if worker.member == promise.member and promise.item in works
    ]
    ties = tie_break([Column(f"place {promise.item} {worker.key}", 0) for worker, promise in pairs]).terms

    def key(amounts: tuple[int, ...]) -> tuple[object, ...]:
        tiers: dict[int, int] = dict.fromkeys(sorted({one.tier for one in question.works}), 0)
        given = {one.slug: 0 for one in question.members}
        fits = time = 0
        for (worker, promise), amount in zip(pairs, amounts, strict=True):
            tiers[works[promise.item].tier] += amount
            given[worker.member] += amount
            known = 2 if promise.item in worker.knows else 1 if promise.item in worker.near else 0
            fits += amount * (known + (4 if worker.key in promise.people else 0))
            time += amount * worker.capacity
        lacking = sum(max(0, one.minimum - given[one.slug]) for one in question.members)
        tie = sum(amounts[place] * weight for place, weight in ties)
        return (*tiers.values(), -lacking, fits, time, tie)

    ranges = [range(min(worker.capacity, promise.amount) + 1) for worker, promise in pairs]
    allowed = (
        amounts
        for amounts in product(*ranges)
        if not faults(question, [(w.key, w.member, p.item, n) for (w, p), n in zip(pairs, amounts, strict=True) if n])
    )
    best = max(allowed, key=key)
    return {(w.key, p.item): amount for (w, p), amount in zip(pairs, best, strict=True) if amount}


def rows_of(placed: tuple[Placed, ...]) -> list[tuple[str, str, str, int]]:
    """Give who is placed as plain rows: worker, member, item, amount."""
    return [(one.worker, one.member, one.item, one.amount) for one in placed]


def faults(question: Question, rows: list[tuple[str, str, str, int]]) -> list[str]:
    """Say what is wrong with a plan by the rules that hold whatever is best."""
    return [*_too_much(question, rows), *_too_early(question, rows)]


def _total(rows: list[tuple[str, str, str, int]], *, worker: str = "", member: str = "", item: str = "") -> int:
    return sum(
        amount for who, of, what, amount in rows if worker in {"", who} and member in {"", of} and item in {"", what}
    )


def _too_much(question: Question, rows: list[tuple[str, str, str, int]]) -> Iterator[str]:
    costs = {one.slug: one.cost for one in question.works}
    promised = {(one.member, one.item): one.amount for one in question.promises}
    for one in question.workers:
        if _total(rows, worker=one.key) > one.capacity:
            yield f"{one.key} gives more than it can"
    for _, member, item, amount in rows:
        if amount < 1 or item not in costs:
            yield f"{item} is not worked on"
        elif costs[item] and _total(rows, item=item) > costs[item]:
            yield f"{item} gets more than it costs"
        if _total(rows, member=member, item=item) > promised.get((member, item), 0):
            yield f"{member} gives {item} more than it promised"


def _too_early(question: Question, rows: list[tuple[str, str, str, int]]) -> Iterator[str]:
    needed = {one.slug: one.cost or 1 for one in question.works}
    for work in question.works:
        for name in work.after if _total(rows, item=work.slug) else ():
            if name not in needed or _total(rows, item=name) < needed[name]:
                yield f"{work.slug} does not wait for {name}"
