"""The proof of a roadmap: what came upstream of every item and focus area in a window, from whom, in exact FTE.

FTE of an item = the person's FTE in the window x their days on the item / their active days. A day with changes on
several items is shared evenly between them, and a day under several companies between those, so that a member's items
add up to its roadmap FTE. An item that is not (or no longer) on the roadmap takes nothing from the others: it is
measured as if it alone were added. Focus areas are measured in the same way, a day shared between the areas of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.domain.contribution.standing import Theta
from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.windows import Window

NOUGHT = Figures(Fraction(0), Fraction(0), Fraction(0))
TWO = 2


def added(parts: Iterable[Figures]) -> Figures:
    """Add figures up."""
    total = NOUGHT
    for part in parts:
        total = Figures(total.lenient + part.lenient, total.likely + part.likely, total.strict + part.strict)
    return total


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
