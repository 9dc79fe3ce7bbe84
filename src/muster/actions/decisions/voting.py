"""The vote: called, cast, closed, and a tie broken. How a secret vote is kept apart from who cast it: `secrecy`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, cast, get_args

from muster.actions.caller import Caller
from muster.actions.decisions.calling import begin, tell_seats
from muster.actions.decisions.deciding import Deciding, deciding
from muster.actions.secrecy import drop_in
from muster.domain.decisions import events as e
from muster.domain.decisions.judging import voting_class
from muster.domain.decisions.state import State
from muster.domain.errors import AgainstTheRules
from muster.records.models import SecretVote

CHOICES: Final = get_args(e.Choice)


def call_vote(
    caller: Caller,
    number: int,
    *,
    version: int,
    opens: datetime | None = None,
    present: Iterable[str] | None = None,
    seat: str = "",
    expected: int | None = None,
) -> State:
    """Have the seats of the day vote on a version.

    opens: when, aware, if later than the charter's notice wants. present: the slugs of the seats that are in the
    meeting, where the charter has votes taken in one; None where it does not. seat: who of the caller's seats calls.
    """
    with deciding(caller, "vote.call", number, expected=expected) as step:
        electorate, attendance = begin(step)
        event = e.VoteCalled(
            at=step.doing.at,
            by=step.actor(seat),
            version=version,
            electorate=electorate,
            opens=opens,
            present=None if present is None else tuple(sorted({f"seat/{slug}" for slug in present})),
            attendance=attendance,
        )
        reached = step.happens(event)
        if event.present is None:  # those in the meeting are there
            tell_seats(step, "vote.called")
    return reached


def cast_vote(caller: Caller, number: int, choice: str, *, seat: str = "", written_for: str = "") -> State:
    """Cast the vote of a seat, or change it where everybody can see it: yes, no or abstain.

    written_for: the seat whose vote an officer writes down; not where the vote is secret.
    """
    with deciding(caller, "vote.cast", number) as step:
        return _cast(step, step.speaker(seat, written_for=written_for), choice)


def enter_votes(caller: Caller, number: int, choices: Mapping[str, str]) -> State:
    """Write down how several seats voted in a meeting, all of them or none. choices: by the seat's slug."""
    with deciding(caller, "vote.cast", number) as step:
        if not choices:
            raise AgainstTheRules(step.proposal.handle, "No vote was given.", "Say how at least one seat voted.")
        for slug, choice in sorted(choices.items()):
            _cast(step, step.speaker(slug) if slug in step.doing.who.seats else step.speaker(written_for=slug), choice)
        return step.state


def close_vote(caller: Caller, number: int, *, expected: int | None = None) -> State:
    """End a vote that is taken in a meeting."""
    with deciding(caller, "proposal.close", number, expected=expected) as step:
        return step.happens(e.VoteClosed(at=step.doing.at, by=step.actor()))


def break_tie(caller: Caller, number: int, *, adopted: bool, expected: int | None = None) -> State:
    """Decide what as many yes as no means, where the charter leaves that to the chair."""
    with deciding(caller, "vote.break-tie", number, expected=expected) as step:
        return step.happens(e.TieBroken(at=step.doing.at, by=step.actor(), adopted=adopted))


def _cast(step: Deciding, by: e.Actor, choice: str) -> State:
    if choice not in CHOICES:
        raise AgainstTheRules("vote", f"{choice[:40]!r} is no vote.", "Say yes, no or abstain.")
    if not step.followed.is_secret:
        return step.happens(e.VoteCast(at=step.doing.at, by=by, choice=cast("e.Choice", choice)))
    reached = step.happens(e.VoteCast(at=step.doing.at, by=by, choice=None))
    membership = voting_class(reached, by.seat) or ""
    drop_in(step.proposal.secret_votes.all(), SecretVote(proposal=step.proposal, membership=membership, choice=choice))
    return reached
