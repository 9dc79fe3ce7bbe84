"""Days as people write them in a text: "13 April 2017", "April 13th", "Dec 1-3", "30 January - 3 February"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WEEK: Final = timedelta(days=6)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_TO: Final = r" ?(?:-|\N{EN DASH}|to) ?"
_YEAR: Final = r"(?:,? ((?:19|20|21)\d\d)\b)?"
_MENTIONED: Final = re.compile(
    # Each with at most four of: day, month, day, month; then perhaps the year.
    rf"\b(?:{_DAY}(?: of)? {_MONTH}{_TO}{_DAY}(?: of)? {_MONTH}{_YEAR}"
    rf"|{_DAY}{_TO}{_DAY}(?: of)? {_MONTH}{_YEAR}"
    rf"|{_DAY}(?: of)? {_MONTH}{_YEAR}"
    rf"|{_MONTH} {_DAY}{_TO}{_MONTH} {_DAY}{_YEAR}"
    rf"|{_MONTH} {_DAY}{_TO}{_DAY}(?!\d){_YEAR}"
    rf"|{_MONTH} {_DAY}(?!\d){_YEAR})",
    re.IGNORECASE | re.ASCII,
)
_SHAPES: Final = (
    # By the groups of each alternative: first day, first month, last day, last month, year.
    (1, 2, 3, 4, 5),
    (6, 8, 7, 8, 9),
    (10, 11, 10, 11, 12),
    (14, 13, 16, 15, 17),
    (19, 18, 20, 18, 21),
    (23, 22, 23, 22, 24),
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A day, or the first and the last of some, as (month, day); and the year, if it is said."""

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None
    said: str

    def near(self, day: date, *, year: int | None = None) -> tuple[date, date] | None:
        """Give the days in the year that is said, or in the one given; without either in the year nearest to a day."""
        said = year or self.year
        years = (said,) if said else (day.year - 1, day.year, day.year + 1)
        found = [days for one in years if (days := self._in(one)) is not None]
        return min(found, key=lambda days: abs((days[1] - day).days)) if found else None

    def _in(self, year: int) -> tuple[date, date] | None:
        """Give the days, of which the last lies in a year. None: there is no such day, such as 30 February."""
        try:
            return date(year - (self.first > self.last), *self.first), date(year, *self.last)
        except ValueError:
            return None


def mentions_in(text: str) -> list[Mention]:
    """Give the days that a text speaks of, in the order in which it does."""
    found = []
    for match in _MENTIONED.finditer(" ".join(text.split())):
        shape = next(shape for shape in _SHAPES if match[shape[0]])
        day, month, last_day, last_month, year = (match[group] for group in shape)
        first = (_MONTHS.index(month[:3].lower()) + 1, int(day))
        last = (_MONTHS.index(last_month[:3].lower()) + 1, int(last_day))
        found.append(Mention(first, last, int(year) if year else None, match[0]))
    return found


def years_in(text: str) -> set[int]:
    """Give the years that a text names."""
    return {int(year) for year in re.findall(r"\b(?:19|20|21)\d\d\b", text, re.ASCII)}


def month_named(text: str) -> int | None:
    """Give the number of the month that a word begins, "Nov" or "November"."""
    short = text[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None
