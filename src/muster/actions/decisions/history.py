"""What was said about a proposal, entry by entry, and the people who said it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muster.actions.decisions.outlook import PHASES
from muster.actions.decisions.reading import COMMENT, OUTCOME, Followed
from muster.domain.charter.words import number_of
from muster.domain.decisions.events import Actor, Stand
from muster.domain.decisions.state import ENDS, Phase
from muster.domain.decisions.words import moment
from muster.domain.record.chain import Said
from muster.records.models import Person
from muster.records.queries.decisions import people_called, seat_names

STANDS: Final[Mapping[str, str]] = {
    Stand.AGREE: "agrees",
    Stand.ASIDE: "stands aside",
    Stand.OBJECT: "objects",
    Stand.RECUSE: "recuses itself",
}


@dataclass(frozen=True, slots=True)
class By:
    """Who did something. person: None for Muster, and for somebody the group no longer knows. seat: its name."""

    person: Person | None
    seat: str
    entered_by: Person | None


@dataclass(frozen=True, slots=True)
class Told:
    """An entry about a proposal, told. number: the entry's. quote: what was written, in its author's words."""

    number: int
    at: datetime
    by: By
    kind: str
    words: str
    quote: str = ""


class Names:
    """Who is who, and which seat is which, in what was said about one proposal. Two queries.

    seats: more of them whose names are wanted, as the log calls them.
    """

    def __init__(self, followed: Followed, seats: Iterable[str] = ()) -> None:
        electorate, group = followed.state.electorate, followed.proposal.group
        people = {one.by for one in followed.said} | {one.representative or "" for one in electorate}
        people |= {str(one.data.get("acting", {}).get("entered_by") or "") for one in followed.said}
        self._people = people_called(group, people)
        frozen = {one.seat: one.name for one in electorate}
        others = {*seats, *(one.on_behalf for one in followed.said)} - {*frozen, ""}
        self._seats = {**seat_names(group, others), **frozen}

    def person(self, handle: str | None) -> Person | None:
        """Give somebody by what the log calls them."""
        return self._people.get(handle or "")

    def seat(self, handle: str | None) -> str:
        """Give what a seat is called: in the call or the vote, if it was asked there."""
        return self._seats.get(handle or "", (handle or "").removeprefix("seat/"))

    def actor(self, by: Actor) -> By:
        """Give who acted."""
        return By(self.person(by.person), self.seat(by.seat), self.person(by.entered_by))


def history(followed: Followed, names: Names) -> list[Told]:
    """Tell every entry about a proposal, the first one first."""
    return [_told(one, names) for one in followed.said]


def _told(said: Said, names: Names) -> Told:
    acting = said.data.get("acting", {})
    by = By(names.person(said.by), names.seat(said.on_behalf), names.person(acting.get("entered_by")))
    tell = _WORDS.get(said.kind)
    words, quote = tell(said.data, names) if tell else (said.kind, "")
    return Told(said.number, said.at, by, said.kind, words, quote)


def _until(data: Mapping[str, Any]) -> str:
    return moment(datetime.fromisoformat(data["until"]))


def _counts(data: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{one['membership']}: " * bool(one["membership"])
        + f"{one['yes']} yes, {one['no']} no, {one['abstain']} abstain"
        for one in data["counts"]
    )


def _outcome(data: Mapping[str, Any]) -> str:
    number = f", as resolution {data['resolution']}" if data["resolution"] else ""
    phase = Phase(data["phase"])
    return f"{'it ended' if phase in ENDS else 'it came to'}: {PHASES[phase]}{number}"


_Words = Callable[[Mapping[str, Any], Names], tuple[str, str]]

_WORDS: Final[Mapping[str, _Words]] = {
    "proposal.opened": lambda data, _: (f"put it, by the rule “{data['rule']}”", ""),
    "proposal.seconded": lambda _, __: ("seconded it", ""),
    "proposal.revised": lambda data, _: (f"put version {data['version'] + 1}", ""),
    "proposal.withdrawn": lambda data, _: ("withdrew it", data["reason"]),
    COMMENT: lambda data, _: ("commented", data["text"]),
    "call.opened": lambda data, _: (
        f"called for consensus on version {data['version']}, among {number_of(len(data['electorate']), 'seat')}",
        "",
    ),
    "call.extended": lambda data, _: (f"extended the call until {_until(data)}", ""),
    "position.taken": lambda data, _: (STANDS[data["stand"]], data["reason"]),
    "objection.answered": lambda data, names: (
        f"answered the objection of {names.seat(data['objector'])}",
        data["answer"],
    ),
    "objection.settled": lambda data, _: (
        "is satisfied by the answer" if data["satisfied"] else "withdrew the objection",
        "",
    ),
    "vote.called": lambda data, _: (
        f"called a vote on version {data['version']}, among {number_of(len(data['electorate']), 'seat')}",
        "",
    ),
    "vote.cast": lambda data, _: (f"voted {data['choice']}" if data["choice"] else "voted, in secret", ""),
    "vote.closed": lambda _, __: ("ended the vote", ""),
    "vote.counted": lambda data, _: (f"counted the votes: {_counts(data)}", ""),
    "tie.broken": lambda data, _: (f"broke the tie {'in favour' if data['adopted'] else 'against it'}", ""),
    OUTCOME: lambda data, _: (_outcome(data), data["verdict"]),
}
"""What an entry of each kind says, and what it quotes."""
