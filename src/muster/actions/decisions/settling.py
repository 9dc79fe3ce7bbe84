"""What came of a proposal, written down once: its outcome, and the number of the resolution if it was adopted.

A deadline passes by the clock alone, and every page says what came of it from then on. The log says so with the first
thing that happens after it: any deed about a proposal of the group, or `settle`, which whoever sends letters calls.
Resolutions are numbered in the order in which they were adopted, whenever that is written down.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from muster.actions.addresses import page_of
from muster.actions.decisions.reading import OUTCOME, Followed, follow
from muster.actions.letter_kinds import Facts
from muster.actions.letters import taking_part, write_letters
from muster.actions.secrecy import shuffle
from muster.domain.decisions.events import Actor, AnyEvent, Count, VoteCounted
from muster.domain.decisions.fold import after, refusal_of
from muster.domain.decisions.log import data_of
from muster.domain.decisions.state import Phase, State
from muster.domain.decisions.words import phase_in_words, verdict_in_words
from muster.domain.record.chain import written
from muster.records import log
from muster.records.models import Entry, Group, Proposal
from muster.records.queries.decisions import due, proposals_of

MUSTER: Final = Actor("")
"""Who counts secret votes, and writes down what the clock decided."""

CAME_TO: Final[Mapping[Phase, str]] = {
    Phase.NO_CONSENSUS: "no consensus",
    Phase.TIED: "a tie, which the chair breaks",
    Phase.ADOPTED: "adopted",
    Phase.FAILED: "not adopted",
    Phase.LAPSED: "lapsed",
}
"""Phases that are an outcome. A withdrawal is not: whoever withdraws has written it down."""

_says = logging.getLogger(__name__)


def settle(group: Group, at: datetime) -> int:
    """Write down what came of proposals by a moment, and say of how many. Nothing is locked if there is nothing."""
    if not due(group, at).exists():
        return 0
    with transaction.atomic():
        locked = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
        last = log.head(locked)
        return write_due(locked, max(at, last.at) if last else at)


def settle_everywhere(at: datetime) -> int:
    """Do so in every group."""
    return sum(settle(group, at) for group in Group.objects.order_by("pk"))


def write_due(group: Group, at: datetime) -> int:
    """Write down what came of proposals by a moment, in a transaction that holds the group's lock."""
    followed = follow(due(group, at), at)
    for one in sorted(followed, key=lambda one: (one.state.since or at, one.proposal.number)):
        conclude(one, one.state, at)
    return len(followed)


def conclude(followed: Followed, reached: State, at: datetime) -> State:
    """Bring a proposal's row up to date with the state that it has reached; write down what came of it, if that is new.

    A secret vote that has closed is counted here. Give the state after that.
    """
    proposal = followed.proposal
    if reached.phase is Phase.COUNTING:
        reached = _counted(proposal, reached, at)
    before, proposal.phase, proposal.until = proposal.phase, reached.phase, reached.until
    if reached.ended:
        proposal.ended_at = reached.since
    if reached.phase in CAME_TO and reached.phase != before:
        _write_outcome(followed, reached, at)
    proposal.save(update_fields=["phase", "until", "ended_at", "resolution"])
    return reached


def write_event(proposal: Proposal, event: AnyEvent, more: Mapping[str, Any] | None = None) -> Entry:
    """Write an event into the log. more: what its entry says beside it."""
    data = {**(more or {}), **data_of(event)}
    who = {"by": event.by.person, "on_behalf": event.by.seat or ""}
    return log.append(proposal.group, event.kind, proposal.handle, data, at=event.at, **who)


def _counted(proposal: Proposal, reached: State, at: datetime) -> State:
    """Count the ballots of a secret vote, and let nothing be learned from how they lie."""
    box: dict[str, Counter[str]] = {}
    for membership, choice in proposal.secret_votes.values_list("membership", "choice"):
        box.setdefault(membership, Counter())[choice] += 1
    counts = tuple(Count(one or None, of["yes"], of["no"], of["abstain"]) for one, of in sorted(box.items()))
    event = VoteCounted(at=at, by=MUSTER, counts=counts)
    if refusal := refusal_of(event, reached):
        # Somebody has been at the tables. No verdict can come of it, and other proposals must not wait for this one.
        _says.error("%s of %s cannot be counted: %s", proposal.handle, proposal.group.slug, refusal)
        return reached
    write_event(proposal, event)
    shuffle(proposal.secret_votes.all())
    return after(event, reached)


def _write_outcome(followed: Followed, reached: State, at: datetime) -> None:
    proposal, came_to = followed.proposal, CAME_TO[Phase(reached.phase)]
    if reached.phase is Phase.ADOPTED:
        last = proposals_of(proposal.group).aggregate(last=Max("resolution"))["last"] or 0
        proposal.resolution = last + 1
        came_to = f"adopted as resolution {proposal.resolution}"
    judged = reached.verdict is not None and reached.phase is not Phase.LAPSED
    sentence = (
        verdict_in_words(reached.verdict, reached.rules.class_names)
        if judged and reached.verdict
        else phase_in_words(reached)
    )
    data = {
        "phase": str(reached.phase),
        "since": written(reached.since or at),
        "version": reached.version,
        "verdict": sentence,
        "resolution": proposal.resolution or 0,
    }
    log.append(proposal.group, OUTCOME, proposal.handle, data, at=at, by=MUSTER.person, on_behalf="")
    facts = Facts(
        about=proposal.handle,
        title=followed.now.title,
        where=page_of(proposal.group.slug, proposal.handle),
        words=sentence,
        outcome=came_to,
    )
    kind = "verdict" if reached.ended else "proposal.waits"
    write_letters(proposal.group, taking_part(proposal.group), kind, facts, at=at)
