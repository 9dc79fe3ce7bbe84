"""What the rows of commits.parquet add up to, counted while they are written."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyarrow as pa

_EXAMPLES: Final = 5
_DAY: Final = 86_400
_BIT_SET: Final = re.compile(rb"[^\0]")


class CommitTally:
    """Counts commits that pass in canonical order.

    lost: shas of those whose branch is gone, in order.
    """

    def __init__(self, *, now: float) -> None:
        """`now`: the moment of reading in seconds since 1970; a commit of a day later is dated in the future."""
        self._now = now + _DAY
        self._commits = 0
        self._future = 0
        self._days: list[str] = []
        self._odd: dict[str, dict[str, dict[str, Any]]] = {"aside": {}, "remark": {}}
        self.lost: list[str] = []

    def watch(self, pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """Let the pieces through, counting."""
        for piece in pieces:
            self._add(piece)
            yield piece

    def _add(self, piece: pa.Table) -> None:
        rows = piece.num_rows
        self._commits += rows
        moments, days = piece.column("committed_at"), piece.column("committed_day")
        undatable = days.null_count  # nulls come first
        if undatable < rows:
            ends = days[undatable].as_py().isoformat(), days[rows - 1].as_py().isoformat()
            self._days = [self._days[0] if self._days else ends[0], ends[1]]
            if moments[rows - 1].as_py() > self._now:
                at = bisect_right(range(undatable, rows), self._now, key=lambda row: moments[row].as_py())
                self._future += rows - undatable - at
        for kind, found in self._odd.items():
            for place, text in _texts(piece.column(kind)):
                for reason in [text] if kind == "aside" else text.split(", "):
                    of = found.setdefault(reason, {"count": 0, "examples": []})
                    of["count"] += 1
                    if len(of["examples"]) < _EXAMPLES:
                        of["examples"].append(piece.column("sha")[place].as_py())
        if any(chunk.false_count for chunk in piece.column("reachable").chunks):
            shas, reachable = piece.column("sha").to_pylist(), piece.column("reachable").to_pylist()
            self.lost += [sha for sha, stands in zip(shas, reachable, strict=True) if not stands]

    def counts(self) -> dict[str, Any]:
        """Return the counts as cursor.json holds them."""
        return {
            "commits": self._commits,
            "unreachable": len(self.lost),
            "lost": hashlib.sha256("\n".join(self.lost).encode()).hexdigest() if self.lost else "",
            "future": self._future,
            "aside": self._odd["aside"],
            "remarks": self._odd["remark"],
            "first_day": self._days[0] if self._days else None,
            "last_day": self._days[-1] if self._days else None,
        }


def _texts(column: pa.ChunkedArray) -> Iterator[tuple[int, str]]:
    """Yield place and text of the few cells that are not null, without looking at each of the many that are."""
    start = 0
    for chunk in column.chunks:
        if chunk.null_count < len(chunk):
            for place in _valid(chunk):
                yield start + place, chunk[place].as_py()
        start += len(chunk)


def _valid(chunk: pa.Array) -> Iterator[int]:
    bitmap = chunk.buffers()[0]
    if bitmap is None:
        yield from range(len(chunk))
        return
    bits = bitmap.to_pybytes()
    for byte in _BIT_SET.finditer(bits):
        for bit in range(8):
            place = byte.start() * 8 + bit - chunk.offset
            if bits[byte.start()] >> bit & 1 and 0 <= place < len(chunk):
                yield place
