"""Two versions of a text side by side: whatever is shown makes both of them again, and large ones take no longer."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.web.decisions.comparing import Piece, compared

TEXTS = st.lists(st.sampled_from(["We test", " ", "every week", "\n", "on Mondays", ".", "\n\n"]), max_size=12).map(
    "".join
)


@given(old=TEXTS, new=TEXTS)
def test_what_is_not_new_makes_the_old_text_and_what_is_not_gone_the_new_one(old: str, new: str) -> None:
    pieces = compared(old, new)
    assert "".join(one.text for one in pieces if one.what != "new") == old
    assert "".join(one.text for one in pieces if one.what != "gone") == new
    assert all(one.text for one in pieces)


def test_a_text_that_stayed_is_one_piece_and_an_empty_one_is_none() -> None:
    assert compared("As it was.\n", "As it was.\n") == [Piece("same", "As it was.\n")]
    assert compared("", "") == []


def test_words_are_marked_within_a_line_that_changed() -> None:
    assert compared("Every week\nOn Mondays, at night", "Every week\nOn Sundays, at night") == [
        Piece("same", "Every week\nOn "),
        Piece("gone", "Mondays,"),
        Piece("new", "Sundays,"),
        Piece("same", " at night"),
    ]


@pytest.mark.parametrize("end", ["\n", " "])
def test_the_longest_texts_are_compared_while_a_reader_waits(end: str) -> None:
    old = "".join(f"word{number}{end}" for number in range(10_000))
    new = "".join(f"word{number}{end}" for number in range(10_000, 0, -1))
    begun = time.process_time()
    compared(old[:100_000], new[:100_000])
    assert time.process_time() - begun < 3
