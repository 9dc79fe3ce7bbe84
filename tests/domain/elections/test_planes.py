"""Counting all ballots at once comes to what counting them one by one comes to."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.elections.ballots import BLANK, Blanks, Poll, Ranks
from muster.domain.elections.first_places import FirstPlaces
from muster.domain.elections.planes import planes_of
from muster.domain.errors import ElectionFault
from tests.domain.elections.strategies import NAMES, pairs_slowly, polls

TIMES = st.integers(1, 300)
LARGE_RANKS = st.sampled_from([BLANK, 1, 2, 126, 127, 128, 255, 256, 40_000, 999_999_999])


def pairs(poll: Poll) -> list[list[int]]:
    return planes_of(poll.ballots, len(poll.candidates), poll.blanks).before()


@given(polls(), st.data())
def test_every_pair_is_counted_as_a_person_would_count_it(poll: Poll, data: st.DataObject) -> None:
    weighed = Poll(poll.candidates, {ranks: data.draw(TIMES) for ranks in poll.ballots}, poll.blanks)
    assert pairs(weighed) == pairs_slowly(weighed)


@given(st.lists(st.tuples(*[LARGE_RANKS] * 3), max_size=8), st.sampled_from(("no-opinion", "last")))
def test_ranks_of_any_size_are_compared_rightly(ballots: list[tuple[int, ...]], blanks: Blanks) -> None:
    poll = Poll(NAMES[:3], Counter(ballots), blanks)
    assert pairs(poll) == pairs_slowly(poll)


def test_more_different_ranks_than_a_byte_holds_are_compared_rightly() -> None:
    ballots: dict[Ranks, int] = {(rank, 70_000 - rank): 1 for rank in range(1, 40_000)}
    poll = Poll(NAMES[:2], ballots)
    assert pairs(poll) == pairs_slowly(poll)


def test_a_rank_below_one_is_refused_and_not_taken_for_something_else() -> None:
    with pytest.raises(ElectionFault, match="-1 is no rank"):
        pairs(Poll(NAMES[:2], {(-1, 1): 1}))


@given(polls(), st.data())
def test_first_places_are_counted_among_any_of_the_candidates(poll: Poll, data: st.DataObject) -> None:
    everybody = range(len(poll.candidates))
    places = data.draw(st.lists(st.sampled_from(everybody), min_size=1, unique=True))
    slowly: list[Counter[int]] = [Counter() for _ in places]
    for ranks, times in poll.ballots.items():
        best = min((ranks[place] for place in places if ranks[place]), default=None)
        first = [at for at, place in enumerate(places) if ranks[place] == best]
        for at in first:
            slowly[at][len(first)] += times
    assert FirstPlaces(poll).among(places) == slowly


def test_a_hundred_candidates_may_share_the_first_place() -> None:
    names = tuple(f"c{number}" for number in range(300))
    firsts = FirstPlaces(Poll(names, {(1,) * 300: 2, (*(1,) * 100, *(2,) * 200): 3})).among(range(300))
    assert firsts == [{300: 2, 100: 3}] * 100 + [{300: 2}] * 200
