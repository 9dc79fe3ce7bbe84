"""Ballots in piles, for counts in which a vote runs on from one candidate to the next.

A pile holds the ballots that run through the same ranks until there is somebody who keeps all that is left. A ballot
moves only when that one is elected, and from then on passes a part on, or is out. So what a count does again and again
until it settles, it does for piles, of which there are few.
"""

from collections.abc import Mapping
from typing import TypeAlias

from muster.domain.elections.ballots import Poll, tiers

Path: TypeAlias = tuple[int, ...]
"""Ranks that a ballot runs through, each the bit set of the candidates that share it and are not out."""


class Piles:
    """The ballots of a poll. As they are made, none of them has moved yet."""

    def __init__(self, poll: Poll) -> None:
        self._orders = [tiers(ranks) for ranks in poll.ballots]
        self._times = list(poll.ballots.values())
        self._next = [0] * len(self._orders)
        self._piles: dict[Path, list[int]] = {(): list(range(len(self._orders)))}
        self._ended: dict[Path, int] = {}

    def sort(self, standing: int, keeping: int) -> Mapping[Path, int]:
        """Move the ballots that have to, and say how many run through what.

        standing: the bit set of those who are not out; keeping: of those among them who keep all they get.
        """
        before, self._piles = self._piles, {}
        for path, ballots in before.items():
            last = path[-1] & standing if path else 0
            so_far = (*path[:-1], last) if last else path[:-1]
            if last & keeping:
                self._piles.setdefault(so_far, []).extend(ballots)
            else:
                self._move(so_far, ballots, standing, keeping)
        sizes = {path: sum(map(self._times.__getitem__, ballots)) for path, ballots in self._piles.items()}
        for path, size in self._ended.items():
            sizes[path] = sizes.get(path, 0) + size
        return sizes

    def _move(self, so_far: Path, ballots: list[int], standing: int, keeping: int) -> None:
        for ballot in ballots:
            path, order = so_far, self._orders[ballot]
            for place in range(self._next[ballot], len(order)):
                if rank := order[place] & standing:
                    path += (rank,)
                    if rank & keeping:
                        self._next[ballot] = place + 1
                        self._piles.setdefault(path, []).append(ballot)
                        break
            else:
                self._ended[path] = self._ended.get(path, 0) + self._times[ballot]
