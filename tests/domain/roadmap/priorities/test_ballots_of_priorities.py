"""What a seat can say in a round of priorities, and what it weighs."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.roadmap.priorities.ballots import KINDS, Kind, ballot_refused, in_words, kept, weights_of

ITEMS = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("kind", "said", "why"),
    [
        ("approvals", {}, "The ballot names no item."),
        ("approvals", {"x": 1}, "The ballot names x, which is not chosen among."),
        ("approvals", {"x": 1, "y": 1}, "The ballot names x and y, which are not chosen among."),
        ("approvals", {"a": 2}, "What the ballot says of a cannot be."),
        ("approvals", {"a": True}, "What the ballot says of a cannot be."),
        ("ranks", {"a": 4}, "What the ballot says of a cannot be."),
        ("ranks", {"a": 0}, "What the ballot says of a cannot be."),
        ("ranks", {"a": "1"}, "What the ballot says of a cannot be."),
        ("points", {"a": 60, "b": 41}, "The ballot spreads 101 points."),
        ("points", {"a": -1}, "What the ballot says of a cannot be."),
    ],
)
def test_what_is_no_ballot_is_refused(kind: Kind, said: dict[str, Any], why: str) -> None:
    refusal = ballot_refused(kind, said, ITEMS)
    assert refusal is not None
    assert refusal.what == why


@pytest.mark.parametrize(
    ("kind", "said"), [("approvals", {"a": 1}), ("ranks", {"a": 1, "b": 1, "c": 3}), ("points", {"a": 60, "b": 40})]
)
def test_what_is_a_ballot_is_taken(kind: Kind, said: dict[str, int]) -> None:
    assert ballot_refused(kind, said, ITEMS) is None


def test_a_second_place_weighs_half_of_a_first_and_gaps_between_places_nothing() -> None:
    assert weights_of("ranks", {"a": 1, "b": 3, "c": 7}) == {"a": 1, "b": Fraction(1, 2), "c": Fraction(1, 3)}
    assert weights_of("ranks", {"a": 2, "b": 2}) == {"a": 1, "b": 1}
    assert weights_of("approvals", {"a": 1}) == {"a": 1}
    assert weights_of("points", {"a": 25}) == {"a": Fraction(1, 4)}


def test_a_ballot_is_read_back_best_first() -> None:
    titles = {"a": "Rolling upgrades", "b": "Root wrap", "c": "Tempest"}
    assert in_words("ranks", {"b": 2, "a": 1, "c": 2}, titles) == [
        "1. Rolling upgrades.",
        "2. Root wrap and Tempest, level with each other.",
    ]
    assert in_words("approvals", {"b": 1, "a": 1}, titles) == ["Wanted: Rolling upgrades and Root wrap."]
    assert in_words("points", {"b": 70, "a": 1}, titles) == [
        "Root wrap: 70 points.",
        "Rolling upgrades: 1 point.",
        "29 of 100 points are not given away.",
    ]
    assert in_words("ranks", {}, titles) == ["Nothing: the seat's share pays for no item."]


@given(kind=st.sampled_from(sorted(KINDS)), said=st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 3), min_size=1))
def test_what_is_kept_of_a_ballot_weighs_as_the_ballot(kind: Kind, said: dict[str, int]) -> None:
    said = dict.fromkeys(said, 1) if kind == "approvals" else said
    assert weights_of(kind, kept(kind, said)) == weights_of(kind, said)
    assert kept(kind, kept(kind, said)) == kept(kind, said)
    assert all(0 < weight <= 1 for weight in weights_of(kind, said).values())
