"""What follows from a resolution: chosen when the proposal is put, done by hand once it is adopted, linked both ways.

Nothing is done by itself. Whoever keeps the members or the charter does it, naming the resolution; until somebody has,
the proposal's page says that it is still to be done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from muster.actions.decisions.writing import Consequence
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.states import MEMBER, SUSPENDED
from muster.records.models import Group, Organisation, Proposal
from muster.records.queries.decisions import CarriedOut, carried_out

ADMIT: Final = "admit"
SUSPEND: Final = "suspend"
CHARTER: Final = "charter"

CONSEQUENCES: Final[Mapping[str, str]] = {
    ADMIT: "{} becomes a member",
    SUSPEND: "{} is suspended",
    CHARTER: "a new charter comes into force",
}
"""Every consequence that a proposal can name, as what is so afterwards."""

_STATES: Final = {ADMIT: MEMBER, SUSPEND: SUSPENDED}


@dataclass(frozen=True, slots=True)
class Following:
    """What is to follow from a proposal, in words. where: the part of the group's site in which it is done."""

    words: str
    where: str
    done: tuple[CarriedOut, ...]
    is_done: bool


def checked(group: Group, consequence: Consequence) -> Consequence:
    """Give a consequence as it is kept. AgainstTheRules: there is none of that kind, or no such organisation."""
    if not consequence.kind:
        return Consequence()
    if consequence.kind not in CONSEQUENCES:
        raise AgainstTheRules("consequence", "Nothing of that kind follows from a proposal.", "Choose one of the list.")
    if consequence.kind == CHARTER:
        return Consequence(CHARTER)
    slug = consequence.of.removeprefix("organisation/")
    if not Organisation.objects.filter(group=group, slug=slug).exists():
        what = "The group knows no such organisation."
        raise AgainstTheRules("consequence", what, "Let it be written down as a prospect first.")
    return Consequence(consequence.kind, f"organisation/{slug}")


def following(proposal: Proposal) -> Following | None:
    """Say what is to follow from a proposal, and what of it has been done; None: its text says all. Five queries."""
    done = tuple(carried_out(proposal))
    if not proposal.consequence:
        return Following("", "", done, is_done=True) if done else None
    if proposal.consequence == CHARTER:
        is_done = any(one.about == "charter" for one in done)
        return Following(CONSEQUENCES[CHARTER], "charter/", done, is_done)
    slug = proposal.consequence_of.removeprefix("organisation/")
    organisation = Organisation.objects.filter(group=proposal.group, slug=slug).first()
    words = CONSEQUENCES[proposal.consequence].format(organisation or slug)
    state = _STATES[proposal.consequence]
    is_done = any(one.about == proposal.consequence_of and one.what.endswith(f" is {state}") for one in done)
    return Following(words, f"members/{slug}/", done, is_done)
