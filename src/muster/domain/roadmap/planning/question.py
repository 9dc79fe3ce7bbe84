"""What the planner is asked, as plain data: who there is, what they know, what there is to do, what was promised.

Every quantity is a whole number of units, `unit` of them to one FTE, so that a threshold is a threshold. Capacities are
rounded down to a unit, minima up. A question is frozen with the plan that answers it. The same question has the same
answer, in whatever order it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, lcm

from pydantic import TypeAdapter

HUNDREDTHS = 100
FINEST = 10_000


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A member. minimum: what its charter asks it to put into the roadmap; 0: nothing."""

    slug: str
    name: str
    minimum: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Worker:
    """Somebody of a member, who can give at most `capacity`.

    key: an opaque name. label: what they are called where they are shown. measured: evidence says what they can give;
    else it is the member's word. knows: the items on which they have worked; near: those in whose focus area.
    """

    key: str
    member: str
    label: str
    capacity: int
    measured: bool = True
    knows: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Work:
    """An item that can be worked on. tier: its place in the priorities, 1 is first; several may share one.

    cost: 0 if nobody said what it costs. after: the items that come before it and are not delivered yet.
    """

    slug: str
    title: str
    tier: int
    cost: int = 0
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Promise:
    """What a member pledged to an item. people: the keys of the workers whom it named."""

    member: str
    item: str
    amount: int
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """All of it. order_from: where the priorities come from; measured_over: the days of the evidence, "" if none."""

    cycle: str
    unit: int
    members: tuple[Member, ...]
    workers: tuple[Worker, ...]
    works: tuple[Work, ...]
    promises: tuple[Promise, ...]
    order_from: str = ""
    measured_over: str = ""

    @property
    def in_order(self) -> "Question":
        """The same question, each part of it in its canonical order."""
        return replace(
            self,
            members=tuple(sorted(self.members)),
            workers=tuple(
                sorted(replace(one, knows=_ordered(one.knows), near=_ordered(one.near)) for one in self.workers)
            ),
            works=tuple(
                sorted(
                    (replace(one, after=_ordered(one.after)) for one in self.works),
                    key=lambda work: (work.tier, work.slug),
                )
            ),
            promises=tuple(sorted(replace(one, people=_ordered(one.people)) for one in self.promises)),
        )

    @property
    def workers_of(self) -> Mapping[str, tuple[Worker, ...]]:
        """The workers by member; every member is there."""
        return {member.slug: tuple(one for one in self.workers if one.member == member.slug) for member in self.members}


def unit_for(*quantities: Fraction) -> int:
    """Give how many units make one FTE, so that each of these is a whole number of them; at most FINEST."""
    finer = lcm(HUNDREDTHS, *(one.denominator for one in quantities))
    return min(finer, FINEST)


def units_down(fte: Fraction, unit: int) -> int:
    """Give an FTE in whole units, never more than it is: for capacities and promises."""
    return floor(fte * unit)


def units_up(fte: Fraction, unit: int) -> int:
    """Give an FTE in whole units, never less than it is: for what is asked."""
    return ceil(fte * unit)


def _ordered(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


_AS_DATA: TypeAdapter[Question] = TypeAdapter(Question)


def question_as_data(question: Question) -> dict[str, object]:
    """Give a question as plain data."""
    found: dict[str, object] = _AS_DATA.dump_python(question, mode="json")
    return found


def question_from(data: object) -> Question:
    """Read a question from plain data."""
    return _AS_DATA.validate_python(data)
