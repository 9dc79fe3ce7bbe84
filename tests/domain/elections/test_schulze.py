"""Schulze's method: the examples of his paper, and the laws that he proves."""

from itertools import pairwise, permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.elections.ballots import BLANK, Poll, Ranks
from muster.domain.elections.counting import count
from muster.domain.elections.methods.schulze import strongest_paths
from muster.domain.elections.result import Pairs, Ranking
from muster.domain.elections.rule import Rule
from tests.domain.elections.strategies import pairs_slowly, poll_of, polls, rearranged, with_ballots

SCHULZE = Rule("schulze", seed="a seed")
EXAMPLE_1 = "5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC"
TENNESSEE = "42 MNCK, 26 NCKM, 15 CKNM, 17 KCNM"


def ranking(poll: Poll) -> Ranking:
    return count(poll, SCHULZE).ranking


def first(poll: Poll) -> set[str]:
    return set(ranking(poll)[0])


def test_the_first_example_of_the_paper_comes_out_with_its_strongest_paths() -> None:
    result = count(poll_of(EXAMPLE_1), SCHULZE)
    assert result.ranking == (("E",), ("A",), ("C",), ("B",), ("D",))
    assert isinstance(result.outcome.derivation, Pairs)
    assert result.outcome.derivation.pairs == [
        [0, 20, 26, 30, 22],
        [25, 0, 16, 33, 18],
        [19, 29, 0, 17, 24],
        [15, 12, 28, 0, 14],
        [23, 27, 21, 31, 0],
    ]
    assert result.outcome.derivation.paths == [
        [0, 28, 28, 30, 24],
        [25, 0, 28, 33, 24],
        [25, 29, 0, 29, 24],
        [25, 28, 28, 0, 24],
        [25, 28, 28, 31, 0],
    ]


def test_the_second_example_of_the_paper_has_the_winner_that_all_pairs_agree_on() -> None:
    poll = poll_of("5 ACBD, 2 ACDB, 3 ADCB, 4 BACD, 3 CBDA, 3 CDBA, 1 DACB, 5 DBAC, 4 DCBA")
    assert ranking(poll) == (("D",), ("A",), ("C",), ("B",))


def test_the_capital_of_tennessee_is_nashville() -> None:
    assert ranking(poll_of(TENNESSEE)) == (("N",), ("C",), ("K",), ("M",))


def test_winning_votes_and_not_margins_say_how_strong_a_majority_is() -> None:
    # Of the three in a circle the majority for A over B is the narrowest (10 to 9), and the one that most voted for.
    poll = poll_of("10 AB, 9 BA, 6 BC, 5 CA", blanks="no-opinion")
    assert pairs_slowly(poll) == [[0, 10, 0], [9, 0, 6], [5, 0, 0]]
    assert first(poll) == {"A"}


def test_who_ties_with_some_and_loses_to_nobody_shares_the_first_rank_by_losses() -> None:
    assert ranking(Poll(("A", "B", "C"), {(1, 0, 2): 3})) == (("A", "B"), ("C",))


@given(polls())
def test_the_strongest_path_is_the_strongest_of_all_that_there_are(poll: Poll) -> None:
    before = pairs_slowly(poll)
    places = range(len(before))
    won = [[before[one][other] if before[one][other] > before[other][one] else 0 for other in places] for one in places]
    strongest = [[0] * len(places) for _ in places]
    for length in range(2, len(places) + 1):
        for path in permutations(places, length):
            weakest = min(won[one][other] for one, other in pairwise(path))
            strongest[path[0]][path[-1]] = max(strongest[path[0]][path[-1]], weakest)
    assert strongest_paths(before) == strongest


@given(polls())
def test_whoever_beats_everybody_is_first_alone(poll: Poll) -> None:
    before = pairs_slowly(poll)
    places = range(len(before))
    for one in places:
        if all(before[one][other] > before[other][one] for other in places if other != one) and poll.cast:
            assert ranking(poll)[0] == (poll.candidates[one],)


@given(polls(strict=True, blanks="last"))
def test_whoever_is_first_on_more_than_half_of_the_ballots_is_elected(poll: Poll) -> None:
    for place, name in enumerate(poll.candidates):
        if 2 * sum(times for ranks, times in poll.ballots.items() if ranks[place] == 1) > poll.cast:
            assert count(poll, SCHULZE).winners == (name,)


@given(polls(least=2), st.randoms())
def test_the_order_of_candidates_never_matters(poll: Poll, random: Random) -> None:
    order = list(range(len(poll.candidates)))
    random.shuffle(order)
    other = rearranged(poll, order)
    assert [set(rank) for rank in ranking(poll)] == [set(rank) for rank in ranking(other)]
    assert count(poll, SCHULZE).winners == count(other, SCHULZE).winners


@given(polls(), st.data())
def test_raising_a_winner_never_makes_them_lose(poll: Poll, data: st.DataObject) -> None:
    if not poll.cast:
        return
    place = poll.candidates.index(data.draw(st.sampled_from(sorted(first(poll)))))
    raised = data.draw(st.sampled_from(sorted(poll.ballots)))
    others = [rank for at, rank in enumerate(raised) if at != place and rank != BLANK]
    if raised[place] != BLANK and others:
        better = tuple(1 if at == place else rank and rank + 1 for at, rank in enumerate(raised))
        ballots = {ranks: times for ranks, times in poll.ballots.items() if ranks != raised}
        ballots[better] = ballots.get(better, 0) + poll.ballots[raised]
        assert poll.candidates[place] in first(Poll(poll.candidates, ballots, poll.blanks))


@given(polls(least=2, most=4), st.data())
def test_a_clone_neither_helps_nor_harms_anybody_else(poll: Poll, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(poll.candidates) - 1))
    ballots: dict[Ranks, int] = {}
    for ranks, times in poll.ballots.items():
        beside = data.draw(st.sampled_from((-1, 0, 1))) if ranks[place] != BLANK else 0
        cloned = (*(3 * rank for rank in ranks), 3 * ranks[place] + beside)
        ballots[cloned] = ballots.get(cloned, 0) + times
    before, after = first(poll), first(Poll((*poll.candidates, "clone"), ballots, poll.blanks))
    one = poll.candidates[place]
    assert before - {one} == after - {one, "clone"}
    assert (one in before) == bool(after & {one, "clone"})


@given(polls(least=2, blanks="no-opinion"), st.data())
def test_a_ballot_never_changes_a_pair_that_it_has_no_opinion_on(poll: Poll, data: st.DataObject) -> None:
    size = len(poll.candidates)
    silent = data.draw(st.integers(0, size - 1))
    more = data.draw(st.tuples(*[st.integers(0, size)] * size))
    more = (*more[:silent], BLANK, *more[silent + 1 :])
    before, after = count(poll, SCHULZE), count(with_ballots(poll, more), SCHULZE)
    if isinstance(before.outcome.derivation, Pairs) and isinstance(after.outcome.derivation, Pairs):
        for other in range(size):
            assert before.outcome.derivation.pairs[silent][other] == after.outcome.derivation.pairs[silent][other]
            assert before.outcome.derivation.pairs[other][silent] == after.outcome.derivation.pairs[other][silent]


def test_no_opinion_is_not_last_place() -> None:
    ballots: dict[Ranks, int] = {(1, 2): 2, (0, 1): 3}
    assert first(Poll(("A", "B"), ballots, "no-opinion")) == {"A"}
    assert first(Poll(("A", "B"), ballots, "last")) == {"B"}
