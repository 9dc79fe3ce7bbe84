"""What the words of a meeting file mean: the weeks of long years, first Thursdays, days that are left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.windows import Window
from muster.domain.errors import MeetingFault
from muster.domain.meetings.occurrences import occurrences
from muster.domain.meetings.rule import parse_rule
from muster.domain.meetings.series import Cancelled, Extra, Moved, Series, Skipped
from muster.exchange.meetings.yaml2ical.as_series import Weeks, meeting_of, series_of
from muster.exchange.meetings.yaml2ical.frequencies import FREQUENCIES, weekday_of
from muster.exchange.meetings.yaml2ical.meeting_file import MeetingFile, Schedule, SkipDate
from muster.exchange.meetings.yaml2ical.reading import read_meeting

CHANGED = datetime(2019, 4, 16, tzinfo=UTC)
SINCE = date(2014, 1, 1)
THURSDAY = 3


def schedule(frequency: str = "weekly", start: date | None = SINCE, weekday: int = THURSDAY) -> Schedule:
    return Schedule(time=time(14), weekday=weekday, irc="openstack-uc", frequency=frequency, start_date=start)


def only_series(one: Schedule, weeks: Weeks = "iso") -> Series:
    meeting = MeetingFile(project="LCOO", meeting_id="lcoo", schedules=(one,), chair="Ada Example")
    (series,) = series_of(meeting, since=SINCE, changed=CHANGED, weeks=weeks)
    return series


def met(one: Schedule, first: str, end: str, weeks: Weeks = "iso") -> str:
    """The weeks in which it meets."""
    window = Window(date.fromisoformat(first), date.fromisoformat(end))
    return " ".join(f"{meeting.start:%G-W%V}" for meeting in occurrences(only_series(one, weeks), window))


@pytest.mark.parametrize(
    ("frequency", "first", "end", "expected"),
    [
        ("biweekly-odd", "2015-12-14", "2016-01-23", "2015-W51 2015-W53 2016-W01 2016-W03"),
        ("biweekly-even", "2015-12-14", "2016-01-30", "2015-W52 2016-W02 2016-W04"),
        ("biweekly-odd", "2020-12-14", "2021-01-23", "2020-W51 2020-W53 2021-W01 2021-W03"),
        ("biweekly-even", "2020-12-14", "2021-01-30", "2020-W52 2021-W02 2021-W04"),
        ("biweekly-odd", "2026-12-14", "2027-01-23", "2026-W51 2026-W53 2027-W01 2027-W03"),
        ("biweekly-even", "2026-12-14", "2027-01-30", "2026-W52 2027-W02 2027-W04"),
        ("biweekly-odd", "2016-12-14", "2017-01-20", "2016-W51 2017-W01 2017-W03"),
        ("quadweekly", "2015-11-23", "2016-03-01", "2015-W48 2015-W52 2016-W04 2016-W08"),
        ("quadweekly-week-1", "2015-11-23", "2016-02-06", "2015-W49 2015-W53 2016-W01 2016-W05"),
        ("quadweekly-week-2", "2015-12-07", "2016-02-12", "2015-W50 2016-W02 2016-W06"),
        ("quadweekly-alternate", "2015-12-07", "2016-02-12", "2015-W50 2016-W02 2016-W06"),
        ("quadweekly-week-3", "2015-12-14", "2016-02-19", "2015-W51 2016-W03 2016-W07"),
        ("first-thursday", "2015-12-01", "2016-02-28", "2015-W49 2016-W01 2016-W05"),
        ("third-thursday", "2015-12-01", "2016-02-01", "2015-W51 2016-W03"),
        ("weekly", "2015-12-21", "2016-01-10", "2015-W52 2015-W53 2016-W01"),
        ("adhoc", "2015-12-01", "2016-02-28", ""),
    ],
)
def test_weeks_go_by_their_number_in_years_of_fifty_two_and_of_fifty_three(
    frequency: str, first: str, end: str, expected: str
) -> None:
    assert met(schedule(frequency), first, end) == expected


@pytest.mark.parametrize("weekday", range(7))
def test_odd_and_even_weeks_never_meet_and_leave_out_no_week_in_fifty_years(weekday: int) -> None:
    window = Window(SINCE, date(2062, 1, 1))
    odd, even, every = (
        {one.start for one in occurrences(only_series(schedule(frequency, weekday=weekday)), window)}
        for frequency in ("biweekly-odd", "biweekly-even", "weekly")
    )
    assert (odd & even, odd | even) == (set(), every)


@pytest.mark.parametrize(
    ("remainder", "frequency"), [(0, "quadweekly"), (1, "quadweekly-week-1"), (3, "quadweekly-week-3")]
)
def test_a_fourth_of_all_weeks_is_those_whose_number_leaves_the_same_remainder(remainder: int, frequency: str) -> None:
    found = occurrences(only_series(schedule(frequency)), Window(SINCE, date(2062, 1, 1)))
    thursdays = (SINCE + timedelta(days=1 + 7 * number) for number in range(2505))
    assert [one.start.date() for one in found] == [day for day in thursdays if day.isocalendar()[1] % 4 == remainder]


def test_yaml2icals_own_calendars_go_on_alternating_after_a_long_year() -> None:
    start = date(2015, 12, 1)
    assert (
        met(schedule("biweekly-odd", start), "2015-12-01", "2016-02-01", "alternating")
        == "2015-W49 2015-W51 2015-W53 2016-W02 2016-W04"
    )
    assert (
        met(schedule("biweekly-even", start), "2015-12-01", "2016-02-01", "alternating")
        == "2015-W50 2015-W52 2016-W01 2016-W03"
    )
    assert (
        met(schedule("quadweekly-week-1", date(2016, 1, 1)), "2020-11-01", "2021-03-01", "alternating")
        == "2020-W45 2020-W49 2020-W53 2021-W04 2021-W08"
    )


@given(
    frequency=st.sampled_from([name for name in FREQUENCIES if "week" in name]),
    start=st.dates(date(2014, 1, 1), date(2026, 1, 1)),
    weekday=st.integers(0, 6),
)
def test_both_ways_of_counting_weeks_agree_until_a_year_of_fifty_three(
    frequency: str, start: date, weekday: int
) -> None:
    one = schedule(frequency, start, weekday)
    first = next(iter(occurrences(only_series(one), Window(start, start + timedelta(days=70))))).start.date()
    long_year = next(year for year in (2015, 2020, 2026) if year >= first.isocalendar()[0])
    end = f"{date.fromisocalendar(long_year + 1, 1, 1)}"
    assert met(one, f"{start}", end) == met(one, f"{start}", end, "alternating")


def test_the_first_meeting_is_on_the_start_date_or_after_it() -> None:
    assert met(schedule("first-thursday", date(2018, 10, 4)), "2018-10-01", "2018-11-30") == "2018-W40 2018-W44"
    assert met(schedule("weekly", date(2018, 10, 5)), "2018-10-01", "2018-10-19") == "2018-W41 2018-W42"
    assert met(schedule("weekly", None), "2013-12-20", "2014-01-03") == "2014-W01"


def test_a_day_that_is_left_out_is_a_cancelled_meeting_with_its_reason() -> None:
    one = replace(schedule("weekly"), skip_dates=(SkipDate(date(2017, 11, 9), "Summit week"),))
    window = Window(date(2017, 11, 8), date(2017, 11, 17))
    found = [(meeting.start, meeting.state, meeting.reason) for meeting in occurrences(only_series(one), window)]
    assert found == [
        (datetime(2017, 11, 9, 14, tzinfo=UTC), "cancelled", "Summit week"),
        (datetime(2017, 11, 16, 14, tzinfo=UTC), "planned", ""),
    ]


def test_each_schedule_of_a_file_is_a_series_that_keeps_its_identity() -> None:
    two = MeetingFile(
        project="LCOO",
        meeting_id="lcoo",
        agenda_url="https://meetings.example/agenda",
        chair="Ada Example",
        description="All of us.",
        schedules=(
            schedule("weekly"),
            replace(schedule("adhoc"), matrix="#uc:meetings.example", irc="", chair="Bo Example"),
        ),
    )
    first, second = series_of(two, since=SINCE, changed=CHANGED)
    assert (first.uid, second.uid) == ("866ce319-33be-50fd-aa1a-7bb8a9b72761", "fe9cd7d7-afd7-51cf-83c4-8ba8411a6ee6")
    assert (first.place, second.place, second.rule) == ("#openstack-uc", "#uc:meetings.example", None)
    assert second.description == "All of us.\nChair: Bo Example\nAgenda: https://meetings.example/agenda"
    later = replace(two, schedules=(replace(two.schedules[0], time=time(15)), two.schedules[1]))
    assert [one.uid for one in series_of(later, since=SINCE, changed=CHANGED)] == [first.uid, second.uid]


def test_series_become_a_meeting_file_that_means_the_same(material: Path) -> None:
    for path in sorted((material / "irc-meetings").glob("*.yaml")):
        meeting = read_meeting(path.read_bytes(), file=path.name)
        series = series_of(meeting, since=SINCE, changed=CHANGED)
        again = series_of(meeting_of(series), since=SINCE, changed=CHANGED)
        assert [replace(one, description="") for one in again] == [replace(one, description="") for one in series]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"rule": parse_rule("FREQ=DAILY")}, "yaml2ical has no word for FREQ=DAILY."),
        (
            {"rule": parse_rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH")},
            "yaml2ical has no word for FREQ=WEEKLY;INTERVAL=2;BYDAY=TH.",
        ),
        ({"zone": "Europe/Paris"}, "yaml2ical knows no zone but UTC, not Europe/Paris."),
        ({"extras": (Extra(datetime(2018, 1, 1, 10)),)}, "yaml2ical has no moved and no extra meetings."),  # noqa: DTZ001 - a local time
        (
            {"changes": (Moved(datetime(2018, 1, 4, 14), datetime(2018, 1, 5, 14)),)},  # noqa: DTZ001 - local times
            "yaml2ical has no moved and no extra meetings.",
        ),
        ({"place": ""}, "yaml2ical wants to know where it takes place."),
    ],
)
def test_what_a_meeting_file_cannot_say_is_refused(change: dict[str, object], what: str) -> None:
    series = replace(only_series(schedule("weekly")), **change)  # type: ignore[arg-type]  # each is what its field takes
    with pytest.raises(MeetingFault) as refused:
        meeting_of([series])
    assert refused.value.what == what


def test_a_meeting_file_is_about_one_meeting() -> None:
    series = only_series(schedule("weekly"))
    with pytest.raises(MeetingFault, match="about one meeting"):
        meeting_of([series, replace(series, title="Another")])


def test_meetings_that_were_left_out_become_days_to_skip() -> None:
    skipped, cancelled = datetime(2018, 1, 4, 14), datetime(2018, 1, 11, 14)  # noqa: DTZ001 - local times
    series = replace(only_series(schedule("weekly")), changes=(Skipped(skipped), Cancelled(cancelled, "Summit")))
    assert meeting_of([series]).schedules[0].skip_dates == (
        SkipDate(date(2018, 1, 4), "skipped"),
        SkipDate(date(2018, 1, 11), "Summit"),
    )


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_every_frequency_is_a_rule_and_back(frequency: str) -> None:
    weekday = weekday_of(frequency)
    one = schedule(frequency, weekday=THURSDAY if weekday is None else weekday)
    named = "quadweekly-week-2" if frequency == "quadweekly-alternate" else frequency
    assert meeting_of([only_series(one)]).schedules[0].frequency == named
