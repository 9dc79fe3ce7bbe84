"""Which cycle a day lies in, and which is released next, whatever the calendar holds."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.contribution.windows import Window
from muster.domain.errors import RequestFault
from muster.domain.roadmap.calendar.cycles import (
    cycle_called,
    cycle_on,
    cycles_in_order,
    days_in_words,
    end_of,
    next_release,
    planned_days_of,
    same_event,
    slugs_of,
    window_of,
)

OCATA = Cycle(name="Ocata", start=date(2016, 11, 7), release=date(2017, 2, 22))
PIKE = Cycle(name="Pike", start=date(2017, 2, 27), release=date(2017, 8, 30))
QUEENS = Cycle(name="Queens", start=date(2017, 9, 4), planned_release=date(2018, 2, 28))
ROCKY = Cycle(name="Rocky", start=date(2018, 3, 5))
CALENDAR = Calendar(cycles=(QUEENS, OCATA, ROCKY, PIKE))


@pytest.mark.parametrize(
    ("day", "cycle"),
    [
        (date(2016, 11, 6), None),
        (date(2016, 11, 7), OCATA),
        (date(2017, 2, 21), OCATA),
        (date(2017, 2, 22), PIKE),
        (date(2017, 2, 27), PIKE),
        (date(2018, 2, 27), QUEENS),
        (date(2018, 3, 1), ROCKY),
        (date(2030, 1, 1), ROCKY),
    ],
)
def test_a_day_lies_in_the_cycle_that_runs_and_between_two_in_the_one_that_comes(day: date, cycle: Cycle) -> None:
    assert cycle_on(CALENDAR, day) == cycle


def test_after_the_last_release_a_day_lies_in_no_cycle() -> None:
    assert cycle_on(Calendar(cycles=(OCATA, PIKE)), date(2017, 8, 30)) is None


def test_where_cycles_overlap_the_one_that_began_last_is_meant() -> None:
    early = Cycle(name="Early", start=date(2017, 2, 1), release=date(2017, 9, 1))
    assert cycle_on(Calendar(cycles=(early, OCATA)), date(2017, 2, 10)) == early


@pytest.mark.parametrize(
    ("day", "cycle"),
    [
        (date(2017, 2, 22), OCATA),
        (date(2017, 2, 23), PIKE),
        (date(2017, 8, 31), QUEENS),
        (date(2018, 3, 1), None),
    ],
)
def test_the_next_release_may_be_today_or_a_day_that_is_only_planned(day: date, cycle: Cycle | None) -> None:
    assert next_release(CALENDAR, day) == cycle


def test_a_cycle_is_found_by_its_name_and_its_days_end_before_the_release() -> None:
    assert cycle_called(CALENDAR, " pike ") == PIKE
    assert window_of(PIKE) == Window(date(2017, 2, 27), date(2017, 8, 30))
    assert window_of(QUEENS).end_day == date(2018, 2, 28)


def test_an_unknown_cycle_is_refused_with_the_names_that_there_are() -> None:
    with pytest.raises(RequestFault) as refused:
        cycle_called(CALENDAR, "Zed\u202e")
    assert str(refused.value) == (
        "cycle Zed\\u202e: The calendar has no such cycle. Choose one of Ocata, Pike, Queens, Rocky."
    )
    with pytest.raises(RequestFault, match="Give the calendar a cycle first"):
        cycle_called(Calendar(), "Pike")


def test_a_cycle_without_an_end_has_no_window() -> None:
    with pytest.raises(RequestFault, match="Nobody knows yet when the cycle ends"):
        window_of(ROCKY)


DAYS = st.dates(date(2015, 1, 1), date(2020, 1, 1))
CYCLES = st.builds(
    lambda number, start, length: Cycle(
        name=f"C{number}", start=start, release=None if length is None else start + timedelta(length)
    ),
    st.integers(0, 99),
    DAYS,
    st.none() | st.integers(1, 300),
)


@given(cycles=st.lists(CYCLES, max_size=6), day=DAYS, random=st.randoms())
def test_the_order_in_which_cycles_stand_never_matters(cycles: list[Cycle], day: date, random: Random) -> None:
    shuffled = list(cycles)
    random.shuffle(shuffled)
    one, other = Calendar(cycles=tuple(cycles)), Calendar(cycles=tuple(shuffled))
    assert sorted(map(repr, cycles_in_order(one))) == sorted(map(repr, cycles))
    for asked in (cycle_on, next_release):
        found, again = asked(one, day), asked(other, day)
        assert (found and (found.start, end_of(found))) == (again and (again.start, end_of(again)))


@given(cycles=st.lists(CYCLES, max_size=6), day=DAYS)
def test_a_day_on_which_a_cycle_runs_lies_in_one_that_runs(cycles: list[Cycle], day: date) -> None:
    running = [one for one in cycles if one.start <= day and (one.release is None or day < one.release)]
    found = cycle_on(Calendar(cycles=tuple(cycles)), day)
    assert (found in running) if running else (found is None or found.start > day)


def test_things_are_called_by_their_names_in_addresses_and_no_two_the_same() -> None:
    names = ["OpenStack Summit Boston", "Zürich!", "zurich", "日本", "<b>"]
    assert slugs_of(names) == {
        "openstack-summit-boston": "OpenStack Summit Boston",
        "zurich": "Zürich!",
        "zurich-2": "zurich",
        "entry": "日本",
        "b": "<b>",
    }


@given(names=st.lists(st.text(max_size=5), max_size=9))
def test_every_name_has_an_address_of_its_own(names: list[str]) -> None:
    assert list(slugs_of(names).values()) == names


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2016, 10, 25), date(2016, 10, 25), "25 October 2016"),
        (date(2016, 10, 25), date(2016, 10, 28), "25 to 28 October 2016"),
        (date(2018, 2, 26), date(2018, 3, 2), "26 February to 2 March 2018"),
        (date(2017, 12, 30), date(2018, 1, 2), "30 December 2017 to 2 January 2018"),
    ],
)
def test_days_are_written_as_people_say_them(first: date, last: date, words: str) -> None:
    assert days_in_words(first, last).replace("\N{NO-BREAK SPACE}", " ") == words


def test_an_event_is_the_same_by_its_name_or_as_the_one_summit_of_its_days() -> None:
    boston = Event(name="Summit Boston", kind="summit", first=date(2017, 5, 8), last=date(2017, 5, 11))
    week = Event(name="The Summit (Pike)", kind="summit", first=date(2017, 5, 8), last=date(2017, 5, 12))
    meetup = Event(name="Meetup", kind="ops-midcycle", first=date(2017, 5, 8))
    assert same_event(boston, week)
    assert same_event(boston, boston.model_copy(update={"name": "summit boston", "first": date(2018, 1, 1)}))
    assert not same_event(meetup, meetup.model_copy(update={"name": "Another"}))
    assert not same_event(boston, week.model_copy(update={"first": date(2017, 5, 12)}))


def test_what_was_planned_is_told_only_where_it_was_something_else() -> None:
    held = Event(name="Summit", kind="summit", first=date(2017, 5, 8), last=date(2017, 5, 11))
    assert planned_days_of(held) is None
    for planned, days in (
        ({"planned_last": date(2017, 5, 12)}, (date(2017, 5, 8), date(2017, 5, 12))),
        ({"planned_first": date(2017, 5, 9)}, (date(2017, 5, 9), date(2017, 5, 11))),
        ({"planned_first": date(2017, 6, 1)}, (date(2017, 6, 1), date(2017, 6, 1))),
        ({"planned_first": date(2017, 5, 8)}, None),
    ):
        assert planned_days_of(held.model_copy(update=planned)) == days
