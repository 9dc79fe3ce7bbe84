"""What a commit message says beside its prose: subject, Change-Id, links to goals, co-authors.

Reads raw bytes, as `git cat-file` gives them, and never fails: whatever cannot be read is not there, with a remark
where that was more than a lack. git's own pretty formats are no substitute: they cut a message at its first NUL.
"""

import codecs
import re
from typing import NamedTuple

from muster.evidence.goal_links import Link, goal_links

SUBJECT_LENGTH = 200

DECODED_WITH_REPLACEMENT = "decoded with replacement"
NUL_IN_MESSAGE = "NUL in message"
UNKNOWN_ENCODING = "unknown encoding"


class MessageFacts(NamedTuple):
    """One message, read.

    subject: its first line with anything on it, at most 200 characters.
    change_id: the last Change-Id trailer, lower case (Gerrit counts the last one too); None without one.
    goals: (kind, key) as in `goal_links`, sorted, each once.
    co_authors: (name, mail) of each Co-Authored-By, mail in lower case, sorted, each once.
    remarks: what was odd, out of the constants above, sorted.
    """

    subject: str
    change_id: str | None
    goals: tuple[Link, ...]
    co_authors: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def parse_message(message: bytes, encoding: str | None = None) -> MessageFacts:
    """Read a raw message. `encoding` is the commit's own header of that name; without one UTF-8 is meant."""
    remarks: set[str] = set()
    if encoding is not None:
        message = _to_utf8(message, encoding, remarks)
    if b"\0" in message:
        message = message.replace(b"\0", _REPLACEMENT)  # databases downstream refuse NUL in a text
        remarks.add(NUL_IN_MESSAGE)
    lowered = message.lower().decode("latin-1")  # a character a byte, so that places in both are the same
    return MessageFacts(
        _decoded(message.lstrip().partition(b"\n")[0].rstrip(), remarks)[:SUBJECT_LENGTH],
        last_change_id(lowered),
        goal_links(lowered),
        _co_authors(message, lowered, remarks) if "author" in lowered else (),
        tuple(sorted(remarks)) if remarks else (),
    )


_REPLACEMENT = "\ufffd".encode()

# What git's users name. Other codecs of Python are no text at all, or take time that grows with the square of the size.
_TEXT_CODECS = re.compile(r"ascii|(?:iso8859|koi8|mac)-[\w-]+|(?:cp|gb|big5|shift_jis|euc_|iso2022_)\w*")


def _to_utf8(message: bytes, encoding: str, remarks: set[str]) -> bytes:
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        name = ""
    if name == "utf-8":
        return message
    if not _TEXT_CODECS.fullmatch(name):
        remarks.add(UNKNOWN_ENCODING)
        return message
    text = message.decode(name, "replace")
    if "\ufffd" in text:
        remarks.add(DECODED_WITH_REPLACEMENT)
    return text.encode(errors="replace")


def _decoded(raw: bytes, remarks: set[str]) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        remarks.add(DECODED_WITH_REPLACEMENT)
        return raw.decode(errors="replace")


_CHANGE_ID = re.compile(r"change-id:[ \t]{0,8}(i[0-9a-f]{40})[ \t\r]{0,8}(?:\n|\Z)")


def last_change_id(lowered: str) -> str | None:
    """Return the last Change-Id trailer of a message in lower case; lines that only begin like one are passed over."""
    end = len(lowered)
    while (at := lowered.rfind("change-id:", 0, end)) >= 0:
        if (at == 0 or lowered[at - 1] == "\n") and (found := _CHANGE_ID.match(lowered, at)):
            return found[1]
        end = at
    return None


_CO_AUTHOR = re.compile(r"co-?author(?:ed)?(?:-by)?[ \t]{0,4}:[ \t]{0,8}([^\r\n]{1,500})")
_MAIL = re.compile(r"<[ \t]{0,4}([^<>\s]{1,254})[ \t]{0,4}>|([^<>()\s]{1,120}@[^<>()\s]{1,254})")


def _co_authors(message: bytes, lowered: str, remarks: set[str]) -> tuple[tuple[str, str], ...]:
    """Read the trailers that hold an address; a co-author without one cannot be told from another of that name."""
    found = set()
    for trailer in _CO_AUTHOR.finditer(lowered):
        start, end = trailer.span(1)
        if mail := _MAIL.search(lowered, start, end):
            name = message[start : mail.start()].strip(b" \t(\"'")
            found.add((_decoded(name, remarks), _decoded(mail[mail.lastindex or 1].encode("latin-1"), remarks)))
    return tuple(sorted(found))
