"""What people wrote stands on one line of a letter's head, whatever it was."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.letters.one_line import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Adopt the roadmap", "Adopt the roadmap"),
        ("  Adopt\tthe\n\n roadmap ", "Adopt the roadmap"),
        ("Vote\r\nBcc: everybody@alpha.example", "Vote Bcc: everybody@alpha.example"),
        ("Vote\u2028Bcc: x", "Vote Bcc: x"),
        ("Vote\x00\x85\x0bnow", "Vote now"),
        ("turned \u202egnuorw", "turned gnuorw"),
        ("half a pair \ud800.", "half a pair ."),
        ("", ""),
    ],
)
def test_white_space_and_what_cannot_be_seen_become_one_space(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_long_text_is_cut_and_says_so() -> None:
    assert one_line("word " * 100, at_most=12) == "word word w…"
    assert one_line("word word", at_most=6) == "word…"
    assert one_line("just enough!", at_most=12) == "just enough!"


@given(text=st.text(), at_most=st.integers(1, 50))
def test_no_text_ever_ends_the_line_or_grows_too_long(text: str, at_most: int) -> None:
    line = one_line(text, at_most=at_most)
    assert len(line) <= at_most
    assert [one for one in line if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"}] == []
    assert len(line.splitlines()) <= 1
