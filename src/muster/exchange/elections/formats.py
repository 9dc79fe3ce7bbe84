"""Which formats of ballots can be read and written, and the one that fits a file.

A new format is a file beside this one, with NAME, recognises(), read() and write(), and a line here.
"""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, Protocol

from muster.domain.elections.ballots import Poll
from muster.domain.errors import ElectionFault
from muster.exchange.elections import abif, blt, csv_ranks, preflib
from muster.exchange.elections.reading import Faults


class Format(Protocol):
    """What a module of one format offers."""

    NAME: str

    def recognises(self, text: str) -> bool:
        """Whether the text is of this format, as far as its beginning tells."""
        ...

    def read(self, text: str, origin: str) -> Poll:
        """Read the poll; BallotFaults names every line that is wrong. origin: the file, as messages show it."""
        ...

    def write(self, poll: Poll) -> str:
        """Write the poll; ElectionFault if the format has no words for something in it."""
        ...


FORMATS: Final[Mapping[str, Format]] = {
    # In this order they are asked, the most particular first.
    form.NAME: form
    for form in (preflib, blt, abif, csv_ranks)
}


HEAD: Final = 256 * 1024
"""How many characters at the beginning of a file a format is recognised by."""


def read(text: str, origin: str, name: str | None = None) -> Poll:
    """Read a poll in the format that is named, or else in the one that recognises it; if none does, as its name says.

    BallotFaults: it cannot be read, or no format recognises it. ElectionFault: there is no format of that name.
    """
    if name is not None:
        return named(name).read(text, origin)
    head = text[:HEAD]
    for form in FORMATS.values():
        if form.recognises(head):
            return form.read(text, origin)
    if PurePath(origin).suffix.casefold() in csv_ranks.SUFFIXES:
        poll = csv_ranks.read(text, origin)  # says line by line why it is none
        if poll.ballots:
            return poll
    faults = Faults(origin)
    faults.add(
        0, "These are ballots of no known format.", f"Name the format, one of {', '.join(FORMATS)}, to hear why."
    )
    raise faults.all()


def named(name: str) -> Format:
    """Give the format of a name; ElectionFault if there is none."""
    if name not in FORMATS:
        raise ElectionFault("format", f"There is no format {name!r}.", f"Name one of {', '.join(FORMATS)}.")
    return FORMATS[name]
