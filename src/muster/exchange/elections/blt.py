"""BLT, the format of Hill, Wichmann and Woodall (Algorithm 123, 1987), with what OpenSTV and OpaVote added.

    3 2           three candidates, two seats
    -2            the second withdrew (this line may be missing)
    4 1 3 0       four ballots: the first candidate, then the third
    1 2=3 1 0     one ballot: the second and the third alike, then the first
    0             no more ballots
    "Ada"
    "Cy"
    "Di"
    "Chair 2017"  a title (may be missing)

What begins with # is a comment, to the end of its line. A preference of - was skipped, and means nothing. Whoever is
not on a ballot stands behind all who are. What stands behind the title is for people, and no part of the poll.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from muster.domain.elections.ballots import MOST_CANDIDATES, Poll, Ranks, members, tiers
from muster.domain.errors import ElectionFault
from muster.exchange.elections.reading import NUMBER, Faults, must_hold, shown

NAME: Final = "blt"

_HEAD: Final = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*([0-9]{1,9})[ \t]+([0-9]{1,9})(?=[ \t\r\n#]|$)")
_WITHDRAWN: Final = re.compile(r"-([0-9]{1,9})", re.ASCII)
_NAME: Final = re.compile(r'\s*(?:"([^"]*)"|#.*|([^\s"#]\S*))')
_MOST_SEATS: Final = 10_000
_MOST_WORDS: Final = 10_000


class _Unfit(Exception):
    """What is wrong with a ballot, as a sentence."""


class _Read(NamedTuple):
    """What stands before the names. rest: the names, a line each time with its number."""

    ballots: Mapping[Ranks, int]
    withdrawn: Sequence[int]
    rest: Sequence[tuple[int, str]]


def recognises(text: str) -> bool:
    """Whether it begins with a line of two numbers."""
    return _HEAD.match(text) is not None


def read(text: str, origin: str) -> Poll:
    """Read a poll; BallotFaults names every line that is wrong."""
    faults = Faults(origin)
    head = _HEAD.match(text)
    size, seats = (int(head[1]), int(head[2])) if head else (0, 0)
    if head is None or not 0 < size <= MOST_CANDIDATES or not 0 < seats <= _MOST_SEATS:
        mend = f"Begin with the number of candidates (at most {MOST_CANDIDATES}) and the number of seats."
        faults.add(1, "The file does not begin with candidates and seats that can be.", mend)
        raise faults.all()
    ballots, withdrawn, rest = _ballots(text, head.end(), size, faults)
    names = list(islice(_names(rest, faults), size + 1))
    if len(names) < size:
        what = f"After the ballots stand {len(names)} names, and there are {size} candidates."
        faults.add(text.count("\n") + 1, what, "Name each candidate.")
    candidates = faults.names(names[:size])
    title = names[size][1] if len(names) > size else ""
    faults.stop()
    return Poll(candidates, ballots, "last", title, seats, frozenset(candidates[place] for place in withdrawn))


def _ballots(text: str, start: int, size: int, faults: Faults) -> _Read:
    places = {str(place + 1): place for place in range(size)}
    ballots: Counter[Ranks] = Counter()
    withdrawn: list[int] = []
    lines = text[start:].split("\n")
    first = text.count("\n", 0, start) + 1
    words: list[str] = []
    for number, line in enumerate(lines, first):
        new = line.partition("#")[0].split()
        words += new
        while "0" in new:
            cut = words.index("0")
            ballot, words = words[:cut], words[cut + 1 :]
            new = words
            while not ballots and ballot and _WITHDRAWN.fullmatch(ballot[0]):
                gone = places.get(ballot.pop(0)[1:])
                if gone is None:
                    faults.add(number, "Somebody withdrew who is no candidate.", f"Write -1 to -{size}.")
                else:
                    withdrawn.append(gone)
            if not ballot:
                names = (number, line.split(None, len(line.split()) - len(words))[-1] if words else "")
                return _Read(ballots, withdrawn, [names, *enumerate(lines[number - first + 1 :], number + 1)])
            try:
                ballots[_ranks(ballot, places)] += int(ballot[0])
            except _Unfit as unfit:
                faults.add(number, str(unfit), f"Write how many ballots, candidates from 1 to {size}, and 0.")
        if len(words) > _MOST_WORDS:
            faults.add(number, "A ballot has no end.", "End each with a 0.")
            raise faults.all()
    faults.add(first + len(lines) - 1, "The ballots have no end.", "Take the whole file: a single 0 ends the ballots.")
    raise faults.all()


def _ranks(words: Sequence[str], places: Mapping[str, int]) -> Ranks:
    """Read one ballot: how often it was cast, then preferences."""
    if words[0].startswith("("):
        message = "The ballot has an id, and a ballot that is counted is nobody's."
        raise _Unfit(message)
    if not NUMBER.fullmatch(words[0]) or words[0].startswith("0"):
        message = f"{shown(words[0])} is no number of ballots."
        raise _Unfit(message)
    ranks = [0] * len(places)
    for rank, word in enumerate(words[1:], 1):
        for one in (word,) if word in places else word.split("="):
            place = places.get(one)
            if place is not None and not ranks[place]:
                ranks[place] = rank
            elif word != "-":
                message = f"{shown(one)} is no candidate." if place is None else f"Candidate {one} is there twice."
                raise _Unfit(message)
    return tuple(ranks)


def _names(rest: Sequence[tuple[int, str]], faults: Faults) -> Iterator[tuple[int, str]]:
    """Give the names and the title, each with its line."""
    for number, line in rest:
        at = 0
        while found := _NAME.match(line, at):
            at = found.end()
            if found.lastindex:
                yield number, found[found.lastindex].strip()
        if line[at:].strip():
            faults.add(number, f"{shown(line[at:])} is no name.", "Close its quotes.")


def write(poll: Poll) -> str:
    """Write a poll. ElectionFault: it says what the format has no words for."""
    must_hold(poll, NAME, blanks="last", withdrawn=True)
    if any('"' in name for name in (*poll.candidates, poll.title)):
        raise ElectionFault(NAME, "This format cannot hold a name with quotes in it.", "Write csv, or rename them.")
    lines = [f"{len(poll.candidates)} {poll.seats or 1}"]
    if poll.withdrawn:
        lines.append(" ".join(f"-{place}" for place, name in enumerate(poll.candidates, 1) if name in poll.withdrawn))
    for ranks, times in sorted(poll.ballots.items()):
        lines.append(" ".join([str(times), *map(_written, tiers(ranks)), "0"]))
    lines += ["0", *(f'"{name}"' for name in poll.candidates)]
    if poll.title:
        lines.append(f'"{poll.title}"')
    return "\n".join(lines) + "\n"


def _written(rank: int) -> str:
    return "=".join(str(place + 1) for place in members(rank))
