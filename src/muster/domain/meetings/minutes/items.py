"""What minutes hold, whoever wrote them and in which format: topics, and what was said, agreed and promised."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Kind(StrEnum):
    """What an item of minutes is. The words are MeetBot's, and *decision*, which people write instead of *agreed*."""

    TOPIC = "topic"
    INFO = "info"
    AGREED = "agreed"
    DECISION = "decision"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ACTION = "action"
    LINK = "link"
    IDEA = "idea"
    HELP = "help"
    VOTE = "vote"


DECISIONS = frozenset({Kind.AGREED, Kind.DECISION, Kind.ACCEPTED, Kind.REJECTED, Kind.VOTE})
"""What settles something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item. line: where it stands in what was read, from 1; 0 if unknown. by and at: who wrote it, and when (UTC).

    owners, due, done: of an action. url: of a link. votes: of a vote, each choice with its number, in the given order.
    """

    kind: Kind
    text: str
    line: int = 0
    by: str = ""
    at: time | None = None
    owners: tuple[str, ...] = ()
    due: date | None = None
    done: bool = False
    url: str = ""
    votes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there. lines: how many they said, if counted. of: for whom, in the words of the minutes."""

    name: str
    lines: int | None = None
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The minutes of one meeting, as data. Times are UTC's; formats that give no date leave `on` out."""

    title: str = ""
    channel: str = ""
    on: date | None = None
    started: time | None = None
    ended: time | None = None
    chairs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    present: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()


def decisions(items: Iterable[Item]) -> tuple[Item, ...]:
    """Give the items that settle something."""
    return tuple(item for item in items if item.kind in DECISIONS)


def actions(items: Iterable[Item]) -> tuple[Item, ...]:
    """Give the items that somebody is to do."""
    return tuple(item for item in items if item.kind is Kind.ACTION)


def numbered(items: Iterable[Item]) -> Iterator[tuple[str, Item]]:
    """Yield each item with its number: topics 1, 2, 3; below the second of them 2.1, 2.2; before any topic 0.1."""
    topic = place = 0
    for item in items:
        if item.kind is Kind.TOPIC:
            topic, place = topic + 1, 0
            yield str(topic), item
        else:
            place += 1
            yield f"{topic}.{place}", item
