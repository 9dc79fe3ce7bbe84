"""Changing a series touches the meetings that the change is about, and no other."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from muster.domain.contribution.windows import Window
from muster.domain.errors import MeetingFault
from muster.domain.meetings.altering import ended, split, with_change, with_extra, without_change
from muster.domain.meetings.occurrences import occurrences
from muster.domain.meetings.rule import Rule
from muster.domain.meetings.series import Cancelled, Extra, Moved
from tests.domain.meetings.samples import local, starts, utc, weekly
from tests.domain.meetings.strategies import days, rules

AT = utc("2017-09-01 09:00")
SPAN = "2017-08-17..2017-09-08"


def test_a_change_replaces_what_was_decided_before_about_that_meeting_alone() -> None:
    first = with_change(weekly(), Cancelled(local("2017-08-24 14:00"), "Summit"), at=utc("2017-08-20 09:00"))
    then = with_change(first, Moved(local("2017-08-24 14:00"), local("2017-08-25 14:00")), at=AT)
    assert starts(first, SPAN) == [
        "2017-08-17 14:00", "2017-08-24 14:00 cancelled", "2017-08-31 14:00", "2017-09-07 14:00",
    ]  # fmt: skip
    assert starts(then, SPAN) == ["2017-08-17 14:00", "2017-08-25 14:00 moved", "2017-08-31 14:00", "2017-09-07 14:00"]
    assert without_change(then, local("2017-08-24 14:00"), at=AT) == replace(weekly(), revision=3, changed=AT)
    assert (then.revision, then.changed) == (2, AT)


def test_a_change_of_a_meeting_that_is_not_there_is_refused() -> None:
    with pytest.raises(MeetingFault, match=r"It has no meeting of 2017-08-25 14:00\."):
        with_change(weekly(), Cancelled(local("2017-08-25 14:00")), at=AT)


def test_an_extra_meeting_is_called_once() -> None:
    series = with_extra(weekly(), Extra(local("2017-09-01 10:00")), at=AT)
    assert starts(series, "2017-08-31..2017-09-08") == [
        "2017-08-31 14:00",
        "2017-09-01 10:00 extra",
        "2017-09-07 14:00",
    ]
    with pytest.raises(MeetingFault, match="twice"):
        with_extra(series, Extra(local("2017-09-01 10:00")), at=AT)


def test_an_ended_series_keeps_its_past() -> None:
    series = weekly(
        changes=(Cancelled(local("2017-08-24 14:00")), Cancelled(local("2017-09-07 14:00"))),
        extras=(Extra(local("2017-09-01 10:00")),),
    )
    over = ended(series, last=date(2017, 8, 31), at=AT)
    assert starts(over, "2017-01-01..2020-01-01") == [
        "2017-08-17 14:00", "2017-08-24 14:00 cancelled", "2017-08-31 14:00",
    ]  # fmt: skip
    assert str(over.rule) == "FREQ=WEEKLY;UNTIL=20170831;BYDAY=TH"


def test_a_series_that_ends_by_itself_before_is_left_to_end_by_itself() -> None:
    three = weekly("FREQ=WEEKLY;COUNT=3")
    assert ended(three, last=date(2017, 8, 31), at=AT).rule == three.rule
    assert str(ended(three, last=date(2017, 8, 30), at=AT).rule) == "FREQ=WEEKLY;UNTIL=20170830"


def test_a_series_goes_on_otherwise_from_a_day_on() -> None:
    before, after = split(weekly("FREQ=WEEKLY;INTERVAL=2"), first=date(2017, 9, 1), uid="later@alpha.example", at=AT)
    later = replace(after, starts=local("2017-09-14 15:00"))
    assert starts(before, "2017-08-01..2018-08-01") == ["2017-08-17 14:00", "2017-08-31 14:00"]
    assert starts(later, "2017-08-01..2017-10-01") == ["2017-09-14 15:00", "2017-09-28 15:00"]
    assert (after.uid, after.revision, before.revision) == ("later@alpha.example", 0, 1)


def test_a_series_without_a_rule_goes_on_with_the_meetings_that_were_called() -> None:
    called = weekly(None, extras=(Extra(local("2017-09-01 10:00")), Extra(local("2017-10-01 10:00"))))
    before, after = split(called, first=date(2017, 9, 15), uid="later@alpha.example", at=AT)
    assert starts(before, "2017-08-01..2018-08-01") == ["2017-09-01 10:00 extra"]
    assert starts(after, "2017-08-01..2018-08-01") == ["2017-10-01 10:00 extra"]


def test_a_series_with_nothing_left_does_not_go_on() -> None:
    with pytest.raises(MeetingFault, match="It has no meeting from 2017-10-01 on"):
        split(weekly("FREQ=WEEKLY;COUNT=3"), first=date(2017, 10, 1), uid="later@alpha.example", at=AT)


@given(rule=rules(), first=days, cut=days)
def test_a_series_and_what_follows_it_have_together_the_meetings_that_it_had_alone(
    rule: Rule, first: date, cut: date
) -> None:
    series = replace(weekly(), starts=local(f"{first} 14:00"), rule=rule)
    span = Window(first, date(2030, 1, 1))
    alone = [one.start for one in occurrences(series, span)]
    try:
        before, after = split(series, first=cut, uid="later@alpha.example", at=AT)
    except MeetingFault:
        assert not any(start.date() >= cut for start in alone)
        return
    assert [one.start for part in (before, after) for one in occurrences(part, span)] == alone
