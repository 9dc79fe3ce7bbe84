"""Promise against proof: the verdict on one criterion of one member (DESIGN 4.7 and 4.8).

*meets*: even the strict figure reaches the minimum. *short*: even the lenient one does not. *borderline*: between.
*unproven*: nothing was read for the window. Figures are compared exactly; rounding is for showing alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    """Where a member stands on a criterion."""

    MEETS = "meets"
    BORDERLINE = "borderline"
    SHORT = "short"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Figures:
    """One quantity under the charter's three θ. A count that knows no θ is the same three times."""

    lenient: Fraction
    likely: Fraction
    strict: Fraction

    def less(self, minimum: Fraction) -> "Figures":
        """Give the margin: by how much each figure lies above (or, negative, below) the minimum."""
        return Figures(self.lenient - minimum, self.likely - minimum, self.strict - minimum)


@dataclass(frozen=True, slots=True)
class Flip:
    """The same criterion under another defensible convention.

    convention: its short name. meaning: what is done otherwise. figures and verdict: what comes out then, None if it
    could not be tried. why_not: the reason in that case. flips: whether the verdict becomes another one.
    """

    convention: str
    meaning: str
    figures: Figures | None
    verdict: Verdict | None
    flips: bool
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class ThetaReach:
    """Up to which θ (in active days) the minimum is still reached; None: at no θ at all, or at every θ asked about."""

    holds_up_to: int | None
    asked_up_to: int


def judge(figures: Figures, minimum: Fraction, *, evidence: bool) -> Verdict:
    """Give the verdict. evidence: whether anything was read that could prove work in the window."""
    if not evidence:
        return Verdict.UNPROVEN
    if figures.strict >= minimum:
        return Verdict.MEETS
    if figures.lenient < minimum:
        return Verdict.SHORT
    return Verdict.BORDERLINE


def theta_reach(figure_at: Callable[[int], Fraction], minimum: Fraction, asked_up_to: int) -> ThetaReach:
    """Find the largest whole θ from 1 to `asked_up_to` at which the figure still reaches the minimum.

    figure_at falls, or stays, as θ rises, so the search halves the range.
    """
    low, high = 0, asked_up_to
    while low < high:
        middle = (low + high + 1) // 2
        if figure_at(middle) >= minimum:
            low = middle
        else:
            high = middle - 1
    return ThetaReach(low or None, asked_up_to)
