"""From days and changes to the proof of a roadmap: what was counted of items and areas, judged in exact FTE."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from muster.domain.contribution.fte import full_time_days, summed
from muster.domain.contribution.standing import Theta
from muster.domain.contribution.tally import Tally
from muster.domain.contribution.verdict import Figures
from muster.domain.people.affiliation import INDEPENDENT, UNAFFILIATED
from muster.domain.roadmap.proof import AreaProof, CompanyProof, ItemProof, Proof, Share, added

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
            fte=judge.figures((share.all_days, share.days) for share in judge.tally.shares_of(company).values()),
            roadmap_fte=added(fte for slug, fte in by_item[company].items() if slug in subjects.on_roadmap),
            items=by_item[company],
        )
        for company in sorted(subjects.members | set(by_item))
    }


@dataclass(frozen=True, slots=True)
class _Judge:
    tally: Tally
    theta: Theta
    members: Collection[str]
    all_days: dict[str, Fraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.tally.active:
            so_far = self.all_days.get(row.person, Fraction(0))
            self.all_days[row.person] = so_far + Fraction(row.days, row.companies_that_day)

    def figures(self, parts: Iterable[tuple[Fraction, Fraction]]) -> Figures:
        """Give FTE for pairs of (all of a person's days, days of the part)."""
        pairs, months = tuple(parts), self.tally.window.months
        return Figures(
            *(
                summed(pairs, full_time_days(days, months))
                for days in (self.theta.lenient, self.theta.likely, self.theta.strict)
            )
        )

    def shares(self, counted: Counted) -> dict[str, tuple[Share, ...]]:
        parts: dict[tuple[str, str], list[tuple[Fraction, Fraction]]] = defaultdict(list)
        for row in counted.days:
            part = Fraction(row.days, row.companies_that_day * row.shared_by)
            parts[row.subject, row.company].append((self.all_days[row.person], part))
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
