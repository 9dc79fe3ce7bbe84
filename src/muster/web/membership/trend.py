"""A member's FTE from window to window, drawn: a small picture beside the table that has the same figures.

Its lines are placed here and written by a template, in the colours of the page: what draws the report's charts
(`publication/standing/charts`) lies above the doors, and takes half a second to load.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from muster.domain.charter.membership import MembershipClass
from muster.domain.contribution.words import day, number, rounded
from muster.web.membership.criteria import TrendShown

WIDTH, HEIGHT = 320, 140
LEFT, RIGHT, TOP, BOTTOM = 40, 308, 12, 112
FEWEST: Final = 2
"""Windows, of which fewer make no line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something written at a height, or at a distance from the left."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. line, band: points as SVG has them. least: the height of what is promised, where that is known."""

    line: str
    band: str
    last: tuple[int, int]
    least: int | None
    heights: tuple[Mark, ...]
    days: tuple[Mark, ...]
    sentence: str


def chart_of(trend: Sequence[TrendShown], kind: MembershipClass | None) -> Chart | None:
    """Draw a trend, which has the last window first; None: there are too few windows. kind: what it promises."""
    if len(trend) < FEWEST:
        return None
    course = list(reversed(trend))
    criteria = kind.criteria if kind else ()
    least = next((one.minimum for one in criteria if one.kind == "measured" and one.measure == "fte"), None)
    top = max(*(one.figures.lenient for one in course), Fraction(least or 0), Fraction(1))
    top = Fraction(-(-top.numerator // top.denominator))
    first, last = course[0], course[-1]
    days = (last.on - first.on).days

    def x(one: TrendShown) -> int:
        return LEFT + round(Fraction((RIGHT - LEFT) * (one.on - first.on).days, days))

    def y(value: Fraction) -> int:
        return BOTTOM - round(value * (BOTTOM - TOP) / top)

    strict = [f"{x(one)},{y(one.figures.strict)}" for one in course]
    lenient = [f"{x(one)},{y(one.figures.lenient)}" for one in reversed(course)]
    promised = f" At least {number(least)} is promised." if least is not None else ""
    return Chart(
        line=" ".join(f"{x(one)},{y(one.figures.likely)}" for one in course),
        band=" ".join((*strict, *lenient)),
        last=(x(last), y(last.figures.likely)),
        least=None if least is None else y(Fraction(least)),
        heights=(Mark(BOTTOM, "0"), Mark(y(top), number(top))),
        days=(Mark(LEFT, day(first.on)), Mark(RIGHT, day(last.on))),
        sentence=f"{rounded(first.figures.likely)} FTE in the window that ended on {day(first.on)}, "
        f"{rounded(last.figures.likely)} in the one that ended on {day(last.on)}.{promised}",
    )
