"""What candidates keep of the votes that run through them, in whole billionths of a vote (Meek's method).

A candidate who is elected keeps the part of each vote that is needed and passes on the rest. Candidates who share a
rank count as if the ballot had come in every order of them equally often (C. H. E. Warren, Voting matters 7, 1996).
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import factorial

from muster.domain.elections.ballots import members
from muster.domain.elections.methods.piles import Path

VOTE = 10**9
"""One vote. All quantities are whole numbers of its parts."""


def votes(piles: Mapping[Path, int], keep: Sequence[int]) -> list[int]:
    """Give each candidate's votes. keep: what each candidate keeps of a vote, from 0 to VOTE.

    What one candidate keeps is rounded up, what several share is rounded down, at each step of each pile.
    """
    got = [0] * len(keep)
    shares: dict[int, list[tuple[int, Fraction]]] = {}
    for path, ballots in piles.items():
        left = VOTE
        for rank in path:
            if rank & (rank - 1):
                if rank not in shares:
                    shares[rank] = list(shared(rank, keep))
                parts = [(one, left * share.numerator // share.denominator) for one, share in shares[rank]]
            else:
                one = rank.bit_length() - 1
                parts = [(one, -(-left * keep[one] // VOTE))]
            for one, part in parts:
                got[one] += part * ballots
                left -= part
    return got


def shared(rank: int, keep: Sequence[int]) -> Iterator[tuple[int, Fraction]]:
    """Yield for each candidate of a shared rank the exact part of a vote that they keep, over all orders of them.

    Give everyone a random moment between 0 and 1, and let the vote come by in the order of these. Whoever keeps all
    lets something pass if they come later, (1 - t); who keeps the part k passes on 1 - k·t by then. So a candidate gets
    the integral of the product of these over the others: a polynomial, and exact.
    """
    sharing = list(members(rank))
    passing = {one: Fraction(keep[one], VOTE) for one in sharing if keep[one] < VOTE}
    keeping = len(sharing) - len(passing)
    for one in sharing:
        terms = reduce(_times, (part for other, part in passing.items() if other != one), [Fraction(1)])
        others = keeping - (one not in passing)
        whole = sum(term * _integral(power, others) for power, term in enumerate(terms))
        yield one, whole * passing.get(one, Fraction(1))


def _times(terms: list[Fraction], part: Fraction) -> list[Fraction]:
    """Multiply a polynomial by 1 - part·t."""
    return [term - part * before for term, before in zip([*terms, Fraction(0)], [Fraction(0), *terms], strict=True)]


def _integral(power: int, others: int) -> Fraction:
    """Give the integral over t from 0 to 1 of t^power · (1 - t)^others."""
    return Fraction(factorial(power) * factorial(others), factorial(power + others + 1))


def written(parts: int) -> str:
    """Write a quantity as votes: 2.000000001."""
    return f"{parts // VOTE}.{parts % VOTE:09d}"
