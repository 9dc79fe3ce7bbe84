"""Who is a member when, and with which promises."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from muster.domain.charter.charter import Charter, validate
from muster.domain.contribution.windows import Window, window_before
from muster.domain.membership.roll import parties

ON = date(2026, 3, 1)
CLASS = {
    "id": "member",
    "name": "Member",
    "criteria": [
        {"id": "people", "kind": "measured", "text": "four people", "measure": "fte", "minimum": 4},
        {
            "id": "votes",
            "kind": "measured",
            "text": "reviews",
            "measure": "review_votes",
            "minimum": 9,
            "window_months": 3,
        },
        {"id": "word", "kind": "attested", "text": "is an operator"},
        {
            "id": "hours",
            "kind": "pledged",
            "text": "gives time",
            "measure": "pledged_hours",
            "minimum": 5,
            "unit": "week",
        },
    ],
}


def charter(*members: dict[str, Any]) -> Charter:
    """Give a charter with these members."""
    made = validate(
        {
            "version": "1",
            "group": {"name": "Ours", "mission": "To work together."},
            "classes": [CLASS],
            "members": [{"membership": "member", **member} for member in members],
        }
    )
    assert isinstance(made, Charter), made
    return made


@pytest.mark.parametrize(
    ("interval", "state"),
    [
        ({}, "member"),
        ({"since": ON}, "member"),
        ({"since": date(2026, 3, 2)}, "prospect"),
        ({"until": ON}, "former"),
        ({"until": date(2026, 3, 2)}, "member"),
        ({"state": "prospect"}, "prospect"),
        ({"state": "prospect", "until": ON}, "prospect"),
    ],
)
def test_a_state_holds_from_its_first_day_to_the_day_before_its_end(interval: dict[str, Any], state: str) -> None:
    (party,) = parties(charter({"name": "Alpha", **interval}), ON, None)
    assert party.state == state


def test_who_left_and_came_back_stands_once_on_the_roll() -> None:
    twice = charter(
        {"name": "Alpha", "until": date(2025, 1, 1)}, {"name": "Beta"}, {"name": "Alpha", "since": date(2026, 1, 1)}
    )
    assert [(party.name, party.state) for party in parties(twice, ON, None)] == [
        ("Alpha", "member"),
        ("Beta", "member"),
    ]
    between = parties(twice, date(2025, 6, 1), None)
    assert [(party.name, party.state) for party in between] == [("Alpha", "former"), ("Beta", "member")]


def test_each_measured_criterion_has_its_own_window_and_the_rest_is_for_people_to_attest() -> None:
    (party,) = parties(charter({"name": "Alpha"}), ON, None)
    assert [(promise.id, promise.minimum, promise.window) for promise in party.promises] == [
        ("people", Fraction(4), window_before(ON, 6)),
        ("votes", Fraction(9), window_before(ON, 3)),
    ]
    assert [claim.text for claim in party.attested] == [
        "is an operator",
        "gives time (at least 5 pledged hours a week, as the member itself pledges)",
    ]


def test_a_window_that_is_asked_for_holds_for_every_criterion() -> None:
    asked = Window(date(2026, 1, 1), date(2026, 2, 1))
    (party,) = parties(charter({"name": "Alpha"}), ON, asked)
    assert {promise.window for promise in party.promises} == {asked}
