"""What each kind of letter says, from the facts of the case. A new kind is a function here and a line in KINDS.

Plain sentences, in the order in which a reader asks: what is it, what am I to do, until when. Nothing in them is HTML;
what people wrote is quoted apart from what Muster says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter is about.

    about: the subject as the log calls it (`proposal/3`); letters about one subject form a thread. title: what people
    call it; for an invitation, the group. where: the path of its page. by: the deadline, aware. who: whoever caused it.
    words: what they wrote. outcome: how it ended.
    """

    about: str
    title: str
    where: str
    by: datetime | None = None
    who: str = ""
    words: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says. title: its subject line, without the group's name. button: what its one link is called."""

    title: str
    lines: tuple[str, ...]
    button: str
    why: str = "because you take part in the group"


Kind = Callable[[Facts], Words]


def day(moment: datetime) -> str:
    """Write the day of a moment: `12 May 2017`."""
    return f"{moment.day} {moment:%B %Y}"


def in_full(moment: datetime, zone: str = "UTC") -> str:
    """Write a moment so that it can be read in one way only: in UTC, and in the reader's own zone beside it."""
    said = f"{moment:%A} {day(moment)}, {moment:%H:%M} UTC"
    if zone in {"", "UTC"}:
        return said
    there = moment.astimezone(ZoneInfo(zone))
    elsewhere = "" if there.date() == moment.date() else f"{there:%A} "
    return f"{said} ({elsewhere}{there:%H:%M} in {zone.replace('_', ' ')})"


def _until(facts: Facts) -> str:
    return f" until {day(facts.by)}" if facts.by else ""


def _called(facts: Facts) -> Words:
    return Words(
        f"{facts.title}: call for consensus{_until(facts)}",
        (
            f"{facts.who} calls for consensus on “{facts.title}”.",
            "Read the text, and say where you stand: agree, stand aside, object and say why, or recuse yourself.",
        ),
        "Read it and take a position",
        "because you speak for a seat",
    )


def _vote(facts: Facts) -> Words:
    return Words(
        f"{facts.title}: vote{_until(facts)}",
        (f"{facts.who} calls a vote on “{facts.title}”.", "Cast the vote of your seat before it closes."),
        "Cast your vote",
        "because you speak for a seat",
    )


def _ballot(facts: Facts) -> Words:
    return Words(
        f"{facts.title}: your ballot{_until(facts)}",
        (f"The ballot of “{facts.title}” is open, and you are on the list of voters.", "Nobody sees how you vote."),
        "Cast your ballot",
        "because you are on the list of voters",
    )


def _round(facts: Facts) -> Words:
    return Words(
        f"{facts.title}: what your seat wants{_until(facts)}",
        (
            f"“{facts.title}” is open: every seat has an equal share, and says what the roadmap should do first.",
            "Say what your seat wants before it closes. A seat that says nothing pays for nothing.",
        ),
        "Say what your seat wants",
        "because you speak for a seat",
    )


def _round_off(facts: Facts) -> Words:
    return Words(
        f"{facts.title}: called off",
        (
            f"{facts.who} has called off “{facts.title}”.",
            "Nothing more is asked of your seat, and nothing is counted. What seats have said stays as it is.",
        ),
        "See the round",
        "because you speak for a seat",
    )


def _near(facts: Facts) -> Words:
    return Words(
        f"{facts.title}: by {day(facts.by)}" if facts.by else facts.title,
        (f"This is still open: {facts.title}.",),
        "Open it",
        "because this is asked of you",
    )


def _late(facts: Facts) -> Words:
    return Words(
        f"{facts.title}: it was due on {day(facts.by)}" if facts.by else facts.title,
        (f"This was due, and is still open: {facts.title}.",),
        "Open it",
        "because this is asked of you",
    )


def _agenda(facts: Facts) -> Words:
    return Words(f"Agenda: {facts.title}", (f"The agenda of “{facts.title}” is out.",), "Read the agenda")


def _minutes(facts: Facts) -> Words:
    return Words(f"Minutes: {facts.title}", (f"The minutes of “{facts.title}” are out.",), "Read the minutes")


def _verdict(facts: Facts) -> Words:
    return Words(
        f"{facts.title}: {facts.outcome}",
        (
            f"“{facts.title}” has ended: {facts.outcome}.",
            "The page says who said what, and how that follows from the charter.",
        ),
        "See how it came about",
    )


def _waits(facts: Facts) -> Words:
    return Words(
        f"{facts.title}: {facts.outcome}",
        (f"“{facts.title}” came to {facts.outcome}.", "The page says what can be done now, and by whom."),
        "See what can be done",
    )


def _invitation(facts: Facts) -> Words:
    return Words(
        f"{facts.who} invites you to {facts.title}",
        (
            f"{facts.who} invites you to take part in {facts.title}, a working group that is run on Muster.",
            "Open the page below to make an account, or to use the one that you have.",
            "The link is for you alone, and works once.",
        ),
        "See the invitation",
        f"because {facts.who} entered your address; if you do not know why, ignore it, and nothing happens",
    )


KINDS: Final[Mapping[str, Kind]] = {
    "agenda.published": _agenda,
    "ballot.open": _ballot,
    "deadline.late": _late,
    "deadline.near": _near,
    "invitation": _invitation,
    "minutes.out": _minutes,
    "proposal.called": _called,
    "proposal.waits": _waits,
    "round.off": _round_off,
    "round.open": _round,
    "verdict": _verdict,
    "vote.called": _vote,
}

ASKS: Final = frozenset(
    {
        "ballot.open",
        "deadline.late",
        "deadline.near",
        "invitation",
        "proposal.called",
        "round.off",
        "round.open",
        "vote.called",
    }
)
"""Kinds that ask something of the reader, or no longer do; the others are for those who want to be told everything."""
