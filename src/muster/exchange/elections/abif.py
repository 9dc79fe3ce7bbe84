"""ABIF, the Aggregated Ballot Information Format (electowiki.org/wiki/ABIF): a line for each kind of ballot.

    {"title": "Chair 2017"}
    =ada:[Ada Example]
    4: ada > [Di of Delta]
    1: cy = [Di of Delta] > ada   # a comment
    2: ada/5, cy/3

Four ballots place Ada before Di. A candidate is a word, or any text in square brackets or quotes; =word:[name] says
their name. > parts ranks and = joins them; where commas stand instead, the scores decide, the highest first. Beside
ranks scores decide nothing. Whoever is not on a ballot stands behind all who are. Of the metadata the title is kept.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from muster.domain.elections.ballots import BLANK, Poll, Ranks, members, tiers
from muster.domain.errors import ElectionFault
from muster.exchange.elections.reading import Faults, must_hold, shown

NAME: Final = "abif"

_WORD: Final = r"[^\s\[\]\"#>=,/:*{}]+"
_TOKEN: Final = rf'(?:\[([^\]]*)\]|"([^"]*)"|({_WORD}))'
_META: Final = re.compile(r"\{([^:]*):(.*)\}")
_CANDIDATE: Final = re.compile(rf"=\s*{_TOKEN}\s*:(.*)")
_BALLOTS: Final = re.compile(r"([0-9]{1,9})\s*[:*]\s*(.*)", re.ASCII)
_PREFERENCE: Final = re.compile(rf"\s*{_TOKEN}\s*(?:/\s*([0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)\s*)?([>=,]|#.*|$)")
_NOTHING_MORE: Final = re.compile(r"\s*(?:#.*)?")
_PLAIN: Final = re.compile(r"[A-Za-z0-9_-]+")


class _Unfit(Exception):
    """What is wrong with a ballot, as a sentence."""


def recognises(text: str) -> bool:
    """Whether its first line that is no comment is one of the format's."""
    first = next(_lines(text), (0, ""))[1]
    return any(form.fullmatch(first) for form in (_META, _CANDIDATE, _BALLOTS))


def read(text: str, origin: str) -> Poll:
    """Read a poll; BallotFaults names every line that is wrong."""
    faults = Faults(origin)
    title = ""
    names: dict[str, tuple[int, str]] = {}  # by the word that stands for them, each with its line
    ballots: list[tuple[Mapping[str, int], int]] = []
    for number, clean in _lines(text):
        if found := _META.fullmatch(clean):
            title = _value(found[2]) if found[1].strip(" \t\"'") == "title" else title
        elif found := _CANDIDATE.fullmatch(clean):
            word = _word(found)
            if word in names:
                faults.add(
                    number, f"{shown(word)} was there before.", "Declare each candidate once, before any ballot."
                )
            names[word] = number, _bare(found[4]) or word
        elif found := _BALLOTS.fullmatch(clean):
            try:
                ranks = _ranks(found[2])
            except _Unfit as unfit:
                faults.add(number, str(unfit), "Write candidates parted by > and =, or scores parted by commas.")
                continue
            for word in ranks:
                names.setdefault(word, (number, word))
            ballots.append((ranks, int(found[1])))
        else:
            faults.add(number, f"{shown(clean)} is no line of this format.", "Write how many ballots, a colon, ranks.")
    candidates = faults.names(names.values())
    faults.stop()
    counted: Counter[Ranks] = Counter()
    for given, times in ballots:
        if times:
            counted[tuple(given.get(word, BLANK) for word in names)] += times
    return Poll(candidates, counted, "last", title)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that say something, without the spaces around them, each with its number."""
    for number, line in enumerate(text.split("\n"), 1):
        if not _NOTHING_MORE.fullmatch(line):
            yield number, line.strip()


def _word(found: re.Match[str]) -> str:
    return (found[1] or found[2] or found[3] or "").strip()


def _bare(text: str) -> str:
    """Give a name without the brackets or quotes that it may stand in, and without a comment behind it."""
    clean = text.strip()
    for opening, closing in ("[]", '""'):
        inside, end, rest = clean[1:].partition(closing)
        if clean.startswith(opening) and end and _NOTHING_MORE.fullmatch(rest):
            return inside.strip()
    return clean.partition("#")[0].strip()


def _value(text: str) -> str:
    """Read what stands behind a key: as JSON, or else as it stands."""
    try:
        return str(json.loads(text))
    except (ValueError, RecursionError):
        return text.strip().strip("'\"")


def _ranks(text: str) -> Mapping[str, int]:
    """Read the preferences of one line: the rank of each candidate that it names, BLANK for a score that is missing."""
    scores: dict[str, str | None] = {}
    parts: list[str] = []
    at, more = 0, not _NOTHING_MORE.fullmatch(text)
    while more:
        found = _PREFERENCE.match(text, at)
        if found is None or not _word(found):
            message = f"{shown(text[at : at + 100])} is no candidate."
            raise _Unfit(message)
        if _word(found) in scores:
            message = f"{shown(_word(found))} is there twice."
            raise _Unfit(message)
        scores[_word(found)] = found[4]
        at, more = found.end(), found[5] in {">", "=", ","}
        parts.append(found[5])
    if "," not in parts:
        return _by_order(list(scores), parts)
    if {">", "="} & set(parts):
        message = "Some candidates are parted by commas and others by ranks."
        raise _Unfit(message)
    return _by_scores(scores)


def _by_order(words: Sequence[str], parts: Sequence[str]) -> Mapping[str, int]:
    ranks: dict[str, int] = {}
    rank = 1
    for word, part in zip(words, parts, strict=True):
        ranks[word] = rank
        rank += part == ">"
    return ranks


def _by_scores(scores: Mapping[str, str | None]) -> Mapping[str, int]:
    exact = {word: Fraction(score) for word, score in scores.items() if score is not None}
    order = sorted(set(exact.values()), reverse=True)
    return {word: order.index(exact[word]) + 1 if word in exact else BLANK for word in scores}


def write(poll: Poll) -> str:
    """Write a poll. ElectionFault: it says what the format has no words for."""
    must_hold(poll, NAME, blanks="last")
    plain = all(map(_PLAIN.fullmatch, poll.candidates))
    words = poll.candidates if plain else tuple(f"c{place}" for place in range(1, len(poll.candidates) + 1))
    if any("]" in name for name in poll.candidates):
        raise ElectionFault(NAME, "This format cannot hold a name with ] in it.", "Write csv, or rename them.")
    lines = [json.dumps({"title": poll.title}, ensure_ascii=False)] if poll.title else []
    lines += [f"={word}:[{name}]" for word, name in zip(words, poll.candidates, strict=True)]
    for ranks, times in sorted(poll.ballots.items(), key=lambda item: (-item[1], item[0])):
        shared = ("=".join(words[place] for place in members(rank)) for rank in tiers(ranks))
        lines.append(f"{times}:{'>'.join(shared)}")
    return "\n".join(lines) + "\n"
