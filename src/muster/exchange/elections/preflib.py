"""PrefLib's files of ordinal and categorical preferences: soc, soi, toc, toi, cat (its format since September 2022).

    # TITLE: Chair 2017
    # DATA TYPE: toi
    # NUMBER ALTERNATIVES: 3
    # ALTERNATIVE NAME 1: Ada
    # ALTERNATIVE NAME 2: Cy
    # ALTERNATIVE NAME 3: Di
    4: 1,3
    1: {2,3},1

Four ballots place the first before the third; one places the second and the third alike, before the first. Whoever is
not on a ballot stands behind all who are. In a cat file each place in the list is a category, the best first. Of the
head, what says how many there are is checked, and the title kept.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from muster.domain.elections.ballots import BLANK, MOST_CANDIDATES, Poll, Ranks, members, tiers
from muster.exchange.elections.reading import NUMBER, Faults, must_hold, shown

NAME: Final = "preflib"

_LINE: Final = re.compile(r"\s*(0*[1-9][0-9]{0,8})\s*:(.*)", re.ASCII)
_RANK: Final = re.compile(r"\s*(?:\{([0-9,\s]*)\}|([0-9]+))\s*(,|$)", re.ASCII)
_COMPLETE, _STRICT = ("soc", "toc"), ("soc", "soi")
_TYPES: Final = ("soc", "soi", "toc", "toi", "cat")


class _Unfit(Exception):
    """What is wrong with a line of preferences, as a sentence."""


def recognises(text: str) -> bool:
    """Whether the head has the keys that every file of the format has."""
    return re.search(r"^#\s*(?:NUMBER ALTERNATIVES|ALTERNATIVE NAME 1)\s*:", text, re.MULTILINE) is not None


def read(text: str, origin: str) -> Poll:
    """Read a poll; BallotFaults names every line that is wrong."""
    faults = Faults(origin)
    head, body = _parts(text, faults)
    size = _number(head, "NUMBER ALTERNATIVES", faults)
    kind = head.get("DATA TYPE", (0, ""))[1].casefold()
    if kind not in _TYPES:
        faults.add(
            head.get("DATA TYPE", (1, ""))[0], "The data are of no known type.", f"Use one of {', '.join(_TYPES)}."
        )
    if size is None or not 0 < size <= MOST_CANDIDATES:
        mend = f"Say NUMBER ALTERNATIVES: 1 to {MOST_CANDIDATES}."
        faults.add(1, "The head does not say how many alternatives there are, or there are too many.", mend)
        raise faults.all()
    names = [head.get(f"ALTERNATIVE NAME {place}", (1, "")) for place in range(1, size + 1)]
    candidates = faults.names(names)
    ballots: Counter[Ranks] = Counter()
    for line, times, order in body:
        try:
            ballots[_ranks(order, size, kind)] += times
        except _Unfit as unfit:
            faults.add(line, str(unfit), f"Write alternatives from 1 to {size} as a {kind or 'soc'} file has them.")
    _check(head, "NUMBER VOTERS", sum(times for _, times, _ in body), faults)
    _check(head, "NUMBER UNIQUE ORDERS", len(body), faults)
    _check(head, "NUMBER UNIQUE PREFERENCES", len(body), faults)
    faults.stop()
    return Poll(candidates, ballots, "last", head.get("TITLE", (0, ""))[1])


def _parts(text: str, faults: Faults) -> tuple[Mapping[str, tuple[int, str]], Sequence[tuple[int, int, str]]]:
    """Give the head, each key with its line and value, and the preferences: line, how many voters, order."""
    head: dict[str, tuple[int, str]] = {}
    body: list[tuple[int, int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            head[key.strip()] = number, value.strip()
        elif found := _LINE.fullmatch(line):
            body.append((number, int(found[1]), found[2]))
        elif line.strip():
            faults.add(number, f"{shown(line)} is no preference.", "Write how many voters, a colon and their order.")
    return head, body


def _number(head: Mapping[str, tuple[int, str]], key: str, faults: Faults) -> int | None:
    if key not in head:
        return None
    line, value = head[key]
    if not NUMBER.fullmatch(value):
        faults.add(line, f"{key} is {shown(value)}, which is no number.", "Write a number.")
        return None
    return int(value)


def _check(head: Mapping[str, tuple[int, str]], key: str, real: int, faults: Faults) -> None:
    """Hold what the head says against what is there: a file may have been cut."""
    said = _number(head, key, faults)
    if said is not None and said != real:
        faults.add(head[key][0], f"The head says {key}: {said}, and there are {real}.", "Take the whole file.")


def _ranks(order: str, size: int, kind: str) -> Ranks:
    ranks = [BLANK] * size
    at, place = 0, 0
    more = bool(order.strip())
    while more:
        found = _RANK.match(order, at)
        if found is None:
            message = f"{shown(order[at : at + size])} is no list of alternatives."
            raise _Unfit(message)
        at, place, more = found.end(), place + 1, found[3] == ","
        group = [found[2]] if found[2] else [one for one in found[1].split(",") if one.strip()]
        if len(group) > 1 and kind in _STRICT:
            message = f"A {kind} file has no ties."
            raise _Unfit(message)
        for one in map(int, group):
            if not 1 <= one <= size or ranks[one - 1] != BLANK:
                message = f"Alternative {one} does not exist, or is there twice."
                raise _Unfit(message)
            ranks[one - 1] = place
    if BLANK in ranks and kind in _COMPLETE:
        message = f"A {kind} file has every alternative in every order."
        raise _Unfit(message)
    return tuple(ranks)


def write(poll: Poll) -> str:
    """Write a poll, in the strictest type that holds it. ElectionFault: it says what the format has no words for."""
    must_hold(poll, NAME, blanks="last")
    orders: Counter[str] = Counter()
    for ranks, times in poll.ballots.items():
        orders[",".join(map(_written, tiers(ranks)))] += times
    ties = any("{" in order for order in orders)
    holes = any(BLANK in ranks for ranks in poll.ballots)
    kind = ("t" if ties else "s") + "o" + ("i" if holes else "c")
    head = {
        "FILE NAME": "",
        "TITLE": poll.title,
        "DESCRIPTION": "",
        "DATA TYPE": kind,
        "MODIFICATION TYPE": "original",
        "RELATES TO": "",
        "RELATED FILES": "",
        "PUBLICATION DATE": "",
        "MODIFICATION DATE": "",
        "NUMBER ALTERNATIVES": len(poll.candidates),
        "NUMBER VOTERS": poll.cast,
        "NUMBER UNIQUE ORDERS": len(orders),
    } | {f"ALTERNATIVE NAME {place}": name for place, name in enumerate(poll.candidates, 1)}
    most_first = sorted(orders.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"# {key}: {value}".rstrip() for key, value in head.items()]
    return "\n".join([*lines, *(f"{times}: {order}".rstrip() for order, times in most_first)]) + "\n"


def _written(rank: int) -> str:
    places = [str(place + 1) for place in members(rank)]
    return places[0] if len(places) == 1 else f"{{{','.join(places)}}}"
