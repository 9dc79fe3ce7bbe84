"""The page of one meeting: its agenda, who is here, and minutes that several people type into."""

from datetime import timedelta
from html import unescape

from muster.actions.meetings import minutes
from muster.records.models import Meeting
from tests.web.access.shape import asking
from tests.web.team import MEETINGS, Meetings, browser_of, read, send, words


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
