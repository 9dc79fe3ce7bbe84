"""What one text made of another, line by line: patience differences, in time that grows with the text's length.

Lines that stand once in both texts are the anchors; between two anchors the rest is looked at again. A short stretch
without any is compared in full, a long one counts as rewritten: a merge then keeps more than it need, never less.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_SHORT = 48
"""Lines of the longest stretch that is compared in full, which takes the square of it."""
_LOOKS = 40
"""How often a line is looked at again before the stretch that it stands in counts as rewritten."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines `start` up to `end` (not included, counted from 0) of a text became `lines`; start = end: only added."""

    start: int
    end: int
    lines: tuple[str, ...]


def hunks(base: Sequence[str], other: Sequence[str]) -> list[Hunk]:
    """Give what has to be done to `base` to make it `other`, in order; no two of them touch."""
    found: list[Hunk] = []
    at, there = 0, 0
    for line, partner in [*_matches(base, other), (len(base), len(other))]:
        if line > at or partner > there:
            found.append(Hunk(at, line, tuple(other[there:partner])))
        at, there = line + 1, partner + 1
    return found


class _Stretch(NamedTuple):
    """Lines `start` up to `end` of one text, and `first` up to `last` of the other."""

    start: int
    end: int
    first: int
    last: int


def _matches(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Give the pairs of lines that are taken for the same, both sides ascending."""
    found: list[tuple[int, int]] = []
    stretches = [_Stretch(0, len(base), 0, len(other))]
    patience = _LOOKS * (len(base) + len(other))
    while stretches:
        start, end, first, last = stretches.pop()
        while start < end and first < last and base[start] == other[first]:
            found.append((start, first))
            start, first = start + 1, first + 1
        while start < end and first < last and base[end - 1] == other[last - 1]:
            end, last = end - 1, last - 1
            found.append((end, last))
        if start == end or first == last:
            continue
        patience -= end - start + last - first
        if patience > 0 and (anchors := _anchors(base, other, _Stretch(start, end, first, last))):
            found += anchors
            edges = [(start - 1, first - 1), *anchors, (end, last)]
            stretches += [_Stretch(one[0] + 1, two[0], one[1] + 1, two[1]) for one, two in pairwise(edges)]
        elif max(end - start, last - first) <= _SHORT:
            found += _compared(base[start:end], other[first:last], start, first)
    return sorted(found)


def _anchors(base: Sequence[str], other: Sequence[str], within: _Stretch) -> list[tuple[int, int]]:
    """Give the lines that stand once on either side, as many as can be had in the order of both."""
    ours, theirs = Counter(base[within.start : within.end]), Counter(other[within.first : within.last])
    places = {other[place]: place for place in range(within.first, within.last)}
    once = (place for place in range(within.start, within.end) if ours[base[place]] == theirs[base[place]] == 1)
    return _longest_ascending([(place, places[base[place]]) for place in once])


def _longest_ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest choice of pairs whose second numbers ascend as the first do (patience sorting)."""
    tops: list[int] = []
    top_pairs: list[int] = []
    before: list[int] = []
    for index, (_, partner) in enumerate(pairs):
        pile = bisect_left(tops, partner)
        before.append(top_pairs[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [partner]
        top_pairs[pile : pile + 1] = [index]
    return [pairs[index] for index in reversed(list(_chain(before, top_pairs[-1] if top_pairs else -1)))]


def _chain(before: list[int], index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = before[index]


def _compared(ours: Sequence[str], theirs: Sequence[str], start: int, first: int) -> list[tuple[int, int]]:
    """Give a longest common subsequence of two short stretches."""
    lengths = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for row in range(len(ours) - 1, -1, -1):
        for column in range(len(theirs) - 1, -1, -1):
            lengths[row][column] = (
                lengths[row + 1][column + 1] + 1
                if ours[row] == theirs[column]
                else max(lengths[row + 1][column], lengths[row][column + 1])
            )
    found, row, column = [], 0, 0
    while row < len(ours) and column < len(theirs):
        if ours[row] == theirs[column]:
            found.append((start + row, first + column))
            row, column = row + 1, column + 1
        elif lengths[row + 1][column] >= lengths[row][column + 1]:
            row += 1
        else:
            column += 1
    return found
