"""The one way from a log to a state: each event in its order, and the clock between them.

A deadline passes because the clock is past it, not because somebody was there to see it: `state` works out what has
closed, lapsed or opened up to the moment that it is handed. Every span is half open: a call that closes at noon is
closed at noon.

Events come in the order of the log, whose moments never go back; of events at one moment the log's order holds. What
the rules forbid is kept aside as void, so that a state is what the rules make of a log, whoever wrote it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import singledispatch
from itertools import takewhile

from muster.domain.decisions import events as e
from muster.domain.decisions.judging import judged_call, judged_vote
from muster.domain.decisions.refusals import refused
from muster.domain.decisions.rules import Rules
from muster.domain.decisions.state import Phase, Position, State, Void, Voting
from muster.domain.decisions.words import moment
from muster.domain.refusal import Refusal


def state(events: Iterable[e.AnyEvent], rules: Rules, *, at: datetime) -> State:
    """Give the state of a proposal at a moment. events: all entries of its log, in order; later ones do not count."""
    now: State | None = None
    for event in takewhile(lambda event: event.at <= at, events):
        now = after(event, now or State(rules=rules, at=event.at))
    return at_moment(now or State(rules=rules, at=at), at)


def after(event: e.AnyEvent, before: State) -> State:
    """Give the state right after an event; if the rules forbid it, that it is void is all that changes."""
    refusal = refusal_of(event, before)
    now = at_moment(before, event.at)
    return replace(now, void=(*now.void, Void(event, refusal))) if refusal else at_moment(_apply(event, now), event.at)


def refusal_of(event: e.AnyEvent, before: State) -> Refusal | None:
    """Say why the event cannot be, or None if it can. before: any state of the proposal since the last entry."""
    if event.at < before.at:
        return Refusal(
            f"This comes from {moment(event.at)}, and the log goes to {moment(before.at)} already.",
            "Check the clock of the machine, and try again.",
        )
    return refused(event, at_moment(before, event.at))


def at_moment(now: State, at: datetime) -> State:
    """Give the state at a later moment, with every deadline past that has passed by then."""
    while now.until is not None and now.until <= at:
        now = _close(replace(now, at=now.until))
    return replace(now, at=max(now.at, at))


def _into(now: State, phase: Phase, until: datetime | None = None) -> State:
    return replace(now, phase=phase, since=now.since if phase is now.phase else now.at, until=until)


def _waiting(now: State, phase: Phase) -> State:
    """Let a proposal wait for somebody to act; it lapses if nobody does, unless that was due before it came to wait."""
    span = now.rules.lapses_after
    lapses = None if span is None or now.discussed_from is None else max(now.discussed_from + span, now.at)
    return _into(now, phase, lapses)


def _close(now: State) -> State:
    """End the phase whose time is over."""
    voting = now.voting
    if now.phase is Phase.CALL:
        return _judge_call(now)
    if now.phase is Phase.NOTICE and voting is not None:
        return _into(now, Phase.VOTE, voting.closes)
    if now.phase is Phase.VOTE:
        return _end_vote(now)
    return _into(now, Phase.LAPSED)


def _judge_call(now: State) -> State:
    verdict = judged_call(now, now.at)
    judged = replace(now, verdict=verdict)
    return _into(judged, Phase.ADOPTED) if verdict.adopted else _waiting(judged, Phase.NO_CONSENSUS)


def _end_vote(now: State) -> State:
    secret = now.rules.vote is not None and now.rules.vote.ballot == "secret"
    return _into(now, Phase.COUNTING) if secret else _judge_vote(now)


def _judge_vote(now: State) -> State:
    verdict = judged_vote(now, now.at)
    phase = {True: Phase.ADOPTED, False: Phase.FAILED, None: Phase.TIED}[verdict.adopted]
    return _into(replace(now, verdict=verdict), phase)


@singledispatch
def _apply(event: e.Event, now: State) -> State:
    raise NotImplementedError(type(event))


@_apply.register
def _opened(event: e.ProposalOpened, now: State) -> State:
    return _waiting(replace(now, version=1, proposer=event.by, discussed_from=event.at), Phase.DISCUSSION)


@_apply.register
def _seconded(event: e.ProposalSeconded, now: State) -> State:
    return replace(now, seconded_by=tuple(sorted({*now.seconded_by, event.by.seat or ""})))


@_apply.register
def _revised(event: e.ProposalRevised, now: State) -> State:
    discussion = now.rules.discussion
    continues = discussion is not None and discussion.new_version == "continues"
    fresh = replace(now, version=now.version + 1, electorate=(), attendance=(), positions=(), verdict=None)
    return _waiting(replace(fresh, discussed_from=now.discussed_from if continues else event.at), Phase.DISCUSSION)


@_apply.register
def _withdrawn(event: e.ProposalWithdrawn, now: State) -> State:  # noqa: ARG001 - that it happened is all there is
    return _into(now, Phase.WITHDRAWN)


@_apply.register
def _call_opened(event: e.CallOpened, now: State) -> State:
    days = now.rules.consensus.days if now.rules.consensus else 0
    among = replace(now, electorate=_in_order(event.electorate), attendance=event.attendance)
    return _into(among, Phase.CALL, event.at + timedelta(days=days))


@_apply.register
def _extended(event: e.CallExtended, now: State) -> State:
    return _into(replace(now, verdict=None), Phase.CALL, event.until)


@_apply.register
def _position_taken(event: e.PositionTaken, now: State) -> State:
    seat = event.by.seat or ""
    before, goes_on = now.position(seat), event.stand is e.Stand.OBJECT
    answers = before.answers if before and before.objects and goes_on else ()
    taken = now.with_position(Position(seat, event.stand, event.at, event.by, event.reason, answers))
    if taken.voting is None:
        return taken
    # Whoever stands back while a vote is open takes back the vote of their voice.
    voice = {now.rules.voice(elector) for elector in now.named((seat,))}
    kept = [one for one in now.cast if voice.isdisjoint(map(now.rules.voice, now.named((one.by.seat,))))]
    return replace(taken, voting=replace(taken.voting, cast=tuple(kept)))


@_apply.register
def _answered(event: e.ObjectionAnswered, now: State) -> State:
    position = now.position(event.objector)
    if position is None:
        return now
    return now.with_position(replace(position, answers=(*position.answers, event)))


@_apply.register
def _settled(event: e.ObjectionSettled, now: State) -> State:
    position = now.position(event.by.seat)
    if position is None:
        return now
    settled = now.with_position(replace(position, settled="satisfied" if event.satisfied else "withdrawn"))
    return _judge_call(settled) if now.phase is Phase.NO_CONSENSUS else settled


@_apply.register
def _vote_called(event: e.VoteCalled, now: State) -> State:
    notice, days = (now.rules.vote.notice_days or 0, now.rules.vote.days) if now.rules.vote else (0, None)
    opens = event.opens or event.at + timedelta(days=notice)
    closes = None if days is None else opens + timedelta(days=days)
    among = replace(now, electorate=_in_order(event.electorate), attendance=event.attendance, verdict=None)
    return _into(replace(among, voting=Voting(event.by, opens, closes, event.present)), Phase.NOTICE, opens)


@_apply.register
def _cast(event: e.VoteCast, now: State) -> State:
    if now.voting is None:
        return now
    others = (one for one in now.cast if one.by.seat != event.by.seat)
    cast = sorted((*others, event), key=lambda one: one.by.seat or "")
    return replace(now, voting=replace(now.voting, cast=tuple(cast)))


@_apply.register
def _vote_closed(event: e.VoteClosed, now: State) -> State:
    return _end_vote(replace(now, voting=now.voting and replace(now.voting, closes=event.at)))


@_apply.register
def _counted(event: e.VoteCounted, now: State) -> State:
    return _judge_vote(replace(now, voting=now.voting and replace(now.voting, counts=event.counts)))


@_apply.register
def _tie_broken(event: e.TieBroken, now: State) -> State:
    return _judge_vote(replace(now, voting=now.voting and replace(now.voting, casting=event.adopted)))


def _in_order(electorate: tuple[e.Elector, ...]) -> tuple[e.Elector, ...]:
    return tuple(sorted(electorate, key=lambda elector: elector.seat))
