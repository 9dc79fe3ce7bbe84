"""The proof of a roadmap: what came upstream of every item and focus area in a window, from whom, in exact FTE.

FTE of an item = the person's FTE in the window x their days on the item / their active days. A day with changes on
several items is shared evenly between them, and a day under several companies between those, so that a member's items
add up to its roadmap FTE. An item that is not (or no longer) on the roadmap takes nothing from the others: it is
measured as if it alone were added. Focus areas are measured in the same way, a day shared between the areas of it.
"""

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
from muster.domain.contribution.windows import Window
from muster.domain.people.affiliation import INDEPENDENT, UNAFFILIATED

NOBODY = frozenset({UNAFFILIATED, INDEPENDENT})
"""Names under which people stand who work for no company that is known, or for none at all."""

NOUGHT = Figures(Fraction(0), Fraction(0), Fraction(0))
TWO = 2


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
class Share:
    """What one company did for one item or area. days: person-days. member: of the group, on the day."""

    company: str
    changes: int
    people: int
    days: int
    fte: Figures
    member: bool


@dataclass(frozen=True, slots=True)
class ItemProof:
    """What came of one item. changes: everybody's in the window, once each; linked: of these, those that name a goal.

    shares: by company, most changes first; whoever works for nobody that is known is not among them; their changes are
    `unattributed`. first_day, last_day: in the window. begun_on, last_seen: ever, up to the day of the proof.
    """

    slug: str
    changes: int
    shares: tuple[Share, ...]
    unattributed: int
    linked: int
    first_day: date | None
    last_day: date | None
    begun_on: date | None
    last_seen: date | None

    @property
    def members(self) -> tuple[Share, ...]:
        """The shares of the group's members."""
        return tuple(share for share in self.shares if share.member)

    @property
    def shared(self) -> bool:
        """Whether two members or more have active days on it: common work."""
        return len(self.members) >= TWO

    @property
    def fte(self) -> Figures:
        """The FTE of all companies on it."""
        return added(share.fte for share in self.shares)


@dataclass(frozen=True, slots=True)
class AreaProof:
    """What came of a focus area. linked: changes that name any goal. on_items: changes on items of the roadmap."""

    name: str
    changes: int
    linked: int
    on_items: int
    shares: tuple[Share, ...]

    @property
    def members(self) -> tuple[Share, ...]:
        """The shares of the group's members."""
        return tuple(share for share in self.shares if share.member)


@dataclass(frozen=True, slots=True)
class CompanyProof:
    """One company's FTE in the window, the part of it on the roadmap, and that by item (those with any)."""

    fte: Figures
    roadmap_fte: Figures
    items: Mapping[str, Figures]


@dataclass(frozen=True, slots=True)
class Proof:
    """The whole proof. companies: every member, and every company with work on an item.

    fingerprint, read_at: of the evidence. on: the day of the proof, as text.
    """

    window: Window
    items: tuple[ItemProof, ...]
    areas: tuple[AreaProof, ...]
    companies: Mapping[str, CompanyProof]
    theta: Theta
    fingerprint: str
    read_at: str
    on: str

    def item(self, slug: str) -> ItemProof | None:
        """Give one item's proof; None for an item that was not asked about."""
        return next((item for item in self.items if item.slug == slug), None)

    @property
    def shared(self) -> tuple[ItemProof, ...]:
        """The items on which two members or more have active days."""
        return tuple(item for item in self.items if item.shared)


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


def added(parts: Iterable[Figures]) -> Figures:
    """Add figures up."""
    total = NOUGHT
    for part in parts:
        total = Figures(total.lenient + part.lenient, total.likely + part.likely, total.strict + part.strict)
    return total
