"""All ballots at once: whole numbers so long that every ballot has a bit of its own in them.

Python combines such numbers at the speed of memory. The ranks that the ballots give to one candidate are kept as the
digits of these ranks in base two, a long number for each digit: so two candidates are compared on a hundred thousand
ballots in a few operations, from the highest digit on down. Nothing is rounded, and nothing here knows more of
elections than that ranks are compared and ballots counted.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

from muster.domain.elections.ballots import BLANK, Blanks, Ranks
from muster.domain.errors import ElectionFault

Ballots: TypeAlias = int
"""A set of ballots: their bits."""

ALL: Final[Ballots] = -1
"""Every ballot there is."""

_BYTE: Final = 8
_BYTES: Final = range(2**_BYTE)
_DIGITS: Final = [bytes(b"01"[value >> place & 1] for value in _BYTES) for place in range(_BYTE)]
_IS_RANK: Final = bytes(b"01"[value != BLANK] for value in _BYTES)


@dataclass(frozen=True, slots=True)
class Planes:
    """The ballots of a poll, candidate by candidate.

    digits: of the ranks that each candidate has, the highest digit first; for each digit the ballots on which it is 1.
    ranked: for each candidate the ballots that rank them. weights: the ballots that count once, twice, four times …:
    one that was cast five times is in the first and in the third.
    """

    digits: Sequence[Sequence[Ballots]]
    ranked: Sequence[Ballots]
    weights: Sequence[Ballots]

    def counted(self, which: Ballots) -> int:
        """Count ballots, each as often as it was cast."""
        if len(self.weights) == 1:
            return which.bit_count()
        return sum((which & ballots).bit_count() << power for power, ballots in enumerate(self.weights))

    def before(self) -> list[list[int]]:
        """Count, for each candidate and each other, the ballots that rank both and the one before the other."""
        before = [[0] * len(self.digits) for _ in self.digits]
        for one, digits_of_one in enumerate(self.digits):
            for other in range(one):
                undecided = self.ranked[one] & self.ranked[other]
                ahead = behind = 0
                for digit, digit_of_other in zip(digits_of_one, self.digits[other], strict=True):
                    differing = (digit ^ digit_of_other) & undecided
                    ahead |= differing & digit_of_other
                    behind |= differing & digit
                    undecided ^= differing
                before[one][other], before[other][one] = self.counted(ahead), self.counted(behind)
        return before

    def first(self, places: Sequence[int], among: Ballots = ALL) -> list[Ballots]:
        """Give for each of these candidates the ballots, of those among which to look, that rank none of them better.

        A ballot that does not rank a candidate is not among theirs.
        """
        leading = [self.ranked[place] & among for place in places]
        for digits in zip(*(self.digits[place] for place in places), strict=True):
            ones = [ballots & digit for ballots, digit in zip(leading, digits, strict=True)]
            some_have_zero = 0
            for ballots, one in zip(leading, ones, strict=True):
                some_have_zero |= ballots ^ one
            leading = [ballots ^ (one & some_have_zero) for ballots, one in zip(leading, ones, strict=True)]
        return leading


def planes_of(ballots: Mapping[Ranks, int], candidates: int, blanks: Blanks) -> Planes:
    """Lay the ballots out. Where a blank means "last" it becomes a rank behind all others.

    ElectionFault: a rank is negative.
    """
    pieces, size = _small(ballots, candidates) or _large(ballots)
    columns = [[piece[place::candidates] for piece in pieces] for place in range(candidates)]
    digits = [
        [_number(piece.translate(_DIGITS[digit])) for piece in column for digit in reversed(range(size))]
        for column in columns
    ]
    everybody = (1 << len(ballots)) - 1
    ranked = [0] * candidates
    for place, column in enumerate(columns):
        for piece in column:
            ranked[place] |= _number(piece.translate(_IS_RANK)) if BLANK in piece else everybody
    if blanks == "last":  # all digits are 1: no rank comes to that
        digits = [[digit | everybody ^ own for digit in of_one] for of_one, own in zip(digits, ranked, strict=True)]
        ranked = [everybody] * candidates
    return Planes(digits, ranked, _weights(ballots.values()))


def _small(ballots: Mapping[Ranks, int], candidates: int) -> tuple[list[bytes], int] | None:
    """Give all ranks in a row, a byte each, and how many digits they take; None if they do not fit."""
    try:
        ranks = b"".join(map(bytes, ballots))
    except ValueError:  # one is below 0 or above 255
        return None
    for size in range(candidates.bit_length(), _BYTE + 1):
        if not ranks.translate(None, delete=bytes(_BYTES[: 2**size - 1])):
            return [ranks], size
    return None


def _large(ballots: Mapping[Ranks, int]) -> tuple[list[bytes], int]:
    """Give all ranks in a row, as many bytes each as they need, the highest bytes first."""
    ranks = list(chain.from_iterable(ballots))
    if min(ranks) < BLANK:
        raise ElectionFault("ballots", f"{min(ranks)} is no rank.", "Rank from 1.")
    shifts = range(0, (max(ranks) + 1).bit_length(), _BYTE)
    return [bytes(rank >> shift & _BYTES[-1] for rank in ranks) for shift in reversed(shifts)], _BYTE


def _weights(times: Collection[int]) -> list[Ballots]:
    size = max(times, default=1).bit_length()
    if size <= _BYTE:
        pieces = [bytes(times)]
    else:
        pieces = [bytes(count >> shift & _BYTES[-1] for count in times) for shift in range(0, size, _BYTE)]
    return [_number(pieces[place // _BYTE].translate(_DIGITS[place % _BYTE])) for place in range(size)]


def _number(bits: bytes) -> int:
    return int(b"0" + bits, 2)
