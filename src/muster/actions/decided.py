"""What a change in a group goes back to: a proposal that was adopted, an election, or the charter itself."""

import re
from datetime import datetime

from muster.actions.decisions.reading import follow
from muster.actions.decisions.settling import write_due
from muster.actions.deed import Deed
from muster.domain.charter.charter import Charter
from muster.domain.decisions.state import Phase
from muster.domain.errors import AgainstTheRules
from muster.records.models import Election, Group, Proposal
from muster.records.queries.decided import decisions_made
from muster.records.queries.decisions import due

CHARTER = "charter"
_DECISION = re.compile(r"(proposal|election)/([1-9][0-9]{0,8})")


def decisions_to_name(group: Group, at: datetime) -> list[tuple[str, str]]:
    """Give what a change can go back to, the last first, as a form calls it; what the clock has just adopted too."""
    adopted = [one for one in follow(due(group, at), at) if one.state.phase is Phase.ADOPTED]
    just_now = [(one.proposal.handle, f"Proposal {one.proposal.number}, adopted: {one.now.title}") for one in adopted]
    return [*reversed(just_now), *decisions_made(group)]


def check_decision(doing: Deed, decided_by: str, charter: Charter, *, needed: bool, by_charter: bool = False) -> None:
    """Refuse a change that names no decision though it needs one, or one that did not decide it.

    decided_by: `proposal/3`, which must be adopted; `election/2`; `charter`; or "". by_charter: whether the charter
    itself says so. AgainstTheRules: it is none of these. Where the charter lays down no rules for decisions, none is
    needed.
    """
    if not decided_by:
        if needed and charter.decisions is not None:
            raise AgainstTheRules(
                doing.subject, "The board decides this.", "Name the proposal that was adopted, such as proposal/3."
            )
        return
    if decided_by == CHARTER:
        if not by_charter:
            what = "The charter in force on that day does not say so."
            raise AgainstTheRules(doing.subject, what, "Name the proposal that was adopted.")
        return
    named = _DECISION.fullmatch(decided_by)
    if not named:
        what = f"“{decided_by[:60]}” names no decision."
        raise AgainstTheRules(doing.subject, what, "Write it as its page does: proposal/3, or election/2.")
    kind, number = named[1], int(named[2])
    if kind == "election":
        if not Election.objects.filter(group=doing.group, number=number).exists():
            raise AgainstTheRules(doing.subject, f"The group has no {decided_by}.", "Elections lists those it has.")
        return
    write_due(doing.group, doing.at)  # the clock may have adopted it, and nobody come by since
    proposal = Proposal.objects.filter(group=doing.group, number=number).first()
    if proposal is None:
        raise AgainstTheRules(doing.subject, f"The group has no {decided_by}.", "Decisions lists those it has.")
    if proposal.resolution is None:
        what = f"{decided_by} is not adopted."
        raise AgainstTheRules(doing.subject, what, "Wait for its verdict, or name the proposal that decided this.")
