"""From active days to full-time equivalents, exact (DESIGN 4.5 and 4.6).

The method is that of Robles, González-Barahona, Cervigón, Capiluppi and Izquierdo-Cortázar (MSR 2014), in the form of
active days: whoever is active on at least θ days in six months is one full-timer, below that a fraction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

MONTHS_OF_THETA = 6


@dataclass(frozen=True, slots=True)
class ActiveDays:
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
class Effort:
    """What one person gave under one company in a window: shares of days, and FTE for a θ."""

    days: Fraction
    fte: Fraction
    roadmap_fte: Fraction


def full_time_share(active_days: Fraction | int, theta: int, months: Fraction) -> Fraction:
    """Give a person's FTE: min(1, active days ÷ (θ · months ÷ 6))."""
    return min(Fraction(1), Fraction(active_days) / (theta * months / MONTHS_OF_THETA))


def efforts(rows: Iterable[ActiveDays], theta: int, months: Fraction) -> dict[tuple[str, str], Effort]:
    """Give everyone's effort by (person, company): the person's FTE split by the days under each company."""
    shares: dict[tuple[str, str], tuple[Fraction, Fraction]] = {}
    person_days: dict[str, Fraction] = {}
    for row in rows:
        days = Fraction(row.days, row.companies_that_day)
        linked = Fraction(row.roadmap_days, row.companies_that_day)
        key = row.person, row.company
        before = shares.get(key, (Fraction(0), Fraction(0)))
        shares[key] = before[0] + days, before[1] + linked
        person_days[row.person] = person_days.get(row.person, Fraction(0)) + days
    full_time = {person: full_time_share(days, theta, months) for person, days in person_days.items()}
    return {
        (person, company): Effort(
            days=days,
            fte=full_time[person] * days / person_days[person],
            roadmap_fte=full_time[person] * linked / person_days[person],
        )
        for (person, company), (days, linked) in shares.items()
    }


def company_fte(everyone: Mapping[tuple[str, str], Effort]) -> dict[str, Fraction]:
    """Sum people to companies."""
    total: dict[str, Fraction] = {}
    for (_, company), effort in everyone.items():
        total[company] = total.get(company, Fraction(0)) + effort.fte
    return total


def company_roadmap_fte(everyone: Mapping[tuple[str, str], Effort]) -> dict[str, Fraction]:
    """Sum people's roadmap FTE to companies."""
    total: dict[str, Fraction] = {}
    for (_, company), effort in everyone.items():
        total[company] = total.get(company, Fraction(0)) + effort.roadmap_fte
    return total
