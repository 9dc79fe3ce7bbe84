"""Every way in which a deed about a proposal is refused: a sentence that says why, and one that says what to do.

What the fold keeps aside and what the doors refuse are the same, because both ask here. Whether somebody speaks for a
seat on a day is asked of the roll (`muster.domain.decisions.seats`), before an event is written.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import singledispatch

from muster.domain.decisions import events as e
from muster.domain.decisions.judging import presence, voting_class
from muster.domain.decisions.rules import ANY_SEAT, CHAIR, PROPOSER, SECRETARY
from muster.domain.decisions.state import Phase, State
from muster.domain.decisions.words import either, moment, phase_in_words
from muster.domain.errors import NotAllowed, Stale
from muster.domain.refusal import Refusal

_UNDECIDED = frozenset({Phase.DISCUSSION, Phase.CALL, Phase.NO_CONSENSUS})
_VOTING = frozenset({Phase.NOTICE, Phase.VOTE})


def refused(event: e.AnyEvent, now: State) -> Refusal | None:
    """Say why the event cannot be, or None if it can. now: the state at the event's own moment."""
    return next(_ended(event, now), None) or next(_refusals(event, now), None)


def _ended(event: e.AnyEvent, now: State) -> Iterator[Refusal]:
    """Nothing happens before a proposal is opened or after its end, but that a recorded objection is answered."""
    if now.phase is Phase.DRAFT and not isinstance(event, e.ProposalOpened):
        yield Refusal("This is still a draft.", "Open it first.")
    answers = now.phase is Phase.ADOPTED and isinstance(event, e.ObjectionAnswered)
    if now.ended and not answers:
        yield _late(event, now, "Nothing more can happen to it; open another proposal.")


def _late(event: e.Event, now: State, mend: str) -> Refusal:
    """Refuse what comes in the wrong phase, most often after a close; say by whose clock."""
    return Refusal(f"{phase_in_words(now)} By this server's clock, which decides, it is {moment(event.at)}.", mend)


def _who(by: e.Actor, now: State, *may: str) -> Iterator[Refusal]:
    """Refuse whoever is none of these: an office, the proposer, any seat. Where there is no chair, the proposer is."""
    if CHAIR in may and CHAIR not in now.rules.offices:
        may = (*(one for one in may if one not in {CHAIR, PROPOSER}), PROPOSER)
    proposes = now.proposer is not None and (
        by.seat == now.proposer.seat if now.proposer.seat else by.person == now.proposer.person
    )
    is_one = {*by.offices, *([PROPOSER] if proposes else []), *([ANY_SEAT] if by.seat else [])}
    if is_one.isdisjoint(may):
        yield Refusal(f"This is for {either(may)} to do.", "Ask them to.", NotAllowed)


def _speaks(by: e.Actor, now: State, before: e.Actor | None = None) -> Iterator[Refusal]:
    """Refuse whoever has no say in the call or the vote. before: who spoke for the seat on the matter, if anybody."""
    if by.seat is None:
        yield Refusal("Only a seat has a say in this.", "Ask somebody who holds one to speak for you.", NotAllowed)
    elif now.elector(by.seat) is None:
        what = "the vote was called" if now.voting else "the call was opened"
        yield Refusal(f"This seat was not there when {what}.", "Whoever had a seat then decides.", NotAllowed)
    if by.alternate and before is not None and not before.alternate:
        mend = "An alternate acts only as long as the representative has not; ask the representative to change it."
        yield Refusal("The representative has spoken for this seat.", mend, NotAllowed)


def _version(version: int, now: State) -> Iterator[Refusal]:
    if version != now.version:
        what = f"This is about version {version}, and version {now.version} is before the group."
        yield Refusal(what, "Read that one, and say it again.", Stale)


def _ready(event: e.CallOpened | e.VoteCalled, now: State) -> Iterator[Refusal]:
    """What has to be so before a call or a vote can begin."""
    yield from _version(event.version, now)
    missing = (now.rules.rule.seconds or 0) - len(now.seconded_by)
    if missing > 0:
        yield Refusal(f"{missing} more of the other seats must second it.", "Ask them to.")
    if now.discussed_until is not None and event.at < now.discussed_until:
        until = moment(now.discussed_until)
        yield Refusal(f"Version {now.version} is discussed until {until}.", "Do this then, or later.")
    if not event.electorate or max(Counter(one.seat for one in event.electorate).values()) > 1:
        yield Refusal("A decision needs seats, and each of them once.", "Hand in the seats of the day.")
    quorum = now.rules.quorum
    if quorum.of == "recent-attendance" and len(event.attendance) != quorum.meetings:
        what = f"The quorum follows the last {quorum.meetings} meetings, and {len(event.attendance)} are known."
        yield Refusal(what, "Enter the attendance of those that are missing, or meet first.")


@singledispatch
def _refusals(event: e.Event, now: State) -> Iterator[Refusal]:
    raise NotImplementedError(type(event))


@_refusals.register
def _open(event: e.ProposalOpened, now: State) -> Iterator[Refusal]:
    if now.phase is not Phase.DRAFT:
        yield _late(event, now, "It is put to the board once; see what has been said of it.")


@_refusals.register
def _second(event: e.ProposalSeconded, now: State) -> Iterator[Refusal]:
    if now.rules.rule.seconds is None:
        yield Refusal("It needs nobody to second it.", "Say what you think of it when you are asked.")
    yield from _undecided(event, now)
    yield from _who(event.by, now, ANY_SEAT)
    if now.proposer is not None and event.by.seat == now.proposer.seat:
        yield Refusal("A proposal is seconded by another seat than the one that put it.", "Ask another.")
    if event.by.seat in now.seconded_by:
        yield Refusal("This seat has seconded it.", "Once is enough.", Stale)


@_refusals.register
def _revise(event: e.ProposalRevised, now: State) -> Iterator[Refusal]:
    yield from _undecided(event, now)
    yield from _who(event.by, now, PROPOSER)
    yield from _version(event.version, now)


@_refusals.register
def _withdraw(event: e.ProposalWithdrawn, now: State) -> Iterator[Refusal]:
    if now.phase not in _UNDECIDED | _VOTING:
        yield _late(event, now, "Once a vote has closed, what comes of it stands.")
    yield from _who(event.by, now, PROPOSER, CHAIR)


def _undecided(event: e.Event, now: State) -> Iterator[Refusal]:
    if now.phase not in _UNDECIDED:
        yield _late(event, now, "The text is settled now; it can only be voted on, or withdrawn.")


@_refusals.register
def _call(event: e.CallOpened, now: State) -> Iterator[Refusal]:
    if now.rules.rule.way == "vote":
        yield Refusal("The charter has this decided by a vote.", "Call the vote.")
    if now.phase is Phase.NO_CONSENSUS:
        yield _late(event, now, "Extend the call, or revise the text.")
    elif now.phase is not Phase.DISCUSSION:
        yield _late(event, now, "Wait for what comes of it.")
    yield from _who(event.by, now, CHAIR, SECRETARY, PROPOSER)
    yield from _ready(event, now)


@_refusals.register
def _extend(event: e.CallExtended, now: State) -> Iterator[Refusal]:
    if now.phase not in {Phase.CALL, Phase.NO_CONSENSUS}:
        yield _late(event, now, "There is no call for consensus to extend.")
    yield from _who(event.by, now, CHAIR, SECRETARY)
    ends = now.until if now.phase is Phase.CALL and now.until else event.at
    if event.until <= ends:
        yield Refusal(f"{moment(event.until)} is no later than {moment(ends)}.", "Name a later moment.")


@_refusals.register
def _position(event: e.PositionTaken, now: State) -> Iterator[Refusal]:
    recuses = event.stand is e.Stand.RECUSE
    if now.phase is not Phase.CALL and not (recuses and now.phase in _VOTING):
        yield _late(event, now, "Positions are taken while a call for consensus is open.")
    yield from _version(event.version, now)
    before = now.position(event.by.seat)
    yield from _speaks(event.by, now, before.by if before else None)
    consensus = now.rules.consensus
    needs_reason = consensus is not None and consensus.objection_needs_reason
    if event.stand is e.Stand.OBJECT and needs_reason and not event.reason.strip():
        yield Refusal("An objection needs a reason.", "Say what would have to change.")
    if recuses and any(one.choice is None and one.by.seat == event.by.seat for one in now.cast):
        yield Refusal("This seat has voted, in secret, and its vote cannot be found.", "Tell the chair.")


@_refusals.register
def _answer(event: e.ObjectionAnswered, now: State) -> Iterator[Refusal]:
    position = now.position(event.objector)
    if position is None or not position.objects:
        yield Refusal("No objection of this seat stands.", "See which objections do.", Stale)
    if not event.answer.strip():
        yield Refusal("The answer is empty.", "Write one.")


@_refusals.register
def _settle(event: e.ObjectionSettled, now: State) -> Iterator[Refusal]:
    if now.phase not in {Phase.CALL, Phase.NO_CONSENSUS}:
        yield _late(event, now, "There is nothing left that it would change.")
    position = now.position(event.by.seat)
    yield from _speaks(event.by, now, position.by if position else None)
    if position is None or not position.objects:
        yield Refusal("No objection of this seat stands.", "Only the seat that objects can let it go.", Stale)
    elif event.satisfied and not position.answers:
        yield Refusal("Nobody has answered this objection.", "Withdraw it, or wait for an answer.")


@_refusals.register
def _call_vote(event: e.VoteCalled, now: State) -> Iterator[Refusal]:
    vote = now.rules.vote
    if vote is None or now.rules.rule.way == "consensus":
        yield Refusal("The charter has this decided by consensus alone.", "Extend the call, or revise the text.")
        return
    from_phase = Phase.DISCUSSION if now.rules.rule.way == "vote" else Phase.NO_CONSENSUS
    if now.phase is not from_phase:
        early = now.phase in _UNDECIDED
        yield _late(event, now, "A vote comes when consensus has failed." if early else "It is called once.")
    yield from _who(event.by, now, *vote.called_by)
    yield from _ready(event, now)
    earliest = event.at + timedelta(days=vote.notice_days or 0)
    if event.opens is not None and event.opens < earliest:
        what = f"The charter wants {vote.notice_days or 0} days of notice, so it cannot open before {moment(earliest)}."
        yield Refusal(what, "Let it open then, or later.")
    if (event.present is None) is not (vote.days is not None):
        how = "in a meeting, by those present" if vote.days is None else f"over {vote.days} days, by all seats"
        yield Refusal(f"The charter has votes taken {how}.", "Call it so.")
    elif event.present is not None:
        yield from _meeting(event, event.present, now)


def _meeting(event: e.VoteCalled, present: tuple[str, ...], now: State) -> Iterator[Refusal]:
    there = replace(now, electorate=event.electorate, attendance=event.attendance)
    if set(present) - {one.seat for one in event.electorate}:
        yield Refusal("Somebody counts as present who has no seat.", "Hand in the seats that are there.")
    quorum = presence(there, present)
    if now.rules.quorum.counts == "present" and not quorum.reached:
        yield Refusal(f"{quorum.value} seats are present, and the quorum is {quorum.needed}.", "Wait for more to come.")


@_refusals.register
def _vote(event: e.VoteCast, now: State) -> Iterator[Refusal]:
    voting = now.voting
    if voting is None or now.phase is not Phase.VOTE:
        yield _late(
            event, now, "A vote counts from the moment at which voting opens, and before that at which it closes."
        )
        return
    earlier = next((one for one in now.cast if one.by.seat == event.by.seat), None)
    yield from _speaks(event.by, now, earlier.by if earlier else None)
    yield from _free(event, now)
    if voting.present is not None and event.by.seat not in voting.present:
        yield Refusal("This seat is not in the meeting that votes.", "Only seats that were present vote.", NotAllowed)
    if earlier and earlier.choice is None:
        yield Refusal("This seat has voted, in secret, and its vote cannot be found.", "The first one stands.")
    secret = now.rules.vote is not None and now.rules.vote.ballot == "secret"
    if secret is not (event.choice is None):
        what = "The vote is secret: the log must not say how anybody voted." if secret else "The vote says nothing."
        yield Refusal(what, "Hand the choice to the ballot box." if secret else "Say yes, no or abstain.")


def _free(event: e.VoteCast, now: State) -> Iterator[Refusal]:
    """Refuse a vote for a voice that stands back, or that another seat has used."""
    mine = now.elector(event.by.seat)
    for other in now.electorate:
        if mine is None or now.rules.voice(other) != now.rules.voice(mine):
            continue
        position = now.position(other.seat)
        if position is not None and position.stand is e.Stand.RECUSE:
            yield Refusal(f"{other.name} stands back from this.", "Whoever stands back does not vote.", NotAllowed)
        if other is not mine and any(one.by.seat == other.seat for one in now.cast):
            yield Refusal(f"{other.name} has voted, and the two have one vote.", "Ask them to change it.", NotAllowed)


@_refusals.register
def _close_vote(event: e.VoteClosed, now: State) -> Iterator[Refusal]:
    if now.phase is not Phase.VOTE or now.until is not None:
        yield _late(event, now, "A vote is closed by hand in a meeting alone.")
    if now.voting is None or event.by.person != now.voting.by.person:
        yield from _who(event.by, now, CHAIR, SECRETARY)


@_refusals.register
def _count(event: e.VoteCounted, now: State) -> Iterator[Refusal]:
    if now.phase is not Phase.COUNTING:
        yield _late(event, now, "Secret votes are counted once, after the close.")
    voted = Counter(voting_class(now, one.by.seat) for one in now.cast)
    counted: Counter[str | None] = Counter()
    for one in event.counts:
        counted[one.membership] += one.yes + one.no + one.abstain
    if voted != counted:
        what = f"{voted.total()} voted, and {counted.total()} votes were counted, or in other classes."
        yield Refusal(what, "Count the ballots again.")


@_refusals.register
def _break_tie(event: e.TieBroken, now: State) -> Iterator[Refusal]:
    if now.phase is not Phase.TIED:
        yield _late(event, now, "There is no tie to break.")
    yield from _who(event.by, now, CHAIR)
