"""CSV of ranks, as Elekto and CIVS publish ballots: the candidates in the first line, then a line a ballot.

    Ada,Cy,Di
    1,2,2
    2,1,No opinion

A cell is a rank, or "No opinion", or empty. An empty cell says that the candidate was not ranked, and stands behind all
who were; the two do not mix in one file. Cells are parted by commas, semicolons or tabs.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from typing import Final

from muster.domain.elections.ballots import BLANK, Poll
from muster.domain.errors import BallotFaults, ElectionFault
from muster.exchange.elections.reading import NUMBER, Faults, must_hold, shown

NAME: Final = "csv"
MOST_LINES: Final = 10_000_000

_NO_OPINION: Final = "No opinion"
_LOOKED_AT: Final = 100
_DELIMITERS: Final = (",", ";", "\t")


class _Unfit(Exception):
    """A cell says something that is no rank."""


class _Cells(dict[str, int]):
    """What each kind of cell says, worked out once. _Unfit: it is neither a rank nor blank."""

    def __missing__(self, cell: str) -> int:
        text = cell.strip()
        if text and text.casefold() != _NO_OPINION.casefold():
            if not NUMBER.fullmatch(text) or not int(text):
                raise _Unfit
            self[cell] = int(text)
        else:
            self[cell] = BLANK
        return self[cell]

    def holds(self, cell: str) -> bool:
        """Whether a cell says something."""
        try:
            self[cell]
        except _Unfit:
            return False
        return True

    @property
    def kinds(self) -> set[bool]:
        """Whether there are cells that say "No opinion" (True) and empty ones (False)."""
        return {bool(cell.strip()) for cell, rank in self.items() if rank == BLANK}


def recognises(text: str) -> bool:
    """Whether one of the lines behind the first is a ballot for as many candidates as the first has cells."""
    lines, delimiter = _opened(text)
    rows, cells = csv.reader(lines[:_LOOKED_AT], delimiter=delimiter, strict=True), _Cells()
    try:
        size = len(next(rows))
        return any(row and len(row) == size and all(map(cells.holds, row)) for row in rows)
    except (csv.Error, StopIteration):
        return False


def read(text: str, origin: str) -> Poll:
    """Read a poll; BallotFaults names every line that is no ballot."""
    lines, delimiter = _opened(text)
    rows, cells = csv.reader(lines, delimiter=delimiter, strict=True), _Cells()
    faults = Faults(origin)
    try:
        candidates = _names(next(rows), faults)
        ballots = Counter(tuple(map(cells.__getitem__, row)) for row in rows)
    except (csv.Error, StopIteration, _Unfit):
        raise _faults(text, origin) from None
    if set(map(len, ballots)) - {len(candidates)} or len(cells.kinds) > 1:
        raise _faults(text, origin)
    faults.stop()
    return Poll(candidates, ballots, "last" if cells.kinds == {False} else "no-opinion")


def write(poll: Poll) -> str:
    """Write a poll, a line a ballot. ElectionFault: somebody withdrew, or there would be too many lines."""
    must_hold(poll, NAME, blanks=poll.blanks)
    if poll.cast > MOST_LINES:
        raise ElectionFault(NAME, f"There are {poll.cast} ballots, each a line.", "Write blt, which counts equal ones.")
    blank = "" if poll.blanks == "last" else _NO_OPINION
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(poll.candidates)
    for ranks, times in sorted(poll.ballots.items()):
        row = [blank if rank == BLANK else str(rank) for rank in ranks]
        writer.writerows([row] * times)
    return out.getvalue()


def _opened(text: str) -> tuple[list[str], str]:
    """Give the lines of a file without the empty ones at its end, and what parts their cells."""
    lines = text.split("\n")
    while len(lines) > 1 and not lines[-1].strip("\r"):
        lines.pop()
    return lines, max(_DELIMITERS, key=lines[0].count)


def _names(cells: Sequence[str], faults: Faults) -> tuple[str, ...]:
    names = [cell.strip() for cell in cells]
    if names and set(names) <= set(map(str, range(1, len(names) + 1))):
        faults.add(1, "The first line is a ballot.", "Write the candidates' names in the first line.")
    return faults.names((1, name) for name in names)


def _faults(text: str, origin: str) -> BallotFaults:
    """Go through a file that cannot be read once more, line by line, and say what is wrong with each."""
    lines, delimiter = _opened(text)
    rows, cells, faults = csv.reader(lines, delimiter=delimiter, strict=True), _Cells(), Faults(origin)
    try:
        names = next(rows, [])
        _names(names, faults)
        for row in rows:
            if len(row) != len(names):
                what = f"The line has {len(row)} cells, and there are {len(names)} candidates."
                faults.add(rows.line_num, what, "Write one cell for each candidate.")
            for cell in row:
                if not cells.holds(cell):
                    what = f"{shown(cell)} is no rank."
                    faults.add(rows.line_num, what, 'Write a number from 1 on, or "No opinion".')
    except csv.Error as fault:
        faults.add(
            rows.line_num, f"The line cannot be taken apart: {fault}.", "Mend its quotes, or take out odd bytes."
        )
    if len(cells.kinds) > 1:
        what = "Some cells say No opinion and others are empty."
        faults.add(0, what, "Write No opinion wherever that is meant, and a rank behind the others where it is not.")
    return faults.all()
