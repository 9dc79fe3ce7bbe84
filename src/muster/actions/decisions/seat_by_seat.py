"""What every seat that is asked has said, silence among it, and how objections were answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muster.actions.decisions.history import STANDS, By, Names
from muster.actions.decisions.reading import Followed
from muster.domain.decisions.events import Elector, ObjectionAnswered, Stand, VoteCast
from muster.domain.decisions.state import Phase, Position, State, Voting
from muster.records.models import Person

VOTES: Final[Mapping[str | None, str]] = {"yes": "yes", "no": "no", "abstain": "abstains", None: "has voted"}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to an objection."""

    by: By
    at: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class SeatSaid:
    """What a seat that is asked has said. slug: the seat's. says: in words, silence as what it means.

    stood: where it stood in the call, once there is a vote. objects: whether its objection stands. silent: whether it
    has neither answered nor voted.
    """

    elector: Elector
    slug: str
    holder: Person | None
    says: str
    stood: str
    at: datetime | None
    by: By | None
    position: Position | None
    vote: VoteCast | None
    answers: tuple[Answered, ...]
    objects: bool
    silent: bool


def seat_by_seat(followed: Followed, names: Names) -> list[SeatSaid]:
    """Tell what every seat has said that is asked, by the seats' names."""
    now = followed.state
    silent = {elector.seat for elector in now.silent}
    cast = {one.by.seat: one for one in now.cast}
    found = []
    for elector in sorted(now.electorate, key=lambda one: one.name):
        position, vote = now.position(elector.seat), cast.get(elector.seat)
        in_vote = now.voting is not None
        recused = position is not None and position.stand is Stand.RECUSE
        last = vote or (position if not in_vote or recused else None)
        found.append(
            SeatSaid(
                elector=elector,
                slug=elector.seat.removeprefix("seat/"),
                holder=names.person(elector.representative),
                says=_says(now, elector, position, vote),
                stood=_stood(position) if in_vote else "",
                at=last.at if last else None,
                by=names.actor(last.by) if last else None,
                position=position,
                vote=vote,
                answers=tuple(_answer(one, names) for one in position.answers) if position else (),
                objects=position is not None and position.objects,
                silent=elector.seat in silent,
            )
        )
    return found


def _answer(event: ObjectionAnswered, names: Names) -> Answered:
    return Answered(names.actor(event.by), event.at, event.answer)


def _says(now: State, elector: Elector, position: Position | None, vote: VoteCast | None) -> str:
    if now.voting is None:
        return _stood(position) or _silence_in_a_call(now)
    return VOTES[vote.choice] if vote else _no_vote(now, now.voting, elector, position)


def _stood(position: Position | None) -> str:
    """Say where a seat stands, or stood; "" if it has not said."""
    if position is None:
        return ""
    let_go = {"withdrawn": ", and has withdrawn that", "satisfied": ", and is satisfied by the answer", None: ""}
    return f"{'objected' if position.settled else STANDS[position.stand]}{let_go[position.settled]}"


def _silence_in_a_call(now: State) -> str:
    agrees = now.rules.consensus is not None and now.rules.consensus.silence == "agrees"
    if now.phase is Phase.CALL:
        return f"has not answered: {'agrees' if agrees else 'takes no part'}, if it stays so"
    return "said nothing, which agrees" if agrees else "said nothing, and took no part"


def _no_vote(now: State, voting: Voting, elector: Elector, position: Position | None) -> str:
    """Say what it is that a seat has not voted."""
    if position is not None and position.stand is Stand.RECUSE:
        return STANDS[Stand.RECUSE]
    if voting.present is not None and elector.seat not in voting.present:
        return "is not in the meeting"
    if elector not in now.silent:
        return "shares the vote of another seat"
    return "has not voted" if now.phase in {Phase.NOTICE, Phase.VOTE} else "did not vote"
