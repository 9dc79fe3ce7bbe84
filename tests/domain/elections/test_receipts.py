"""Receipts: one voter's alone, typed as people type, and worth nothing in another election."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.elections.receipts import LONGEST_WORDS, as_made, code_of, receipt, words_refused

RANDOM = bytes(range(16))


def test_a_receipt_is_digits_in_groups_and_then_the_voters_own_words() -> None:
    assert receipt(RANDOM) == "0004-1061-050R-3GG2-8A1C-60T3-GF"
    assert receipt(RANDOM, "  Green   Umbrella ") == "0004-1061-050R-3GG2-8A1C-60T3-GF green umbrella"


@given(st.binary(min_size=16, max_size=16), st.text(st.characters(categories=("L", "N")), max_size=20))
def test_a_receipt_is_found_again_however_it_is_typed(random: bytes, words: str) -> None:
    made = receipt(random, words)
    assert as_made(made) == made
    digits, _, own = made.partition(" ")
    for typed in (
        digits.lower(),
        digits.replace("-", ""),
        digits.replace("-", " "),
        digits.replace("0", "o").replace("1", "l"),
        f"  {digits}  ",
    ):
        assert as_made(f"{typed} {own}") == made


@given(st.sets(st.binary(min_size=16, max_size=16), min_size=2, max_size=5))
def test_two_voters_never_have_one_receipt_unless_they_drew_the_same(randoms: set[bytes]) -> None:
    assert len({code_of(receipt(random), "lcoo/election/1") for random in randoms}) == len(randoms)


def test_a_voters_own_words_tell_two_apart_who_were_handed_the_same_digits() -> None:
    assert code_of(receipt(RANDOM, "one"), "e") != code_of(receipt(RANDOM, "two"), "e")


def test_the_code_is_a_hash_that_a_voter_can_take_by_hand_and_belongs_to_one_election() -> None:
    made = receipt(RANDOM)
    by_hand = hashlib.sha256(f"muster receipt\nlcoo/election/3\n{made}".encode()).hexdigest()
    assert code_of(made, "lcoo/election/3") == by_hand
    assert code_of(made, "lcoo/election/3") != code_of(made, "lcoo/election/4")


def test_a_receipt_of_too_little_chance_is_never_made() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        receipt(b"short")


@pytest.mark.parametrize(
    ("words", "may_be"),
    [("green umbrella", True), ("", True), ("x" * LONGEST_WORDS, True), ("x" * 61, False), ("a\u202eb", False)],
)
def test_own_words_are_few_and_can_be_seen(words: str, may_be: bool) -> None:
    assert (words_refused(words) is None) is may_be
