"""The calendar's pages and files: the same days on each of them, and nothing that somebody typed does anything."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar as Feed

from muster.actions.roadmap.calendar import change_entry, keep_calendar
from muster.actions.roadmap.items import propose_item
from muster.records.models import CalendarVersion
from muster.records.queries.roadmap.calendar import calendar_from, calendar_of
from tests.calendars import BOSTON, HERE, HOSTILE, TODAY, browser, version, with_a_calendar, words, written
from tests.cast import Cast
from tests.web.access.shape import asking


@pytest.fixture
def filled(alpha: Cast) -> Cast:
    """Give Alpha with a calendar."""
    return with_a_calendar(alpha)


@pytest.mark.usefixtures("filled")
def test_the_page_says_what_must_be_asked_for_seen_from_the_day_that_is_asked_about() -> None:
    page = words(browser().get(f"{HERE}?on=2017-01-27"))
    assert "What must be asked for by when, seen from 27 Jan 2017" in page
    assert "Ocata comes out on 22 February 2017. A new need can still make it." in page
    assert "Over: Before 7 November 2016, when Ocata starts: raise the need with the projects." in page
    assert "On 22 February 2017: Ocata is released." in page
    later = words(browser().get(HERE))
    assert "No release is known that lies ahead. Look from 4 Sep 2017 , when the last cycle began" in later


@pytest.mark.usefixtures("filled")
def test_the_page_has_every_cycle_event_and_item_and_what_was_planned_for_other_days() -> None:
    page = words(browser().get(f"{HERE}?on=2017-01-27"))
    assert "8 to 11 May 2017 Summit Boston summit" in page
    assert "8 to 12 May 2017" in page
    assert "Root wrap Pike 27 Feb 2017 29 Aug 2017" in page
    assert "Some day meant for no cycle yet" in page
    assert "Queens 4 Sep 2017 28 Feb 2018" in page


@pytest.mark.usefixtures("filled")
def test_the_picture_on_the_page_is_that_of_the_file_and_shows_the_months_asked_for() -> None:
    query = "?on=2017-01-27&from=2017-01&until=2017-12"
    inside = re.search(r"<svg.*?</svg>", browser().get(f"{HERE}{query}").content.decode(), flags=re.DOTALL)
    file = browser().get(f"/alpha/roadmap/calendar.svg{query}")
    assert inside
    drawn = inside[0].partition(">")[2].partition("</svg>")[0]
    assert drawn in file.content.decode()
    assert "Root wrap" in drawn
    assert file["Content-Type"] == "image/svg+xml"
    assert file["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_data_page_and_feed_have_the_same_days(filled: Cast) -> None:
    data = json.loads(browser().get(f"{HERE[:-1]}.json?on=2017-01-27").content)
    kept = calendar_of(filled.group, TODAY)
    assert calendar_from(data["calendar"]) == kept
    assert (data["group"], data["on"]) == ("alpha", "2017-01-27")
    assert [(one["cycle"], one["takes"], len(one["asks"])) for one in data["releases"]] == [("Ocata", "open", 2)]
    assert data["items"] == [
        {"item": "t1", "cycle": "Pike", "first": "2017-02-27", "last": "2017-08-29"},
        {"item": "t2", "cycle": None, "first": None, "last": None},
    ]
    feed: Any = Feed.from_ical(browser().get("/alpha/roadmap/calendar.ics").content)
    days = {(str(one["SUMMARY"]), one["DTSTART"].dt) for one in feed.walk("VEVENT")}
    assert days == {
        ("Summit Boston", date(2017, 5, 8)),
        *((f"{one.name} begins", one.start) for one in kept.cycles),
        *((f"{one.name} is released", one.release) for one in kept.cycles),
    }


@pytest.mark.usefixtures("filled")
def test_a_program_that_has_the_feed_already_is_told_so() -> None:
    first = browser().get("/alpha/roadmap/calendar.ics")
    again = browser().get("/alpha/roadmap/calendar.ics", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, first["Content-Type"], again.status_code) == (200, "text/calendar; charset=utf-8", 304)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?on=soon", "This is no day. Write it like this: on=2017-05-09."),
        ("?from=soon", "This is no month of our times. Write it as 2016-03."),
        ("?from=2017-05&until=2016-05", "It lies before May 2017. Swap the two months."),
        ("?from=2010-05&until=2018-05", "That is 97 months, and the picture holds 60. Ask for fewer months."),
        ("?on=0001-01-01", "lie outside the calendar. Choose a later day."),
    ],
)
def test_days_and_months_that_make_no_sense_are_refused_everywhere(query: str, said: str) -> None:
    for path in (HERE, f"{HERE[:-1]}.json", f"{HERE[:-1]}.svg"):
        answer = browser().get(f"{path}{query}")
        assert answer.status_code == 400
        assert said in words(answer)


def test_markup_in_names_is_shown_on_every_page_and_in_every_file(alpha: Cast) -> None:
    cycle = {"name": HOSTILE, "start": date(2017, 2, 27), "release": date(2017, 8, 30), "source": HOSTILE}
    milestones = {"milestones": {HOSTILE: date(2017, 3, 1)}}
    event = {**BOSTON, "name": f"{HOSTILE} 2", "place": HOSTILE, "cycle": HOSTILE, "source": HOSTILE}
    keep_calendar(asking(alpha, "Ada"), {"cycles": [{**cycle, **milestones}], "events": [event]}, source=HOSTILE)
    slug = "script-alert-1-script"
    pages = ("", f"cycles/{slug}/", f"cycles/{slug}/remove/", f"events/{slug}-2/", f"events/{slug}-2/remove/")
    for path in (*(f"{HERE}{page}?on=2017-03-01" for page in pages), f"{HERE[:-1]}.svg?on=2017-03-01"):
        answer = browser("Ada").get(path)
        assert answer.status_code == 200, path
        text = answer.content.decode()
        assert HOSTILE not in text
        assert "&lt;script&gt;" in text, path


def test_a_cycle_is_changed_with_its_milestones_and_what_is_no_day_is_named_by_its_line(filled: Cast) -> None:
    client = browser("Ada")
    said = {
        "name": "Pike",
        "start": "2017-02-27",
        "release": "2017-08-30",
        "milestones": "p-1 2017-04-13\n\np-2\nfeature freeze 2017-07-27\np-1 2017-04-14\np-3 2017-99-99",
        "version": version(filled),
    }
    answer = client.post(f"{HERE}cycles/pike/", said)
    assert answer.status_code == 422
    page = words(answer)
    for line in (
        "Line 3 is no name with a day.",
        "Line 5: that name stands above already.",
        "Line 6 is no name with a day.",
    ):
        assert line in page
    said["milestones"] = "p-1 2017-04-13\nfeature-freeze 2017-07-27"
    assert client.post(f"{HERE}cycles/pike/", said)["Location"] == HERE
    (pike,) = [one for one in calendar_of(filled.group, TODAY).cycles if one.name == "Pike"]
    assert pike.milestones == {"p-1": date(2017, 4, 13), "feature-freeze": date(2017, 7, 27)}
    assert "p-1 2017-04-13\nfeature-freeze 2017-07-27" in client.get(f"{HERE}cycles/pike/").content.decode()


def test_a_cycle_that_ends_before_it_starts_and_days_of_another_century_are_refused(filled: Cast) -> None:
    client, known = browser("Ada"), {"version": version(filled)}
    backwards = {"name": "Zed", "start": "2017-08-30", "release": "2017-02-27", **known}
    answer = client.post(f"{HERE}cycles/new/", backwards)
    assert answer.status_code == 422
    assert "Zed, release: 2017-02-27 is not after start, 2017-08-30; write a day after 2017-08-30." in words(answer)
    ancient = {"name": "Fair", "kind": "fair", "first": "1017-05-08", "precision": "day", **known}
    answer = client.post(f"{HERE}events/new/", ancient)
    assert answer.status_code == 422
    assert "Fair: 1017-05-08 lies more than 50 years from today" in words(answer)
    assert CalendarVersion.objects.filter(group=filled.group).count() == 1


def test_an_event_is_added_changed_and_taken_out(filled: Cast) -> None:
    client = browser("Di")
    event = {"name": "Denver", "kind": "ptg", "first": "2017-09-11", "precision": "week", "cycle": "Queens"}
    assert client.post(f"{HERE}events/new/", {**event, "version": version(filled)}).status_code == 302
    (denver,) = [one for one in calendar_of(filled.group, TODAY).events if one.name == "Denver"]
    assert (denver.precision, denver.cycle, denver.verified) == ("week", "Queens", False)
    changed = {**event, "last": "2017-09-15", "verified": "on", "version": version(filled)}
    assert client.post(f"{HERE}events/denver/", changed).status_code == 302
    (denver,) = [one for one in calendar_of(filled.group, TODAY).events if one.name == "Denver"]
    assert (denver.last, denver.verified) == (date(2017, 9, 15), True)
    stale = client.post(f"{HERE}events/denver/", {**changed, "place": "Denver", "version": version(filled) - 1})
    assert stale.status_code == 409
    assert client.post(f"{HERE}events/denver/remove/", {"version": version(filled)}).status_code == 302
    assert [one.name for one in calendar_of(filled.group, TODAY).events] == ["Summit Boston"]
    assert client.get(f"{HERE}events/denver/").status_code == 404


def asked(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser().get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", ["/", ".json", ".svg", ".ics"])
def test_the_calendar_asks_as_many_questions_for_many_as_for_one(filled: Cast, path: str) -> None:
    place = f"{HERE[:-1]}{path}"
    one = asked(place)
    caller = asking(filled, "Ada")
    for number in range(5):
        change_entry(caller, "events", {**BOSTON, "name": f"E{number}"})
    data = calendar_of(filled.group, TODAY).model_dump(exclude_defaults=True)
    many = [{**BOSTON, "name": f"Event {number}"} for number in range(30)]
    cycles = [
        {"name": f"C{number}", "start": date(2017, 2, 27) + timedelta(number), "release": date(2017, 8, 30)}
        for number in range(30)
    ]
    keep_calendar(caller, {"cycles": [*data["cycles"], *cycles], "events": many})
    for number in range(28):
        propose_item(asking(filled, "Ed"), written(f"I{number}", "Pike"), slug=f"i{number}")
    assert asked(place) == one


def test_what_another_group_plans_is_seen_by_nobody_here(filled: Cast) -> None:
    keep_calendar(asking(filled, "Oz", there=True), {"events": [{**BOSTON, "name": "Omegan fair"}]})
    for path in (HERE, f"{HERE[:-1]}.json", f"{HERE[:-1]}.svg", f"{HERE[:-1]}.ics"):
        assert b"Omegan" not in browser("Ada").get(path).content
    assert b"Omegan" in browser().get("/omega/roadmap/calendar.json").content
