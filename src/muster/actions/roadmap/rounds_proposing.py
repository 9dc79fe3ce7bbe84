"""What follows from a round of priorities: a proposal to the board. The round itself decides nothing."""

from muster.actions.addresses import page_of
from muster.actions.caller import Caller
from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.writing import Written
from muster.actions.deed import deed
from muster.actions.roadmap.rounds_settling import outcome_of, settle_first
from muster.domain.contribution.words import listed
from muster.domain.errors import AgainstTheRules
from muster.domain.roadmap.priorities.outcome import Outcome
from muster.domain.roadmap.priorities.rounds import outcome_refused
from muster.domain.roadmap.priorities.words import amount
from muster.records.models import Proposal
from muster.records.queries.roadmap.rounds import RoundShown, round_at, round_numbered, title_of


def propose_outcome(
    caller: Caller,
    number: int,
    rule: str,
    *,
    title: str = "",
    text: str = "",
    seat: str = "",
    expected: int | None = None,
) -> Proposal:
    """Put what came of a round to the board, as a proposal under a rule of the charter.

    title, text: if they are to be others than `proposal_of` writes. seat: for whoever speaks for several.
    AgainstTheRules: the round is not closed, selects nothing, or was put to the board before.
    """
    round_numbered(caller.group, number)
    expected = settle_first(caller.group, f"round/{number}", caller.clock(), expected)
    with deed(caller, "round.close", f"round/{number}", expected=expected) as doing:
        now = round_at(doing.group, number, doing.at)
        begun = proposal_of(now)
        written = Written(title or begun.title, text or begun.text)
        proposal = open_proposal(caller, rule, written, seat=seat, invented=now.row.invented)
        now.row.proposal = proposal.handle
        now.row.save(update_fields=["proposal"])
        doing.log("round.proposed", {"proposal": proposal.handle})
    return proposal


def proposal_of(now: RoundShown) -> Written:
    """Write the proposal that a round comes to. AgainstTheRules: as for `propose_outcome`."""
    if refusal := outcome_refused(now.times, at=now.at):
        raise refusal.error(now.row.handle)
    if now.row.proposal:
        what = f"It was put to the board: {now.row.proposal}."
        raise AgainstTheRules(now.row.handle, what, "Revise that proposal, or plan another round.")
    found = outcome_of(now)
    if found is None or not found.selected:
        raise AgainstTheRules(now.row.handle, "It selects no item.", "Plan another round.")
    return Written(title_of(now.row), _text(now, found))


def _text(now: RoundShown, found: Outcome) -> str:
    titles, row = now.titles, now.row
    selected = [
        f"{place}. {titles[one.name]} ({one.name}), {amount(one.cost)} FTE"
        for place, one in enumerate(found.selected, 1)
    ]
    others = [one.slug for one in now.choices if one.slug not in found.names]
    address = page_of(row.group.slug, row.handle)
    return "\n\n".join(
        (
            f"We work on these items first{f' in {row.cycle}' if row.cycle else ''}, in this order:",
            "\n".join(selected),
            f"They cost {amount(found.spent)} FTE of {amount(found.budget)}. {len(now.said)} of {len(now.seats)} seats "
            f"said what they want, each with a share of {amount(found.share)} FTE."
            + (f" Not selected: {listed(others)}." if others else ""),
            f"Where each share went, and the file with which anybody can count it again: {address}",
        )
    )
