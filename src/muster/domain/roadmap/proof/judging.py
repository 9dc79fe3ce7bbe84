"""From days and changes to the proof of a roadmap: what was counted of items and areas, judged in exact FTE."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from muster.domain.contribution.fte import full_time_days
from muster.domain.contribution.standing import Theta
from muster.domain.contribution.tally import Tally
from muster.domain.contribution.verdict import Figures
from muster.domain.people.affiliation import INDEPENDENT, UNAFFILIATED
from muster.domain.roadmap.proof.proof import AreaProof, CompanyProof, ItemProof, Proof, Share, added

NOBODY = frozenset({UNAFFILIATED, INDEPENDENT})
"""Names under which people stand who work for no company that is known, or for none at all."""


class SubjectDays(NamedTuple):
    """Days of one person under one company on one subject (an item or a focus area), as the evidence counts them.

    shared_by: between how many subjects each of these days is shared. companies_that_day: under how many companies.
    """

    subject: str
    person: str
    company: str
    companies_that_day: int
    shared_by: int
    days: int


class SubjectWork(NamedTuple):
    """Whole numbers of one company on one subject."""

    subject: str
    company: str
    changes: int
    people: int
    days: int


class SubjectTotal(NamedTuple):
    """Whole numbers of everybody on one subject. linked: changes that name a goal. on_items: those on the roadmap."""

    subject: str
    changes: int
    linked: int
    on_items: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of subjects of one kind in the window, and when each was ever seen up to the day."""

    days: Sequence[SubjectDays] = ()
    work: Sequence[SubjectWork] = ()
    totals: Sequence[SubjectTotal] = ()
    ever: Mapping[str, tuple[date, date]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is asked about: items by slug, of which some are on the roadmap; areas by name; who the members are."""

    items: tuple[str, ...]
    on_roadmap: frozenset[str]
    areas: tuple[str, ...]
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the proof rests on, as it is shown."""

    fingerprint: str = ""
    read_at: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was counted of a window. tally: everybody's active days in it."""

    tally: Tally
    items: Counted
    areas: Counted


def prove(subjects: Subjects, evidence: Evidence, theta: Theta, basis: Basis) -> Proof:
    """Judge what was counted."""
    tally, items, areas = evidence.tally, evidence.items, evidence.areas
    judge = _Judge(tally, theta, subjects.members)
    shares_of_items, shares_of_areas = judge.shares(items), judge.shares(areas)
    totals = {total.subject: total for total in items.totals}
    of_areas = {total.subject: total for total in areas.totals}
    unattributed = {work.subject: work.changes for work in items.work if work.company == UNAFFILIATED}
    proofs = []
    for slug in subjects.items:
        total = totals.get(slug, SubjectTotal(slug, 0, 0, 0, None, None))
        begun_on, last_seen = items.ever.get(slug, (None, None))
        proofs.append(
            ItemProof(
                slug=slug,
                changes=total.changes,
                shares=shares_of_items.get(slug, ()),
                unattributed=unattributed.get(slug, 0),
                linked=total.linked,
                first_day=total.first_day,
                last_day=total.last_day,
                begun_on=begun_on,
                last_seen=last_seen,
            )
        )
    return Proof(
        window=tally.window,
        items=tuple(proofs),
        areas=tuple(
            AreaProof(name, total.changes, total.linked, total.on_items, shares_of_areas.get(name, ()))
            for name in subjects.areas
            for total in (of_areas.get(name, SubjectTotal(name, 0, 0, 0, None, None)),)
        ),
        companies=_companies(proofs, judge, subjects),
        theta=theta,
        fingerprint=basis.fingerprint,
        read_at=basis.read_at,
        on=basis.on,
    )


def _companies(proofs: Sequence[ItemProof], judge: "_Judge", subjects: Subjects) -> dict[str, CompanyProof]:
    by_item: dict[str, dict[str, Figures]] = defaultdict(dict)
    for proof in proofs:
        for share in proof.shares:
            by_item[share.company][proof.slug] = share.fte
    return {
        company: CompanyProof(
            fte=judge.figures(judge.of_company.get(company, ())),
            roadmap_fte=added(fte for slug, fte in by_item[company].items() if slug in subjects.on_roadmap),
            items=by_item[company],
        )
        for company in sorted(subjects.members | set(by_item))
    }


class _Part(NamedTuple):
    """So many days of a person, each of which is shared by so many."""

    person: str
    days: int
    shared_by: int


class _Judge:
    """Makes FTE of days. Days are added up as whole numbers as far as they go, for fractions take time."""

    def __init__(self, tally: Tally, theta: Theta, members: Collection[str]) -> None:
        self.members = members
        months = tally.window.months
        self.full_time = [full_time_days(days, months) for days in (theta.lenient, theta.likely, theta.strict)]
        self.of_company: dict[str, list[_Part]] = defaultdict(list)
        days: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for row in tally.active:
            self.of_company[row.company].append(_Part(row.person, row.days, row.companies_that_day))
            days[row.person][row.companies_that_day] += row.days
        self.all_days = {person: _total(parts) for person, parts in days.items()}
        self.full_timers = [
            {person for person, total in self.all_days.items() if total >= full} for full in self.full_time
        ]

    def figures(self, parts: Iterable[_Part]) -> Figures:
        """Add up min(1, all days / full time) x days of the part / all days, for each theta."""
        found = tuple(parts)
        return Figures(
            *(self._fte(found, *of_theta) for of_theta in zip(self.full_time, self.full_timers, strict=True))
        )

    def _fte(self, parts: Sequence[_Part], full_time: Fraction, full_timers: Collection[str]) -> Fraction:
        below: dict[int, int] = defaultdict(int)
        above: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for person, days, shared_by in parts:
            (above[person] if person in full_timers else below)[shared_by] += days
        total = _total(below) / full_time
        for person, days_of in above.items():
            total += _total(days_of) / self.all_days[person]
        return total

    def shares(self, counted: Counted) -> dict[str, tuple[Share, ...]]:
        parts: dict[tuple[str, str], list[_Part]] = defaultdict(list)
        for row in counted.days:
            part = _Part(row.person, row.days, row.companies_that_day * row.shared_by)
            parts[row.subject, row.company].append(part)
        found: dict[str, list[Share]] = defaultdict(list)
        for work in counted.work:
            if work.company in NOBODY:
                continue
            fte = self.figures(parts[work.subject, work.company])
            member = work.company in self.members
            found[work.subject].append(Share(work.company, work.changes, work.people, work.days, fte, member))
        return {
            subject: tuple(sorted(shares, key=lambda share: (-share.changes, share.company)))
            for subject, shares in found.items()
        }


def _total(days: Mapping[int, int]) -> Fraction:
    """Add up days by how many share them."""
    return sum((Fraction(number, shared_by) for shared_by, number in days.items()), Fraction(0))
