"""A log as it is published, JSON Lines, checked by whoever has a copy: no tables, no other tool."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from muster.domain.record.chain import BEFORE_THE_FIRST, Break, Sealed, breaks, read


@dataclass(frozen=True, slots=True)
class Checked:
    """What a copy of a log holds. head: the hash of its last entry. breaks: where it does not hold; none if it does."""

    group: str
    entries: int
    head: str
    breaks: tuple[Break, ...]


def check(lines: Iterable[str], *, head: str | None = None) -> Checked:
    """Check a published log, each line `{"body": text, "hash": hex}`; and its end against `head`, if that is given."""
    sealed: list[Sealed] = []
    unread: list[Break] = []
    for number, line in enumerate(lines, start=1):
        try:
            found = json.loads(line)
            sealed.append(Sealed(_text(found["body"]), _text(found["hash"])))
        except (ValueError, KeyError, TypeError, RecursionError):
            unread.append(Break(number, "this line is no entry of a log."))
            sealed.append(Sealed("", ""))
    group = _group_of(sealed)
    broken = [one for one in breaks(sealed, group=group) if one.number not in {line.number for line in unread}]
    last = sealed[-1].hash if sealed else BEFORE_THE_FIRST
    if not sealed:
        unread.append(Break(0, "the log is empty."))
    if head is not None and head != last:
        unread.append(Break(len(sealed), "its hash is not the head that was named: some are missing, or others."))
    return Checked(group, len(sealed), last, tuple(sorted((*unread, *broken), key=lambda one: one.number)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _group_of(sealed: list[Sealed]) -> str:
    for one in sealed:
        try:
            return read(one.body)[0].group
        except ValueError:
            continue
    return ""
