"""Which affiliation formats can be read, and the one that fits a file.

A new format is a file beside this one, with NAME, recognises() and read(), and a line here.
"""

import hashlib
from collections.abc import Iterable
from typing import Protocol

from muster.domain.errors import IdentityFault
from muster.domain.people.identity_data import IdentityData
from muster.evidence.identity import cncf, gitdm, mailmap, overlay, sortinghat, stackalytics

HEAD = 64 * 1024
"""How many bytes at the beginning of a file a format is recognised by."""


class Format(Protocol):
    """What a reader of one format offers."""

    NAME: str

    def recognises(self, file_name: str, head: bytes) -> bool:
        """Whether a file with this name, which begins so, is of this format."""
        ...

    def read(self, data: bytes, origin: str) -> IdentityData:
        """All that the file says; IdentityFault if it cannot be read at all."""
        ...


FORMATS: tuple[Format, ...] = (
    # In this order they are asked; the most particular first.
    overlay,
    stackalytics,
    sortinghat,
    mailmap,
    cncf,
    gitdm,
)


def recognise(data: bytes, origin: str, name: str | None = None) -> Format:
    """The format that is named, or else the first that recognises the file; IdentityFault if there is none.

    origin: the file's name, as messages and rows are to show it.
    """
    known = ", ".join(reader.NAME for reader in FORMATS)
    for reader in FORMATS:
        if name == reader.NAME or (name is None and reader.recognises(origin, data[:HEAD])):
            return reader
    if name is None:
        raise IdentityFault(origin, "The file is of no known affiliation format.", f"Name its format: {known}.")
    raise IdentityFault(origin, f"There is no affiliation format {name!r}.", f"Name one of these: {known}.")


def read(data: bytes, origin: str, name: str | None = None) -> IdentityData:
    """What a file says, read in the format that is named, or else in the one that recognises it."""
    return recognise(data, origin, name).read(data, origin)


def fingerprint(files: Iterable[bytes]) -> str:
    """The SHA-256 of all affiliation files in their order.

    It is taken over the lines of their own SHA-256 sums, so that a stranger gets it with
    `sha256sum FILE… | cut -d' ' -f1 | sha256sum`.
    """
    sums = "".join(hashlib.sha256(data).hexdigest() + "\n" for data in files)
    return hashlib.sha256(sums.encode()).hexdigest()
