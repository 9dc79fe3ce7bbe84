"""All ballots at once: whole numbers so long that every ballot has a few bits of its own in them, its lane.

Python adds, subtracts and masks such numbers at the speed of memory. A lane holds a rank below its highest bit. To
compare two candidates on a hundred thousand ballots, all highest bits are set in the one number and the other is
subtracted: where the bit survives, the one rank is not smaller than the other. Nothing is rounded, and nothing here
knows more of elections than that ranks are compared and ballots counted.
"""

import sys
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from muster.domain.elections.ballots import BLANK, Blanks, Ranks
from muster.domain.errors import ElectionFault

_BYTE: Final = 8
_HIGH: Final = 0x80
_SMALL: Final = bytes(range(_HIGH - 1))
_BEHIND_ALL: Final = bytes([_HIGH - 1, *range(1, 256)])
_MARKED_IF_RANKED: Final = bytes([0, *[_HIGH] * 255])


@dataclass(frozen=True, slots=True)
class Lanes:
    """The ballots of a poll, candidate by candidate.

    columns: for each candidate the ranks that the ballots give; 0 where there is none. ranked: for each candidate the
    highest bits of the lanes that rank them. high: the highest bits of all lanes. weights: the highest bits of the
    lanes that count once, twice, four times …: a ballot that was cast five times is in the first and in the third.
    shift: from a highest bit to the lowest bit of its lane.
    """

    columns: Sequence[int]
    ranked: Sequence[int]
    high: int
    weights: Sequence[int]
    shift: int

    def at_most(self, one: int, other: int) -> int:
        """Give the highest bits of the lanes in which `one` is not larger than `other`."""
        return ((other | self.high) - one) & self.high

    def before(self) -> list[list[int]]:
        """Count, for each candidate and each other, the ballots that rank both and the one before the other."""
        before = [[0] * len(self.columns) for _ in self.columns]
        raised = [column | self.high for column in self.columns]
        for one, column in enumerate(self.columns):
            for other in range(one):
                compared = self.ranked[one] & self.ranked[other]
                both = self.counted(compared)
                before[one][other] = both - self.counted((raised[one] - self.columns[other]) & compared)
                before[other][one] = both - self.counted((raised[other] - column) & compared)
        return before

    def counted(self, marked: int) -> int:
        """Count the ballots whose highest bit is marked, each as often as it was cast."""
        if len(self.weights) == 1:
            return marked.bit_count()
        return sum((marked & lanes).bit_count() << power for power, lanes in enumerate(self.weights))

    def filled(self, marked: int) -> int:
        """Give lanes full of ones, but for the highest bit, where that is marked."""
        return marked - (marked >> self.shift)


def lanes_of(ballots: Mapping[Ranks, int], candidates: int, blanks: Blanks) -> Lanes:
    """Lay the ballots out. Where a blank means "last" it becomes a rank behind all others."""
    try:
        all_ranks = b"".join(map(bytes, ballots))
    except ValueError:  # a rank above 255
        return _wide(ballots, candidates, blanks)
    if all_ranks.translate(None, delete=_SMALL):
        return _wide(ballots, candidates, blanks)
    columns = [all_ranks[place::candidates] for place in range(candidates)]
    high = _number(bytes([_HIGH]) * len(ballots))
    ranked = [_number(column.translate(_MARKED_IF_RANKED)) if BLANK in column else high for column in columns]
    if blanks == "last":
        columns, ranked = [column.translate(_BEHIND_ALL) for column in columns], [high] * candidates
    weights = _weights(ballots.values(), "B", _BYTE - 1)
    return Lanes([_number(column) for column in columns], ranked, high, weights, _BYTE - 1)


def _wide(ballots: Mapping[Ranks, int], candidates: int, blanks: Blanks) -> Lanes:
    """Lay out ballots with large ranks: renumbered in the order that they have over all ballots, in wider lanes."""
    columns: Sequence[Sequence[int]] = tuple(zip(*ballots, strict=True)) or ((),) * candidates
    times = ballots.values()
    ranks = sorted(set(chain.from_iterable(columns)) - {BLANK})
    if ranks and ranks[0] < BLANK:
        raise ElectionFault("ballots", f"{ranks[0]} is no rank.", "Rank from 1.")
    code, shift = ("H", 15) if len(ranks) < 2**15 - 1 else ("L", array("L").itemsize * _BYTE - 1)
    lane = {rank: number for number, rank in enumerate(ranks, 1)}
    lane[BLANK] = len(ranks) + 1 if blanks == "last" else 0
    marks = dict.fromkeys(ranks, 1 << shift) | {BLANK: 1 << shift if blanks == "last" else 0}
    return Lanes(
        [_array(code, [lane[rank] for rank in column]) for column in columns],
        [_array(code, [marks[rank] for rank in column]) for column in columns],
        _array(code, [1 << shift] * len(times)),
        _weights(times, code, shift),
        shift,
    )


def _weights(times: Collection[int], code: str, shift: int) -> list[int]:
    bits = max(times, default=1).bit_length()
    return [_array(code, [(count >> bit & 1) << shift for count in times]) for bit in range(bits)]


def _array(code: str, values: Collection[int]) -> int:
    return _number(array(code, values).tobytes())


def _number(lanes: bytes) -> int:
    return int.from_bytes(lanes, sys.byteorder)
