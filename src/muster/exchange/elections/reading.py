"""What all readers and writers of ballots share: text out of bytes, faults with their lines, and what a name may be."""

import re
from collections.abc import Iterable
from typing import Final

from muster.domain.elections.ballots import BLANK, MOST_CANDIDATES, Blanks, Poll
from muster.domain.errors import BallotFault, BallotFaults, ElectionFault
from muster.domain.printable import is_hidden, printable

MOST_FAULTS: Final = 100
"""A file that is wrong from end to end is told so a hundred times, with the number of the rest."""

NUMBER: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
"""Longer numbers are neither ranks nor counts."""

LONGEST_NAME: Final = 200
_SHOWN: Final = 40


class Faults:
    """The faults of one file, gathered while it is read."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._faults: list[BallotFault] = []
        self._more = 0

    def add(self, line: int, what: str, mend: str) -> None:
        """Note a fault. line: counted from 1; 0 if the fault is the whole file's."""
        if len(self._faults) == MOST_FAULTS:
            self._more += 1
            return
        self._faults.append(BallotFault(f"{self._origin}:{line}" if line else self._origin, what, mend))

    def all(self) -> BallotFaults:
        """Give what was noted, to be raised."""
        return BallotFaults(self._origin, tuple(self._faults), self._more)

    def stop(self) -> None:
        """Raise BallotFaults if anything was noted."""
        if self._faults:
            raise self.all()

    def names(self, names: Iterable[tuple[int, str]]) -> tuple[str, ...]:
        """Take the candidates' names, each with its line; note those that cannot be."""
        found: dict[str, None] = {}
        for line, name in names:
            if not name:
                self.add(line, "A candidate has no name.", "Name every candidate.")
            elif len(name) > LONGEST_NAME or any(map(is_hidden, name)):
                what = f"The name {shown(name)} is too long, or has hidden characters in it."
                self.add(line, what, f"Write at most {LONGEST_NAME} characters that can be seen.")
            elif name in found:
                self.add(line, f"Two candidates are called {shown(name)}.", "Give each a name of its own.")
            found[name] = None
        if not found and not self._faults:
            self.add(0, "There are no candidates.", "Name them.")
        if len(found) > MOST_CANDIDATES:
            self.add(0, f"The file has {len(found)} candidates.", f"Have at most {MOST_CANDIDATES}.")
        return tuple(found)


def text_of(data: bytes, origin: str) -> str:
    """Decode a file: UTF-8, or UTF-16 with its mark; BallotFaults if it is neither. Lines may end as on any system."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        faults = Faults(origin)
        faults.add(data.count(b"\n", 0, fault.start) + 1, "The text is not in UTF-8.", "Save the file in UTF-8.")
        raise faults.all() from None
    return text if "\n" in text else text.replace("\r", "\n")


def shown(text: str) -> str:
    """Quote a piece of a file as a message can hold it."""
    return f'"{printable(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")}"'


def must_hold(poll: Poll, form: str, *, blanks: Blanks, withdrawn: bool = False) -> None:
    """Refuse to write what a format has no words for; ElectionFault.

    blanks: what a candidate who is left out means in the format. withdrawn: whether it can say that somebody withdrew.
    """
    if poll.withdrawn and not withdrawn:
        raise ElectionFault(form, "This format cannot say that a candidate withdrew.", "Write blt, which can.")
    if poll.blanks != blanks and any(BLANK in ranks for ranks in poll.ballots):
        mend = "Write csv, which can, or read the ballots with blanks that mean last."
        raise ElectionFault(form, "This format cannot say that a ballot has no opinion on somebody.", mend)
