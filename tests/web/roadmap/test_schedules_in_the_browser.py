"""Schedules handed in on a page: looked at first, then taken over; what cannot be used is refused with a sentence."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from muster.exchange.plain_yaml import LARGEST
from muster.records.models import CalendarVersion
from muster.records.queries.roadmap.calendar import calendar_of
from tests.calendars import HERE, HOSTILE, TODAY, browser, version, with_a_calendar, words
from tests.cast import Cast

SCHEDULE = """\
start-week: 2017-02-27
release-week: 2017-08-28
cycle:
- {start: 2017-04-10, end: 2017-04-14, name: R-20, x-project: [p-1]}
- {start: 2017-08-28, end: 2017-09-01, name: R+0, x-project: [p-release]}
"""
STATUS = "- {name: pike, status: maintained, initial-release: 2017-08-31}\n"


@pytest.fixture
def filled(alpha: Cast) -> Cast:
    """Give Alpha with a calendar."""
    return with_a_calendar(alpha)


def handed_in(**files: str | bytes) -> dict[str, object]:
    return {
        name: SimpleUploadedFile("x", text.encode() if isinstance(text, str) else text) for name, text in files.items()
    }


def test_schedules_are_looked_at_first_and_taken_over_on_a_second_word(filled: Cast) -> None:
    client = browser("Ada")
    files = handed_in(schedule_yaml=SCHEDULE, series_status=STATUS)
    said = {"series": "Pike", "keep_plans": "on", "version": version(filled)}
    answer = client.post(f"{HERE}read/", {**said, **files})
    page = words(answer)
    assert answer.status_code == 200
    assert "Pike is released on 31 August 2017; before: on 30 August 2017." in page
    assert "Pike was planned to be released on 30 August 2017; before: on no day that is known." in page
    assert "No schedule.rst stands beside it" in page
    assert CalendarVersion.objects.filter(group=filled.group).count() == 1
    texts = {"yaml_text": SCHEDULE, "status_text": STATUS}
    assert client.post(f"{HERE}read/", {**said, **texts, "take": "yes"})["Location"] == HERE
    (pike,) = [one for one in calendar_of(filled.group, TODAY).cycles if one.name == "Pike"]
    assert (pike.release, pike.planned_release) == (date(2017, 8, 31), date(2017, 8, 30))
    answer = client.post(f"{HERE}read/", {**said, **texts, "take": "yes"})
    assert answer.status_code == 409
    assert "Somebody has changed this since you saw it." in words(answer)
    answer = client.post(f"{HERE}read/", {**said, **texts, "version": version(filled)})
    assert "Nothing: the calendar says all of this already." in words(answer)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"schedule_yaml": "a: &a [x]\ncycle: [*a, *a]"}, "schedule.yaml:2: An alias stands here."),
        ({"schedule_yaml": b"\xff\xfe"}, "schedule.yaml:1: This is not UTF-8 text. Save the file as UTF-8."),
        ({"schedule_yaml": "x" * 10_000_000}, "It has 10,000,000 bytes, and a schedule has at most 200,000"),
        (
            {"schedule_yaml": "start-week: 2017-11-07\nrelease-week: 2017-02-20\ncycle: [{start: 2017-11-07}]"},
            "The cycle ends before it starts: its release week, 2017-02-20, lies before its start week, 2017-11-07.",
        ),
        ({"schedule_yaml": SCHEDULE.replace("2017-", "1917-")}, "lies more than 50 years from today"),
        ({"series_status": f"- {HOSTILE}"}, "There is nothing to read."),
        ({"schedule_rst": HOSTILE}, "There is neither a table of weeks in it nor a schedule.yaml beside it."),
        ({}, "There is nothing to read. Choose a schedule.yaml, a schedule.rst or a series_status.yaml."),
    ],
)
def test_files_that_cannot_be_used_are_refused_with_a_sentence(
    filled: Cast, files: dict[str, str | bytes], said: str
) -> None:
    answer = browser("Ada").post(f"{HERE}read/", {"series": "Zed", "version": version(filled), **handed_in(**files)})
    assert answer.status_code == 422
    assert said in words(answer)
    assert HOSTILE not in answer.content.decode()
    assert CalendarVersion.objects.filter(group=filled.group).count() == 1


def test_a_text_beyond_all_use_is_refused(filled: Cast) -> None:
    said = {"series": "Zed", "version": version(filled), "yaml_text": "x" * (LARGEST + 1)}
    answer = browser("Ada").post(f"{HERE}read/", said)
    assert answer.status_code == 422
    assert "schedule.yaml as text: Ensure this value has at most 200000 characters" in words(answer)
    assert browser("Ada").post(f"{HERE}read/", {**said, "yaml_text": "x" * 10_000_000}).status_code == 422
