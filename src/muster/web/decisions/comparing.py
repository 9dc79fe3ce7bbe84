"""What is new in a text: pieces that stayed, went and came, word by word within the lines that changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

from muster.domain.meetings.minutes.differences import hunks

What = Literal["same", "gone", "new"]

WORDS_AT_MOST: Final = 1500
"""Of a longer stretch only the lines are compared: to compare words takes the square of their number."""
_WORDS: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of one text, of the other, or of both."""

    what: What
    text: str


def compared(old: str, new: str) -> list[Piece]:
    """Give the pieces: those that are not new make the old text, those that are not gone the new one."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[tuple[What, str]] = []
    at = 0
    for hunk in hunks(before, after):
        found.append(("same", "".join(before[at : hunk.start])))
        found += _words("".join(before[hunk.start : hunk.end]), "".join(hunk.lines))
        at = hunk.end
    found.append(("same", "".join(before[at:])))
    full = (one for one in found if one[1])
    return [Piece(what, "".join(text for _, text in run)) for what, run in groupby(full, key=lambda one: one[0])]


def _words(old: str, new: str) -> Iterator[tuple[What, str]]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > WORDS_AT_MOST:
        yield "gone", old
        yield "new", new
        return
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[start:end])
        else:
            yield "gone", "".join(before[start:end])
            yield "new", "".join(after[first:last])
