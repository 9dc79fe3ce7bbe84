"""From what was said to what came of it: the judgement of a call for consensus, and of a vote."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Literal

from muster.domain.charter.decisions import Condition
from muster.domain.decisions.events import Stand
from muster.domain.decisions.state import Phase, State
from muster.domain.decisions.verdict import Check, Tally, Verdict


def outlook(state: State) -> Verdict | None:
    """Give what would come of the call or the vote that is open if it closed now; None: nothing open, or secret."""
    if state.phase is Phase.CALL:
        return judged_call(state, state.at)
    open_vote = state.phase is Phase.VOTE and state.rules.vote is not None and state.rules.vote.ballot == "open"
    return judged_vote(state, state.at) if open_vote else None


def judged_call(state: State, at: datetime) -> Verdict:
    """Give what came of a call that closed at this moment.

    Where silence agrees, a silent seat takes part: it has said yes, as everyone knew it would by saying nothing.
    """
    consensus = state.rules.consensus
    agrees = consensus is not None and consensus.silence == "agrees"
    recorded = consensus is not None and consensus.objections == "recorded"
    everyone, recused = _voices(state), _recused(state)
    spoke = _voices(state, (position.seat for position in state.positions))
    silent = everyone - spoke
    quorum = _quorum(state, spoke | silent if agrees else spoke)
    stands = [position.stand for position in state.positions]
    objecting = tuple(elector.name for elector in state.named(position.seat for position in state.objections))
    wanted = Stand.AGREE in stands or (agrees and bool(silent))
    return Verdict(
        way="consensus",
        at=at,
        adopted=quorum.reached and wanted and (recorded or not objecting),
        quorum=quorum,
        one_voice_each=_one_voice_each(state),
        voices=len(everyone - _out(state)),
        recused=len(recused),
        silent=len(silent),
        agreed=stands.count(Stand.AGREE),
        stood_aside=stands.count(Stand.ASIDE) + stands.count(Stand.OBJECT) - len(objecting),
        objecting=objecting,
        took_part="answered or silent" if agrees else "answered",
    )


def judged_vote(state: State, at: datetime) -> Verdict:
    """Give what came of a vote that closed at this moment; a secret one must have been counted."""
    everyone, recused = _voices(state), _recused(state)
    voted = _voices(state, (cast.by.seat for cast in state.cast))
    present = state.voting.present if state.voting else None
    there = voted | recused if present is None else _voices(state, present)
    tallies = _tallies(state)
    conditions = tuple(_condition(state, one, tallies, there) for one in state.rules.rule.passes)
    by_presence = state.rules.quorum.counts == "present" and present is not None
    quorum = _quorum(state, there if by_presence else voted | recused)
    tie = state.rules.vote.tie if state.rules.vote else "fails"
    casting = state.voting.casting if state.voting else None
    return Verdict(
        way="vote",
        at=at,
        adopted=_adopted(quorum, conditions, on_a_tie={"fails": False, "passes": True, "chair-decides": casting}[tie]),
        quorum=quorum,
        one_voice_each=_one_voice_each(state),
        voices=len(everyone - _out(state)),
        recused=len(recused),
        silent=len(everyone - voted - recused),
        took_part="present" if by_presence else "answered",
        conditions=conditions,
        tally=sum(tallies.values(), Tally()),
        tie=tie,
        casting=casting,
    )


def presence(state: State, seats: Iterable[str]) -> Check:
    """Hold the seats that are present against the quorum."""
    return _quorum(state, _voices(state, seats))


def voting_class(state: State, seat: str | None) -> str | None:
    """Give the class in which a seat's vote is counted; None where the rule knows no classes."""
    elector = state.elector(seat)
    return elector.membership if elector and state.rules.by_class else None


def _adopted(quorum: Check, conditions: tuple[Check, ...], *, on_a_tie: bool | None) -> bool | None:
    if not quorum.reached or not all(condition.reached or condition.tied for condition in conditions):
        return False
    return on_a_tie if any(condition.tied for condition in conditions) else True


def _voices(state: State, seats: Iterable[str | None] | None = None, membership: str | None = None) -> set[str]:
    """Give the voices of the electorate, or of some of its seats, or of one class."""
    electors = state.electorate if seats is None else state.named(seats)
    return {state.rules.voice(one) for one in electors if membership is None or one.membership == membership}


def _recused(state: State) -> set[str]:
    return _voices(state, (position.seat for position in state.positions if position.stand is Stand.RECUSE))


def _out(state: State) -> set[str]:
    return _recused(state) if state.rules.recused_leave else set()


def _one_voice_each(state: State) -> Literal["seat", "organisation", "person"]:
    return state.rules.vote.one_vote_each if state.rules.vote else "seat"


def _quorum(state: State, part: set[str]) -> Check:
    """Hold those who take part against the quorum. Whoever stands back is left out of both sides, or of neither."""
    quorum, base = state.rules.quorum, None
    if quorum.of == "seats":
        base = Fraction(len(_voices(state) - _out(state)))
    elif quorum.of == "recent-attendance":
        base = Fraction(sum(state.attendance), max(len(state.attendance), 1))
    return Check(quorum, len(part - _out(state)), base)


def _condition(state: State, condition: Condition, tallies: dict[str | None, Tally], there: set[str]) -> Check:
    """Hold the votes in favour against a condition. there: the voices present."""
    tally = sum((one for membership, one in tallies.items() if condition.voters in {None, membership}), Tally())
    electors = _voices(state, membership=condition.voters) - _out(state)
    base = {
        None: None,
        "seats": len(electors),
        "present": len(electors & there),
        "cast": tally.cast,
        "yes-and-no": tally.yes + tally.no,
    }[condition.of]
    return Check(condition, tally.yes, None if base is None else Fraction(base), tally)


def _tallies(state: State) -> dict[str | None, Tally]:
    """Count the votes by class of members, or all as one where the rule knows no classes."""
    counts = [
        (one.membership, Tally(one.yes, one.no, one.abstain)) for one in (state.voting and state.voting.counts) or ()
    ]
    each = {"yes": Tally(yes=1), "no": Tally(no=1), "abstain": Tally(abstain=1)}
    votes = [(voting_class(state, cast.by.seat), each[cast.choice]) for cast in state.cast if cast.choice is not None]
    tallies: dict[str | None, Tally] = {}
    for membership, tally in (*counts, *votes):
        tallies[membership] = tallies.get(membership, Tally()) + tally
    return tallies
