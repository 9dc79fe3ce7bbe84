"""Where a proposal stands: its phase, until when, and what everyone has said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from muster.domain.decisions.events import Actor, AnyEvent, Count, Elector, ObjectionAnswered, Stand, VoteCast
from muster.domain.decisions.rules import Rules
from muster.domain.decisions.verdict import Verdict
from muster.domain.refusal import Refusal


class Phase(StrEnum):
    """Where a proposal is on its way."""

    DRAFT = "draft"
    DISCUSSION = "discussion"
    CALL = "consensus-call"
    NO_CONSENSUS = "no-consensus"
    NOTICE = "vote-announced"
    VOTE = "vote"
    COUNTING = "counting"
    TIED = "tied"
    ADOPTED = "adopted"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


ENDS: Final = frozenset({Phase.ADOPTED, Phase.FAILED, Phase.WITHDRAWN, Phase.LAPSED})
"""Whence no proposal comes back."""


@dataclass(frozen=True, slots=True)
class Position:
    """What a seat says of the version in question. settled: how its objection came to stand no longer."""

    seat: str
    stand: Stand
    at: datetime
    by: Actor
    reason: str = ""
    answers: tuple[ObjectionAnswered, ...] = ()
    settled: Literal["withdrawn", "satisfied"] | None = None

    @property
    def objects(self) -> bool:
        """Whether it is an objection that stands."""
        return self.stand is Stand.OBJECT and self.settled is None


@dataclass(frozen=True, slots=True)
class Voting:
    """A vote. opens inclusive, closes exclusive (None: when the meeting has voted). present: in the meeting that votes.

    counts: of a secret vote, once counted. casting: how the chair broke a tie.
    """

    by: Actor
    opens: datetime
    closes: datetime | None
    present: tuple[str, ...] | None
    cast: tuple[VoteCast, ...] = ()
    counts: tuple[Count, ...] | None = None
    casting: bool | None = None


@dataclass(frozen=True, slots=True)
class Void:
    """An entry of the log that the rules forbid: it is kept, and changes nothing."""

    event: AnyEvent
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where a proposal stands at a moment.

    since: when the phase began. until: when it ends by the clock alone, exclusive; None if it does not. discussed_from:
    the moment from which discussion and lapse count. electorate: the seats of the call or the vote, as they were when
    that was opened; empty before. attendance: of the last meetings, as it was then. verdict: of the last call or vote
    that has closed.
    """

    rules: Rules
    at: datetime
    phase: Phase = Phase.DRAFT
    since: datetime | None = None
    until: datetime | None = None
    version: int = 0
    proposer: Actor | None = None
    discussed_from: datetime | None = None
    seconded_by: tuple[str, ...] = ()
    electorate: tuple[Elector, ...] = ()
    attendance: tuple[int, ...] = ()
    positions: tuple[Position, ...] = ()
    voting: Voting | None = None
    verdict: Verdict | None = None
    void: tuple[Void, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more can come of it."""
        return self.phase in ENDS

    @property
    def discussed_until(self) -> datetime | None:
        """When the discussion that the charter wants is over: the first moment at which it may be decided."""
        return None if self.discussed_from is None else self.discussed_from + self.rules.discussion_lasts

    @property
    def objections(self) -> tuple[Position, ...]:
        """The objections that stand."""
        return tuple(position for position in self.positions if position.objects)

    @property
    def silent(self) -> tuple[Elector, ...]:
        """The seats of the call or the vote that have not answered, and whose voice nobody has used."""
        spoke = [one.seat for one in self.positions if self.voting is None or one.stand is Stand.RECUSE]
        heard = set(map(self.rules.voice, self.named((*spoke, *(one.by.seat for one in self.cast)))))
        return tuple(elector for elector in self.electorate if self.rules.voice(elector) not in heard)

    @property
    def cast(self) -> tuple[VoteCast, ...]:
        """The votes of the vote that is open or was taken."""
        return self.voting.cast if self.voting else ()

    def elector(self, seat: str | None) -> Elector | None:
        """Give the seat as it is in the electorate, if it is."""
        return next(self.named((seat,)), None)

    def named(self, seats: Iterable[str | None]) -> Iterator[Elector]:
        """Give these seats as they are in the electorate; those that are not in it are left out."""
        wanted = set(seats)
        return (elector for elector in self.electorate if elector.seat in wanted)

    def position(self, seat: str | None) -> Position | None:
        """Give what the seat says, if it has said anything."""
        return next((position for position in self.positions if position.seat == seat), None)

    def with_position(self, position: Position) -> "State":
        """Put a position in the place of what the seat said before."""
        others = (one for one in self.positions if one.seat != position.seat)
        return replace(self, positions=tuple(sorted((*others, position), key=lambda one: one.seat)))
