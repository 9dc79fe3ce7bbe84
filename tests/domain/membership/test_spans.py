"""Intervals that follow each other: what is placed, moved or struck out never leaves two at once."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from muster.domain.membership.spans import Placed, Span, after_changes, crowded, placed, redated, struck
from muster.domain.refusal import Refusal

START = date(2017, 1, 2)


def day(number: int) -> date:
    return START + timedelta(days=number)


def span(key: int, since: int, until: int | None) -> Span:
    return Span(key, day(since), None if until is None else day(until), f"no. {key}")


ADA, BO, CY = span(1, 0, 10), span(2, 10, 20), span(3, 30, None)


@st.composite
def sequences(draw: st.DrawFn) -> list[Span]:
    """Draw intervals of which no two overlap; some touch, and the last may have no end."""
    edges = sorted(draw(st.sets(st.integers(0, 60), min_size=2, max_size=9)))
    found = []
    for key, (since, until) in enumerate(pairwise(edges)):
        if draw(st.booleans()):
            found.append(span(key, since, until))
    if draw(st.booleans()):
        found.append(span(99, edges[-1], None))
    return found


def written(spans: list[Span], new: Span, place: Placed) -> list[Span]:
    """Do what a deed does with the answer."""
    kept = [one for one in spans if one != place.gone]
    return [Span(one.key, one.since, new.since, one.called) if one == place.cut else one for one in kept] + [new]


def test_what_holds_on_the_first_day_ends_there() -> None:
    assert placed([ADA, BO], day(15)) == Placed(cut=BO)


def test_what_began_on_the_same_day_was_a_slip_and_is_gone() -> None:
    assert placed([ADA, BO], day(10)) == Placed(gone=BO)


def test_a_place_between_two_is_found_if_an_end_is_named() -> None:
    assert placed([ADA, BO, CY], day(20), day(30)) == Placed()


def test_what_begins_later_is_named_in_the_refusal() -> None:
    assert placed([ADA, BO, CY], day(20)) == Refusal(
        "no. 3 (2017-02-01 to further notice) begins later, on 2017-02-01.",
        "Say that this ends by 2017-02-01, or correct that.",
    )


@pytest.mark.parametrize("until", [day(5), day(4)])
def test_an_interval_without_a_day_in_it_is_refused(until: date) -> None:
    assert isinstance(placed([], day(5), until), Refusal)
    assert isinstance(redated([ADA], 1, day(5), until, along=True), Refusal)


def test_what_began_the_same_day_and_goes_on_longer_is_not_taken_for_a_slip() -> None:
    assert isinstance(placed([CY], day(30), day(35)), Refusal)


def test_neighbours_that_touch_move_along_with_a_corrected_edge() -> None:
    assert redated([ADA, BO, CY], 2, day(12), day(25), along=True) == (span(2, 12, 25), span(1, 0, 12))
    assert redated([ADA, BO], 1, day(0), day(8), along=True) == (span(1, 0, 8), span(2, 8, 20))


def test_neighbours_stay_where_they_are_if_so_wanted() -> None:
    assert redated([ADA, BO], 1, day(0), day(8), along=False) == (span(1, 0, 8),)


def test_a_neighbour_that_would_vanish_is_named_in_the_refusal() -> None:
    found = redated([ADA, BO], 2, day(0), day(20), along=True)
    assert found == Refusal("Nothing would be left of no. 1.", "Strike that one out first, if it never was.")


def test_an_end_that_another_begins_at_is_not_taken_away() -> None:
    assert isinstance(redated([ADA, BO], 1, day(0), None, along=True), Refusal)


def test_the_one_before_goes_on_in_place_of_what_is_struck_out() -> None:
    assert struck([ADA, BO, CY], 2) == (span(1, 0, 20),)
    assert struck([ADA, BO, CY], 3) == ()


def test_of_two_that_ended_that_day_nobody_can_tell_which_goes_on() -> None:
    assert struck([ADA, span(4, 5, 10), BO], 2) == ()


def test_two_at_once_are_refused_where_one_may_hold_and_taken_where_two_may() -> None:
    both = [ADA, span(4, 9, 12)]
    assert crowded(both) == Refusal(
        "no. 4 (2017-01-11 to 2017-01-14) would overlap with no. 1 (2017-01-02 to 2017-01-12).",
        "Correct the other's days first.",
    )
    assert crowded(both, at_most=2) is None


@given(spans=sequences(), since=st.integers(0, 70), length=st.none() | st.integers(1, 30))
def test_whatever_is_placed_leaves_one_at_a_time_and_holds_on_its_days(
    spans: list[Span], since: int, length: int | None
) -> None:
    new = span(1000, since, None if length is None else since + length)
    place = placed(spans, new.since, new.until)
    assume(isinstance(place, Placed))
    assert isinstance(place, Placed)
    result = written(spans, new, place)
    assert crowded(result) is None
    before = [one for one in spans if one.since < new.since]
    assert all(
        sum(one.holds_on(day(n)) for one in result) == sum(one.holds_on(day(n)) for one in before) for n in range(since)
    )


@given(spans=sequences(), data=st.data(), since=st.integers(0, 70), length=st.integers(1, 30))
def test_a_correction_moves_no_edge_but_those_of_the_corrected_and_its_neighbours(
    spans: list[Span], data: st.DataObject, since: int, length: int
) -> None:
    assume(spans)
    old = data.draw(st.sampled_from(spans))
    changed = redated(spans, old.key, day(since), day(since + length), along=True)
    assume(not isinstance(changed, Refusal))
    assert not isinstance(changed, Refusal)
    result = after_changes(spans, changed)
    assert {one.key for one in result} == {one.key for one in spans}
    touched = {old.key, *(one.key for one in spans if one.until == old.since or one.since == old.until)}
    assert {one.key for one in result if one not in spans} <= touched
    assert all(one.since < one.end for one in result)


@given(spans=sequences(), data=st.data())
def test_striking_out_never_makes_two_hold_at_once(spans: list[Span], data: st.DataObject) -> None:
    assume(spans)
    old = data.draw(st.sampled_from(spans))
    left = after_changes([one for one in spans if one != old], struck(spans, old.key))
    assert crowded(left) is None
    assert old.key not in {one.key for one in left}
