"""What was counted in one window, and the figure that each kind of criterion reads off it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from muster.domain.contribution.fte import ActiveDays, Share, full_time_days, shares, summed
from muster.domain.contribution.standing import CompanyWork, Theta
from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.windows import Window


@dataclass(frozen=True, slots=True)
class Counts:
    """Whole numbers of one company in one window."""

    people: int = 0
    active_days: int = 0
    changes: int = 0


NOTHING = Counts()


@dataclass(frozen=True)
class Tally:
    """Everything counted in one window under one set of conventions.

    active: rows of active_days_v1. counts: by company. votes: review votes by company.
    """

    window: Window
    active: tuple[ActiveDays, ...]
    counts: Mapping[str, Counts] = field(default_factory=dict)
    votes: Mapping[str, int] = field(default_factory=dict)
    _people: dict[str, set[str]] = field(default_factory=dict, repr=False, compare=False)
    _rows: dict[str, list[ActiveDays]] = field(default_factory=dict, repr=False, compare=False)
    _shares: dict[str, dict[str, Share]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """File each company's people, and each person's rows, under whichever companies those are."""
        for row in self.active:
            self._people.setdefault(row.company, set()).add(row.person)
            self._rows.setdefault(row.person, []).append(row)

    @property
    def companies(self) -> tuple[str, ...]:
        """All companies with an active day, by name."""
        return tuple(sorted(self._people))

    def shares_of(self, company: str) -> Mapping[str, Share]:
        """Give the share of each person who was active under the company."""
        if company not in self._shares:  # of most windows only a few companies are asked for, and fractions take time
            people = self._people.get(company, set())
            under_all = shares(row for person in people for row in self._rows[person])
            self._shares[company] = {person: under_all[person, company] for person in sorted(people)}
        return self._shares[company]

    def fte(self, company: str, theta: int) -> Fraction:
        """The company's full-time equivalents for a θ: the sum of its people's."""
        full_time = full_time_days(theta, self.window.months)
        return summed(((share.all_days, share.days) for share in self.shares_of(company).values()), full_time)

    def roadmap_fte(self, company: str, theta: int) -> Fraction:
        """The company's full-time equivalents on the roadmap for a θ."""
        full_time = full_time_days(theta, self.window.months)
        return summed(((share.all_days, share.roadmap_days) for share in self.shares_of(company).values()), full_time)

    def work_of(self, company: str, theta: Theta) -> CompanyWork:
        """Sum up one company's work."""
        counts = self.counts.get(company, NOTHING)
        return CompanyWork(
            company, counts.people, counts.active_days, counts.changes, figures(FTE, self, company, theta)
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of criterion: what its figure is, in which unit, and whether it depends on θ."""

    name: str
    unit: str
    figure: Callable[[Tally, str, int], Fraction]
    knows_theta: bool


FTE = Measure("fte", "FTE", Tally.fte, knows_theta=True)
MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        FTE,
        Measure("roadmap_fte", "FTE", Tally.roadmap_fte, knows_theta=True),
        Measure(
            "active_days",
            "active days",
            lambda tally, company, _: Fraction(tally.counts.get(company, NOTHING).active_days),
            knows_theta=False,
        ),
        Measure(
            "changes",
            "changes",
            lambda tally, company, _: Fraction(tally.counts.get(company, NOTHING).changes),
            knows_theta=False,
        ),
        Measure(
            "people",
            "people",
            lambda tally, company, _: Fraction(tally.counts.get(company, NOTHING).people),
            knows_theta=False,
        ),
        Measure(
            "review_votes", "votes", lambda tally, company, _: Fraction(tally.votes.get(company, 0)), knows_theta=False
        ),
    )
}


def figures(measure: Measure, tally: Tally, company: str, theta: Theta) -> Figures:
    """Read one measure off a tally under the charter's three θ."""
    return Figures(*(measure.figure(tally, company, days) for days in (theta.lenient, theta.likely, theta.strict)))


def total(name: str, parts: Iterable[CompanyWork]) -> CompanyWork:
    """Add companies up. People who worked for two of them are counted under both, as in the rows above the sum."""
    people = active_days = changes = 0
    sums = [Fraction(0)] * 3
    for part in parts:
        people += part.people
        active_days += part.active_days
        changes += part.changes
        sums = [
            so_far + figure
            for so_far, figure in zip(sums, (part.fte.lenient, part.fte.likely, part.fte.strict), strict=True)
        ]
    return CompanyWork(name, people, active_days, changes, Figures(*sums))
