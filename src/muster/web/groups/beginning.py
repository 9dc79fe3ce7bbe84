"""What a new group still lacks, for those who run it: each step with the page where it is taken."""

from collections.abc import Iterable

from muster.actions.caller import Acting
from muster.actions.charter_in_force import charter_of, decision_rules
from muster.domain.membership.roles import CHAIR, SECRETARY
from muster.records.models import Office
from muster.records.queries.groups import charter_on
from muster.records.queries.people import people_of
from muster.records.queries.series import all_series

Step = tuple[str, str, str]
"""Where below the group's address, what is done there, and why."""


def first_steps(who: Acting, offices: Iterable[Office], *, vacant: bool, published: bool) -> list[Step]:
    """Give the steps that this reader may take.

    offices: those of today. vacant: whether a seat is held by nobody. published: whether there is a standing.
    """
    if not who.may("office.change"):
        return []
    held = {one.role for one in offices}
    steps = []
    if len(people_of(who.group)) == 1:
        steps.append(("invitations/", "Invite the others", "nobody but you takes part in the group yet."))
    steps += [_office(role, why) for role, why in _OFFICES.items() if role not in held]
    if vacant and who.may("seat.change"):
        steps.append(("seats/", "Say who holds each seat", "a seat that is vacant answers no proposal."))
    kept = charter_on(who.group, who.on)
    if who.may("charter.change") and kept and not decision_rules(charter_of(kept)):
        steps.append(("charter/change/", "Say in the charter how you decide", "until then nothing can be proposed."))
    if who.may("series.change") and not all_series(who.group):
        steps.append(("meetings/plan/", "Plan your meetings", "everybody can subscribe to them as a calendar."))
    if not published:
        steps.append(("standing/", "Publish a standing", "what each member did upstream, against what it promised."))
    return steps


_OFFICES = {
    CHAIR: "the chair calls for consensus, plans meetings and elections.",
    SECRETARY: "the secretary publishes agendas and keeps the minutes.",
}


def _office(role: str, why: str) -> Step:
    return f"offices/{role}/give/", f"Name a {role}", why
