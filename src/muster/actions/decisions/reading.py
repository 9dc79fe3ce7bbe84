"""A proposal as its log, its charter and the clock make it: followed to a moment, now or any other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final, get_args

from muster.actions.charter_in_force import charter_of
from muster.domain.charter.charter import Charter
from muster.domain.decisions.events import AnyEvent, ProposalOpened, ProposalRevised
from muster.domain.decisions.fold import state
from muster.domain.decisions.log import event_of
from muster.domain.decisions.rules import rules_of
from muster.domain.decisions.state import State
from muster.domain.errors import NotThere
from muster.domain.record.chain import Said
from muster.records.models import CharterVersion, Group, Proposal
from muster.records.queries.decisions import charters_with, proposal_numbered, said_about
from muster.records.queries.electorate import RollOn, roll_on

EVENTS: Final = frozenset(one.default for kind in get_args(AnyEvent) for one in fields(kind) if one.name == "kind")
"""The kinds of entries that the engine follows. What else the log says about a proposal is said beside it."""

COMMENT: Final = "proposal.commented"
OUTCOME: Final = "proposal.outcome"


@dataclass(frozen=True, slots=True)
class Version:
    """The text as it was from a moment on. by: a person, as the log calls them."""

    number: int
    title: str
    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A proposal at a moment. said: every entry about it up to then. versions: of its text, the first one first."""

    proposal: Proposal
    charter: Charter
    state: State
    said: tuple[Said, ...]
    versions: tuple[Version, ...]

    @property
    def now(self) -> Version:
        """The version that is before the group."""
        return self.versions[-1]

    @property
    def comments(self) -> tuple[Said, ...]:
        """What was said about it without being a position."""
        return tuple(one for one in self.said if one.kind == COMMENT)

    @property
    def seen(self) -> int:
        """The log's version of it at the moment, for forms to compare."""
        return self.said[-1].number

    @property
    def is_secret(self) -> bool:
        """Whether nobody sees who votes how."""
        return self.state.rules.vote is not None and self.state.rules.vote.ballot == "secret"


def proposal_at(group: Group, number: int, at: datetime) -> Followed:
    """Follow one proposal up to a moment. NotThere: there is none of that number, or was none yet. Three queries."""
    proposal = proposal_numbered(group, number)
    found = follow([proposal], at)
    if not found:
        raise NotThere(
            proposal.handle, f"This was not there yet on {at:%Y-%m-%d %H:%M} UTC.", "Ask for a later moment."
        )
    return found[0]


def follow(proposals: Iterable[Proposal], at: datetime) -> list[Followed]:
    """Follow proposals up to a moment; those that were not there yet are left out. Two queries, whatever the rows."""
    there = list(proposals)
    said = said_about(there, at)
    charters = charters_with(_fingerprint(said[one.pk]) for one in there if one.pk in said)
    return [_followed(one, said[one.pk], charters, at) for one in there if one.pk in said]


def roll_for(followed: Followed, day: date) -> RollOn:
    """Give the seats of a day as the proposal's charter counts them, and who speaks for each. Six queries."""
    board = followed.charter.board
    as_one = board is not None and board.related_organisations == "as-one"
    return roll_on(followed.proposal.group, day, related_as_one=as_one)


def _fingerprint(said: list[Said]) -> str:
    """Give the fingerprint of the charter under which the proposal was opened, as its first entry names it."""
    return str(said[0].data["charter"]["sha256"])


def _followed(proposal: Proposal, said: list[Said], charters: Mapping[str, CharterVersion], at: datetime) -> Followed:
    charter = charter_of(charters[_fingerprint(said)])
    told = [(event_of(one), one) for one in said if one.kind in EVENTS]
    reached = state((event for event, _ in told), rules_of(charter, said[0].data["rule"]), at=at)
    void = [one.event for one in reached.void]
    written = [one for event, one in told if isinstance(event, ProposalOpened | ProposalRevised) and event not in void]
    versions = tuple(
        Version(number, one.data["title"], one.data["text"], one.at, one.by)
        for number, one in enumerate(written, start=1)
    )
    return Followed(proposal, charter, reached, tuple(said), versions)
