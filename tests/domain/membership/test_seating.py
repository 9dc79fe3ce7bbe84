"""A member's seats follow its membership, and keep what the charter alone made of them."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.membership.seating import Run, Seating, SeatTime, seat_names, seating

START = date(2017, 1, 2)


def day(number: int) -> date:
    return START + timedelta(days=number)


def run(since: int, until: int | None = None) -> Run:
    return day(since), None if until is None else day(until)


def seat(since: int, until: int | None = None, slug: str = "orange") -> SeatTime:
    return SeatTime(slug, *run(since, until))


def test_a_new_member_needs_a_seat() -> None:
    assert seating([], [], [run(5)]) == Seating((), (), (run(5),))


def test_a_seat_ends_with_the_membership() -> None:
    assert seating([seat(0)], [run(0)], [run(0, 9)]) == Seating((seat(0, 9),), (), ())


def test_a_member_that_comes_back_needs_a_new_seat_and_the_old_one_keeps_its_days() -> None:
    assert seating([seat(0, 9)], [run(0, 9)], [run(0, 9), run(20)]) == Seating((), (), (run(20),))


def test_a_corrected_first_day_moves_the_seat_with_it() -> None:
    assert seating([seat(5)], [run(5)], [run(3)]) == Seating((seat(3),), (), ())


def test_a_second_seat_that_the_charter_added_later_keeps_its_first_day() -> None:
    both = [seat(0, slug="orange"), seat(7, slug="orange-2")]
    assert seating(both, [run(0)], [run(2)]) == Seating((seat(2, slug="orange"),), (), ())


def test_a_second_seat_that_the_membership_no_longer_reaches_is_gone() -> None:
    both = [seat(0, slug="orange"), seat(7, slug="orange-2")]
    assert seating(both, [run(0)], [run(0, 6)]) == Seating((seat(0, 6, slug="orange"),), ("orange-2",), ())


def test_a_membership_that_never_was_leaves_no_seat() -> None:
    assert seating([seat(0)], [run(0)], []) == Seating((), ("orange",), ())


@st.composite
def time(draw: st.DrawFn) -> list[Run]:
    edges = sorted(draw(st.sets(st.integers(0, 40), min_size=2, max_size=6)))
    found = [run(since, until) for since, until in list(pairwise(edges))[::2]]
    return [*found, run(edges[-1] + 1)] if draw(st.booleans()) else found


@given(before=time(), after=time())
def test_when_all_is_done_every_seat_lies_in_a_run_and_every_run_has_a_seat(
    before: list[Run], after: list[Run]
) -> None:
    seats = [SeatTime(f"orange-{number}", *one) for number, one in enumerate(before)]
    done = seating(seats, before, after)
    moved = {one.slug: one for one in done.moved}
    left = [moved.get(one.slug, one) for one in seats if one.slug not in done.gone]
    assert all(
        any(one[0] <= kept.since and (kept.until or date.max) <= (one[1] or date.max) for one in after) for kept in left
    )
    served = [one for one in after if any(one[0] <= kept.since < (one[1] or date.max) for kept in left)]
    assert sorted([*served, *done.new]) == sorted(after)


def test_a_members_only_seat_is_called_as_the_member_is() -> None:
    assert seat_names("SK Telecom", "sk-telecom", each=1, run=run(0), taken=[]) == (("sk-telecom", "SK Telecom"),)


def test_several_seats_are_numbered_and_those_of_a_later_time_say_from_when_on() -> None:
    assert seat_names("Orange", "orange", each=2, run=run(0), taken=["orange-1", "aurora"]) == (
        ("orange-1-from-2017-01-02", "Orange 1"),
        ("orange-2", "Orange 2"),
    )
