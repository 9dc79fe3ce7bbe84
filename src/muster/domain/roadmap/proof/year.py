"""The year's truth: of the items on the roadmap, which were shared, which one member carried, and which stalled.

An item is *shared* when two or more members have active days on it (DESIGN 4.9). Where one of them did nine tenths or
more of the members' changes, it is shared in name: one carried it, by the rule after which the OpenStack Technical
Committee called a project single-vendor. Beside it stands the baseline: how often companies upstream share a goal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from muster.domain.contribution.common_work import CommonWork
from muster.domain.contribution.words import counted, listed, percent
from muster.domain.roadmap.proof.life import STALLED, Life
from muster.domain.roadmap.proof.proof import ItemProof, Proof

CARRIED_FROM = Fraction(9, 10)
TWO = 2


class Sharing(StrEnum):
    """Who worked on an item in a year."""

    SHARED = "shared"
    CARRIED = "carried by one"
    ALONE = "one member alone"
    OTHERS = "no member, but others"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class YearItem:
    """One item in the year. leader: the member with most changes, "" where none has any; its share of the members'.

    companies: how many companies, members or not, have active days on it.
    """

    proof: ItemProof
    sharing: Sharing
    leader: str
    leader_share: Fraction
    companies: int
    life: Life | None = None

    @property
    def slug(self) -> str:
        """What it is called in addresses."""
        return self.proof.slug

    @property
    def stalled(self) -> bool:
        """Whether it has lain still for too long at the end of the year."""
        return self.life is not None and self.life.word == STALLED

    @property
    def sentence(self) -> str:
        """Say who worked on it."""
        members = [share.company for share in self.proof.members]
        match self.sharing:
            case Sharing.SHARED:
                return f"{listed(members)} worked on it together; {self.leader} did {percent(self.leader_share)}."
            case Sharing.CARRIED:
                others = [name for name in members if name != self.leader]
                return f"{self.leader} did {percent(self.leader_share)} of what members did; {listed(others)} the rest."
            case Sharing.ALONE:
                return f"{self.leader} alone of the members."
            case Sharing.OTHERS if not self.companies:
                return "Only people whose company is not known."
            case Sharing.OTHERS:
                return f"{counted(self.companies, 'company', 'companies')} outside the group, and no member."
            case _:
                return "No change was found."


@dataclass(frozen=True, slots=True)
class Year:
    """What came of a roadmap in a year, beside the baseline. items: in the order in which they were handed in.

    baseline: common work by kind of goal (blueprints, bugs), over everything that was read, on the roadmap or not.
    """

    items: tuple[YearItem, ...]
    baseline: tuple[CommonWork, ...]

    def of(self, *sharing: Sharing) -> tuple[YearItem, ...]:
        """Give the items of some kinds."""
        return tuple(item for item in self.items if item.sharing in sharing)

    @property
    def stalled(self) -> tuple[YearItem, ...]:
        """Give the items that lay still at the end of the year."""
        return tuple(item for item in self.items if item.stalled)

    @property
    def touched(self) -> int:
        """On how many items any member worked."""
        return len(self.of(Sharing.SHARED, Sharing.CARRIED, Sharing.ALONE))

    @property
    def shared(self) -> int:
        """On how many items two or more members worked, in name or in deed."""
        return len(self.of(Sharing.SHARED, Sharing.CARRIED))

    @property
    def shareable(self) -> int:
        """How many of the touched items have two or more changes: work on a single change cannot be shared."""
        touched = self.of(Sharing.SHARED, Sharing.CARRIED, Sharing.ALONE)
        return sum(item.proof.changes >= TWO for item in touched)

    @property
    def member_share(self) -> Fraction | None:
        """Shared items out of those that could have been; None if there were none."""
        return Fraction(self.shared, self.shareable) if self.shareable else None

    @property
    def company_share(self) -> Fraction | None:
        """Items of two or more companies of any kind, out of all with two changes or more; None if there are none."""
        all_of_them = [item for item in self.items if item.proof.changes >= TWO]
        return Fraction(sum(item.companies >= TWO for item in all_of_them), len(all_of_them)) if all_of_them else None

    @property
    def sentences(self) -> list[str]:
        """Say the truth of the year: what was shared, what one carried, what stalled; then the baseline."""
        if not self.items:
            return ["The group had no item on its roadmap."]
        said = [
            f"Members worked on {self.touched} of {counted(len(self.items), 'item')}.",
            f"Two or more of them worked on {self.shared}"
            + (f" ({percent(self.member_share)} of those that could be shared)." if self.member_share else "."),
        ]
        if carried := self.of(Sharing.CARRIED):
            said.append(f"On {len(carried)} of these, one member did nine tenths or more.")
        if alone := self.of(Sharing.ALONE):
            said.append(f"{counted(len(alone), 'item was', 'items were')} one member's alone.")
        if self.stalled:
            said.append(f"{counted(len(self.stalled), 'item lay', 'items lay')} still at the end.")
        return [*said, *(baseline_sentence(work) for work in self.baseline if work.upstream_share is not None)]


def baseline_sentence(work: CommonWork) -> str:
    """Say how often goals of one kind are shared, by members and upstream as a whole."""
    kind = {"blueprint": "blueprints", "bug": "bugs", "story": "stories"}.get(work.kind, f"{work.kind}s")
    upstream = percent(work.upstream_share or Fraction(0))
    members = (
        f"members shared {percent(work.member_share)} of theirs ({work.shared} of {work.member_comparable:,})"
        if work.member_share is not None
        else "members had none to share"
    )
    return f"Upstream, companies shared {upstream} of the {kind} with two or more changes; {members}."


def year_of(
    proof: Proof, lives: Mapping[str, Life], *, items: Sequence[str], baseline: Iterable[CommonWork] = ()
) -> Year:
    """Tell a year. lives: what the evidence said of each item at its end. items: slugs in the order of the roadmap."""
    found = {item.slug: item for item in proof.items}
    return Year(tuple(_told(found[slug], lives.get(slug)) for slug in items if slug in found), tuple(baseline))


def _told(item: ItemProof, life: Life | None) -> YearItem:
    members = item.members
    whole = sum(share.changes for share in members)
    leader = max(members, key=lambda share: (share.changes, share.company), default=None)
    share = Fraction(leader.changes, whole) if leader and whole else Fraction(0)
    if len(members) >= TWO:
        sharing = Sharing.CARRIED if share >= CARRIED_FROM else Sharing.SHARED
    elif members:
        sharing = Sharing.ALONE
    else:
        sharing = Sharing.OTHERS if item.shares or item.unattributed else Sharing.NOBODY
    return YearItem(item, sharing, leader.company if leader else "", share, len(item.shares), life)
