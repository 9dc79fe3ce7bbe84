"""Where in a TOML file each key stands.

tomllib says what a file means and not where; tree-sitter's grammar says where. Paths are those of the data that
tomllib gives: keys, and indices from 0 into lists.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str | int, ...]

_KEYS = {"bare_key", "quoted_key", "dotted_key"}
_PLAIN = {"[", "]", "[[", "]]", "{", "}", "=", ",", ".", "comment"}


@dataclass(frozen=True)
class Position:
    """A place in a file: line and column, both from 1, the column in characters."""

    line: int
    column: int


@dataclass
class _Finder:
    """Walks the syntax tree; `found` fills with the first place of each path, `counts` with the lists of tables."""

    lines: list[bytes]
    found: dict[Path, Position] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)

    def walk(self, document: Node) -> None:
        for node in document.children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in {"table", "table_array_element"}:
                self._table(node)

    def _table(self, node: Node) -> None:
        header = next((child for child in node.children if child.type in _KEYS), None)
        if header is None:
            return
        path: Path = ()
        keys = list(_keys_of(header))
        for number, (key, key_node) in enumerate(keys, start=1):
            path = (*path, key)
            self._mark(path, key_node)
            if number < len(keys) or node.type == "table":
                # [members.x] after [[members]] speaks of the last member so far.
                path = (*path, self.counts[path] - 1) if path in self.counts else path
            else:
                self.counts[path] = self.counts.get(path, 0) + 1
                path = (*path, self.counts[path] - 1)
                self._mark(path, key_node)
        for child in node.children:
            if child.type == "pair":
                self._pair(child, path)

    def _pair(self, node: Node, path: Path) -> None:
        key_node, *_, value = [child for child in node.children if child.type not in _PLAIN] or [node]
        if key_node.type not in _KEYS:
            return
        for key, part in _keys_of(key_node):
            path = (*path, key)
            self._mark(path, part)
        self._value(value, path)

    def _value(self, node: Node, path: Path) -> None:
        items = [child for child in node.children if child.type not in _PLAIN]
        if node.type == "inline_table":
            for item in items:
                self._pair(item, path)
        elif node.type == "array":
            for index, item in enumerate(items):
                self._mark((*path, index), item)
                self._value(item, (*path, index))

    def _mark(self, path: Path, node: Node) -> None:
        line, column = node.start_point
        before = self.lines[line][:column].decode(errors="replace") if line < len(self.lines) else ""
        self.found.setdefault(path, Position(line + 1, len(before) + 1))


def positions(text: str) -> dict[Path, Position]:
    """Give the place of every key and list entry of a TOML file that tomllib can read.

    A list of tables is found at its first header, each of its tables at its own.
    """
    raw = text.encode()
    finder = _Finder(raw.split(b"\n"))
    finder.walk(Parser(Language(tree_sitter_toml.language())).parse(raw).root_node)
    return finder.found


def nearest_position(path: Path, found: dict[Path, Position]) -> Position:
    """Give the place of a path, or of the innermost table or list around it; the first line if there is none."""
    return next((found[path[:end]] for end in range(len(path), 0, -1) if path[:end] in found), Position(1, 1))


def _keys_of(node: Node) -> Iterator[tuple[str, Node]]:
    if node.type == "dotted_key":
        for child in node.children:
            yield from _keys_of(child)
    elif node.type in _KEYS:
        text = (node.text or b"").decode(errors="replace")
        # A quoted key may have escapes in it; tomllib knows them all.
        yield (next(iter(tomllib.loads(f"{text} = 0"))) if node.type == "quoted_key" else text), node
