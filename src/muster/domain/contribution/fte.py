"""From active days to full-time equivalents, exact (DESIGN 4.5 and 4.6).

The method is that of Robles, González-Barahona, Cervigón, Capiluppi and Izquierdo-Cortázar (MSR 2014), in the form of
active days: whoever is active on at least θ days in six months is one full-timer, below that a fraction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

MONTHS_OF_THETA = 6


class ActiveDays(NamedTuple):
    """Days of one person under one company in one window, as `active_days_v1` counts them.

    companies_that_day: under how many companies the person was active on each of these days; such a day is shared out
    evenly. roadmap_days: those of the days on which at least one change was linked to the roadmap.
    """

    person: str
    company: str
    companies_that_day: int
    days: int
    roadmap_days: int


@dataclass(frozen=True, slots=True)
class Share:
    """One person's days under one company, beside all days on which the person was active under anyone."""

    all_days: Fraction
    days: Fraction
    roadmap_days: Fraction

    def fte(self, full_time_days: Fraction) -> Fraction:
        """The person's FTE, split by the days under this company."""
        return full_time_share(self.all_days, full_time_days) * self.days / self.all_days

    def roadmap_fte(self, full_time_days: Fraction) -> Fraction:
        """The person's FTE, split by the days with a change on the roadmap under this company."""
        return full_time_share(self.all_days, full_time_days) * self.roadmap_days / self.all_days


def full_time_days(theta: int, months: Fraction) -> Fraction:
    """Give the active days that make a full-timer in a window of `months`: θ · months ÷ 6."""
    return theta * months / MONTHS_OF_THETA


def full_time_share(active_days: Fraction, full_time: Fraction) -> Fraction:
    """Give a person's FTE: min(1, active days ÷ the days that make a full-timer)."""
    return min(Fraction(1), active_days / full_time)


def shares(rows: Iterable[ActiveDays]) -> dict[tuple[str, str], Share]:
    """Give everyone's share by (person, company)."""
    parts: dict[tuple[str, str], tuple[Fraction, Fraction]] = {}
    all_days: dict[str, Fraction] = {}
    for row in rows:
        days = Fraction(row.days, row.companies_that_day)
        linked = Fraction(row.roadmap_days, row.companies_that_day)
        before = parts.get((row.person, row.company), (Fraction(0), Fraction(0)))
        parts[row.person, row.company] = before[0] + days, before[1] + linked
        all_days[row.person] = all_days.get(row.person, Fraction(0)) + days
    return {key: Share(all_days[key[0]], days, linked) for key, (days, linked) in parts.items()}


def summed(parts: Iterable[tuple[Fraction, Fraction]], full_time: Fraction) -> Fraction:
    """Add up min(1, all ÷ full_time) · part ÷ all over pairs of (all days, days of the part).

    Below full time a pair is worth part ÷ full_time, above it part ÷ all, so the parts can be added first and divided
    once for each number of days there is: exact like the sum of fractions that it is, and many times faster.
    """
    below = Fraction(0)
    above: dict[Fraction, Fraction] = {}
    for all_days, part in parts:
        if all_days < full_time:
            below += part
        else:
            above[all_days] = above.get(all_days, Fraction(0)) + part
    return below / full_time + sum((part / all_days for all_days, part in above.items()), Fraction(0))
