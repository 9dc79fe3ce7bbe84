"""The roll: who speaks for which seat on a day, and what is said to those who do not."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from muster.domain.decisions.events import Actor, Elector
from muster.domain.decisions.seats import Roll, Seat, Tenure
from muster.domain.errors import NotAllowed
from muster.domain.refusal import Refusal

MAY_9 = date(2017, 5, 9)
NOON = datetime(2017, 5, 9, 12, tzinfo=UTC)
ROLL = Roll(
    seats=(
        Seat(
            "seat/orange",
            "Orange",
            "Orange",
            "member",
            representatives=(Tenure("person/1", None, MAY_9), Tenure("person/2", MAY_9)),
            alternates=(Tenure("person/3"), Tenure("person/1", date(2018, 1, 1))),
        ),
        Seat("seat/att", "AT&T", "AT&T", "member", representatives=(Tenure("person/4"), Tenure("person/3"))),
        Seat("seat/comcast", "Comcast", "Comcast", "member", until=MAY_9, representatives=(Tenure("person/5"),)),
        Seat("seat/jio", "Reliance Jio", "Reliance", "member", since=date(2017, 6, 1)),
        Seat("seat/vacant", "NTT", "NTT", "member"),
    ),
    offices={"chair": (Tenure("person/2", MAY_9),), "secretary": (Tenure("person/9"), Tenure("person/2"))},
)


def test_the_electorate_of_a_day_is_its_seats_vacant_ones_too() -> None:
    assert ROLL.electorate(MAY_9) == (
        Elector("seat/att", "AT&T", "AT&T", "person/4", "member"),
        Elector("seat/orange", "Orange", "Orange", "person/2", "member"),
        Elector("seat/vacant", "NTT", "NTT", None, "member"),
    )
    assert [one.seat for one in ROLL.electorate(MAY_9 - timedelta(days=1))] == [
        "seat/att",
        "seat/comcast",
        "seat/orange",
        "seat/vacant",
    ]


def test_whoever_took_over_today_speaks_today_with_the_offices_of_today() -> None:
    assert ROLL.actor("person/2", "seat/orange", NOON) == Actor(
        "person/2", "seat/orange", offices=("chair", "secretary")
    )
    assert ROLL.actor("person/2", None, NOON - timedelta(days=1)) == Actor("person/2", offices=("secretary",))


def test_an_alternate_speaks_as_an_alternate() -> None:
    assert ROLL.actor("person/3", "seat/orange", NOON) == Actor("person/3", "seat/orange", alternate=True)


def test_own_seats_come_before_those_that_somebody_is_an_alternate_for() -> None:
    assert ROLL.seats_of("person/3", MAY_9) == ("seat/att", "seat/orange")
    assert ROLL.seats_of("person/5", MAY_9) == ()


@pytest.mark.parametrize(
    ("person", "seat", "sentence"),
    [
        (
            "person/1",
            "seat/orange",
            "This person's time for the seat Orange ended: 2017-05-09 was the first day without.",
        ),
        ("person/5", "seat/comcast", "The seat Comcast ended: 2017-05-09 was the first day without."),
        ("person/5", "seat/jio", "The seat Reliance Jio begins on 2017-06-01."),
    ],
)
def test_whose_time_is_over_or_not_begun_hears_on_which_day(person: str, seat: str, sentence: str) -> None:
    assert ROLL.actor(person, seat, NOON) == Refusal(
        f"{sentence} Today is 2017-05-09, in UTC.", "Ask whoever speaks for it today.", NotAllowed
    )


def test_whose_time_is_to_come_hears_when() -> None:
    roll = Roll((Seat("seat/a", "Alpha", "Alpha", representatives=(Tenure("person/1", date(2017, 6, 1)),)),))
    assert str(roll.actor("person/1", "seat/a", NOON)) == (
        "This person's time for the seat Alpha begins on 2017-06-01. Today is 2017-05-09, in UTC. "
        "Ask whoever speaks for it today."
    )


def test_strangers_and_seats_that_are_nowhere_are_told_apart() -> None:
    assert (
        str(ROLL.actor("person/7", "seat/att", NOON))
        == "This person does not speak for the seat AT&T. Ask those who do."
    )
    assert str(ROLL.actor("person/4", "seat/beta", NOON)) == "There is no such seat. Choose one of the group's."


def test_the_day_is_that_of_utc_whatever_zone_the_moment_is_given_in() -> None:
    late = datetime(2017, 5, 9, 1, tzinfo=timezone(timedelta(hours=2)))  # 23:00 on the day before, in UTC
    assert isinstance(ROLL.actor("person/1", "seat/orange", late), Actor)
    assert isinstance(ROLL.actor("person/2", "seat/orange", late), Refusal)


def test_officers_write_down_what_others_say_and_nobody_else_does() -> None:
    assert ROLL.actor("person/4", "seat/att", NOON, entered_by="person/9") == Actor(
        "person/4", "seat/att", entered_by="person/9"
    )
    assert ROLL.actor("person/4", "seat/att", NOON, entered_by="person/5") == Refusal(
        "Only the chair or the secretary writes down what others say.", "Let them speak for themselves.", NotAllowed
    )
