"""The employer cap: how many seats one organisation may hold, asked when a seat is about to be taken."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.board import Cap
from muster.domain.membership.cap import family, most_seats, over_the_cap, refusal_of_a_seat

TC = Cap(share=Fraction(1, 2))
STEERING = Cap(seats=2)


@pytest.mark.parametrize(
    ("cap", "seats", "most"),
    [
        (TC, 13, 6),
        (TC, 12, 6),
        (Cap(share=Fraction(1, 3)), 9, 3),
        (Cap(share=Fraction(1, 3)), 8, 2),
        (STEERING, 7, 2),
        (Cap(seats=2, share=Fraction(1, 5)), 9, 1),
        (Cap(seats=2, share=Fraction(1, 5)), 90, 2),
        (None, 13, 13),
    ],
)
def test_the_most_seats_are_a_number_or_a_share_or_the_less_of_both(cap: Cap | None, seats: int, most: int) -> None:
    assert most_seats(cap, seats) == most


def test_the_tc_refuses_one_organisation_a_seventh_of_thirteen_seats() -> None:
    others = ["Beta"] * 3
    assert refusal_of_a_seat("Alpha", ["Alpha"] * 5 + others, TC, seats=13) is None
    refusal = refusal_of_a_seat("Alpha", ["Alpha"] * 6 + others, TC, seats=13)
    assert str(refusal) == (
        "Alpha holds 6 of 13 seats, and the charter lets one organisation hold 6 at most. "
        "Give up one of them first, or let another organisation fill the seat."
    )


def test_related_organisations_are_one_where_the_charter_says_so() -> None:
    part_of = {"Alpha": "Omega", "Beta": "Omega Europe", "Omega Europe": "Omega"}
    assert {family(name, part_of, as_one=True) for name in ("Alpha", "Beta", "Omega Europe", "Omega")} == {"Omega"}
    assert [family(name, part_of, as_one=False) for name in ("Alpha", "Beta")] == ["Alpha", "Beta"]
    assert family("Gamma", part_of, as_one=True) == "Gamma"
    holding = [family(name, part_of, as_one=True) for name in ("Alpha", "Beta", "Gamma")]
    assert refusal_of_a_seat("Omega", holding, STEERING, seats=7) is not None
    assert refusal_of_a_seat("Gamma", holding, STEERING, seats=7) is None


def test_organisations_that_are_part_of_each_other_are_one_family_from_wherever_one_looks() -> None:
    circle = {"Beta": "Gamma", "Gamma": "Alpha", "Alpha": "Beta", "Delta": "Beta"}
    assert {family(name, circle, as_one=True) for name in ("Alpha", "Beta", "Gamma", "Delta")} == {"Alpha"}


def test_a_cap_that_was_passed_without_a_seat_changing_hands_is_shown() -> None:
    assert over_the_cap(["Alpha", "Beta", "Alpha", "Alpha", "Beta"], STEERING, seats=7) == (("Alpha", 3),)
    assert over_the_cap(["Alpha"] * 7, None, seats=7) == ()


@given(
    taken=st.lists(st.sampled_from(["Alpha", "Beta", "Gamma"]), max_size=12),
    seats=st.integers(1, 12),
    cap=st.builds(Cap, seats=st.none() | st.integers(1, 5), share=st.none() | st.fractions(0, 1).filter(bool)),
)
def test_whoever_asks_before_taking_each_seat_never_passes_the_cap(taken: list[str], seats: int, cap: Cap) -> None:
    holding: list[str] = []
    for name in taken[:seats]:
        if refusal_of_a_seat(name, holding, cap, seats=seats) is None:
            holding.append(name)
    assert over_the_cap(holding, cap, seats=seats) == ()
