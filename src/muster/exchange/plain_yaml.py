"""A YAML file with the line of everything in it, read so that no file can keep the reader busy.

Aliases are refused: no file that people keep of meetings or releases needs them, and nine of them can stand for a
thousand million values. So are deep nesting, files beyond all use, and one key with two values, of which YAML would
silently take the last; whoever must read what others have read so takes the last too, and says so.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from muster.domain.printable import printable

LARGEST = 200_000
"""Characters of the largest file; real ones have two thousand."""
DEEPEST = 20
LONGEST_PLAIN = 500
"""Characters of the longest number or day; longer ones are only there to be reckoned with."""


@dataclass(slots=True)
class Place:
    """A value and where it stands. line: from 1. value: what YAML makes of it, as plain data.

    text: a single value as it is written. keys: what is in a mapping. entries: what is in a list. again: the lines of a
    mapping's keys that stood before with another value, where the last counts.
    """

    line: int
    value: Any
    text: str | None = None
    keys: dict[str, "Place"] = field(default_factory=dict)
    entries: list["Place"] = field(default_factory=list)
    again: dict[str, int] = field(default_factory=dict)


class YamlRefused(Exception):
    """What keeps a file from being read. line: from 1; 0 if it is the whole file's. what, mend: a sentence each."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(line, what, mend)
        self.line, self.what, self.mend = line, what, mend

    def where(self, file: str) -> str:
        """Give the place: file:line."""
        return f"{printable(file)}:{self.line}" if self.line else printable(file)


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, in Python, as the one in C cannot be told when to stop."""

    depth = 0
    last_counts = False

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        here = self.get_mark()
        if self.check_event(yaml.AliasEvent):
            raise _refused(here, "An alias stands here.", "Write out what it stands for.")
        self.depth += 1
        if self.depth > DEEPEST:
            raise _refused(here, "Too much is nested here.", "Write it flat.")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_plain_yaml(data: bytes | str, *, kind: str, least: str, last_counts: bool = False) -> Place:
    """Read a file of one YAML document. YamlRefused: it is none, or does what no such file needs.

    kind: what is read ("A file of meetings"). least: what an empty file should have ("at least project and schedule").
    last_counts: a key that stands twice and says different things is no fault.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1 if isinstance(data, bytes) else 0
        raise YamlRefused(line, "This is not UTF-8 text.", "Save the file as UTF-8.") from None
    if len(text) > LARGEST:
        raise YamlRefused(0, f"The file has {len(text)} characters.", f"{kind} has at most {LARGEST}.")
    try:
        loader = _Loader(text.removeprefix("\N{BYTE ORDER MARK}"))
        loader.last_counts = last_counts
        node = loader.get_single_node()
        if node is None:
            raise YamlRefused(0, "The file is empty.", f"Write {least}.")
        return _place(loader, node)
    except yaml.reader.ReaderError as wrong:
        line = text.count("\n", 0, wrong.position) + 1
        what = f"The character {printable(chr(wrong.character))} cannot stand here."
        raise YamlRefused(line, what, "Leave it out.") from None
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        said = printable(wrong.problem or wrong.context or "it cannot be understood")
        line = mark.line + 1 if mark else 0
        raise YamlRefused(line, f"This is not YAML: {said}.", "Mend it, or quote the text.") from None


def _refused(mark: yaml.error.Mark | None, what: str, mend: str) -> YamlRefused:
    return YamlRefused(mark.line + 1 if mark else 0, what, mend)


def _place(loader: _Loader, node: yaml.Node) -> Place:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        keys: dict[str, Place] = {}
        again: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refused(key.start_mark, "A key is not a word.", "Write a word before the colon.")
            place = _place(loader, value)
            if keys.setdefault(key.value, place).value != place.value:
                if not loader.last_counts:
                    what = f"{printable(key.value[:40])} stands here twice, and says different things."
                    raise _refused(key.start_mark, what, "Leave one of them out.")
                keys[key.value], again[key.value] = place, key.start_mark.line + 1
        return Place(line, {key: place.value for key, place in keys.items()}, keys=keys, again=again)
    if isinstance(node, yaml.SequenceNode):
        entries = [_place(loader, value) for value in node.value]
        return Place(line, [place.value for place in entries], entries=entries)
    return Place(line, _plain(loader, node), text=node.value)


def _plain(loader: _Loader, node: yaml.Node) -> object:
    """What YAML makes of a single value: text, a number, a day, true, nothing."""
    if node.tag != "tag:yaml.org,2002:str" and len(node.value) > LONGEST_PLAIN:
        raise _refused(node.start_mark, "A value is too long.", "Put it in quotes if it is text.")
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, OverflowError):
        what = f"{printable(node.value[:40])} is no number and no day."
        raise _refused(node.start_mark, what, "Put it in quotes if it is text.") from None
