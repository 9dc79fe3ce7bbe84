"""A result in words says whatever its ranking alone does not show."""

from muster.domain.elections.ballots import Poll
from muster.domain.elections.counting import count
from muster.domain.elections.lots import drawn
from muster.domain.elections.rule import Rule
from muster.domain.elections.words import result_sentences, round_sentences
from tests.domain.elections.strategies import poll_of


def test_a_plain_result_is_told_in_one_sentence() -> None:
    rule = Rule("schulze")
    assert result_sentences(count(poll_of("2 AB, 1 B"), rule), rule) == [
        "3 ballots for 1 seat, counted by Schulze's method."
    ]


def test_blank_ballots_caps_and_lots_are_told_each_in_a_sentence() -> None:
    names = ("Ada", "Bo", "Cy", "Di")
    rule = Rule("schulze", 2, "a seed", cap=1, employers={"Ada": "Alpha", "Bo": "Alpha"})
    poll = Poll(names, {(1, 2, 3, 3): 2, (0, 0, 0, 0): 1})
    order = drawn("seat", ("Cy", "Di"), "a seed").order
    assert result_sentences(count(poll, rule), rule) == [
        "3 ballots for 2 seats, counted by Schulze's method.",
        "1 ballot of these ranked nobody.",
        "Bo was passed over: Alpha has all the seats that one employer may have (1).",
        (
            f"{order[0]} and {order[1]} were level for a seat; their lots, drawn from the seed “a seed”, "
            "came in this order."
        ),
    ]


def test_what_only_a_seed_could_decide_is_told() -> None:
    one, three = Rule("approval"), Rule("approval", 3)
    assert result_sentences(count(poll_of("1 A, 1 B"), one), one)[1:] == [
        "Nothing but a seed can decide about one seat: A and B are level."
    ]
    assert result_sentences(count(poll_of("1 A, 1 B"), three), three)[1:] == ["1 seat could not be filled."]
    nobody = count(Poll(("Ada", "Cy"), {}), three)
    assert result_sentences(nobody, three)[1:] == ["No ballot ranks anybody, so nobody is elected."]


def test_every_round_of_a_runoff_is_told_with_its_votes() -> None:
    rule = Rule("irv", seed="a seed")
    result = count(poll_of("4 A, 3 B=C, 2 C"), rule)
    assert round_sentences(result) == [
        "Round 1: A 4, C 7/2, B 3/2. Out: B.",
        "Round 2: C 5, A 4. Elected: C.",
    ]


def test_every_round_of_a_transferable_vote_is_told_with_its_quota() -> None:
    rule = Rule("stv", 2, "a seed", cap=1, employers={"A": "Alpha", "P": "Alpha"})
    result = count(poll_of("4 AP, 2 H, 1 PH"), rule)
    assert round_sentences(result) == [
        "Round 1: A 4, H 2, P 1; quota 2.333333334. Elected: A. Out because of the cap: P."
    ]


def test_a_count_without_rounds_has_none_to_tell() -> None:
    assert round_sentences(count(poll_of("2 AB"), Rule("schulze"))) == []


def test_a_tie_for_last_is_told_with_who_dropped_out() -> None:
    rule = Rule("irv", seed="east")
    assert result_sentences(count(poll_of("3 A, 2 B, 2 C"), rule), rule)[1:] == [
        (
            "B and C were level for last; their lots, drawn from the seed “east”, came in this order, and the last "
            "dropped out."
        )
    ]
