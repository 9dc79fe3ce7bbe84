"""Windows of time: half open, in whole UTC days, and how many months long they are (DESIGN 4.3 and 4.5)."""

import calendar
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.domain.errors import RequestFault

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The days from `first_day` up to, and not including, `end_day`."""

    first_day: date
    end_day: date

    def __post_init__(self) -> None:
        """Refuse a window without a day in it."""
        if self.first_day >= self.end_day:
            raise RequestFault(
                f"window {self.first_day}..{self.end_day}",
                "The window ends before it has begun.",
                "Write the first day, two dots and the day after the last: 2016-04-26..2016-10-26.",
            )

    @property
    def days(self) -> int:
        """The number of days in the window."""
        return (self.end_day - self.first_day).days

    @property
    def months(self) -> Fraction:
        """The window's length in months, exact: whole months counted back from its end, then days of the month left.

        2016-04-26..2016-10-26 is 6; the fortnight before 2016-03-01 is 14/29, for that February had 29 days.
        """
        whole = (self.end_day.year - self.first_day.year) * MONTHS_A_YEAR + self.end_day.month - self.first_day.month
        if months_before(self.end_day, whole) < self.first_day:
            whole -= 1
        reached = months_before(self.end_day, whole)
        left_over = (reached - self.first_day).days
        if not left_over:
            return Fraction(whole)
        return whole + Fraction(left_over, (reached - months_before(self.end_day, whole + 1)).days)

    def __contains__(self, day: date) -> bool:
        """Whether `day` lies in the window."""
        return self.first_day <= day < self.end_day

    def __str__(self) -> str:
        """The window as it is written on the command line."""
        return f"{self.first_day}..{self.end_day}"


def months_before(day: date, months: int) -> date:
    """Give the same day `months` months earlier (later if negative); the month's last day where it is shorter."""
    index = day.year * MONTHS_A_YEAR + day.month - 1 - months
    year, month = divmod(index, MONTHS_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise RequestFault(
            str(day), f"{months} months before that day lie outside the calendar.", "Choose a later day."
        )
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def window_before(on: date, months: int) -> Window:
    """Give the window of `months` months that ends as `on` begins: `on` itself is not in it."""
    return Window(months_before(on, months), on)


def parse_window(text: str) -> Window:
    """Read START..END, both ISO dates.

    RequestFault: it is no such pair, or it ends before it starts.
    """
    start, _, end = text.partition("..")
    try:
        first_day, end_day = date.fromisoformat(start.strip()), date.fromisoformat(end.strip())
    except ValueError:
        raise RequestFault(
            f"window {text!r}", "This is no window.", "Write START..END in ISO dates: 2016-04-26..2016-10-26."
        ) from None
    return Window(first_day, end_day)
