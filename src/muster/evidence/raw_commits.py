r"""Raw commits, as `git cat-file --batch` gives them, taken apart.

    <sha> commit <size>\n
    tree <sha>\n
    parent <sha>\n                                     none, one or more
    author Ada <ada@alpha.example> 1475280000 +0200\n
    committer Bo <bo@beta.example> 1475290000 +0000\n
    encoding ISO-8859-1\n                              if not UTF-8; signatures and other headers may follow
    \n
    <message>\n

A stream of bytes in, values out: whoever ran git. Raw commits are cheaper to get than formatted logs, and show what
those hide: messages that go on after a NUL, and author lines that git cannot read. Where a line is odd it is read as
git reads it: name before the first `<`, address up to the next `>`, date after the last `>`, and no date at all if
the seconds are negative or the zone is missing or no number.
"""

import re
from collections.abc import Iterator
from typing import IO, Final, NamedTuple, TypeAlias

from muster.evidence.torn import TornStream

PIECE_BYTES: Final = 1 << 18
END_OF_TIME: Final = 253_402_128_000
"""9999-12-30 00:00 UTC, in seconds: from here on the day, in some zone, is one that dates or affiliations lack."""
WIDEST_ZONE: Final = 14 * 3600
_ENTRIES: Final = 50_000

RawCommit: TypeAlias = tuple[str, bytes, bytes, str | None, bytes]
"""sha; author line and committer line with their first word, b"" if there is none; encoding header; message."""


def commits_from_batch(stream: IO[bytes]) -> Iterator[RawCommit]:
    """Yield the commits of a `cat-file --batch` stream; TornStream if it ends too early or lacks an object."""
    piece, at, held = b"", 0, 0
    while True:
        end_of_line = piece.find(b"\n", at)
        if end_of_line < 0:
            more = stream.read(PIECE_BYTES)
            if not more:
                if at < held:
                    raise TornStream("the stream ends in the middle of a line")
                return
            piece, at = piece[at:] + more, 0
            held = len(piece)
            continue
        try:
            sha, _, size = piece[at:end_of_line].split(b" ")
        except ValueError:
            raise TornStream(f"{piece[at:end_of_line].decode('ascii', 'replace')}") from None
        start = end_of_line + 1
        end = start + int(size)
        if end >= held:
            more = stream.read(max(PIECE_BYTES, end + 1 - held))
            if end >= held + len(more):
                raise TornStream(f"the stream ends inside commit {sha.decode()}")
            piece, at = piece[at:] + more, 0
            held = len(piece)
            continue
        blank = piece.find(b"\n\n", start, end)
        if blank < 0:
            blank = end
        headers = piece[start:blank].split(b"\n")
        at = end + 1
        if (
            len(headers) > 2  # noqa: PLR2004 - tree, author, committer
            and headers[-1].startswith(b"committer ")
            and headers[-2].startswith(b"author ")
            and not headers[-3].startswith(b"author ")
        ):
            yield sha.decode(), headers[-2], headers[-1], None, piece[blank + 2 : end]
        else:
            yield sha.decode(), *_odd(headers), piece[blank + 2 : end]


def _odd(headers: list[bytes]) -> tuple[bytes, bytes, str | None]:
    """Find the first line of each kind among headers that hold others too."""
    first: dict[bytes, bytes] = {}
    for line in headers:
        first.setdefault(line.partition(b" ")[0], line)
    encoding = first.get(b"encoding", b"").removeprefix(b"encoding ").strip().decode("ascii", "replace")
    return first.get(b"author", b""), first.get(b"committer", b""), encoding or None


class Person(NamedTuple):
    """Who an author or committer line names; `mail` is stripped and lower case.

    readable: False if the line has no brackets. replaced: True if bytes could not be decoded.
    """

    name: str
    mail: str
    readable: bool
    replaced: bool


class Signature(NamedTuple):
    """An author or committer line, read. `at`: seconds since 1970 UTC, or None. `zone`: its offset, in seconds."""

    person: Person
    at: int | None
    zone: int | None


class Signatures:
    """Reads author and committer lines of one encoding; people and zones are decoded once, for they repeat."""

    def __init__(self, encoding: str | None = None) -> None:
        """`encoding`: as the commits name it; UTF-8 without."""
        self._people = _People(encoding or "utf-8")
        self._zones = _Zones()

    def read(self, line: bytes) -> Signature:
        """Read a line with its first word."""
        return Signature(*self.parts(line))

    def parts(self, line: bytes) -> tuple[Person, int | None, int | None]:
        """Return what `read` does, unnamed: this is called twice a commit, and naming takes as long as reading."""
        try:
            who, seconds, zone = line.rsplit(b" ", 2)
            if seconds.isdigit() and len(seconds) <= _DIGITS and (at := int(seconds)) < END_OF_TIME:
                return self._people[who], at, self._zones[zone]
        except (KeyError, ValueError):
            pass
        return self._read_as_git_does(line)

    def _read_as_git_does(self, line: bytes) -> tuple[Person, int | None, int | None]:
        _, bracket, date = line.rpartition(b">")
        person = self._people.person_of(line)
        found = _DATE.match(date) if bracket else None
        if found is None or len(found[1]) > _DIGITS or int(found[1]) >= END_OF_TIME:
            return person, None, None
        return person, int(found[1]), self._zones[found[2]]


class _People(dict[bytes, Person]):
    """People by their line up to the `>` that ends it; KeyError for a line that does not end so."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def __missing__(self, line: bytes) -> Person:
        if line[-1:] != b">":
            raise KeyError(line)
        if len(self) > _ENTRIES:  # no honest history has so many; memory stays bounded all the same
            self.clear()
        person = self[line] = self.person_of(line)
        return person

    def person_of(self, line: bytes) -> Person:
        name, opening, rest = line.partition(b" ")[2].partition(b"<")
        mail, closing, _ = rest.partition(b">")
        if not opening or not closing:
            return Person("", "", readable=False, replaced=False)
        text, replaced = _decoded(name.strip(), self._encoding)
        address, address_replaced = _decoded(mail.strip(), self._encoding)
        return Person(text, address.lower(), readable=True, replaced=replaced or address_replaced)


class _Zones(dict[bytes, int | None]):
    """Offsets from UTC in seconds; None for digits that no place on earth has; KeyError for what is no number."""

    def __missing__(self, zone: bytes) -> int | None:
        if not _ZONE.fullmatch(zone):
            raise KeyError(zone)
        if len(self) > _ENTRIES:
            self.clear()
        offset = int(zone[1:-2] or 0) * 3600 + int(zone[-2:].lstrip(b"+-")) * 60
        known = None if offset > WIDEST_ZONE else offset if zone[:1] == b"+" else -offset
        self[zone] = known
        return known


_ZONE = re.compile(rb"[+-][0-9]{1,8}")
_DATE = re.compile(rb"\s*([0-9]+)\s+([+-][0-9]{1,8})(?!\S)")
_DIGITS = 12


def _decoded(raw: bytes, encoding: str) -> tuple[str, bool]:
    try:
        text = raw.decode(encoding)
    except (UnicodeError, LookupError):
        text = raw.decode("utf-8", "replace")
    clean = text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()  # engines refuse NUL and lone surrogates
    return clean, "\ufffd" in clean
