"""Text from outside is shown as it is, but for what hides, acts or identifies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.words import HIDDEN_ADDRESS, neutral


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("Ada <ada@alpha.example>", "Ada (address hidden)"),
        ("ada(work)@alpha.example", "(address hidden)"),
        ('"ada"@alpha.example said', "(address hidden) said"),
        ("ada @ alpha.example said", "(address hidden) said"),
        ("ada @alpha.example said", "(address hidden) said"),
        ("ada@ alpha.example said", "(address hidden) said"),
        ("ada\uff20alpha.example", "(address hidden)"),
        ("ada@[10.0.0.1]", "(address hidden)"),
        ("root@localhost", "(address hidden)"),
        ("x" * 70 + "@alpha.example", "(address hidden)"),
        ("Use @staticmethod here", "Use @staticmethod here"),
        ("Meet @ noon", "Meet @ noon"),
        ("@a@b", "(address hidden)"),
        ("@", "@"),
        ("a @", "a @"),
        ("\u202eevil\x07", r"\u202eevil\x07"),
        ("AT&T <script>", "AT&T <script>"),
    ],
)
def test_only_what_hides_acts_or_identifies_is_changed(text: str, shown: str) -> None:
    assert neutral(text) == shown


@given(st.text(), st.emails(), st.text())
def test_no_address_ever_comes_through(before: str, address: str, after: str) -> None:
    shown = neutral(f"{before} {address} {after}")
    assert address not in shown
    assert HIDDEN_ADDRESS in shown


@given(st.text())
def test_what_was_made_fit_once_stays_as_it_is(text: str) -> None:
    assert neutral(neutral(text)) == neutral(text)


def test_a_name_of_a_megabyte_is_no_trap() -> None:
    """With a search that looks ahead from every place this would not end."""
    assert neutral("@" + "a" * 1_000_000) == "@" + "a" * 1_000_000
    assert neutral("@" + "a" * 1_000_000 + "@x") == HIDDEN_ADDRESS
    assert neutral("a @ " * 250_000) == "a @ " * 250_000
