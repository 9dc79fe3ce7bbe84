"""A programme: whole-numbered columns, rows that bound their sums, and stages that are made as great as they can be.

Each stage is maximised in its turn, and never at the price of an earlier one. Whoever solves it may reckon as it likes;
what comes back is checked here against the rows, in whole numbers, before anybody believes it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from muster.domain.errors import PlanFault

Terms = tuple[tuple[int, int], ...]
"""A sum: pairs of a column's place and its coefficient."""

TIE_WEIGHTS = 2**20


@dataclass(frozen=True, slots=True)
class Column:
    """A whole number from 0 to `upper`."""

    name: str
    upper: int


@dataclass(frozen=True, slots=True)
class Row:
    """A sum that is at least `least` and at most `most`; None: unbounded."""

    name: str
    terms: Terms
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A sum that is made as great as can be."""

    name: str
    terms: Terms


@dataclass(frozen=True, slots=True)
class Programme:
    """What is to be solved."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """A value for each column, and what each stage came to."""

    values: tuple[int, ...]
    reached: tuple[int, ...]


Solver = Callable[[Programme], Solution]


def value_of(terms: Terms, values: Sequence[int]) -> int:
    """Give what a sum comes to."""
    return sum(coefficient * values[place] for place, coefficient in terms)


def checked(programme: Programme, solution: Solution) -> Solution:
    """Give the solution, if it holds exactly. PlanFault: it does not, and nothing may be built on it."""
    broken = [*_broken(programme, solution)]
    if broken:
        what = f"The solver's answer breaks {len(broken)} rules of the plan, the first of them {broken[0]}."
        raise PlanFault("the planner", what, "Report this with the plan's question; nothing was planned.")
    return solution


def _broken(programme: Programme, solution: Solution) -> Iterable[str]:
    values = solution.values
    if len(values) != len(programme.columns):
        yield f"{len(programme.columns)} values, of which {len(values)} came"
        return
    for column, value in zip(programme.columns, values, strict=True):
        if not 0 <= value <= column.upper:
            yield f"{column.name} at {value}"
    for row in programme.rows:
        value = value_of(row.terms, values)
        if (row.least is not None and value < row.least) or (row.most is not None and value > row.most):
            yield f"{row.name} at {value}"
    if solution.reached != tuple(value_of(stage.terms, values) for stage in programme.stages):
        yield "what its stages came to"


def tie_break(columns: Sequence[Column]) -> Stage:
    """Give the last stage: of answers that are alike in all else, the one that a published rule prefers.

    Each column weighs what the SHA-256 of its name says, so that two answers hardly ever weigh the same, and which one
    is taken rests on nothing that anybody could choose.
    """
    weights = (int.from_bytes(sha256(one.name.encode()).digest()[:4]) % TIE_WEIGHTS + 1 for one in columns)
    return Stage("tie", tuple(enumerate(weights)))
