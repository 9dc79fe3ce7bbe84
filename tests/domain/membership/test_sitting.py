"""Whom a seat counts for, and the cap at the moment of taking one."""

from datetime import date
from fractions import Fraction

import pytest

from muster.domain.charter.board import Board, Cap
from muster.domain.membership.sitting import Bench, Sitting, Work, one_elected_seat_each
from muster.domain.refusal import Refusal

START, MAY, JUNE = date(2017, 1, 2), date(2017, 5, 9), date(2017, 6, 1)


def sitting(seat: str, person: str, organisation: str = "", since: date = START, until: date | None = None) -> Sitting:
    return Sitting(seat, organisation, person, since, until)


def bench(*sittings: Sitting, cap: Cap | None, as_one: bool = False, work: tuple[Work, ...] = ()) -> Bench:
    board = Board(filled_by="election", seats=5, cap=cap, related_organisations="as-one" if as_one else "apart")
    return Bench(sittings, work, ((START, None),) * 5, {"Borealis": "Aurora", "Corona": "Aurora"}, board)


def works(person: str, organisation: str, since: date = START, until: date | None = None) -> Work:
    return Work(person, organisation, since, until)


AT_AURORA = tuple(works(person, "Aurora") for person in ("Ada", "Di", "Ed"))


def test_a_third_seat_is_refused_with_the_numbers_that_say_why() -> None:
    board = bench(sitting("1", "Ada"), sitting("2", "Di"), cap=Cap(seats=2), work=AT_AURORA)
    assert board.refusal_of(sitting("3", "Ed", since=MAY)) == Refusal(
        "Aurora holds 2 of 5 seats, and the charter lets one organisation hold 2 at most.",
        "Give up one of them first, or let another organisation fill the seat.",
    )


def test_whoever_holds_the_seat_gives_way_and_does_not_count() -> None:
    board = bench(sitting("1", "Ada"), sitting("2", "Di"), cap=Cap(seats=2), work=AT_AURORA)
    assert board.refusal_of(sitting("2", "Ed", since=MAY)) is None


def test_a_share_of_the_seats_caps_as_a_number_does() -> None:
    board = bench(sitting("1", "Ada"), cap=Cap(share=Fraction(1, 3)), work=AT_AURORA)
    assert board.refusal_of(sitting("2", "Ed", since=MAY)) is not None


def test_related_organisations_count_as_one_where_the_charter_says_so() -> None:
    held = (sitting("aurora", "Ada", "Aurora"), sitting("borealis", "Bo", "Borealis"))
    new = sitting("corona", "Cy", "Corona", since=MAY)
    assert bench(*held, cap=Cap(seats=2)).refusal_of(new) is None
    assert bench(*held, cap=Cap(seats=2), as_one=True).refusal_of(new) == Refusal(
        "Corona counts with Aurora. Aurora holds 2 of 5 seats, and the charter lets one organisation hold 2 at most.",
        "Give up one of them first, or let another organisation fill the seat.",
    )


def test_a_members_seat_is_its_members_whoever_holds_it() -> None:
    board = bench(sitting("borealis", "Ada", "Borealis"), cap=Cap(seats=1), work=AT_AURORA)
    assert board.families_on(MAY) == ("Borealis",)


def test_a_seat_that_another_takes_later_is_foreseen() -> None:
    board = bench(sitting("1", "Ada", since=JUNE), cap=Cap(seats=1), work=AT_AURORA)
    refused = board.refusal_of(sitting("2", "Ed", since=MAY))
    assert refused
    assert refused.what.startswith("From 2017-06-01 on: Aurora holds 1 of 5 seats")
    assert board.refusal_of(sitting("2", "Ed", since=MAY, until=JUNE)) is None


def test_people_who_work_for_nobody_count_each_for_themselves() -> None:
    board = bench(sitting("1", "Ada"), sitting("2", "Bo"), cap=Cap(seats=1))
    assert board.over_on(MAY) == ()
    assert board.refusal_of(sitting("3", "Cy", since=MAY)) is None


def test_a_change_of_employer_breaks_a_cap_and_takes_nobodys_seat() -> None:
    work = (works("Ada", "Aurora"), works("Bo", "Borealis", until=MAY), works("Bo", "Aurora", since=MAY))
    board = bench(sitting("1", "Ada"), sitting("2", "Bo"), cap=Cap(seats=1), work=work)
    assert board.over_on(START) == ()
    assert board.over_on(MAY) == (("Aurora", 2),)


def test_without_a_cap_nothing_is_refused() -> None:
    board = bench(sitting("1", "Ada"), cap=None, work=AT_AURORA)
    assert board.refusal_of(sitting("2", "Ed")) is None
    assert board.over_on(MAY) == ()


@pytest.mark.parametrize(
    ("new", "may"),
    [
        (sitting("2", "Ada", since=MAY), False),
        (sitting("1", "Ada", since=MAY), True),
        (sitting("2", "Bo", since=MAY), True),
        (sitting("aurora", "Ada", "Aurora", since=MAY), True),
        (sitting("2", "Ada", since=date(2016, 1, 1), until=START), True),
    ],
)
def test_a_person_holds_one_elected_seat_at_a_time(new: Sitting, may: bool) -> None:
    assert (one_elected_seat_each(new, [sitting("1", "Ada")]) is None) is may
