"""A ballot is a rank for each candidate; what it cannot be is refused, and what changes nothing is said beforehand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.elections.ballots import Blanks, Poll, Ranks, ballot_refused, dense, remark, tiers, without
from muster.domain.elections.counting import count
from muster.domain.elections.rule import METHODS, Method, Rule
from muster.domain.errors import ElectionFault
from tests.domain.elections.strategies import polls


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=8))
def test_numbering_ranks_without_gaps_keeps_their_order_and_can_be_done_once(given_ranks: list[int]) -> None:
    ranks = dense(given_ranks)
    assert dense(ranks) == ranks
    assert set(ranks) - {0} == set(range(1, max(ranks) + 1))
    assert tiers(ranks) == tiers(tuple(given_ranks))
    assert [rank == 0 for rank in ranks] == [rank == 0 for rank in given_ranks]


@given(polls(), st.sampled_from(METHODS), st.integers(1, 1000))
def test_only_the_order_of_ranks_means_something(poll: Poll, method: Method, factor: int) -> None:
    stretched = {tuple(rank * factor for rank in ranks): times for ranks, times in poll.ballots.items()}
    rule = Rule(method, seed="a seed")
    assert count(Poll(poll.candidates, stretched, poll.blanks), rule) == count(poll, rule)


def test_whoever_shares_a_rank_stands_in_one_tier() -> None:
    assert tiers((2, 0, 9, 2)) == (0b1001, 0b0100)


@pytest.mark.parametrize(
    ("ranks", "reason"),
    [
        ((1, 2), "The ballot has 2 ranks, and there are 3 candidates."),
        ((1, 2, 4), "What the ballot says of candidate 3 is no rank."),
        ((1, -1, 2), "What the ballot says of candidate 2 is no rank."),
        ((True, 2, 3), "What the ballot says of candidate 1 is no rank."),
        (("1", 2, 3), "What the ballot says of candidate 1 is no rank."),
        ((None, 2, 3), "What the ballot says of candidate 1 is no rank."),
    ],
)
def test_what_is_no_ballot_is_refused_with_the_reason(ranks: tuple[object, ...], reason: str) -> None:
    refusal = ballot_refused(ranks, 3)
    assert refusal is not None
    assert refusal.what == reason


@pytest.mark.parametrize("ranks", [(0, 0, 0), (1, 1, 1), (3, 1, 2), (0, 3, 3)])
def test_a_rank_or_a_blank_for_each_candidate_is_a_ballot(ranks: tuple[int, ...]) -> None:
    assert ballot_refused(ranks, 3) is None


@pytest.mark.parametrize(
    ("ranks", "method", "blanks", "begins"),
    [
        ((0, 0, 0), "stv", "last", "This ballot ranks nobody."),
        ((3, 3, 3), "schulze", "no-opinion", "This ballot ranks everybody alike."),
        ((1, 1, 1), "approval", "last", "This ballot ranks everybody alike."),
        ((1, 0, 0), "schulze", "no-opinion", "This ballot compares nobody"),
        ((2, 0, 2), "schulze", "no-opinion", "This ballot compares nobody"),
        ((1, 0, 0), "schulze", "last", None),
        ((1, 0, 0), "approval", "no-opinion", None),
        ((1, 2, 0), "schulze", "no-opinion", None),
    ],
)
def test_a_ballot_that_changes_nothing_is_told_so_before_it_is_cast(
    ranks: Ranks, method: str, blanks: Blanks, begins: str | None
) -> None:
    said = remark(ranks, method, blanks)
    assert said is None if begins is None else said is not None and said.startswith(begins)


@given(polls(least=2), st.sampled_from(METHODS), st.data())
def test_a_ballot_of_which_it_was_said_that_it_changes_nothing_changes_no_ranking(
    poll: Poll, method: Method, data: st.DataObject
) -> None:
    ranks = data.draw(st.tuples(*[st.integers(0, 2)] * len(poll.candidates)))
    rule = Rule(method, seed="a seed")
    if poll.cast > poll.ranks_nobody and remark(ranks, method, poll.blanks) and method != "stv":
        more = {**poll.ballots, ranks: poll.ballots.get(ranks, 0) + 1}
        assert count(Poll(poll.candidates, more, poll.blanks), rule).ranking == count(poll, rule).ranking


@pytest.mark.parametrize(
    ("candidates", "ballots", "withdrawn", "reason"),
    [
        ((), {}, (), "There are none, or two have the same name."),
        (("Ada", "Ada"), {}, (), "There are none, or two have the same name."),
        (("Ada", "Cy"), {(1, 2, 3): 1}, (), "A ballot has 3 ranks where there are 2 candidates."),
        (("Ada", "Cy"), {(1, 2): 0}, (), "A ballot was cast less than once."),
        (("Ada", "Cy"), {}, ("Di",), "Somebody withdrew who never stood."),
        (tuple(map(str, range(501))), {}, (), "There are 501."),
    ],
)
def test_a_poll_that_cannot_be_is_refused(
    candidates: tuple[str, ...], ballots: dict[Ranks, int], withdrawn: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(ElectionFault, match=reason.replace(".", r"\.")):
        Poll(candidates, ballots, withdrawn=frozenset(withdrawn))


def test_a_poll_without_somebody_is_as_if_they_had_never_stood() -> None:
    poll = Poll(("Ada", "Bo", "Cy"), {(1, 2, 3): 2, (2, 1, 3): 1, (0, 1, 0): 1}, "last", "Chair", 1)
    assert without(poll, {"Bo"}) == Poll(("Ada", "Cy"), {(1, 3): 2, (2, 3): 1, (0, 0): 1}, "last", "Chair", 1)


@given(polls(least=2), st.sampled_from(METHODS))
def test_whoever_withdrew_is_counted_as_if_they_had_never_stood(poll: Poll, method: Method) -> None:
    gone, rule = poll.candidates[:1], Rule(method, seed="a seed")
    withdrawn = Poll(poll.candidates, poll.ballots, poll.blanks, withdrawn=frozenset(gone))
    assert count(withdrawn, rule) == count(without(poll, gone), rule)
