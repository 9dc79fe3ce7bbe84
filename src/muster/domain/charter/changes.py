"""What one version of a charter says otherwise than another, line by line, as its file has it."""

import difflib
from dataclasses import dataclass
from typing import Final

LINES_AT_MOST: Final = 5_000
"""Of both versions together. Telling apart texts of many equal lines takes time with the square of their length."""

AROUND: Final = 3
"""How many unchanged lines stand around a change."""

_SORTS: Final = {"-": "gone", "+": "new", " ": "same", "@": "place"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison. sort: gone, new, same, or place (where in the files the next lines stand)."""

    sort: str
    text: str


def changes(before: str, after: str) -> tuple[Line, ...] | None:
    """Give what changes from one text to another, with some lines around each change; nothing if they are the same.

    None: they are too long to be compared while somebody waits.
    """
    old, new = before.splitlines(), after.splitlines()
    if len(old) + len(new) > LINES_AT_MOST:
        return None
    lines = list(difflib.unified_diff(old, new, lineterm="", n=AROUND))[2:]  # the first two name the files
    return tuple(Line(_SORTS[line[:1]], line if line[:1] == "@" else line[1:]) for line in lines)
