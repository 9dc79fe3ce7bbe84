"""Quarters: the rhythm of editions and of rounds of priorities."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from muster.domain.contribution.windows import Window
from muster.domain.errors import RequestFault

QUARTERS = 4
MONTHS = 3
_WRITTEN = re.compile(r"([12][0-9]{3})Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year, written `2016Q4`. number: 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the quarter that holds a day."""
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a quarter as it is written. RequestFault: it is none."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise RequestFault(text[:20], "This is no quarter.", "Write the year, Q, and 1 to 4: 2016Q4.")
        return cls(int(found[1]), int(found[2]))

    @property
    def window(self) -> Window:
        """Its days, half open."""
        after = self.next
        return Window(
            date(self.year, (self.number - 1) * MONTHS + 1, 1), date(after.year, (after.number - 1) * MONTHS + 1, 1)
        )

    @property
    def next(self) -> Self:
        """The quarter after it."""
        last = self.number == QUARTERS
        return type(self)(self.year + last, 1 if last else self.number + 1)

    @property
    def previous(self) -> Self:
        """The quarter before it."""
        first = self.number == 1
        return type(self)(self.year - first, QUARTERS if first else self.number - 1)

    def __str__(self) -> str:
        """The quarter as it is written."""
        return f"{self.year}Q{self.number}"
