"""What an organisation is to the group, how one state becomes another, and what a charter's entries come to."""

from datetime import date

import pytest

from muster.domain.charter.membership import Member
from muster.domain.membership.states import (
    NOTHING,
    STATES,
    Stay,
    needs_a_decision,
    next_states,
    refusal_of_a_change,
    runs,
    stays_of,
)
from muster.domain.refusal import Refusal

FOUNDED = date(2016, 10, 26)
SPRING, AUTUMN = date(2017, 3, 1), date(2017, 11, 5)


def stay(state: str, since: date = FOUNDED, until: date | None = None) -> Stay:
    return Stay(state, "member", since, until)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NOTHING, ("prospect", "applicant")),
        ("prospect", ("applicant", "member", NOTHING)),
        ("applicant", ("prospect", "member", NOTHING)),
        ("member", ("member", "suspended", "former")),
        ("suspended", ("member", "former")),
        ("former", ("prospect", "applicant")),
    ],
)
def test_every_state_says_which_can_follow(before: str, after: tuple[str, ...]) -> None:
    assert next_states(before) == after
    now = stay(before) if before else None
    allowed = {state for state in (*STATES, NOTHING) if refusal_of_a_change(now, state, "another") is None}
    assert allowed == set(after)


def test_the_refusal_of_a_state_says_what_can_be_instead() -> None:
    assert refusal_of_a_change(None, "member", "member") == Refusal(
        "It cannot be a member at once.",
        "It can be a prospect or an applicant; what is written wrongly about the past is corrected there.",
    )


def test_a_member_is_not_made_a_member_of_the_same_class() -> None:
    assert refusal_of_a_change(stay("member"), "member", "member") == Refusal(
        "It is a member already, in that class.", "Choose another class, or another state."
    )


def test_who_sits_on_the_board_is_the_boards_to_decide() -> None:
    assert {state for state in (*STATES, NOTHING) if needs_a_decision(state)} == {"member", "suspended"}


def entry(state: str = "member", since: date | None = None, until: date | None = None) -> Member:
    return Member.model_validate(
        {"name": "Orange", "membership": "member", "state": state, "since": since, "until": until}
    )


def test_a_founder_is_a_member_from_the_founding_day_on() -> None:
    assert stays_of([entry()], FOUNDED) == (stay("member"),)


def test_a_member_that_left_is_former_until_it_comes_back() -> None:
    entries = [entry(since=date(2018, 1, 1)), entry(until=AUTUMN)]
    assert stays_of(entries, FOUNDED) == (
        stay("member", FOUNDED, AUTUMN),
        stay("former", AUTUMN, date(2018, 1, 1)),
        stay("member", date(2018, 1, 1)),
    )


def test_a_member_that_changes_class_without_a_day_between_is_never_former() -> None:
    entries = [entry(until=AUTUMN), entry(since=AUTUMN)]
    assert [one.state for one in stays_of(entries, FOUNDED)] == ["member", "member"]


def test_a_prospect_whose_time_ends_becomes_nothing_but_what_comes_next() -> None:
    entries = [entry("prospect", date(2016, 1, 1), SPRING), entry(since=SPRING)]
    assert stays_of(entries, FOUNDED) == (stay("prospect", FOUNDED, SPRING), stay("member", SPRING))


def test_what_was_over_before_the_founding_is_left_out() -> None:
    assert stays_of([entry("prospect", date(2015, 1, 1), FOUNDED)], FOUNDED) == ()


def test_a_time_with_a_seat_goes_on_through_a_suspension() -> None:
    stays = [
        stay("applicant", FOUNDED, SPRING),
        stay("member", SPRING, AUTUMN),
        stay("suspended", AUTUMN, date(2018, 1, 1)),
        stay("former", date(2018, 1, 1), date(2018, 6, 1)),
        stay("member", date(2018, 6, 1)),
    ]
    assert runs(stays) == ((SPRING, date(2018, 1, 1)), (date(2018, 6, 1), None))
