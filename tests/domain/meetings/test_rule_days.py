"""The days that a rule names: as RFC 5545 says, as dateutil counts them, and never at more cost than the days asked."""

from datetime import date, datetime, time, timedelta
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from muster.domain.meetings.days import days_of, names, next_day, week_of
from muster.domain.meetings.rule import Frequency, Rule, parse_rule
from tests.domain.meetings.oracle import recurrences
from tests.domain.meetings.strategies import days, rules

LATE = date(2040, 1, 1)


def named(text: str, first: str, until: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(until)
    return [str(day) for day in days_of(parse_rule(text), first=start, since=start, to=end)]


@pytest.mark.parametrize(
    ("rule", "first", "until", "expected"),
    [  # the examples of RFC 5545, 3.8.5.3, as far as they recur by days, shortened
        ("FREQ=DAILY;COUNT=3", "1997-09-02", "2030-01-01", ["1997-09-02", "1997-09-03", "1997-09-04"]),
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", "1997-09-02", "2030-01-01", ["1997-09-02", "1997-09-12", "1997-09-22"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "2030-01-01",
         ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "2030-01-01",
         ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "1997-09-05", "2030-01-01", ["1997-09-05", "1997-10-03", "1997-11-07"]),
        ("FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU", "1997-09-07", "2030-01-01",
         ["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", "1997-12-31",
         ["1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29"]),
        ("FREQ=YEARLY;COUNT=3;INTERVAL=3;BYYEARDAY=1,100,200", "1997-01-01", "2030-01-01",
         ["1997-01-01", "1997-04-10", "1997-07-19"]),
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1999-12-31", ["1997-05-19", "1998-05-18", "1999-05-17"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", "1999-12-31", ["1997-05-12", "1998-05-11", "1999-05-17"]),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02", "1998-12-31", ["1998-02-13", "1998-03-13", "1998-11-13"]),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05", "2005-01-01",
         ["1996-11-05", "2000-11-07", "2004-11-02"]),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "2030-01-01",
         ["1997-09-04", "1997-10-07", "1997-11-06"]),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15", "2030-01-01",
         ["2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15", "2007-03-30"]),
    ],
)  # fmt: skip
def test_a_rule_names_the_days_that_rfc_5545_gives_for_it(
    rule: str, first: str, until: str, expected: list[str]
) -> None:
    assert named(rule, first, until) == expected


@given(rule=rules(), first=days, offset=st.integers(0, 900), length=st.integers(0, 1200))
def test_any_rule_names_the_days_that_dateutil_counts(rule: Rule, first: date, offset: int, length: int) -> None:
    # Where dateutil differs from RFC 5545: BYDAY=MO,2MO are to it the Mondays that are the second; it gives a week of a
    # rule by weeks all seven days, not the first one's; and at the turn of a year it loses days of such a week.
    assume(not rule.weeks and len({bool(one.ordinal) for one in rule.weekdays}) <= 1)
    since, to = first + timedelta(days=offset), first + timedelta(days=offset + length)
    theirs = [moment.date() for moment in recurrences(str(rule), datetime.combine(first, time.min), to)]
    assert list(days_of(rule, first=first, since=since, to=to)) == [day for day in theirs if day >= since]


@given(day=days, week_start=st.integers(0, 6))
def test_a_week_has_the_number_that_iso_8601_gives_it(day: date, week_start: int) -> None:
    shifted = day - timedelta(days=week_start)
    assert week_of(day) == day.isocalendar()[:2]
    assert (week_of(day, week_start) == week_of(day - timedelta(days=1), week_start)) == (shifted.weekday() != 0)


@pytest.mark.parametrize("weekday", ["MO", "TH", "SU"])
@pytest.mark.parametrize("remainder", [0, 1])
def test_a_rule_by_odd_or_even_weeks_follows_the_number_of_the_week_over_fifty_years(
    weekday: str, remainder: int
) -> None:
    weeks = ",".join(str(week) for week in range(1, 54) if week % 2 == remainder)
    rule = parse_rule(f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY={weekday}")
    first, to = date(2010, 1, 1), date(2060, 12, 31)
    every = [first + timedelta(days=offset) for offset in range((to - first).days + 1)]
    right = [day for day in every if f"{day:%a}"[:2].upper() == weekday and day.isocalendar()[1] % 2 == remainder]
    assert list(days_of(rule, first=first, since=first, to=to)) == right


def test_the_last_week_of_a_year_is_the_one_that_iso_8601_ends_it_with() -> None:
    assert named("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "2019-01-01", "2023-12-31") == [
        "2019-12-29", "2021-01-03", "2022-01-02", "2023-01-01", "2023-12-31",
    ]  # fmt: skip


def test_a_rule_takes_what_it_does_not_say_from_its_first_day() -> None:
    assert named("FREQ=WEEKLY", "2017-08-17", "2017-08-31") == ["2017-08-17", "2017-08-24", "2017-08-31"]
    assert named("FREQ=MONTHLY", "2017-08-31", "2017-12-31") == ["2017-08-31", "2017-10-31", "2017-12-31"]
    assert named("FREQ=YEARLY", "2016-02-29", "2024-12-31") == ["2016-02-29", "2020-02-29", "2024-02-29"]
    assert named("FREQ=YEARLY;BYWEEKNO=20", "2017-05-18", "2018-12-31") == ["2017-05-18", "2018-05-17"]
    assert named("FREQ=YEARLY;BYMONTH=3", "2017-08-17", "2019-12-31") == ["2018-03-17", "2019-03-17"]


def test_a_day_before_the_first_is_never_named_and_uses_up_no_count() -> None:
    assert named("FREQ=MONTHLY;BYDAY=1TH;COUNT=2", "2017-08-17", "2018-01-01") == ["2017-09-07", "2017-10-05"]


@given(rule=rules(), first=days, day=days)
def test_whether_a_day_is_named_does_not_depend_on_how_one_asks(rule: Rule, first: date, day: date) -> None:
    wide = list(days_of(rule, first=first, since=first, to=LATE))
    assert names(rule, day, first=first) == (day in wide)
    later = next((one for one in wide if one >= day), None)
    assert next_day(rule, first=first, since=day, to=LATE) == later


@pytest.mark.parametrize(
    "hostile",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=YEARLY;INTERVAL=1000000000;BYMONTH=2;BYMONTHDAY=30",
        f"FREQ=YEARLY;BYYEARDAY={','.join(map(str, range(1, 367)))};BYSETPOS={','.join(map(str, range(1, 367)))}",
    ],
)
def test_a_hostile_rule_costs_no_more_than_the_days_asked_about(hostile: str) -> None:
    rule = parse_rule(hostile)
    begun = process_time()
    list(days_of(rule, first=date(2016, 1, 1), since=date(2026, 1, 1), to=date(2026, 12, 31)))
    assert process_time() - begun < 1
    # Without a count, the first day may be any time ago.
    if rule.frequency is Frequency.DAILY and rule.count is None:
        list(days_of(rule, first=date(1, 1, 1), since=date(2026, 1, 1), to=date(2026, 12, 31)))
        assert process_time() - begun < 1
