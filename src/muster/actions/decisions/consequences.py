"""What follows from a resolution: chosen when the proposal is put, done by hand once it is adopted, linked both ways.

Nothing is done by itself. Whoever keeps the members or the charter does it, naming the resolution; until somebody has,
the proposal's page says that it is still to be done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muster.actions.decisions.reading import follow
from muster.actions.decisions.writing import Consequence
from muster.domain.decisions.state import Phase
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.states import MEMBER, SAID, SUSPENDED
from muster.records.models import Group, Organisation, Proposal
from muster.records.queries.decisions import CarriedOut, acted_on, adopted_with_consequence, carried_out, undecided

ADMIT: Final = "admit"
SUSPEND: Final = "suspend"
CHARTER: Final = "charter"

CONSEQUENCES: Final[Mapping[str, str]] = {
    ADMIT: "{} becomes a member",
    SUSPEND: "{} is suspended",
    CHARTER: "a new charter comes into force",
}
"""Every consequence that a proposal can name, as what is so afterwards."""

DEED_OF: Final[Mapping[str, str]] = {
    ADMIT: "membership.change",
    SUSPEND: "membership.change",
    CHARTER: "charter.change",
}
"""What each is called in the table of roles."""

_STATES: Final = {ADMIT: MEMBER, SUSPEND: SUSPENDED}


@dataclass(frozen=True, slots=True)
class Following:
    """What is to follow from a proposal, in words.

    where: the part of the group's site that shows it. form: where it is done, begun with what was decided; deed: what
    that is called in the table of roles.
    """

    words: str
    where: str
    form: str
    deed: str
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
        return Following("", "", "", "", done, is_done=True) if done else None
    if proposal.consequence == CHARTER:
        is_done = any(one.about == "charter" for one in done)
        form = f"charter/change/?decided_by={proposal.handle}"
        return Following(CONSEQUENCES[CHARTER], "charter/", form, DEED_OF[CHARTER], done, is_done)
    slug = proposal.consequence_of.removeprefix("organisation/")
    organisation = Organisation.objects.filter(group=proposal.group, slug=slug).first()
    words = CONSEQUENCES[proposal.consequence].format(organisation or slug)
    state = _STATES[proposal.consequence]
    is_done = any(one.about == proposal.consequence_of and one.what.endswith(f" is {SAID[state]}") for one in done)
    where = f"members/{slug}/"
    form = f"{where}state/?state={state}&decided_by={proposal.handle}"
    return Following(words, where, form, DEED_OF[proposal.consequence], done, is_done)


def still_to_follow(groups: Iterable[int], at: datetime) -> list[Proposal]:
    """Give the proposals that were adopted by a moment, written down or not, and nobody has acted on yet.

    Four queries, however many there are.
    """
    written = list(adopted_with_consequence(groups))
    followed = follow([one for one in undecided(groups) if one.consequence and one.until and one.until <= at], at)
    adopted = [*written, *(one.proposal for one in followed if one.state.phase is Phase.ADOPTED)]
    done = acted_on(adopted)
    return [one for one in adopted if (one.group_id, one.handle, one.consequence_of) not in done]
