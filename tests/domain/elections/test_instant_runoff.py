"""Instant runoff: a known count, the slow way, and its laws."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from muster.domain.elections.ballots import BLANK, Poll, Ranks
from muster.domain.elections.counting import count
from muster.domain.elections.result import Result, Round, Rounds
from muster.domain.elections.rule import Rule
from muster.domain.errors import ElectionFault
from tests.domain.elections.slow_counts import runoff_slowly
from tests.domain.elections.strategies import poll_of, polls

IRV = Rule("irv", seed="a seed")


def rounds(result: Result) -> list[Round]:
    assert isinstance(result.outcome.derivation, Rounds)
    return list(result.outcome.derivation.rounds)


def test_the_capital_of_tennessee_is_knoxville_after_three_rounds() -> None:
    result = count(poll_of("42 MNCK, 26 NCKM, 15 CKNM, 17 KCNM"), IRV)
    assert result.ranking == (("K",), ("M",), ("N",), ("C",))
    assert [(one.votes, one.elected, one.out) for one in rounds(result)] == [
        ({"C": "15", "K": "17", "M": "42", "N": "26"}, (), ("C",)),
        ({"K": "32", "M": "42", "N": "26"}, (), ("N",)),
        ({"K": "58", "M": "42"}, ("K",), ()),
    ]


def test_a_ballot_counts_in_equal_parts_for_those_who_share_its_best_rank() -> None:
    result = count(poll_of("4 A, 3 B=C, 2 C"), IRV)
    assert [one.votes for one in rounds(result)] == [
        {"A": "4", "B": "3/2", "C": "7/2"},
        {"A": "4", "C": "5"},
    ]
    assert result.winners == ("C",)


def test_a_ballot_counts_for_nobody_when_all_whom_it_ranks_are_out() -> None:
    result = count(poll_of("5 A, 4 BC, 1 D, 1 E"), IRV)
    assert [(one.for_nobody, one.out) for one in rounds(result)] == [("0", ("C",)), ("0", ("D", "E")), ("2", ())]
    assert result.winners == ("A",)


def test_those_last_together_drop_out_together_if_they_cannot_reach_the_next() -> None:
    result = count(poll_of("5 A, 4 B, 1 C, 1 D, 1 E", "ABCDEF"), Rule("irv"))
    assert [one.out for one in rounds(result)] == [("F",), ("C", "D", "E"), ()]
    assert result.ranking == (("A",), ("B",), ("C", "D", "E"), ("F",))


def test_a_tie_that_decides_who_drops_out_needs_a_seed() -> None:
    poll = poll_of("3 A, 2 B, 2 C")
    with pytest.raises(ElectionFault, match=r"comes to a tie \(B, C\), and there is no seed"):
        count(poll, Rule("irv"))
    by_lot = {seed: count(poll, Rule("irv", seed=seed)) for seed in ("east", "west")}
    assert [result.ranking for result in by_lot.values()] == [(("A",), ("B",), ("C",)), (("A",), ("C",), ("B",))]
    (tie,) = by_lot["east"].outcome.seating.ties
    assert (tie.over, tie.order) == ("exclusion", ("B", "C"))


def test_whoever_the_cap_bars_is_out_before_the_first_round() -> None:
    rule = Rule("irv", cap=1, employers={"A": "Alpha"}, held={"Alpha": 1})
    result = count(poll_of("3 AB, 2 C"), rule)
    assert (result.winners, result.outcome.seating.capped_out) == (("B",), ("A",))
    assert result.ranking == (("B",), ("C",), ("A",))


@given(polls())
def test_it_elects_whom_a_count_ballot_by_ballot_elects(poll: Poll) -> None:
    assume(poll.cast > poll.ranks_nobody)
    *gone, winner = runoff_slowly(poll, "a seed")
    result = count(poll, IRV)
    assert result.winners == (winner,)
    dropped = [name for rank in reversed(result.ranking) for name in rank][: len(gone)]
    if not any(len(one.out) > 1 for one in rounds(result)):
        assert dropped == gone


@given(polls(strict=True))
def test_whoever_more_than_half_place_first_is_elected(poll: Poll) -> None:
    valid = poll.cast - poll.ranks_nobody
    for place, name in enumerate(poll.candidates):
        if 2 * sum(times for ranks, times in poll.ballots.items() if ranks[place] == 1) > valid:
            assert count(poll, IRV).winners == (name,)


@given(polls(least=2, most=4, strict=True), st.data())
def test_clones_behind_one_another_do_not_change_who_wins(poll: Poll, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(poll.candidates) - 1))
    ballots: dict[Ranks, int] = {}
    for ranks, times in poll.ballots.items():
        beside = data.draw(st.sampled_from((-1, 1))) if ranks[place] != BLANK else 0
        cloned = (*(3 * rank for rank in ranks), 3 * ranks[place] + beside)
        ballots[cloned] = ballots.get(cloned, 0) + times
    before, after = count(poll, IRV), count(Poll((*poll.candidates, "clone"), ballots, poll.blanks), IRV)
    # Lots know candidates by name, and a clone has another: the law is about ballots.
    assume(not before.outcome.seating.ties and not after.outcome.seating.ties)
    one = poll.candidates[place]
    assert [one if name == "clone" else name for name in after.winners] == list(before.winners)


@given(polls())
def test_in_every_round_each_ballot_counts_exactly_once(poll: Poll) -> None:
    assume(poll.cast > poll.ranks_nobody)
    for one in rounds(count(poll, IRV)):
        assert sum(map(Fraction, one.votes.values()), Fraction(one.for_nobody)) == poll.cast
