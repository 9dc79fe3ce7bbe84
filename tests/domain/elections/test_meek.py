"""The single transferable vote: counts known to nine decimals, the reference rule step by step, and its laws."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from muster.domain.elections.ballots import BLANK, Poll
from muster.domain.elections.counting import count
from muster.domain.elections.methods.keeping import VOTE, shared
from muster.domain.elections.result import Result, Round, Rounds
from muster.domain.elections.rule import Rule
from muster.domain.errors import ElectionFault
from tests.domain.elections.slow_counts import meek_slowly
from tests.domain.elections.strategies import poll_of, polls

SEED = "a seed"


def stv(seats: int) -> Rule:
    return Rule("stv", seats, seed=SEED)


def rounds(result: Result) -> list[Round]:
    assert isinstance(result.outcome.derivation, Rounds)
    return list(result.outcome.derivation.rounds)


def test_a_surplus_is_passed_on_but_for_a_few_billionths() -> None:
    # The test case "42" of Droop, Jonathan Lundell's program for the reference rule, with its figures.
    result = count(poll_of("4 CP, 2 H", "CPH"), stv(2))
    first, second = rounds(result)
    assert (first.quota, first.votes, first.elected) == (
        "2.000000001",
        {"C": "4.000000000", "P": "0.000000000", "H": "2.000000000"},
        ["C"],
    )
    assert (second.votes, second.keep, second.surplus) == (
        {"C": "2.000000004", "P": "1.999999996", "H": "2.000000000"},
        {"C": "0.500000001"},
        "0.000000003",
    )
    assert (second.out, result.winners, result.outcome.seating.ties) == (["P"], ("C", "H"), ())


def test_candidates_are_level_whose_difference_is_within_the_surplus_that_is_left() -> None:
    result = count(poll_of("5 E, 10 EA, 6 D"), stv(2))
    last = rounds(result)[-1]
    assert (last.votes["A"], last.votes["D"], last.surplus) == ("5.999999850", "6.000000000", "0.000000199")
    (tie,) = result.outcome.seating.ties
    assert (tie.over, tie.order, last.out) == ("exclusion", ("A", "D"), ["D"])


def test_three_seats_are_filled_as_the_reference_program_fills_them() -> None:
    # Droop 0.14 gives these quotas and votes for these ballots, by its rule meek-prf.
    result = count(poll_of("11 AB, 4 A, 7 BC, 5 C, 6 DC, 3 E, 2 ED"), stv(3))
    assert [(one.quota, list(one.elected), list(one.out)) for one in rounds(result)] == [
        ("9.500000001", ["A"], []),
        ("9.133333335", ["B"], []),
        ("8.822104120", [], ["E"]),
        ("7.907192398", ["D"], []),
    ]
    assert [one.votes for one in rounds(result)][1:] == [
        {"A": "9.500000010", "B": "11.033333326", "C": "5.000000000", "D": "6.000000000", "E": "5.000000000"},
        {"A": "8.822104245", "B": "8.822104424", "C": "6.644207810", "D": "6.000000000", "E": "5.000000000"},
        {"A": "8.072104125", "B": "8.457141604", "C": "7.099523860", "D": "8.000000000"},
    ]
    assert rounds(result)[2].surplus == "0.000000429"
    assert result.ranking == (("A",), ("B",), ("D",), ("C",), ("E",))


def test_everybody_is_elected_where_there_are_seats_for_everybody() -> None:
    result = count(poll_of("3 A, 2 B", "ABC"), stv(3))
    assert (result.winners, rounds(result)) == (("A", "B", "C"), [])


def test_the_cap_takes_out_an_employers_others_as_soon_as_its_seats_are_taken() -> None:
    rule = Rule("stv", 2, cap=1, employers={"A": "Alpha", "B": "Alpha", "C": "Gamma"})
    result = count(poll_of("6 AB, 5 BA, 2 C, 1 D"), rule)
    assert (result.winners, result.outcome.seating.capped_out) == (("A", "C"), ("B",))
    assert rounds(result)[0].capped_out == ["B"]


def test_the_cap_holds_among_those_who_reach_the_quota_together() -> None:
    rule = Rule("stv", 2, seed=SEED, cap=1, employers={"A": "Alpha", "B": "Alpha"})
    result = count(poll_of("5 A, 4 B, 1 CB"), rule)
    assert (result.winners, result.outcome.seating.capped_out) == (("A", "C"), ("B",))


def test_a_seat_stays_empty_if_the_cap_leaves_nobody_for_it() -> None:
    rule = Rule("stv", 2, cap=1, employers={"A": "Alpha", "B": "Alpha"})
    result = count(poll_of("5 A, 4 B"), rule)
    assert (result.winners, result.outcome.seating.capped_out) == (("A",), ("B",))


def test_a_tie_for_last_needs_a_seed() -> None:
    with pytest.raises(ElectionFault, match="there is no seed"):
        count(poll_of("3 A, 2 B, 2 C"), Rule("stv", 1))


@given(polls(least=2, strict=True, cast=20), st.data())
def test_it_elects_whom_the_reference_rule_elects_step_by_step(poll: Poll, data: st.DataObject) -> None:
    assume(poll.cast > poll.ranks_nobody)
    seats = data.draw(st.integers(1, len(poll.candidates) - 1))
    assert set(count(poll, stv(seats)).winners) == set(meek_slowly(poll, seats, SEED))


@given(polls(least=2, strict=True, cast=20), st.data())
def test_as_many_are_elected_of_a_coalition_as_its_voters_have_quotas(poll: Poll, data: st.DataObject) -> None:
    assume(poll.cast > poll.ranks_nobody)
    seats = data.draw(st.integers(1, len(poll.candidates)))
    coalition = data.draw(st.sets(st.sampled_from(range(len(poll.candidates))), min_size=1))
    loyal = sum(times for ranks, times in poll.ballots.items() if is_loyal(ranks, coalition))
    quotas = loyal * (seats + 1) // (poll.cast + 1)
    elected = {poll.candidates.index(name) for name in count(poll, stv(seats)).winners}
    assert len(elected & coalition) >= min(quotas, len(coalition), seats)


def is_loyal(ranks: tuple[int, ...], coalition: set[int]) -> bool:
    """Whether a ballot ranks all of the coalition, and before everybody else."""
    inside = [ranks[one] for one in coalition]
    outside = [rank for one, rank in enumerate(ranks) if one not in coalition and rank != BLANK]
    return BLANK not in inside and max(inside) < min(outside, default=len(ranks) + 1)


@given(polls(cast=20), st.data())
def test_no_vote_is_made_or_lost_in_any_round(poll: Poll, data: st.DataObject) -> None:
    assume(poll.cast > poll.ranks_nobody)
    seats = data.draw(st.integers(1, len(poll.candidates)))
    result = count(poll, stv(seats))
    assert len(result.winners) == seats
    for one in rounds(result):
        assert sum(map(Fraction, one.votes.values()), Fraction(one.for_nobody)) == poll.cast
        assert Fraction(one.for_nobody) >= poll.ranks_nobody


@given(st.lists(st.integers(0, 4), min_size=1, max_size=5))
def test_a_shared_rank_counts_as_every_order_of_it_equally_often(quarters: list[int]) -> None:
    keep = [quarter * VOTE // 4 for quarter in quarters]
    everybody = range(len(keep))
    exact = dict.fromkeys(everybody, Fraction(0))
    orders = list(permutations(everybody))
    for order in orders:
        left = Fraction(1, len(orders))
        for one in order:
            exact[one] += left * Fraction(keep[one], VOTE)
            left *= 1 - Fraction(keep[one], VOTE)
    assert dict(shared((1 << len(keep)) - 1, keep)) == exact


@given(polls(least=2, most=4, strict=True))
def test_for_one_seat_it_elects_whom_the_instant_runoff_elects(poll: Poll) -> None:
    assert count(poll, stv(1)).winners == count(poll, Rule("irv", seed=SEED)).winners
