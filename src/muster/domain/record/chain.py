"""The log's chain: what one entry says, as the bytes that are hashed, and whether a chain of them holds.

An entry's body is canonical JSON (as RFC 8785 for strings, integers and booleans: sorted keys, no spaces, UTF-8); its
hash is the SHA-256 of those bytes; each body names the hash of the one before. So a change to any entry breaks every
later one, and whoever keeps a copy of the last hash can tell.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

BEFORE_THE_FIRST: Final = "0" * 64
"""What the first entry names as the hash before it."""

_KEYS: Final = frozenset({"at", "by", "data", "for", "group", "kind", "number", "previous", "subject"})


@dataclass(frozen=True, slots=True)
class Sealed:
    """One entry as it is kept: its body, and the SHA-256 of the body in hexadecimal."""

    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry says. at: aware. by: a person as `person/3`, "" for Muster itself. on_behalf: a seat, or ""."""

    group: str
    number: int
    at: datetime
    kind: str
    subject: str
    by: str
    on_behalf: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold. number: of the entry, counted from 1."""

    number: int
    what: str

    def __str__(self) -> str:
        return f"Entry {self.number}: {self.what}"


def seal(said: Said, previous: str) -> Sealed:
    """Make the entry that follows the one whose hash is `previous`. ValueError: a float or a naive time is in it."""
    body = canonical(
        {
            "at": written(said.at),
            "by": said.by,
            "data": said.data,
            "for": said.on_behalf,
            "group": said.group,
            "kind": said.kind,
            "number": said.number,
            "previous": previous,
            "subject": said.subject,
        }
    )
    return Sealed(body, hash_of(body))


def written(at: datetime) -> str:
    """Write a moment as the log does: UTC, to the microsecond, `2016-10-26T09:00:00.000000Z`."""
    if at.tzinfo is None:
        message = "a moment in the log needs its time zone"
        raise ValueError(message)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_moment(text: str) -> datetime:
    """Read what `written` wrote. ValueError: it is something else."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def canonical(value: object) -> str:
    """Write JSON in the one way that is hashed. ValueError: there is a float in it, whose digits differ by program."""
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def hash_of(body: str) -> str:
    """Give the SHA-256 of a body, in hexadecimal. Half a surrogate pair, which UTF-8 cannot hold, is a ValueError."""
    return hashlib.sha256(body.encode()).hexdigest()


def read(body: str) -> tuple[Said, str]:
    """Give what a body says, and the hash it names as the one before. ValueError: it is no entry's body."""
    try:
        found = json.loads(body)
    except RecursionError:
        message = "it is nested too deep"
        raise ValueError(message) from None
    if not isinstance(found, dict) or found.keys() != _KEYS or not isinstance(found["data"], dict):
        message = "it has not the keys of an entry"
        raise ValueError(message)
    texts = [found[key] for key in ("at", "by", "for", "group", "kind", "previous", "subject")]
    if not all(isinstance(text, str) for text in texts) or type(found["number"]) is not int:
        message = "a value in it is of the wrong type"
        raise ValueError(message)
    said = Said(
        group=found["group"],
        number=found["number"],
        at=read_moment(found["at"]),
        kind=found["kind"],
        subject=found["subject"],
        by=found["by"],
        on_behalf=found["for"],
        data=found["data"],
    )
    return said, found["previous"]


def breaks(entries: Iterable[Sealed], *, group: str, previous: str = BEFORE_THE_FIRST, number: int = 1) -> list[Break]:
    """Give every place where the chain does not hold, in order; none if all is well.

    group: whose log this is. previous and number: what the first of `entries` follows, and its own number.
    """
    found: list[Break] = []
    moment = datetime.min.replace(tzinfo=UTC)
    for expected, entry in enumerate(entries, start=number):
        if hash_of(entry.body) != entry.hash:
            found.append(Break(expected, "its text is not the one that was sealed."))
        try:
            said, named = read(entry.body)
        except ValueError as wrong:
            found.append(Break(expected, f"this is no entry: {wrong}."))
        else:
            if said.group != group:
                found.append(Break(expected, "it belongs to another group."))
            if said.number != expected:
                found.append(Break(expected, f"it says that it is number {said.number}."))
            if named != previous:
                found.append(Break(expected, "it does not follow the entry before it."))
            if said.at < moment:
                found.append(Break(expected, "it is dated before the entry before it."))
            moment = max(moment, said.at)
        previous = entry.hash
    return found


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        message = "no floats in the log: write an exact fraction as text"
        raise ValueError(message)  # noqa: TRY004 - the value is wrong for the log, whoever typed it
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                message = "a key in the log is text"
                raise ValueError(message)  # noqa: TRY004 - as above, the value is wrong
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)
