"""From figures to pixels, and names as short as a chart needs them."""

import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from muster.domain.words import neutral

STEPS = tuple(Fraction(twentieths, 20) for twentieths in (2, 3, 4, 5, 6, 8, 10, 12, 15, 20))
"""The ends that an axis may have below 10, as parts of it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear axis from 0, at the pixel `first`, to `end`, at the pixel `last`."""

    end: Fraction
    first: int
    last: int

    def at(self, value: Fraction | int) -> float:
        """Give the pixel of a value; what lies beyond the end stays at the end."""
        return float(self.first + (self.last - self.first) * min(Fraction(1), Fraction(value) / self.end))


def ceiling(value: Fraction) -> Fraction:
    """Give the end of an axis that holds `value`: a round number at most half as large again."""
    if value <= 0:
        return Fraction(1)
    step = Fraction(1)
    while step < value:
        step *= 10
    while step / 10 >= value:
        step /= 10
    return min(step * part for part in STEPS if step * part >= value)


def cut(text: str, columns: int) -> str:
    """Give a name that fits into `columns`, of which a wide character takes two: made safe, ended by an ellipsis."""
    name = neutral(text)
    left = columns
    for index, character in enumerate(name):
        left -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if left < 0:
            return f"{name[: index - 1].rstrip()}…"
    return name
