"""The answer: where every member of a group stands on a day, and what that rests on.

Plain values, frozen, in a fixed order, so that every door (table, JSON, CSV, HTML, a page) shows the same thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.domain.contribution.common_work import Balance, CommonWork
from muster.domain.contribution.verdict import Figures, Flip, ThetaReach, Verdict
from muster.domain.contribution.windows import Window


@dataclass(frozen=True, slots=True)
class CriterionStanding:
    """A measured criterion of one member: the figures, the verdict, and how firmly it stands.

    unit: what the figures are counted in. theta_reach: None where the measure knows no θ.
    """

    id: str
    text: str
    measure: str
    unit: str
    minimum: Fraction
    window: Window
    figures: Figures
    verdict: Verdict
    theta_reach: ThetaReach | None
    flips: tuple[Flip, ...]

    @property
    def margin(self) -> Figures:
        """By how much each figure lies above or below the minimum."""
        return self.figures.less(self.minimum)


@dataclass(frozen=True, slots=True)
class AttestedCriterion:
    """A criterion that upstream histories cannot prove: somebody has to say so, or to keep the hours."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """One organisation. state: member, prospect or former, on the day asked about.

    active_days: person-days, a day of a person under two companies counting under both. began and stopped: people
    (opaque ids) active in this window and not in the one before, and the other way round.
    """

    name: str
    state: str
    membership: str
    since: date | None
    until: date | None
    criteria: tuple[CriterionStanding, ...]
    attested: tuple[AttestedCriterion, ...]
    people: int
    active_days: int
    changes: int
    fte: Figures
    roadmap_fte: Figures
    changes_by_area: tuple[tuple[str, int], ...]
    began: tuple[str, ...]
    stopped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompanyWork:
    """One company's work in the window, member or not; and, summed, everybody's."""

    name: str
    people: int
    active_days: int
    changes: int
    fte: Figures


@dataclass(frozen=True, slots=True)
class Unattributed:
    """Work whose company nobody could name, beside the whole."""

    work: CompanyWork
    share_of_changes: Fraction
    share_of_fte: Fraction


@dataclass(frozen=True, slots=True)
class Bot:
    """An account counted aside as a machine."""

    person: str
    name: str
    changes: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Everyone's likely FTE in the window that ends on `on`, by member; lenient and strict for the range."""

    on: date
    fte: tuple[tuple[str, Figures], ...]


@dataclass(frozen=True, slots=True)
class LinkedShare:
    """How much of an area's work names a goal: what the roadmap figure can see at all."""

    subject: str
    changes: int
    linked: int


@dataclass(frozen=True, slots=True)
class ReviewVotes:
    """Votes that one company's people cast on other people's work, and their own, in the window."""

    company: str
    people: int
    votes: int
    negative: int


@dataclass(frozen=True, slots=True)
class RepositoryEvidence:
    """What was read of one repository. problem: why it could not be read, None if it was.

    tips: the first sixteen digits of the SHA-256 over its branch tips; head: the default branch's commit.
    shallow_until: the last day up to which a history that was cut off lacks commits. asides: rows left out of every
    count, by reason.
    """

    name: str
    problem: str | None
    head: str
    tips: str
    commits: int
    merges: int
    first_day: date | None
    last_day: date | None
    shallow_until: date | None
    asides: tuple[tuple[str, int], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AffiliationEvidence:
    """One file that says who worked for whom: its name, format, SHA-256; entries that it is not believed on."""

    name: str
    format: str
    sha256: str
    asides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that the figures rest on. fingerprint: the SHA-256 over tips, affiliation data and charter."""

    charter_version: str
    charter_sha256: str
    counting_version: str
    conventions: tuple[tuple[str, str], ...]
    measures: tuple[str, ...]
    repositories: tuple[RepositoryEvidence, ...]
    affiliations: tuple[AffiliationEvidence, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Theta:
    """Active days in six months that make one full-timer: the charter's three."""

    lenient: int
    likely: int
    strict: int

    def figures(self, at: Mapping[int, Fraction]) -> Figures:
        """Pick the three figures out of a table by θ."""
        return Figures(at[self.lenient], at[self.likely], at[self.strict])


@dataclass(frozen=True, slots=True)
class Standing:
    """Promise against proof for one group on one day. caveats: sentences that a reader must know before the figures."""

    group: str
    full_name: str
    on: date
    window: Window
    theta: Theta
    members: tuple[MemberStanding, ...]
    others: tuple[MemberStanding, ...]
    everyone: CompanyWork
    unattributed: Unattributed
    independent: CompanyWork
    companies: tuple[CompanyWork, ...]
    bots: tuple[Bot, ...]
    areas: tuple[str, ...]
    linked: tuple[LinkedShare, ...]
    common_work: tuple[CommonWork, ...]
    balance: tuple[Balance, ...]
    reviews: tuple[ReviewVotes, ...]
    trend: tuple[TrendPoint, ...]
    provenance: Provenance
    caveats: tuple[str, ...]
