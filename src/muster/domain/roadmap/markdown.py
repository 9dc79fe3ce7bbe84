"""Markdown as editions and reports are written in it: what people typed is text, and the little that is read back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from muster.domain.words import neutral

_DOES: Final = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))")
_BEGINS: Final = re.compile(r"^([+-]|[0-9]+[.)]|#{1,6})(?=\s|$)")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING: Final = re.compile(r"(#{1,3})\s+(.+?)\s*#*$")
_ENTRY: Final = re.compile(r"[-*+]\s+(.+)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text. kind: what it is; level: a heading's, from 1. lines: a list's entries, else one line."""

    kind: Literal["heading", "list", "paragraph"]
    lines: tuple[str, ...]
    level: int = 0


def plain(text: str) -> str:
    """Give a text in one line, in which Markdown finds nothing to do, without addresses and hidden characters."""
    line = _DOES.sub(r"\\\1", neutral(" ".join(text.split())))
    return _BEGINS.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", line)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table, whatever stands in its cells."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(plain(one) for one in row)} |"


def blocks(text: str) -> tuple[Block, ...]:
    """Read headings, lists and paragraphs, as far as reports have them; all else is text as it stands."""
    found: list[Block] = []
    for piece in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines: list[str] = []
        kind: Literal["list", "paragraph"] = "paragraph"
        for line in piece.split("\n"):
            heading, entry = _HEADING.match(line), _ENTRY.match(line)
            now: Literal["list", "paragraph"] = "list" if entry else kind
            if heading or now != kind:
                found += _block(kind, lines)
                lines = []
            kind = now
            if heading:
                found.append(Block("heading", (_read(heading[2]),), len(heading[1])))
                kind = "paragraph"
            elif entry:
                lines.append(entry[1])
            elif line.strip() and kind == "list" and lines:
                lines[-1] += f" {line.strip()}"
            elif line.strip():
                lines.append(line.strip())
        found += _block(kind, lines)
    return tuple(found)


def _block(kind: Literal["list", "paragraph"], lines: list[str]) -> list[Block]:
    if not lines:
        return []
    read = tuple(map(_read, lines)) if kind == "list" else (_read(" ".join(lines)),)
    return [Block(kind, read)]


def _read(line: str) -> str:
    return _ESCAPED.sub(r"\1", line)
