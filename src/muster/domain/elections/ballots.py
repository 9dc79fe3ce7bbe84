"""Ballots as plain data: a rank for each candidate, ties shared, and blanks where a ballot says nothing of one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from muster.domain.errors import ElectionFault
from muster.domain.refusal import Refusal

Ranks: TypeAlias = tuple[int, ...]
"""One ballot: a number for each candidate, in the order of the poll's candidates. The smaller is the better, ties share
a number, BLANK says nothing of the candidate. Only their order means something: (2, 9, 9) says what (1, 2, 2) says."""

BLANK: Final = 0

MOST_CANDIDATES: Final = 500
"""More is no election but a data set; counting it would take minutes."""

Blanks: TypeAlias = Literal["no-opinion", "last"]
"""What a blank means where two candidates are compared: that the ballot does not compare this one with any other, or
that it places this one behind all whom it ranks. A blank never receives a vote, whichever it means."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What was voted: the candidates, and each ballot with how often it was cast.

    candidates: their labels, no two alike. withdrawn: those of them who do not stand any more; what ballots say of them
    is passed over. seats: how many are to be filled, if whoever made the poll says so. ElectionFault: two candidates
    have one label, or a ballot has not one rank for each of them.
    """

    candidates: tuple[str, ...]
    ballots: Mapping[Ranks, int]
    blanks: Blanks = "no-opinion"
    title: str = ""
    seats: int | None = None
    withdrawn: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Refuse ballots that are not about these candidates."""
        if not self.candidates or len(set(self.candidates)) < len(self.candidates):
            raise ElectionFault(
                "candidates", "There are none, or two have the same name.", "Give each a name of its own."
            )
        if len(self.candidates) > MOST_CANDIDATES:
            raise ElectionFault("candidates", f"There are {len(self.candidates)}.", f"Have at most {MOST_CANDIDATES}.")
        if not self.withdrawn <= set(self.candidates):
            raise ElectionFault("withdrawn", "Somebody withdrew who never stood.", "Name candidates of this poll.")
        lengths = set(map(len, self.ballots)) - {len(self.candidates)}
        if lengths:
            raise ElectionFault(
                "ballots",
                f"A ballot has {min(lengths)} ranks where there are {len(self.candidates)} candidates.",
                "Give each ballot one rank a candidate.",
            )
        if min(self.ballots.values(), default=1) < 1:
            raise ElectionFault("ballots", "A ballot was cast less than once.", "Leave it out, or count it from 1.")

    @property
    def cast(self) -> int:
        """How many ballots were cast, those that rank nobody among them."""
        return sum(self.ballots.values())

    @property
    def ranks_nobody(self) -> int:
        """How many of the ballots rank nobody."""
        return self.ballots.get((BLANK,) * len(self.candidates), 0)


def without(poll: Poll, names: Collection[str]) -> Poll:
    """Give the poll as if these candidates had never stood."""
    kept = [place for place, name in enumerate(poll.candidates) if name not in names]
    ballots: dict[Ranks, int] = {}
    for ranks, times in poll.ballots.items():
        left = tuple(ranks[place] for place in kept)
        ballots[left] = ballots.get(left, 0) + times
    return Poll(tuple(poll.candidates[place] for place in kept), ballots, poll.blanks, poll.title, poll.seats)


def dense(ranks: Sequence[int]) -> Ranks:
    """Number the ranks 1, 2, 3 without gaps.

    Nothing that counts is lost, and a voter cannot sign a ballot by ranking somebody 4,711th.
    """
    number = {rank: place for place, rank in enumerate(sorted({*ranks} - {BLANK}), 1)}
    return tuple(number.get(rank, BLANK) for rank in ranks)


def tiers(ranks: Ranks) -> tuple[int, ...]:
    """Give the candidates in order of rank, best first: for each rank the bit set of those who share it."""
    shared: dict[int, int] = {}
    bit = 1
    for rank in ranks:
        shared[rank] = shared.get(rank, 0) | bit
        bit <<= 1
    return tuple([who for rank, who in sorted(shared.items()) if rank != BLANK])


def members(bits: int) -> Iterator[int]:
    """Yield the places of a bit set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def ballot_refused(ranks: Sequence[object], candidates: int) -> Refusal | None:
    """Say why this is no ballot for so many candidates; None if it is one."""
    if len(ranks) != candidates:
        what = f"The ballot has {len(ranks)} ranks, and there are {candidates} candidates."
        return Refusal(what, "Give each candidate one rank, or none at all.")
    for place, rank in enumerate(ranks, 1):
        if type(rank) is not int or not BLANK <= rank <= candidates:
            what = f"What the ballot says of candidate {place} is no rank."
            return Refusal(what, f"Rank from 1 to {candidates}, or leave the candidate blank.")
    return None


def remark(ranks: Ranks, method: str, blanks: Blanks) -> str | None:
    """Say, before it is cast, that a ballot will have no effect; None if it may have some."""
    used = set(ranks)
    if used == {BLANK}:
        return "This ballot ranks nobody. It will be counted as cast, and favour nobody."
    if len(used) == 1 and len(ranks) > 1:
        return "This ballot ranks everybody alike. It will be counted as cast, and favour nobody."
    if method == "schulze" and blanks == "no-opinion" and len(used - {BLANK}) == 1:
        return (
            "This ballot compares nobody: all whom it ranks share one rank, and it has no opinion on the others. "
            "It will be counted as cast, and favour nobody. Rank others behind to say that you prefer somebody."
        )
    return None
