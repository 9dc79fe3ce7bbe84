"""What was counted in one window, and the figure that each kind of criterion reads off it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from muster.domain.contribution.fte import ActiveDays, Effort, efforts
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

    active: rows of active_days_v1. counts: by company. votes: review votes by company. changes_by_area: by company,
    then area.
    """

    window: Window
    active: tuple[ActiveDays, ...]
    counts: Mapping[str, Counts] = field(default_factory=dict)
    votes: Mapping[str, int] = field(default_factory=dict)
    changes_by_area: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    _by_company: dict[str, tuple[ActiveDays, ...]] = field(default_factory=dict, repr=False, compare=False)
    _efforts: dict[tuple[str, int], tuple[Effort, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """File each person's rows under every company that the person worked for: a share needs all of one's days."""
        by_person: dict[str, list[ActiveDays]] = {}
        people: dict[str, dict[str, None]] = {}
        for row in self.active:
            by_person.setdefault(row.person, []).append(row)
            people.setdefault(row.company, {})[row.person] = None
        for company, names in people.items():
            self._by_company[company] = tuple(row for name in names for row in by_person[name])

    @property
    def companies(self) -> tuple[str, ...]:
        """All companies with an active day, by name."""
        return tuple(sorted(self._by_company))

    def people_of(self, company: str) -> frozenset[str]:
        """The people who were active under the company."""
        return frozenset(row.person for row in self._by_company.get(company, ()) if row.company == company)

    def efforts_of(self, company: str, theta: int) -> tuple[Effort, ...]:
        """Give the effort of each of the company's people for a θ."""
        key = company, theta
        if key not in self._efforts:
            everyone = efforts(self._by_company.get(company, ()), theta, self.window.months)
            self._efforts[key] = tuple(effort for (_, employer), effort in everyone.items() if employer == company)
        return self._efforts[key]

    def fte(self, company: str, theta: int) -> Fraction:
        """The company's full-time equivalents for a θ: the sum of its people's."""
        return sum((effort.fte for effort in self.efforts_of(company, theta)), Fraction(0))

    def roadmap_fte(self, company: str, theta: int) -> Fraction:
        """The company's full-time equivalents on the roadmap for a θ."""
        return sum((effort.roadmap_fte for effort in self.efforts_of(company, theta)), Fraction(0))

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
