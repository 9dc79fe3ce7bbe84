"""What meetings leave: actions and words to search for; and what holds for every page of them."""

from datetime import UTC, date, timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from muster.actions.caller import server_clock
from muster.actions.meetings import agenda, attendance, minutes, tasks
from muster.actions.meetings.series import Planned, call_meeting, move_meeting, plan_series
from muster.records import log
from muster.records.models import Account, Person
from muster.records.queries.meetings import slug_of
from tests.cast import Cast, address
from tests.web.access.shape import asking
from tests.web.team import MEETINGS, SCRIPT, Meetings, browser_of, read, send, words


def test_actions_are_listed_late_ones_first_and_carried_until_somebody_ends_them(team: Meetings) -> None:
    ed, people = browser_of("Ed"), team.cast.people
    agenda.propose_item(asking(team.cast, "Ed"), team.slug(1), "Something")
    send(ed, "/alpha/actions/", title="Later", owner=people["Ed"].number, due="2099-01-01")
    send(ed, "/alpha/actions/", title=SCRIPT, owner=people["Bo"].number, due="2020-01-01")
    send(ed, "/alpha/actions/", title="", status=422)
    page = read(browser_of(""), "/alpha/actions/")
    assert SCRIPT not in page
    assert page.index("alert(") < page.index("Later")
    assert "late by" not in words(page).partition("Later")[2]
    assert "Later" in words(read(ed, "/alpha/actions/", list="mine"))
    assert "alert(" not in read(ed, "/alpha/actions/", list="mine")
    seen = log.version(team.cast.group, "action/2")
    send(ed, "/alpha/actions/2/drop/", 422, reason="", version=seen)
    send(ed, "/alpha/actions/2/drop/", reason="Nobody sings.", version=seen)
    assert "dropped : Nobody sings." in words(read(browser_of(""), "/alpha/actions/2/"))
    send(ed, "/alpha/actions/2/reopen/", 409, version=seen)
    send(ed, "/alpha/actions/2/reopen/", version=log.version(team.cast.group, "action/2"))
    send(ed, "/alpha/actions/2/done/", version=log.version(team.cast.group, "action/2"))
    assert "done" in words(read(browser_of(""), "/alpha/actions/", list="done"))


def test_search_finds_words_of_any_script_in_any_case_page_by_page(team: Meetings) -> None:
    for number in range(30):
        tasks.take_action(asking(team.cast, "Ed"), f"Écrire l'ÉTUDE {number} (100%_[a-z])")
    said = words(read(browser_of(""), f"{MEETINGS}search/", q="étude écrire"))
    assert "30 found" in said
    assert "Page 1 of 2" in said
    assert "Page 2 of 2" in words(read(browser_of(""), f"{MEETINGS}search/", q="étude", page="99"))
    for literal, number in (("100%_[a-z]", 30), ("100.", 0), ("étude 29", 1), ("%", 30), ("\\", 0), ("(((", 0)):
        assert f"{number} found" in words(read(browser_of(""), f"{MEETINGS}search/", q=literal, page="x")), literal
    assert "found" not in words(read(browser_of(""), f"{MEETINGS}search/", q=" "))
    read(browser_of(""), f"{MEETINGS}search/", q="x " * 5_000 + "\0")


def test_script_in_every_field_is_shown_as_text(alpha: Cast) -> None:
    running = server_clock().replace(second=0, microsecond=0, tzinfo=None) - timedelta(minutes=10)
    first = running - timedelta(weeks=1)
    planned = Planned(title=f"T {SCRIPT}", starts=first, rule="FREQ=WEEKLY", place=SCRIPT, about=SCRIPT)
    series = plan_series(asking(alpha, "Di"), planned)
    held, slug, di = slug_of(series, first), slug_of(series, running), asking(alpha, "Di")
    Person.objects.filter(pk=alpha.people["Bo"].pk).update(name=SCRIPT)
    agenda.propose_item(di, slug, SCRIPT, owner=alpha.people["Bo"])
    minutes.save(di, held, f"AGREED: {SCRIPT}\nACTION: {SCRIPT} will sing\n", base=0)
    tasks.take_actions_from_minutes(di, held)
    attendance.record(di, held, [alpha.people["Bo"]])
    minutes.approve(di, held, slug)
    minutes.publish(di, held)
    minutes.correct(di, held, SCRIPT)
    move_meeting(di, series, running + timedelta(weeks=1), running + timedelta(weeks=1, hours=1), reason=SCRIPT)
    place = f"{MEETINGS}series/{series.slug}/"
    pages = (MEETINGS, f"{MEETINGS}quarter/", f"{MEETINGS}search/?q=alert", f"{MEETINGS}{slug}/", f"{MEETINGS}{held}/")
    for path in (
        *pages,
        place,
        "/alpha/actions/",
        "/alpha/actions/1/",
        f"{place}change/",
        f"{MEETINGS}{slug}/minutes/",
    ):
        page = read(browser_of("Di"), path)
        assert "<script>alert" not in page, path


@pytest.mark.parametrize(
    "path", ["", "quarter/", "search/?q=point", "series/team-meeting/", "meeting", "held", "actions", "me"]
)
def test_a_page_asks_the_same_number_of_queries_for_one_row_and_for_thirty(team: Meetings, path: str) -> None:
    named = {"meeting": team.page(1), "held": team.page(-1), "actions": "/alpha/actions/", "me": "/alpha/me/"}
    place, client, di = named.get(path, MEETINGS + path), browser_of("Di"), asking(team.cast, "Di")

    def add(number: int, weeks: int) -> None:
        person = Person.objects.create(group=team.cast.group, number=100 + number, name=f"P{number}", invented=True)
        agenda.propose_item(di, team.slug(1), f"point {number}", owner=person, minutes=1)
        attendance.record(di, team.slug(weeks), [person])
        attendance.record(di, team.slug(-1), [person])
        tasks.take_action(di, f"point {number}", owner=person, meeting=team.slug(-1))
        minutes.save(di, team.slug(weeks), f"AGREED: point {number}\nACTION: P{number} will sing\n", base=0)
        at = team.running + timedelta(days=number % 20 + 1, hours=3, minutes=number)
        call_meeting(di, team.series, at, reason=f"point {number}")

    def queries() -> int:
        with CaptureQueriesContext(connections["default"]) as captured:
            read(client, place)
        return len(captured)

    add(0, -1)
    read(client, place)
    before = queries()
    for number in range(1, 30):
        add(number, -(number % 5) - 1)
    # A page of search asks for the kinds of thing that it shows, so it may ask for fewer.
    assert queries() == before or (path.startswith("search") and queries() < before)


def test_dates_are_those_of_the_day_they_are_in_utc(team: Meetings) -> None:
    """A reader elsewhere sees another hour, and the same meeting: its address and its day in the record stay."""
    Account.objects.filter(email=address("Ed")).update(time_zone="Pacific/Kiritimati")
    said = words(read(browser_of("Ed"), team.page()))
    there = team.running.replace(tzinfo=UTC) + timedelta(hours=14)
    assert f"{there:%H:%M} to " in said
    assert f"{team.running:%H:%M} to " in said
    assert isinstance(there.date(), date)
