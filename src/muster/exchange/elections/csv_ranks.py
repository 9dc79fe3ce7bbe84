"""CSV of ranks, as Elekto and CIVS publish ballots: the candidates in the first line, then a line a ballot.

    Ada,Cy,Di
    1,2,2
    2,1,No opinion

A cell is a rank, or "No opinion", or empty. An empty cell says that the candidate was not ranked, and stands behind all
who were; the two do not mix in one file. Cells are parted by commas, semicolons or tabs. A rank of 3.0, as spreadsheets
write it, is 3.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from muster.domain.elections.ballots import BLANK, Poll
from muster.domain.errors import BallotFaults, ElectionFault
from muster.exchange.elections.reading import Faults, must_hold, shown

NAME: Final = "csv"
SUFFIXES: Final = frozenset({".csv", ".tsv"})
MOST_LINES: Final = 10_000_000

_RANK: Final = re.compile(r"([0-9]{1,9})(?:\.0{1,9})?", re.ASCII)
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
            found = _RANK.fullmatch(text)
            if found is None or not int(found[1]):
                raise _Unfit
            self[cell] = int(found[1])
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
    """Give the lines of a file without the empty ones at its end, and what parts their cells.

    The ballots show that best: a name may have commas and semicolons in it, a rank has none.
    """
    lines = text.split("\n")
    while len(lines) > 1 and not lines[-1].strip(" \r"):
        lines.pop()
    ballots = "".join(lines[1:_LOOKED_AT]).strip()
    return lines, max(_DELIMITERS, key=(ballots or lines[0]).count)


def _names(cells: Sequence[str], faults: Faults) -> tuple[str, ...]:
    names = [cell.strip() for cell in cells]
    if names and set(names) <= set(map(str, range(1, len(names) + 1))):
        faults.add(1, "The first line is a ballot.", "Write the candidates' names in the first line.")
    return faults.names((1, name) for name in names)


def _faults(text: str, origin: str) -> BallotFaults:
    """Go through a file that cannot be read twice more, line by line, and say what is wrong with each."""
    lines, delimiter = _opened(text)
    faults = Faults(origin)
    first, sizes, strange = _shape(csv.reader(lines, delimiter=delimiter, strict=True))
    if sizes.total() > 1 and len(sizes) == 1 and first not in sizes:
        what = f"The first line has {first} cells, and each of the others has {min(sizes)}."
        faults.add(1, what, "Name the candidates in the first line, one for each cell of the others.")
        return faults.all()
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        names = next(rows, [])
        _names(names, faults)
        for place in sorted(strange):
            what = f"No line has a rank for {shown(names[place])}."
            faults.add(1, what, "Take the column out if that is no candidate, or write ranks in it: numbers from 1 on.")
        _add_faults_of_ballots(((rows.line_num, row) for row in rows), first, strange, faults)
    except csv.Error as fault:
        faults.add(
            rows.line_num, f"The line cannot be taken apart: {fault}.", "Mend its quotes, or take out odd bytes."
        )
    return faults.all()


def _shape(rows: Iterator[list[str]]) -> tuple[int, Counter[int], set[int]]:
    """Give how many cells the first line has, how many lines have how many, and the columns without a cell that fits.

    Of a single line that is told cell by cell: there are no such columns.
    """
    cells, first, sizes, strange = _Cells(), 0, Counter[int](), set[int]()
    try:
        first = len(next(rows, []))
        strange.update(range(first))
        for row in rows:
            sizes[len(row)] += 1
            strange -= {place for place, cell in enumerate(row) if place in strange and cells.holds(cell)}
    except csv.Error:
        pass  # the line is named when the cells are
    return first, sizes, strange if sizes.total() > 1 else set()


def _add_faults_of_ballots(
    ballots: Iterable[tuple[int, Sequence[str]]], size: int, strange: Container[int], faults: Faults
) -> None:
    """Note what is wrong with the cells of each line, each with its number, but for columns that are named already."""
    cells = _Cells()
    blanks: dict[bool, int] = {}  # the line in which each kind of them first stands
    for line, row in ballots:
        if len(row) != size:
            what = f"The line has {len(row)} cells, and there are {size} candidates."
            faults.add(line, what, "Write one cell for each candidate.")
        for place, cell in enumerate(row):
            if place in strange:
                continue
            if not cells.holds(cell):
                faults.add(line, f"{shown(cell)} is no rank.", 'Write a whole number from 1 on, or "No opinion".')
            elif cells[cell] == BLANK:
                blanks.setdefault(bool(cell.strip()), line)
    if len(blanks) > 1:
        what = "Some cells say No opinion and others are empty, first here."
        mend = "Write No opinion wherever that is meant, and a rank behind the others where it is not."
        faults.add(max(blanks.values()), what, mend)
