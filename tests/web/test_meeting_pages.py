"""Meetings as people see and run them in the browser: what is shown to whom, and what bad input gets."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.caller import server_clock
from muster.actions.meetings import agenda, attendance, minutes, tasks
from muster.actions.meetings.series import Planned, call_meeting, cancel_meeting, move_meeting, plan_series
from muster.records import log
from muster.records.models import Account, Meeting, Person, Series
from muster.records.queries.meetings import slug_of
from muster.records.queries.series import LOCAL, local
from tests.cast import Cast, address
from tests.web.access.shape import asking

SCRIPT = "<script>alert('é')</script>"
MEETINGS = "/alpha/meetings/"


@dataclass(frozen=True)
class Meetings:
    """A weekly series: its meetings by how many weeks they are off; number 0 is running."""

    cast: Cast
    series: Series
    running: datetime

    def slug(self, weeks: int = 0) -> str:
        return slug_of(self.series, self.running + timedelta(weeks=weeks))

    def page(self, weeks: int = 0, part: str = "") -> str:
        return f"{MEETINGS}{self.slug(weeks)}/{part}"

    def seen(self, weeks: int = 0) -> int:
        return log.version(self.cast.group, f"meeting/{self.slug(weeks)}")


@pytest.fixture
def team(alpha: Cast) -> Meetings:
    running = server_clock().replace(second=0, microsecond=0, tzinfo=None) - timedelta(minutes=10)
    planned = Planned(title="Team meeting", starts=running - timedelta(weeks=6), rule="FREQ=WEEKLY", kind="weekly-team")
    return Meetings(alpha, plan_series(asking(alpha, "Di"), planned), running)


def browser_of(name: str) -> Client:
    client = Client()
    if name:
        client.force_login(Account.objects.get(email=address(name)))
    return client


def read(client: Client, path: str, status: int = 200, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def send(client: Client, path: str, status: int = 302, **data: object) -> str:
    answer: Any = client.post(path, data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode() if status != 302 else answer["Location"])


def words(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])).split())


def test_the_overview_says_what_comes_what_was_and_how_late_its_papers_are(team: Meetings) -> None:
    said = words(read(browser_of(""), MEETINGS))
    assert "it is running" in said
    assert "late by 24 hours , not out" in said  # the agenda of the one that is running was due a day before it
    assert "nobody is written down" in said
    attendance.record(asking(team.cast, "Di"), team.slug(-1), [team.cast.people[name] for name in ("Ada", "Bo")])
    minutes.save(asking(team.cast, "Ed"), team.slug(-1), "* Hello\n", base=0)
    said = words(read(browser_of(""), MEETINGS))
    assert "2 of 3 seats: a quorum" in said
    assert "draft" in said
    cancel_meeting(asking(team.cast, "Di"), team.series, team.running + timedelta(weeks=1), reason="A holiday.")
    assert "cancelled" in words(read(browser_of(""), MEETINGS))


def test_a_quarter_lists_every_meeting_and_what_is_in_whose_way(team: Meetings) -> None:
    at = team.running + timedelta(weeks=1)
    plan_series(asking(team.cast, "Di"), Planned(title="Board", starts=at, rule="FREQ=WEEKLY;COUNT=1"))
    said = words(read(browser_of(""), f"{MEETINGS}quarter/", on=at.date().isoformat()))
    assert "Same time : " in said
    assert said.count("Board") == 2
    assert "0 meetings, 0 clashes" in words(read(browser_of(""), f"{MEETINGS}quarter/", on="2000-02-29"))


@pytest.mark.parametrize(
    "on", ["yesterday", "2017-02-30", "9999-12-31", "0001-01-01", "2017-05-09T00:00", "1969-12-31"]
)
def test_a_quarter_of_no_day_is_refused_with_a_sentence(alpha: Cast, on: str) -> None:  # noqa: ARG001 - there is a group
    assert "Write one such as 2017-05-09." in read(browser_of(""), f"{MEETINGS}quarter/", 400, on=on)


def test_the_charter_fills_in_what_it_says_of_a_kind_of_meeting(alpha: Cast) -> None:
    page = read(browser_of("Ada"), f"{MEETINGS}plan/", kind="weekly-team")
    assert 'value="Team meeting"' in page
    data: dict[str, Any] = {"title": "Team", "kind": "weekly-team", "cadence": "charter", "minutes": "45"}
    where = send(browser_of("Ada"), f"{MEETINGS}plan/", **data, starts="2030-03-24T02:30", zone="Europe/Paris")
    assert where == f"{MEETINGS}series/team/"
    row = Series.objects.get(group=alpha.group)
    assert (row.rule, row.minutes, row.kind) == ("FREQ=WEEKLY;BYDAY=SU", 45, "weekly-team")


def test_the_night_on_which_clocks_change_is_marked_where_a_meeting_falls_into_it(alpha: Cast) -> None:
    on = Planned(title="Night", starts=local("2030-03-24T02:30"), zone="Europe/Paris", rule="FREQ=WEEKLY")
    series = plan_series(asking(alpha, "Ada"), on)
    leapt = f"{MEETINGS}{slug_of(series, local('2030-03-31T02:30'))}/"
    assert "Clocks there leap over that hour" in read(browser_of(""), leapt)
    assert "03:30" not in read(browser_of(""), f"{MEETINGS}{slug_of(series, local('2030-03-24T02:30'))}/")
    # Half past two does not come on that day: it begins at 01:30 UTC, which clocks there call half past three.
    assert "31 March 2030, 01:30 to 02:30 UTC" in words(read(browser_of(""), leapt))
    twice = f"{MEETINGS}{slug_of(series, local('2030-10-27T02:30'))}/"
    said = words(read(browser_of(""), twice))
    assert "27 October 2030, 00:30 to 01:30 UTC" in said
    assert "Clocks there show that hour twice" in said
    Account.objects.filter(email=address("Di")).update(time_zone="Pacific/Auckland")
    assert "Sunday 27 October 2030, 13:30 to 14:30 NZDT (00:30 to 01:30 UTC)" in words(read(browser_of("Di"), twice))


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("starts", "2017-01-01T14:00", "The group was founded on 2017-01-02"),
        ("starts", "2200-01-01T14:00", "is not a day on which anyone meets"),
        ("starts", "2030-02-30T14:00", "Enter a valid date/time."),
        ("zone", "Europe/Atlantis", "There is no such time zone."),
        ("zone", "../../etc/passwd", "There is no such time zone."),
        ("rule", "FREQ=SECONDLY", "FREQ"),
        ("join", "javascript:alert(1)", "Enter a valid URL."),
        ("minutes", "0", "greater than or equal to 1"),
        ("title", "…", "A title needs a letter or a digit."),
        ("kind", "board-of-omega", "Select a valid choice."),
    ],
)
def test_a_series_that_cannot_be_is_refused_and_the_form_comes_back(
    alpha: Cast, field: str, value: str, fault: str
) -> None:
    fine = {"title": "Team", "starts": "2030-03-24T14:00", "zone": "UTC", "cadence": "rule", "rule": "FREQ=WEEKLY"}
    page = send(browser_of("Ada"), f"{MEETINGS}plan/", 422, **{**fine, "minutes": "60", field: value})
    assert fault in unescape(page)
    assert not Series.objects.filter(group=alpha.group).exists()


def test_a_meeting_is_moved_cancelled_called_and_restored_as_it_was_seen(team: Meetings) -> None:
    chair, place = browser_of("Ada"), f"{MEETINGS}series/team-meeting/"
    version = log.version(team.cast.group, team.series.handle)
    coming = (team.running + timedelta(weeks=1)).strftime(LOCAL)
    send(chair, f"{place}cancel/", original=coming, reason=SCRIPT, version=version)
    said = read(chair, place)
    assert "cancelled" in said
    assert SCRIPT not in said
    # A second tab that has not seen it.
    assert "Somebody has changed this" in unescape(send(chair, f"{place}end/", 409, last="2099-01-01", version=version))
    version = log.version(team.cast.group, team.series.handle)
    send(chair, f"{place}restore/", original=coming, version=version)
    version = log.version(team.cast.group, team.series.handle)
    later = (team.running + timedelta(weeks=1, hours=2)).strftime(LOCAL)
    send(chair, f"{place}move/", original=coming, to=later, version=version)
    assert "moved" in words(read(browser_of(""), place))
    version = log.version(team.cast.group, team.series.handle)
    send(chair, f"{place}call/", at="2099-05-05T09:00", reason="It is urgent.", version=version)
    assert "It is urgent." in read(browser_of(""), place)


def test_a_meeting_file_becomes_series_and_a_series_a_meeting_file(alpha: Cast) -> None:
    chair = browser_of("Ada")
    text = "project: Testers\nschedule:\n  - {time: '1500', day: Monday, irc: testers, frequency: biweekly-odd}\n"
    send(chair, f"{MEETINGS}import/", text=text)
    assert "Mondays of odd ISO weeks" in words(read(chair, f"{MEETINGS}series/testers/"))
    kept = browser_of("").get(f"{MEETINGS}series/testers.yaml")
    assert "frequency: biweekly-odd" in kept.content.decode()
    page = send(chair, f"{MEETINGS}import/", 422, text="project: X\nschedule:\n  - {time: '2500', day: Moonday}\n")
    assert "the text:3: schedule[0].time" in unescape(page)
    assert "Did you mean Monday?" in unescape(page)
    assert Series.objects.filter(group=alpha.group).count() == 1


def test_an_agenda_has_planned_times_and_says_what_runs_over_the_end(team: Meetings) -> None:
    send(browser_of("Ed"), team.page(1, "agenda/propose/"), titles="Hello\nThe roadmap\nMore", minutes="25")
    said = words(read(browser_of(""), team.page(1)))
    begin = team.running
    for number, title in enumerate(("Hello", "The roadmap")):
        assert f"{begin + timedelta(minutes=25 * number):%H:%M} {title}" in said
    assert "after the end More" in said
    send(browser_of("Di"), team.page(1, "agenda/order/"), item="3", up="1", version=team.seen(1))
    send(browser_of("Di"), team.page(1, "agenda/drop/"), item="1", version=team.seen(1))
    send(browser_of("Di"), team.page(1, "agenda/publish/"), version=team.seen(1))
    assert "published · " in words(read(browser_of(""), team.page(1)))
    assert [one.title for one in Meeting.objects.get(slug=team.slug(1)).agenda.all()] == ["More", "The roadmap"]


def test_an_agenda_of_a_hundred_thousand_points_is_refused_at_the_bound(team: Meetings) -> None:
    page = send(browser_of("Ed"), team.page(1, "agenda/propose/"), 422, titles="x\n" * 49_000)
    assert "49,000 points; 200 are the most" in unescape(page)
    page = send(browser_of("Ed"), team.page(1, "agenda/propose/"), 422, titles="x\n" * 100_000)
    assert "at most 100000 characters" in unescape(page)
    assert not Meeting.objects.filter(slug=team.slug(1)).exists()


def test_ten_megabytes_of_minutes_get_a_sentence_and_more_a_refusal(team: Meetings) -> None:
    page = send(browser_of("Ed"), team.page(0, "minutes/"), 422, text="x" * 10_000_000, base="0")
    assert "at most 1000000 characters" in page
    assert browser_of("Ed").post(team.page(0, "minutes/"), {"text": "x" * 13_000_000, "base": "0"}).status_code in {
        400,
        413,
    }
    assert not Meeting.objects.filter(slug=team.slug()).exists()


def test_two_tabs_lose_no_word_and_the_same_lines_are_settled_by_people(team: Meetings) -> None:
    one, other, path = browser_of("Di"), browser_of("Bo"), team.page(0, "minutes/")
    send(one, path, text="* Hello\r\n* Goodbye\r\n", base="0")
    send(one, path, text="* Hello, all\n* Goodbye\n", base="1")
    assert send(other, path, text="* Hello\n* Goodbye\n* And more\n", base="1").endswith("#minutes")
    assert Meeting.objects.get(slug=team.slug()).text == "* Hello, all\n* Goodbye\n* And more\n"
    assert send(other, path, text="* Hello, some\n* Goodbye\n", base="1").endswith("/minutes/")
    said = words(read(one, path))
    assert "From line 1 on: * Hello, all or * Hello, some" in said
    # Nobody approves what is not settled.
    send(one, team.page(0, "minutes/"), text="* Hello\n", base="99", status=409)


def test_a_draft_is_for_those_who_take_part_and_what_is_public_is_for_all(team: Meetings) -> None:
    minutes.save(asking(team.cast, "Di"), team.slug(-1), "AGREED: the secret plan\n", base=0)
    for name in ("", "Pat", "Oz"):
        for path in (team.page(-1), team.page(-1, "live/"), MEETINGS):
            assert "secret plan" not in read(browser_of(name), path)
        assert "0 found" in words(read(browser_of(name), f"{MEETINGS}search/", q="secret plan"))
        read(browser_of(name), team.page(-1, "minutes.md"), 404)
    assert "Agreed the secret plan" in words(read(browser_of("Ed"), team.page(-1)))
    assert "1 found" in words(read(browser_of("Ed"), f"{MEETINGS}search/", q="SECRET plan"))
    secretary = browser_of("Di")
    send(secretary, team.page(-1, "minutes/approve/"), meeting=team.slug(), version=team.seen(-1))
    assert "secret plan" not in read(browser_of(""), team.page(-1))
    send(secretary, team.page(-1, "minutes/publish/"), version=team.seen(-1))
    send(secretary, team.page(-1, "minutes/correct/"), text="It was no secret.", version=team.seen(-1))
    page = words(read(browser_of(""), team.page(-1)))
    assert "the secret plan" in page
    assert "It was no secret." in page
    text = read(browser_of(""), team.page(-1, "minutes.md"))
    assert text.startswith("# Team meeting\n")
    assert "## Corrections" in text
    send(secretary, team.page(-1, "minutes/"), 422, text="Otherwise", base="1")


def test_whoever_is_here_says_so_and_the_quorum_follows(team: Meetings) -> None:
    seen = team.seen()
    send(browser_of("Bo"), team.page(0, "here/"))
    assert browser_of("").get(team.page(0, "live/"), {"seen": seen}).status_code == 200
    assert browser_of("").get(team.page(0, "live/"), {"seen": team.seen()}).status_code == 204
    said = words(read(browser_of(""), team.page()))
    assert "1 of 3 seats: no quorum · It takes 2, so 1 more is needed." in said
    assert 'hx-trigger="every 20s"' in read(browser_of(""), team.page())
    assert "hx-trigger" not in read(browser_of(""), team.page(-1))
    send(browser_of("Bo"), team.page(-1, "here/"), 422)
    send(browser_of("Bo"), team.page(1, "here/"), 422)


def test_the_secretary_writes_down_who_was_there_and_undoes_nobodys_tick(team: Meetings) -> None:
    bo, cy, ed = (team.cast.people[name] for name in ("Bo", "Cy", "Ed"))
    page = read(browser_of("Di"), team.page(0, "attendance/"))
    assert "checked" not in page
    send(browser_of("Bo"), team.page(0, "here/"))
    # The secretary's list was shown before Bo came.
    send(browser_of("Di"), team.page(0, "attendance/"), people=[cy.number, ed.number])
    row = Meeting.objects.get(slug=team.slug())
    assert {one.person.name: one.how for one in row.attendance.all()} == {
        "Bo": "ticked",
        "Cy": "entered",
        "Ed": "entered",
    }
    send(browser_of("Di"), team.page(0, "attendance/"), people=[bo.number], seen=[bo.number, cy.number, ed.number])
    assert [one.person for one in row.attendance.all()] == [bo]
    assert "entered by Di" not in words(read(browser_of(""), team.page()))
    assert send(browser_of("Di"), team.page(1, "attendance/"), 422, people=[bo.number])


LOG = """2017-05-11T14:00:01 <ada> #startmeeting team
2017-05-11T14:00:05 <bo_> hello
2017-05-11T14:01:00 <ada> #topic Songs
2017-05-11T14:02:00 <ada> #agreed We sing.
2017-05-11T14:03:00 <ada> #action Bo will sing
2017-05-11T14:04:00 <zed> bye
2017-05-11T14:05:00 <ada> #endmeeting
"""


def test_a_meetbot_log_becomes_minutes_and_attendance_that_a_person_looks_at_first(team: Meetings) -> None:
    page = send(browser_of("Di"), team.page(0, "minutes/notes/"), 200, pasted=LOG)
    assert "AGREED: We sing." in page
    assert "zed" in words(page)
    assert page.count("checked") == 2
    assert not Meeting.objects.filter(slug=team.slug()).exists()
    here = [team.cast.people[name].number for name in ("Ada", "Bo")]
    send(
        browser_of("Di"),
        team.page(0, "minutes/notes/use/"),
        text="AGREED: We sing.\nACTION: Bo will sing",
        base="0",
        people=here,
    )
    row = Meeting.objects.get(slug=team.slug())
    assert {one.how for one in row.attendance.all()} == {"imported"}
    send(browser_of("Di"), team.page(0, "minutes/actions/"), version=team.seen())
    said = words(read(browser_of(""), team.page()))
    assert "Bo will sing : Bo (invented)" in said
    # Whoever only takes part brings text, and no attendance.
    cy = team.cast.people["Cy"].number
    send(browser_of("Ed"), team.page(-1, "minutes/notes/use/"), text="* Notes", base="0", people=[cy])
    assert not Meeting.objects.get(slug=team.slug(-1)).attendance.exists()


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
