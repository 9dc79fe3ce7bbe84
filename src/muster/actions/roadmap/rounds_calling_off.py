"""Calling a round of priorities off, with a reason, until it closes: nothing is counted, and nothing is taken away."""

from typing import Final

from muster.actions.caller import Acting, Caller
from muster.actions.decisions.writing import one_line, prose
from muster.actions.deed import deed
from muster.actions.roadmap.rounds_letters import tell_that_it_is_off
from muster.actions.roadmap.rounds_settling import settle_first
from muster.domain.membership.roles import CHAIR
from muster.domain.refusal import Refusal
from muster.domain.roadmap.priorities.rounds import calling_off_refused
from muster.records.models import Round
from muster.records.queries.roadmap.rounds import planned_by, round_numbered, times_of

REASON_AT_MOST: Final = 500


def call_off_round(caller: Caller, number: int, reason: str, *, expected: int | None = None) -> Round:
    """Call a round off, and say why. Those whose seats were asked hear of it; what seats have said stays as it is.

    AgainstTheRules: it has closed, it is called off already, or no reason is given. NotAllowed: they neither planned
    it nor are the chair. NotThere: there is no such round.
    """
    round_numbered(caller.group, number)
    expected = settle_first(caller.group, f"round/{number}", caller.clock(), expected)
    with deed(caller, "round.call-off", f"round/{number}", expected=expected) as doing:
        row = round_numbered(doing.group, number)
        if refusal := why_not_to_call_off(doing.who, row):
            raise refusal.error(row.handle)
        row.called_off = prose("reason", one_line("reason", reason), at_most=REASON_AT_MOST)
        row.save(update_fields=["called_off"])
        doing.log("round.called off", {"reason": row.called_off})
        tell_that_it_is_off(doing, row)
    return row


def why_not_to_call_off(who: Acting, row: Round) -> Refusal | None:
    """Say why somebody cannot call a round off, or None if they can. One query at most."""
    theirs = CHAIR in who.roles or (who.person is not None and planned_by(row) == who.handle)
    return calling_off_refused(times_of(row), at=who.at, theirs=theirs)
