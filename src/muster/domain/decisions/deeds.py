"""What somebody can do about a proposal now: each deed is tried on the rules, so no list can disagree with them."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from muster.domain.decisions import events as e
from muster.domain.decisions.judging import voting_class
from muster.domain.decisions.refusals import refused
from muster.domain.decisions.rules import ANY_SEAT, PROPOSER
from muster.domain.decisions.state import State

_TRIED: Final = "tried"


def deeds(now: State, by: e.Actor) -> tuple[str, ...]:
    """Give the deeds that somebody can do at the state's moment, by name, in the order in which they come up."""
    return tuple(name for name, tried in _ATTEMPTS.items() if refused(tried(now, by), now) is None)


def who_may(now: State) -> dict[str, tuple[str, ...]]:
    """Give what can happen next and who may do it: "proposer", offices, "any-seat" if another seat can."""
    may = {} if now.proposer is None else {PROPOSER: [replace(now.proposer, offices=())]}
    may |= {office: [e.Actor("", offices=(office,))] for office in now.rules.offices}
    others = [e.Actor("", elector.seat) for elector in now.electorate] or [e.Actor("", _TRIED)]
    may[ANY_SEAT] = [by for by in others if now.proposer is None or by.seat != now.proposer.seat]
    able = {who: {deed for by in actors for deed in deeds(now, by)} for who, actors in may.items()}
    return {deed: found for deed in _ATTEMPTS if (found := tuple(who for who in able if deed in able[who]))}


def _begins(now: State) -> dict[str, Any]:
    """Give what a call or a vote begins with: seats and meetings enough for any quorum, as the rules ask of them."""
    seats = range(int(now.rules.quorum.at_least or now.rules.quorum.more_than or 0) + 1)
    electorate = tuple(e.Elector(f"{_TRIED}/{number}", "", "") for number in seats)
    attendance = (1,) * (now.rules.quorum.meetings or 0)
    return {"version": now.version, "electorate": electorate, "attendance": attendance}


def _call_vote(now: State, by: e.Actor) -> e.AnyEvent:
    begins = _begins(now)
    meets = now.rules.vote is not None and now.rules.vote.days is None
    present = tuple(elector.seat for elector in begins["electorate"]) if meets else None
    return e.VoteCalled(at=now.at, by=by, present=present, **begins)


def _extend(now: State, by: e.Actor) -> e.AnyEvent:
    return e.CallExtended(at=now.at, by=by, until=max(now.until or now.at, now.at) + timedelta(days=1))


def _answer(now: State, by: e.Actor) -> e.AnyEvent:
    objector = next((position.seat for position in now.objections), "")
    return e.ObjectionAnswered(at=now.at, by=by, objector=objector, answer=_TRIED)


def _vote(now: State, by: e.Actor) -> e.AnyEvent:
    secret = now.rules.vote is not None and now.rules.vote.ballot == "secret"
    return e.VoteCast(at=now.at, by=by, choice=None if secret else "abstain")


def _count(now: State, by: e.Actor) -> e.AnyEvent:
    voted = Counter(voting_class(now, cast.by.seat) for cast in now.cast)
    return e.VoteCounted(at=now.at, by=by, counts=tuple(e.Count(one, 0, 0, voted[one]) for one in voted))


def _position(stand: e.Stand) -> Callable[[State, e.Actor], e.AnyEvent]:
    return lambda now, by: e.PositionTaken(at=now.at, by=by, version=now.version, stand=stand)


_ATTEMPTS: Final[Mapping[str, Callable[[State, e.Actor], e.AnyEvent]]] = {
    "proposal.open": lambda now, by: e.ProposalOpened(at=now.at, by=by),
    "proposal.second": lambda now, by: e.ProposalSeconded(at=now.at, by=by),
    "proposal.revise": lambda now, by: e.ProposalRevised(at=now.at, by=by, version=now.version),
    "proposal.call": lambda now, by: e.CallOpened(at=now.at, by=by, **_begins(now)),
    "proposal.extend": _extend,
    "position.take": _position(e.Stand.AGREE),
    "position.recuse": _position(e.Stand.RECUSE),
    "objection.answer": _answer,
    "objection.accept": lambda now, by: e.ObjectionSettled(at=now.at, by=by),
    "vote.call": _call_vote,
    "vote.cast": _vote,
    "proposal.close": lambda now, by: e.VoteClosed(at=now.at, by=by),
    "vote.count": _count,
    "vote.break-tie": lambda now, by: e.TieBroken(at=now.at, by=by, adopted=False),
    "proposal.withdraw": lambda now, by: e.ProposalWithdrawn(at=now.at, by=by),
}
