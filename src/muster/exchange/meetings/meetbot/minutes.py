"""The minutes that MeetBot writes as text: topics, items below them with nick and time, people by lines said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from muster.domain.meetings.minutes.items import Attendee, Item, Kind, Notes
from muster.domain.meetings.minutes.people import People
from muster.domain.meetings.minutes.reading import with_owners
from muster.domain.meetings.minutes.votes import votes_in
from muster.exchange.meetings.meetbot.log import is_robot

SUMMARY: Final = "Meeting summary"
PRESENT: Final = "People present (lines said)"

_BULLET = re.compile(r"( *)\* (.*)")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_BY = re.compile(r"\(([^()\s]{1,64}), (\d\d:\d\d:\d\d)\)\Z")
_LINES_SAID = re.compile(r"(\S{1,64}) \((\d{1,9})\)")
_STARTED = re.compile(r"Meeting started by (\S{1,64}) at (?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d:\d\d)")
_ENDED = re.compile(r"Meeting ended at (?:\d{4}-\d\d-\d\d )?(\d\d:\d\d:\d\d)")
_URL = re.compile(r"[a-z]{2,9}:\S+")
_NAMED: Final[dict[str, Kind]] = {kind.upper(): kind for kind in Kind if kind not in {Kind.TOPIC, Kind.DECISION}}


@dataclass(frozen=True, slots=True)
class _Bullet:
    """An item over as many lines as it takes. apart: whether an empty line stands before it."""

    number: int
    depth: int
    text: str
    apart: bool


def is_minutes(text: str) -> bool:
    """Whether a text looks like minutes that MeetBot wrote."""
    small = text.lower()
    return SUMMARY.lower() in small and ("meeting started by " in small or PRESENT.lower() in small)


def read_minutes(text: str, *, on: date | None = None) -> Notes:
    """Read minutes. on: their day, if the name of their file says it; only newer robots write it down."""
    lines = text.split("\n")
    # The first heading is the title; MeetBot writes lines above and below it, in HTML only below.
    title = next((line for line in lines if line.strip() and not _UNDERLINE.fullmatch(line.strip())), "").strip()
    channel, _, name = title.partition(": ")
    head = " ".join(" ".join(lines[:40]).split())
    started, ended = _STARTED.search(head), _ENDED.search(text)
    listed = (_LINES_SAID.fullmatch(one.text) for one in _section(lines, PRESENT))
    present = tuple(Attendee(one[1], int(one[2])) for one in listed if one and not is_robot(one[1]))
    people = People(one.name for one in present)
    return Notes(
        title=name.strip(),
        channel=channel.removesuffix(" Meeting") if channel.startswith("#") else "",
        on=_day(started[2]) or on if started and started[2] else on,
        started=_time(started[3]) if started else None,
        ended=_time(ended[1]) if ended else None,
        chairs=(started[1],) if started else (),
        items=tuple(with_owners(item, people) for item in _items(list(_section(lines, SUMMARY)))),
        present=present,
    )


def _section(lines: list[str], heading: str) -> Iterator[_Bullet]:
    """Yield the bullets below a heading, each with the lines on which it goes on."""
    starts = (number for number, line in enumerate(lines) if line.strip().lower() == heading.lower())
    begin = next((number for number in starts if _is_underlined(lines, number)), None)
    if begin is None:
        return
    open_at, depth, parts, apart, empty = 0, 0, list[str](), False, False
    for number in range(begin + 2, len(lines)):
        line = lines[number]
        if line.strip() and (_is_underlined(lines, number) or line.startswith("Meeting ended at ")):
            break
        if found := _BULLET.fullmatch(line.rstrip("\r")):
            if parts:
                yield _Bullet(open_at, depth, " ".join(parts), apart)
            open_at, depth, parts, apart = number + 1, len(found[1]), [found[2].strip()], empty
        elif line.strip() and line.startswith(" " * (depth + 1)) and parts:
            parts.append(line.strip())
        empty = not line.strip()
    if parts:
        yield _Bullet(open_at, depth, " ".join(parts), apart)


def _is_underlined(lines: list[str], number: int) -> bool:
    return number + 1 < len(lines) and _UNDERLINE.fullmatch(lines[number + 1].strip()) is not None


def _items(bullets: list[_Bullet]) -> Iterator[Item]:
    begun = False
    for bullet, following in zip(bullets, [*bullets[1:], None], strict=True):
        text, by, at = bullet.text, "", None
        if found := _BY.search(text[-80:]):
            text, by, at = text[: len(text) - len(found[0])].strip(), found[1], _time(found[2])
        word = text.partition(":")[0]
        # The minutes of newer robots have a word for topics as well.
        kind = Kind.TOPIC if word == "TOPIC" and not bullet.depth else _NAMED.get(word)
        if kind is not None:
            text = text.partition(":")[2].strip()
        elif bullet.depth:
            kind = Kind.INFO
        else:
            # What stands unindented without a word is a topic, or what was said before any: MeetBot leaves a line
            # before every topic but the first, and writes what was said before it without one in between.
            alone = following is not None and following.depth == 0 and not following.apart
            kind = Kind.INFO if alone and not begun else Kind.TOPIC
        begun = begun or kind is Kind.TOPIC
        url = _URL.search(text) if kind is Kind.LINK else None
        yield Item(
            kind=kind,
            text=text,
            line=bullet.number,
            by=by,
            at=at,
            url=url[0].rstrip(".)") if url else "",
            votes=votes_in(text) if kind is Kind.VOTE else (),
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
