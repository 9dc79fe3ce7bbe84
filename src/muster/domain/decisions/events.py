"""What can happen to a proposal: one frozen value an event, complete in itself.

Whatever an event rests on and may change later (who has a seat, who was present, how many came to the last meetings) it
carries as it was at the time. So the log of one proposal and the charter are all it takes to follow a decision again,
and no later correction of the roll can turn one round.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

Choice = Literal["yes", "no", "abstain"]


class Stand(StrEnum):
    """What a seat can say in a call for consensus."""

    AGREE = "agree"
    ASIDE = "stand-aside"
    OBJECT = "object"
    RECUSE = "recuse"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as it was when they did.

    person: opaque, such as `person/3`. seat: the one spoken for, if any. alternate: whether as its alternate.
    offices: held on the day, sorted. entered_by: the officer who wrote it down for somebody without a keyboard.
    """

    person: str
    seat: str | None = None
    alternate: bool = False
    offices: tuple[str, ...] = ()
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Elector:
    """A seat that has a say in a call or a vote, as it was when that was opened.

    name: for sentences. family: the organisation, or, where the charter counts related organisations as one, the name
    that they share. representative: the person who held it, None if it was vacant; a vacant seat is a seat.
    membership: the member's class, where the charter has classes.
    """

    seat: str
    name: str
    family: str
    representative: str | None = None
    membership: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How a secret vote went among the voters of one class, or (None) among all."""

    membership: str | None
    yes: int
    no: int
    abstain: int

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0:
            message = "a count is 0 or more"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that somebody did. at: when, in UTC, by the clock of the machine that keeps the log."""

    at: datetime
    by: Actor

    def __post_init__(self) -> None:
        moments = (self.at, getattr(self, "until", None), getattr(self, "opens", None))
        if any(moment is not None and moment.utcoffset() != timedelta(0) for moment in moments):
            message = "the moments of an event are given in UTC"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalOpened(Event):
    """A draft was put to the board."""

    kind: Literal["proposal.opened"] = "proposal.opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSeconded(Event):
    """Another seat wants it decided."""

    kind: Literal["proposal.seconded"] = "proposal.seconded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRevised(Event):
    """The text has a new version. version: of the text that it replaces."""

    version: int
    kind: Literal["proposal.revised"] = "proposal.revised"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalWithdrawn(Event):
    """It is no longer put."""

    reason: str = ""
    kind: Literal["proposal.withdrawn"] = "proposal.withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOpened(Event):
    """A call for consensus on a version, among the seats of the day.

    attendance: how many came to each of the last meetings, where the quorum follows that.
    """

    version: int
    electorate: tuple[Elector, ...]
    attendance: tuple[int, ...] = ()
    kind: Literal["call.opened"] = "call.opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallExtended(Event):
    """The call stays open, or is open again, up to but not including a moment."""

    until: datetime
    kind: Literal["call.extended"] = "call.extended"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken(Event):
    """What a seat says of a version; it replaces what the seat said of it before."""

    version: int
    stand: Stand
    reason: str = ""
    kind: Literal["position.taken"] = "position.taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswered(Event):
    """Somebody answered the objection of a seat."""

    objector: str
    answer: str
    kind: Literal["objection.answered"] = "objection.answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionSettled(Event):
    """The objecting seat lets its objection go: withdrawn, or answered to its satisfaction."""

    satisfied: bool = False
    kind: Literal["objection.settled"] = "objection.settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCalled(Event):
    """A vote on a version, among the seats of the day.

    opens: when; None: as soon as the charter's notice has run. present: the seats in the meeting that votes; None if
    the vote is open for days. attendance: how many came to each of the last meetings, where the quorum follows that.
    """

    version: int
    electorate: tuple[Elector, ...]
    opens: datetime | None = None
    present: tuple[str, ...] | None = None
    attendance: tuple[int, ...] = ()
    kind: Literal["vote.called"] = "vote.called"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCast(Event):
    """A seat voted, or changed its vote. choice: None in a secret vote, where the log knows who voted and not how."""

    choice: Choice | None
    kind: Literal["vote.cast"] = "vote.cast"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteClosed(Event):
    """A vote in a meeting is over."""

    kind: Literal["vote.closed"] = "vote.closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCounted(Event):
    """How a secret vote went, counted after its close."""

    counts: tuple[Count, ...]
    kind: Literal["vote.counted"] = "vote.counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TieBroken(Event):
    """The chair decided what as many yes as no means."""

    adopted: bool
    kind: Literal["tie.broken"] = "tie.broken"


AnyEvent = (
    ProposalOpened
    | ProposalSeconded
    | ProposalRevised
    | ProposalWithdrawn
    | CallOpened
    | CallExtended
    | PositionTaken
    | ObjectionAnswered
    | ObjectionSettled
    | VoteCalled
    | VoteCast
    | VoteClosed
    | VoteCounted
    | TieBroken
)
