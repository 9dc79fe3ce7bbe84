"""A small board for the tests of decisions: rules of a few lines of TOML, people, seats, and events in a row."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from muster.domain.charter.charter import Charter, validate
from muster.domain.decisions import events as e
from muster.domain.decisions.fold import refusal_of
from muster.domain.decisions.fold import state as state_of
from muster.domain.decisions.rules import Rules, rules_of
from muster.domain.decisions.state import State
from muster.domain.refusal import Refusal

ROOT = Path(__file__).resolve().parents[3]
NOON = datetime(2017, 5, 2, 12, 0, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@cache
def charter(name: str) -> Charter:
    """Return a charter that is kept as data: LCOO's, or one of tests/charters."""
    path = ROOT / ("src/muster/samples/lcoo/charter.toml" if name == "lcoo" else f"tests/charters/{name}.toml")
    read = validate(tomllib.loads(path.read_text(encoding="utf-8")))
    assert isinstance(read, Charter), read
    return read


def rules(toml: str, *, roles: Iterable[str] = ("chair",)) -> Rules:
    """Return the rules of the one proposal that a charter with these tables of decisions knows."""
    data: dict[str, Any] = tomllib.loads(toml)
    data |= {"version": "1", "group": {"name": "Alpha group", "mission": "Letters."}}
    offices = [{"id": role, "name": role.title(), "chosen_by": "board"} for role in roles]
    data["board"] = {"filled_by": "members", "seats_per_member": 1, "roles": offices}
    data["classes"] = [{"id": "maker", "name": "Maker"}, {"id": "user", "name": "User"}]
    read = validate(data)
    assert isinstance(read, Charter), read
    assert read.decisions is not None
    return rules_of(read, read.decisions.rules[0].id)


def electors(*names: str, membership: str | None = None) -> tuple[e.Elector, ...]:
    """Return seats that are held by people of the same names: seat/Ada, by person/Ada."""
    return tuple(e.Elector(f"seat/{name}", name, name, f"person/{name}", membership) for name in names)


def numbered(count: int, prefix: str = "", membership: str | None = None) -> tuple[e.Elector, ...]:
    """Return so many seats."""
    return electors(*(f"{prefix}{number:02}" for number in range(count)), membership=membership)


def by(name: str, *, alternate: bool = False) -> e.Actor:
    """Return somebody who speaks for the seat of that name."""
    person = f"person/deputy of {name}" if alternate else f"person/{name}"
    return e.Actor(person, f"seat/{name}", alternate)


CHAIR = e.Actor("person/Cy", offices=("chair",))


class Story:
    """A proposal as it goes: each line is an event, at a moment that moves on as it is told to; all must be allowed."""

    def __init__(self, rules: Rules, *seats: e.Elector, at: datetime = NOON, proposer: e.Actor | None = None) -> None:
        self.rules, self.seats, self.at = rules, seats, at
        self.proposer = proposer or e.Actor(f"person/{seats[0].name}", seats[0].seat)
        self.events: list[e.AnyEvent] = []
        self.add(e.ProposalOpened(at=at, by=self.proposer))

    @property
    def now(self) -> State:
        """The state at the story's moment."""
        return state_of(self.events, self.rules, at=self.at)

    def on(self, **span: int) -> "Story":
        """Let time pass."""
        self.at += timedelta(**span)
        return self

    def add(self, *events: e.AnyEvent) -> "Story":
        """Let these happen."""
        for event in events:
            refusal = self.refusal(event)
            assert refusal is None, refusal
            self.events.append(event)
        return self

    def refusal(self, event: e.AnyEvent) -> Refusal | None:
        """Return why an event cannot be now."""
        return refusal_of(event, state_of(self.events, self.rules, at=self.at))

    def call(self, who: e.Actor | None = None) -> "Story":
        """Open the call for consensus."""
        return self.add(self.calling(who))

    def calling(self, who: e.Actor | None = None) -> e.CallOpened:
        """Return the event of it."""
        return e.CallOpened(at=self.at, by=who or self.proposer, version=self.now.version, electorate=self.seats)

    def says(self, name: str, stand: e.Stand | str, reason: str = "") -> "Story":
        """Take a position."""
        return self.add(self.saying(name, stand, reason))

    def saying(self, name: str, stand: e.Stand | str, reason: str = "", *, alternate: bool = False) -> e.PositionTaken:
        """Return the event of it."""
        who = by(name, alternate=alternate)
        return e.PositionTaken(at=self.at, by=who, version=self.now.version, stand=e.Stand(stand), reason=reason)

    def vote(
        self,
        who: e.Actor = CHAIR,
        *,
        opens: datetime | None = None,
        present: tuple[str, ...] | None = None,
        attendance: tuple[int, ...] = (),
    ) -> "Story":
        """Call the vote."""
        return self.add(self.calling_a_vote(who, opens=opens, present=present, attendance=attendance))

    def calling_a_vote(
        self,
        who: e.Actor = CHAIR,
        *,
        opens: datetime | None = None,
        present: tuple[str, ...] | None = None,
        attendance: tuple[int, ...] = (),
    ) -> e.VoteCalled:
        """Return the event of it."""
        return e.VoteCalled(
            at=self.at,
            by=who,
            version=self.now.version,
            electorate=self.seats,
            opens=opens,
            present=present,
            attendance=attendance,
        )

    def votes(self, choice: e.Choice | None, *names: str) -> "Story":
        """Cast the same vote for several seats."""
        return self.add(*(self.voting(name, choice) for name in names))

    def poll(self, seats: Iterable[e.Elector], yes: int, no: int, abstain: int) -> "Story":
        """Let so many of the seats, from the first on, vote yes, the next no, and the next abstain."""
        names = (elector.name for elector in seats)
        choices: tuple[tuple[e.Choice, int], ...] = (("yes", yes), ("no", no), ("abstain", abstain))
        for choice, count in choices:
            self.votes(choice, *islice(names, count))
        return self

    def voting(self, name: str, choice: e.Choice | None, *, alternate: bool = False) -> e.VoteCast:
        """Return the event of one."""
        return e.VoteCast(at=self.at, by=by(name, alternate=alternate), choice=choice)


def late(phase: str, at: str, mend: str) -> str:
    """Return the sentences in which something is refused that comes in the wrong phase."""
    return f"{phase} By this server's clock, which decides, it is {at} UTC. {mend}"


def assert_refused(story: Story, event: e.AnyEvent, sentence: str) -> None:
    """Assert that an event is refused with this sentence, kept aside as void, and changes nothing."""
    before, refusal = story.now, story.refusal(event)
    assert str(refusal) == sentence
    after = state_of([*story.events, event], story.rules, at=story.at)
    assert [void.refusal for void in after.void] == [refusal]
    assert replace(after, void=()) == replace(before, void=())
