"""Who holds a seat, from when until when; what forbids it; and what the log says of it."""

from datetime import date

import pytest

from muster.actions.caller import acting
from muster.actions.founding import found_group
from muster.actions.people import add_person, affiliate
from muster.actions.seats import appoint, holding_of, leave_seat, seat_called
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.records import log
from muster.records.models import Group, Holding, Seat
from muster.records.queries.people import seats_on
from tests.cast import FOUNDED, Cast
from tests.membership import ELECTED, START, TODAY, last_said, muster, on, refused, said

JUNE = date(2017, 6, 1)


def times(seat: Seat) -> list[tuple[str, str, date, date | None]]:
    rows = Holding.objects.filter(seat=seat).order_by("part", "since")
    return [(one.person.name, one.part, one.since, one.until) for one in rows]


def speakers(group: Group, day: date) -> dict[str, tuple[str, str]]:
    return {one.seat.slug: (str(one.representative or ""), str(one.alternate or "")) for one in seats_on(group, day)}


def test_a_seat_changes_hands_on_a_day_and_every_day_before_stays_as_it_was(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "borealis")
    appoint(alpha.caller("Di"), seat, alpha.people["Ed"], JUNE)
    assert times(seat) == [("Bo", "representative", START, JUNE), ("Ed", "representative", JUNE, None)]
    assert [speakers(alpha.group, day)["borealis"][0] for day in (TODAY, date(2017, 5, 31), JUNE)] == ["Bo", "Bo", "Ed"]
    assert last_said(alpha.group, "seat/borealis") == (
        "seat.held",
        {
            "person": alpha.people["Ed"].handle,
            "part": "representative",
            "since": "2017-06-01",
            "until": "",
            "instead_of": alpha.people["Bo"].handle,
        },
    )


def test_the_right_to_speak_begins_and_ends_with_the_day(alpha: Cast) -> None:
    appoint(alpha.caller("Di"), seat_called(alpha.group, "borealis"), alpha.people["Ed"], JUNE)
    eve, day = on(2017, 5, 31), on(2017, 6, 1)
    assert [acting(alpha.caller(name, at=eve)).seats for name in ("Bo", "Ed")] == [{"borealis": "representative"}, {}]
    assert [acting(alpha.caller(name, at=day)).seats for name in ("Bo", "Ed")] == [{}, {"borealis": "representative"}]


def test_an_alternate_stands_beside_the_representative_and_may_follow_them(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "borealis")
    appoint(alpha.caller("Di"), seat, alpha.people["Ed"], TODAY, part="alternate")
    assert speakers(alpha.group, TODAY)["borealis"] == ("Bo", "Ed")
    appoint(alpha.caller("Di"), seat, alpha.people["Ed"], JUNE)
    assert speakers(alpha.group, JUNE)["borealis"] == ("Ed", "")
    assert times(seat) == [
        ("Ed", "alternate", TODAY, JUNE),
        ("Bo", "representative", START, JUNE),
        ("Ed", "representative", JUNE, None),
    ]
    assert last_said(alpha.group, seat.handle)[0] == "seat.held"
    assert said(alpha.group, seat.handle, kind="seat.left")[0][1]["part"] == "alternate"


def test_a_slip_of_the_same_day_is_replaced(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "borealis")
    appoint(alpha.caller("Di"), seat, alpha.people["Cy"], TODAY)
    appoint(alpha.caller("Di"), seat, alpha.people["Ed"], TODAY)
    assert times(seat) == [("Bo", "representative", START, TODAY), ("Ed", "representative", TODAY, None)]


def test_somebody_leaves_a_seat_and_it_is_vacant(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "borealis")
    leave_seat(alpha.caller("Di"), holding_of(seat, alpha.people["Bo"], "representative"), JUNE)
    assert speakers(alpha.group, JUNE)["borealis"] == ("", "")
    assert last_said(alpha.group, seat.handle) == (
        "seat.left",
        {"person": alpha.people["Bo"].handle, "part": "representative", "until": "2017-06-01"},
    )
    what, _ = refused(
        AgainstTheRules,
        lambda: leave_seat(
            alpha.caller("Di"), holding_of(seat, alpha.people["Bo"], "representative"), date(2017, 7, 1)
        ),
    )
    assert what == "Bo ended on 2017-06-01 already."


def test_whatever_cannot_be_is_refused_with_its_reason(alpha: Cast) -> None:
    di, seat, ed = alpha.caller("Di"), seat_called(alpha.group, "borealis"), alpha.people["Ed"]
    appoint(di, seat, ed, JUNE)
    reasons = [
        refused(AgainstTheRules, lambda: appoint(di, seat, ed, date(2016, 12, 31)))[0],
        refused(AgainstTheRules, lambda: appoint(di, seat, alpha.people["Bo"], TODAY))[0],
        refused(AgainstTheRules, lambda: appoint(di, seat, alpha.people["Cy"], TODAY))[0],
        refused(AgainstTheRules, lambda: appoint(di, seat, ed, TODAY, until=TODAY))[0],
        refused(AgainstTheRules, lambda: appoint(di, seat, ed, TODAY, part="throne"))[0],
        refused(AgainstTheRules, lambda: appoint(di, seat, ed, TODAY, decided_by="the stars"))[0],
        refused(AgainstTheRules, lambda: appoint(di, seat, ed, TODAY, decided_by="election/9"))[0],
    ]
    assert reasons == [
        "The seat is there from 2017-01-02 until further notice.",
        "Bo is its representative on that day already.",
        "Ed (2017-06-01 to further notice) begins later, on 2017-06-01.",
        "It would end on 2017-05-09, and begin on 2017-05-09.",
        "A seat is not held like that.",
        "“the stars” names no decision.",
        "The group has no election/9.",
    ]


@pytest.mark.parametrize("name", ["", "Pat", "Ed", "Bo", "Oz"])
def test_only_those_who_keep_the_membership_change_a_seat(alpha: Cast, name: str) -> None:
    seat = seat_called(alpha.group, "corona")
    what, _ = refused(NotAllowed, lambda: appoint(alpha.caller(name), seat, alpha.people["Ed"], TODAY))
    assert what == "This is for the chair, the secretary or the administrator."


def test_a_seat_is_changed_only_as_it_was_seen(alpha: Cast) -> None:
    seat = seat_called(alpha.group, "borealis")
    seen = log.version(alpha.group, seat.handle)
    appoint(alpha.caller("Di"), seat, alpha.people["Ed"], JUNE, expected=seen)
    refused(Stale, lambda: appoint(alpha.caller("Di"), seat, alpha.people["Cy"], date(2017, 7, 1), expected=seen))


def test_seats_and_holdings_of_another_group_are_not_there(alpha: Cast) -> None:
    Seat.objects.create(group=alpha.other, slug="only-omega", name="Omega's", since=START)
    with pytest.raises(NotThere):
        seat_called(alpha.group, "only-omega")
    with pytest.raises(NotThere):
        holding_of(seat_called(alpha.group, "borealis"), alpha.people["Ada"], "representative")


@pytest.fixture
def elected(database: str) -> Group:  # noqa: ARG001 - it lies in it
    """A group with five elected seats, of which one organisation may hold two."""
    text = ELECTED.replace("NAME", "Elected").replace('{ name = "Corona"', '{ name = "Corona", part_of = "Aurora"')
    return found_group("elected", text, at=FOUNDED)


def test_a_third_seat_for_one_employer_is_refused_as_it_is_taken(elected: Group, alpha: Cast) -> None:
    ask = muster(alpha, group=elected, at=on(2017, 1, 2))
    people = {name: add_person(ask, name, organisation=of) for name, of in EMPLOYED.items()}
    for seat, name in (("1", "Ada"), ("2", "Di")):
        appoint(ask, seat_called(elected, seat), people[name], START)
    third = seat_called(elected, "3")
    why = "Aurora holds 2 of 5 seats, and the charter lets one organisation hold 2 at most."
    assert refused(AgainstTheRules, lambda: appoint(ask, third, people["Eve"], START))[0] == why
    related = refused(AgainstTheRules, lambda: appoint(ask, third, people["Cy"], START))[0]
    assert related == f"Corona counts with Aurora. {why}"
    appoint(ask, third, people["Bo"], START)
    appoint(ask, seat_called(elected, "2"), people["Eve"], TODAY)
    assert speakers(elected, TODAY) == {
        "1": ("Ada", ""),
        "2": ("Eve", ""),
        "3": ("Bo", ""),
        "4": ("", ""),
        "5": ("", ""),
    }
    twice = refused(AgainstTheRules, lambda: appoint(ask, seat_called(elected, "4"), people["Bo"], TODAY))[0]
    assert twice == "They hold an elected seat already."


def test_a_change_of_employer_takes_nobodys_seat_and_lets_nobody_take_another(elected: Group, alpha: Cast) -> None:
    ask = muster(alpha, group=elected, at=on(2017, 1, 2))
    people = {name: add_person(ask, name, organisation=of) for name, of in EMPLOYED.items()}
    for seat, name in (("1", "Ada"), ("2", "Di"), ("3", "Bo")):
        appoint(ask, seat_called(elected, seat), people[name], START)
    affiliate(ask, people["Bo"], "aurora", TODAY)
    assert speakers(elected, TODAY)["3"] == ("Bo", "")
    what = refused(AgainstTheRules, lambda: appoint(ask, seat_called(elected, "4"), people["Eve"], TODAY))[0]
    assert what.startswith("Aurora holds 3 of 5 seats")


EMPLOYED = {"Ada": "aurora", "Di": "aurora", "Eve": "aurora", "Bo": "borealis", "Cy": "corona"}
