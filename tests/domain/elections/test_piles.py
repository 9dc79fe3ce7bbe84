"""Ballots in piles: whether many move at once or one by one, each runs through what it says."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.elections.ballots import Poll, tiers
from muster.domain.elections.methods.piles import Path, Piles
from tests.domain.elections.strategies import polls

ALWAYS_LARGE, ALWAYS_SMALL = 1, 1000


def sorted_slowly(poll: Poll, standing: int, keeping: int) -> Counter[Path]:
    """Follow each ballot from its first rank on."""
    sizes: Counter[Path] = Counter()
    for ranks, times in poll.ballots.items():
        path: Path = ()
        for rank in tiers(ranks):
            path += (rank & standing,) if rank & standing else ()
            if rank & keeping:
                break
        sizes[path] += times
    return sizes


@pytest.mark.parametrize("few", [ALWAYS_LARGE, 3, ALWAYS_SMALL])
@given(poll=polls(least=2, cast=30), data=st.data())
def test_every_ballot_is_in_its_pile_after_every_move(few: int, poll: Poll, data: st.DataObject) -> None:
    piles = Piles(poll, few)
    standing = keeping = (1 << len(poll.candidates)) - 1
    for place in data.draw(st.permutations(range(len(poll.candidates)))):
        assert piles.sort(standing, keeping) == sorted_slowly(poll, standing, keeping)
        keeping &= ~(1 << place)
        standing &= ~(1 << place) if data.draw(st.booleans()) else standing
    assert piles.sort(standing, keeping) == sorted_slowly(poll, standing, keeping)
    assert not keeping


def test_ballots_that_are_cast_more_than_once_are_moved_together() -> None:
    poll = Poll(("Ada", "Bo", "Cy"), {(1, 2, 3): 5, (2, 1, 2): 3, (1, 1, 0): 2, (0, 0, 0): 7})
    for few in (ALWAYS_LARGE, ALWAYS_SMALL):
        piles = Piles(poll, few)
        assert piles.sort(0b111, 0b111) == {(0b001,): 5, (0b010,): 3, (0b011,): 2, (): 7}
        assert piles.sort(0b101, 0b101) == {(0b001,): 7, (0b101,): 3, (): 7}
        assert piles.sort(0b101, 0b100) == {(0b001, 0b100): 5, (0b101,): 3, (0b001,): 2, (): 7}
