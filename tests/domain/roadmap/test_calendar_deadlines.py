"""What must be asked for by when: for the release that comes, and for the first that a new need can still make."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.roadmap.calendar.deadlines import Chance, Stage, deadlines

OCATA = Cycle(
    name="Ocata",
    start=date(2016, 11, 7),
    release=date(2017, 2, 22),
    milestones={
        "o-1": date(2016, 11, 17),
        "o-2": date(2016, 12, 15),
        "o-3": date(2017, 1, 26),
        "feature-freeze": date(2017, 1, 26),
        "rc1-week": date(2017, 1, 30),
        "final-rc-week": date(2017, 2, 20),
    },
)
PIKE = Cycle(
    name="Pike",
    start=date(2017, 2, 27),
    planned_release=date(2017, 8, 30),
    milestones={
        "p-1": date(2017, 4, 13),
        "nova-spec-freeze": date(2017, 4, 13),
        "manila-spec-freeze": date(2017, 4, 13),
        "hackathon": date(2017, 5, 13),
        "keystone-spec-proposal-freeze": date(2017, 4, 6),
        "feature-freeze": date(2017, 7, 27),
        "trailing-ff": date(2017, 7, 28),
    },
)
ATLANTA = Event(name="PTG Atlanta", kind="ptg", first=date(2017, 2, 20), last=date(2017, 2, 24), cycle="Pike")
CALENDAR = Calendar(cycles=(PIKE, OCATA), events=(ATLANTA,))
NBSP = "\N{NO-BREAK SPACE}"


def said(on: date) -> list[str]:
    lines = []
    for release in deadlines(CALENDAR, on):
        lines.append(release.says)
        lines += [f"{'over' if ask.over else 'open'}, {ask.stage}: {ask.sentence}" for ask in release.asks]
    return [line.replace(NBSP, " ") for line in lines]


def test_a_day_after_the_freeze_sends_what_is_new_to_the_release_after_the_next() -> None:
    expected = Path(__file__).with_name("asked_on_2017-01-27.txt").read_text("utf-8")
    assert said(date(2017, 1, 27)) == expected.splitlines()


@pytest.mark.parametrize(
    ("on", "chances"),
    [
        (date(2016, 12, 15), [("Ocata", Chance.OPEN)]),
        (date(2016, 12, 16), [("Ocata", Chance.SPECIFIED), ("Pike", Chance.OPEN)]),
        (date(2017, 1, 26), [("Ocata", Chance.SPECIFIED), ("Pike", Chance.OPEN)]),
        (date(2017, 1, 27), [("Ocata", Chance.FROZEN), ("Pike", Chance.OPEN)]),
        (date(2017, 2, 22), [("Ocata", Chance.FROZEN), ("Pike", Chance.OPEN)]),
        (date(2017, 2, 23), [("Pike", Chance.OPEN)]),
        (date(2017, 4, 14), [("Pike", Chance.SPECIFIED)]),
        (date(2017, 8, 30), [("Pike", Chance.FROZEN)]),
        (date(2017, 8, 31), []),
    ],
)
def test_the_day_of_a_deadline_is_still_in_time(on: date, chances: list[tuple[str, Chance]]) -> None:
    assert [(one.cycle.name, one.chance) for one in deadlines(CALENDAR, on)] == chances


def test_a_calendar_without_a_release_ahead_asks_for_nothing() -> None:
    assert deadlines(Calendar(), date(2017, 1, 1)) == ()
    assert deadlines(Calendar(cycles=(Cycle(name="Someday", start=date(2017, 1, 1)),)), date(2017, 1, 1)) == ()


def test_a_release_today_says_so_and_a_name_that_tells_nothing_asks_for_nothing() -> None:
    milestones = {"x" * 400: date(2017, 2, 1)}
    bare = Cycle(name="Bare", start=date(2017, 1, 1), release=date(2017, 3, 1), milestones=milestones)
    (found,) = deadlines(Calendar(cycles=(bare,)), date(2017, 3, 1))
    assert found.says.replace(NBSP, " ") == "Bare comes out today. A new need can still make it."
    assert [one.stage for one in found.asks] == [Stage.RAISED, Stage.RELEASED]


@given(on=st.dates(date(2016, 1, 1), date(2018, 1, 1)), days=st.integers(0, 300))
def test_as_days_pass_what_was_over_stays_over_and_no_release_opens_again(on: date, days: int) -> None:
    order = list(Chance)
    before = {one.cycle.name: one for one in deadlines(CALENDAR, on)}
    after = {one.cycle.name: one for one in deadlines(CALENDAR, on + timedelta(days))}
    for name in before.keys() & after.keys():
        assert order.index(before[name].chance) <= order.index(after[name].chance)
        over = {ask.name for ask in before[name].asks if ask.over}
        assert over <= {ask.name for ask in after[name].asks if ask.over}
