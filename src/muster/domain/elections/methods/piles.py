"""Ballots in piles, for counts in which a vote runs on from one candidate to the next.

A pile holds the ballots that run through the same ranks until there is somebody who keeps all that is left. A ballot
moves only when that one is elected, and from then on passes a part on, or is out. So what a count does again and again
until it settles, it does for piles, of which there are few.

Ballots of a large pile move all at once, as the bits of one number (see `planes`). That takes as long for a few as for
all; so those of a small pile move one by one, and stay apart from the large ones.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Final, TypeAlias

from muster.domain.elections.ballots import Poll, members, tiers
from muster.domain.elections.planes import Ballots, planes_of

Path: TypeAlias = tuple[int, ...]
"""Ranks that a ballot runs through, each the bit set of the candidates that share it and are not out."""

FEW: Final = 16
MANY: Final = 1024
"""A pile is small if fewer ballots are in it than this, or than one in so many."""


class Piles:
    """The ballots of a poll. As they are made, none of them has moved yet. few: what makes a pile small, 1 or more."""

    def __init__(self, poll: Poll, few: int | None = None) -> None:
        self._ranks, self._times = list(poll.ballots), list(poll.ballots.values())
        self._few = max(FEW, len(self._ranks) // MANY) if few is None else few
        self._planes = planes_of(poll.ballots, len(poll.candidates), "no-opinion")
        self._large: dict[Path, Ballots] = {(): (1 << len(self._ranks)) - 1}
        self._small: dict[Path, list[int]] = {}
        self._ended: Counter[Path] = Counter()
        self._ahead: dict[int, Sequence[int]] = {}  # of ballots in small piles, the ranks that they have not come to

    def sort(self, standing: int, keeping: int) -> Mapping[Path, int]:
        """Move the ballots that have to, and say how many run through what.

        standing: the bit set of those who are not out; keeping: of those among them who keep all they get.
        """
        large, self._large = self._large, {}
        small, self._small = self._small, {}
        for path, ballots in large.items():
            so_far = _so_far(path, standing)
            if so_far and so_far[-1] & keeping:
                self._large[so_far] = self._large.get(so_far, 0) | ballots
            else:
                self._move(so_far, ballots, standing, keeping)
        for path, few in small.items():
            so_far = _so_far(path, standing)
            if so_far and so_far[-1] & keeping:
                self._small.setdefault(so_far, []).extend(few)
            else:
                self._move_each(so_far, few, standing, keeping)
        sizes = Counter(self._ended)
        sizes.update({path: self._planes.counted(ballots) for path, ballots in self._large.items()})
        sizes.update({path: sum(map(self._times.__getitem__, few)) for path, few in self._small.items()})
        return sizes

    def _move(self, so_far: Path, ballots: Ballots, standing: int, keeping: int) -> None:
        """Move ballots that have run through the same ranks, all at once."""
        moving = [(so_far, ballots)]
        while moving:
            path, left = moving.pop()
            places = list(members(standing & ~_passed(path)))
            ranks, scattered = _by_rank(places, self._planes.first(places, left), self._few)
            for rank, which in ranks:
                left ^= which
                on = (*path, rank)
                if rank & keeping:
                    self._large[on] = self._large.get(on, 0) | which
                else:
                    moving.append((on, which))
            self._move_each(path, self._numbers(scattered), standing, keeping)
            if left ^ scattered:
                self._ended[path] += self._planes.counted(left ^ scattered)

    def _move_each(self, so_far: Path, ballots: Iterable[int], standing: int, keeping: int) -> None:
        """Move ballots that have run through the same ranks, one by one."""
        before = standing & ~_passed(so_far)
        for ballot in ballots:
            path, order = so_far, self._ahead.get(ballot) or tiers(self._ranks[ballot])
            for place, all_of_rank in enumerate(order, 1):
                if rank := all_of_rank & before:
                    path += (rank,)
                    if rank & keeping:
                        self._ahead[ballot] = order[place:]
                        self._small.setdefault(path, []).append(ballot)
                        break
            else:
                self._ended[path] += self._times[ballot]

    def _numbers(self, ballots: Ballots) -> Iterator[int]:
        """Give the places of ballots among all, the first of which has the highest bit."""
        bits = f"{ballots:0{len(self._ranks)}b}" if ballots else ""
        at = bits.find("1")
        while at >= 0:
            yield at
            at = bits.find("1", at + 1)


def _so_far(path: Path, standing: int) -> Path:
    """Leave out of the last rank of a path who is out now."""
    last = path[-1] & standing if path else 0
    return (*path[:-1], last) if last else path[:-1]


def _passed(path: Path) -> int:
    return reduce(or_, path, 0)


def _by_rank(
    places: Sequence[int], firsts: Sequence[Ballots], few: int
) -> tuple[Sequence[tuple[int, Ballots]], Ballots]:
    """Part ballots by who shares the first rank on them, as a bit set; and give those of all small parts together.

    firsts: for each of these candidates the ballots that place them first, alone or with others.
    """
    some = shared = 0
    for ballots in firsts:
        shared |= some & ballots
        some |= ballots
    parts = {0: shared}
    scattered = 0
    for place, ballots in zip(places, firsts, strict=True):
        split: dict[int, Ballots] = {}
        for rank, which in parts.items():
            inside = which & ballots
            for own, part in ((rank | 1 << place, inside), (rank, which ^ inside)):
                if part.bit_count() >= few:
                    split[own] = part
                else:
                    scattered |= part
        parts = split
    alone = ((1 << place, ballots & ~shared) for place, ballots in zip(places, firsts, strict=True))
    ranks: list[tuple[int, Ballots]] = []
    for rank, which in (*parts.items(), *alone):
        if which.bit_count() >= few:
            ranks.append((rank, which))
        else:
            scattered |= which
    return ranks, scattered
