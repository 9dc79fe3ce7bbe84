"""Agendas are due by the charter's days, to the minute, and a late one is late by so much."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from muster.domain.meetings.agenda import AgendaItem, Promise, Slot, agenda_due, kept, results_due, timetable
from muster.domain.meetings.occurrences import occurrences
from muster.domain.meetings.series import Moved
from tests.domain.meetings.samples import local, utc, weekly, window

PARIS = weekly("FREQ=WEEKLY;BYDAY=TH", "2017-10-05 14:00", zone="Europe/Paris")
DUE = utc("2017-08-16 14:00")


def test_points_follow_each_other_and_the_one_that_runs_over_the_end_says_so() -> None:
    (meeting,) = occurrences(weekly(), window("2017-08-17..2017-08-18"))
    items = [AgendaItem("Roll call", minutes_long=5), AgendaItem("Links"), AgendaItem("Roadmap", "Ada Example", 56)]
    assert list(timetable(items, meeting)) == [
        Slot(items[0], utc("2017-08-17 14:00"), utc("2017-08-17 14:05"), over=False),
        Slot(items[1], utc("2017-08-17 14:05"), utc("2017-08-17 14:05"), over=False),
        Slot(items[2], utc("2017-08-17 14:05"), utc("2017-08-17 15:01"), over=True),
    ]


def test_an_agenda_is_due_at_the_same_local_time_some_days_before_though_the_clocks_change() -> None:
    (meeting,) = occurrences(PARIS, window("2017-11-02..2017-11-03"))
    assert (meeting.start, agenda_due(meeting, 7)) == (utc("2017-11-02 13:00"), utc("2017-10-26 12:00"))
    (before,) = occurrences(PARIS, window("2017-10-26..2017-10-27"))
    assert (before.end, results_due(before, 7)) == (utc("2017-10-26 13:00"), utc("2017-11-02 14:00"))


def test_a_meeting_that_is_moved_moves_what_is_due_for_it() -> None:
    moved = replace(PARIS, changes=(Moved(local("2017-10-12 14:00"), local("2017-10-13 10:00"), 120),))
    (meeting,) = occurrences(moved, window("2017-10-12..2017-10-14"))
    assert (agenda_due(meeting, 2), results_due(meeting, 0)) == (utc("2017-10-11 08:00"), utc("2017-10-13 10:00"))


@pytest.mark.parametrize(
    ("out", "at", "late"),
    [
        ("2017-08-16 14:00", "2017-08-20 09:00", None),
        ("2017-08-16 14:01", "2017-08-20 09:00", timedelta(minutes=1)),
        (None, "2017-08-16 13:00", None),
        (None, "2017-08-17 14:00", timedelta(days=1)),
        ("2017-08-18 09:00", "2017-08-17 14:00", timedelta(days=1)),  # asked about a day before it was out
    ],
)
def test_a_promise_is_late_from_the_minute_after_it_was_due(out: str | None, at: str, late: timedelta | None) -> None:
    moment: datetime | None = utc(out) if out else None
    known = moment if moment and moment <= utc(at) else None
    assert kept(DUE, out=moment, at=utc(at)) == Promise(DUE, known, late)
