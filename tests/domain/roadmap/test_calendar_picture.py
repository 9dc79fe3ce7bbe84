"""The picture: what stands in which row over which months, every item on it, and none lost."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.contribution.windows import Window
from muster.domain.errors import RequestFault
from muster.domain.roadmap.calendar.picture import Mark, Row, picture, window_shown
from muster.domain.roadmap.items import Item

OCATA = Cycle(
    name="Ocata",
    start=date(2016, 11, 7),
    release=date(2017, 2, 22),
    planned_release=date(2017, 2, 24),
    milestones={"o-2": date(2016, 12, 15), "o-1": date(2016, 11, 17)},
)
ROCKY = Cycle(name="Rocky", start=date(2018, 3, 5), planned_release=date(2018, 8, 30))
SUMMIT = Event(
    name="Summit", kind="summit", first=date(2017, 5, 8), last=date(2017, 5, 11), planned_last=date(2017, 5, 12)
)
MILAN = Event(name="Milan", kind="ops-midcycle", first=date(2017, 3, 15), verified=False)
VOTE = Event(name="Vote", kind="tc-election", first=date(2017, 4, 1), precision="week")
OWN = Event(name="We began", kind="founding", first=date(2016, 10, 26))
CALENDAR = Calendar(cycles=(ROCKY, OCATA), events=(OWN, VOTE, MILAN, SUMMIT))
WINDOW = Window(date(2017, 1, 1), date(2018, 1, 1))


def item(slug: str, cycle: str) -> Item:
    return Item(slug, slug.upper(), "", "Testing", cost=Fraction(1), cycle=cycle)


def test_the_rows_hold_what_touches_the_months_that_are_shown_and_no_other() -> None:
    found = picture(CALENDAR, [], WINDOW, group="Alpha")
    assert found.rows == (
        Row(
            "Releases",
            (
                Mark(
                    "Ocata",
                    "cycle",
                    date(2016, 11, 7),
                    date(2017, 2, 22),
                    (date(2017, 2, 24), date(2017, 2, 24)),
                    (("o-1", date(2016, 11, 17)), ("o-2", date(2016, 12, 15))),
                ),
            ),
        ),
        Row(
            "Summits and gatherings",
            (
                Mark(
                    "Summit",
                    "summit",
                    date(2017, 5, 8),
                    date(2017, 5, 11),
                    (date(2017, 5, 8), date(2017, 5, 12)),
                ),
            ),
        ),
        Row("Mid-cycles", (Mark("Milan", "ops-midcycle", date(2017, 3, 15), date(2017, 3, 15), sure=False),)),
        Row("Elections", (Mark("Vote", "tc-election", date(2017, 4, 1), date(2017, 4, 1), sure=False),)),
    )
    whole = picture(CALENDAR, [], Window(date(2016, 1, 1), date(2019, 1, 1)), group="Alpha")
    assert [row.title for row in whole.rows][-1] == "Alpha"
    assert [mark.sure for mark in whole.rows[0].marks] == [True, False]


def test_every_item_is_on_the_picture_or_said_to_be_elsewhere() -> None:
    items = [item("a", "rocky"), item("b", "Ocata"), item("c", ""), item("d", "Zed"), item("e", " Ocata ")]
    found = picture(CALENDAR, items, WINDOW, group="Alpha")
    assert [(one.item.slug, one.first, one.last) for one in found.items] == [
        ("b", date(2016, 11, 7), date(2017, 2, 21)),
        ("e", date(2016, 11, 7), date(2017, 2, 21)),
    ]
    assert [one.item.slug for one in found.elsewhere] == ["a"]
    assert [one.slug for one in found.unplaced] == ["c", "d"]


@given(
    cycles=st.lists(st.sampled_from(["Ocata", "rocky", "", "Zed"]), max_size=8),
    first=st.dates(date(2015, 1, 1), date(2018, 1, 1)),
    months=st.integers(1, 36),
)
def test_no_item_is_lost_and_none_stands_twice(cycles: list[str], first: date, months: int) -> None:
    items = [item(f"i{number}", cycle) for number, cycle in enumerate(cycles)]
    window = window_shown(CALENDAR, first, first=f"{first:%Y-%m}", last=f"{first.year + months // 12:04}-12")
    found = picture(CALENDAR, items, window, group="Alpha")
    placed = [one.item.slug for one in (*found.items, *found.elsewhere)] + [one.slug for one in found.unplaced]
    assert sorted(placed) == sorted(one.slug for one in items)


@pytest.mark.parametrize(
    ("on", "window"),
    [
        (date(2017, 1, 27), Window(date(2016, 3, 1), date(2018, 6, 1))),
        (date(2026, 11, 29), Window(date(2016, 3, 1), date(2018, 6, 1))),
        (date(2016, 3, 31), Window(date(2015, 7, 1), date(2017, 10, 1))),
        (date(2018, 4, 1), Window(date(2016, 6, 1), date(2018, 9, 1))),
    ],
)
def test_twenty_seven_months_are_shown_up_to_the_last_event_or_the_cycle_that_runs(on: date, window: Window) -> None:
    last = Event(name="Vancouver", kind="summit", first=date(2018, 5, 21), last=date(2018, 5, 24))
    assert window_shown(Calendar(cycles=(OCATA, ROCKY), events=(SUMMIT, last)), on) == window


def test_an_empty_calendar_shows_the_months_around_the_day_and_one_without_events_ends_with_its_releases() -> None:
    assert window_shown(Calendar(), date(2017, 1, 27)) == Window(date(2016, 5, 1), date(2018, 8, 1))
    assert window_shown(Calendar(cycles=(OCATA,)), date(2017, 1, 27)) == Window(date(2014, 12, 1), date(2017, 3, 1))


@pytest.mark.parametrize(
    ("first", "last", "window"),
    [
        ("2016-03", "2018-05", Window(date(2016, 3, 1), date(2018, 6, 1))),
        ("2016-3", "", Window(date(2016, 3, 1), date(2018, 6, 1))),
        ("", "2018-05", Window(date(2016, 3, 1), date(2018, 6, 1))),
    ],
)
def test_the_months_can_be_asked_for(first: str, last: str, window: Window) -> None:
    assert window_shown(CALENDAR, date(2020, 1, 1), first=first, last=last) == window


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("soon", "", "from=soon: This is no month of our times. Write it as 2016-03."),
        ("", "1017-03", "until=1017-03: This is no month of our times. Write it as 2016-03."),
        ("2016-13", "", "from=2016-13: This is no month of our times. Write it as 2016-03."),
        ("2016-\u0663", "", "from=2016-\u0663: This is no month of our times. Write it as 2016-03."),
        ("2016-03", "2026-03", "from=2016-03: That is 121 months, and the picture holds 60. Ask for fewer months."),
        ("2018-05", "2016-03", "until=2016-03: It lies before May 2018. Swap the two months."),
    ],
)
def test_months_that_make_no_sense_are_refused(first: str, last: str, said: str) -> None:
    with pytest.raises(RequestFault) as refused:
        window_shown(CALENDAR, date(2020, 1, 1), first=first, last=last)
    assert str(refused.value) == said
