"""A group's own pages: what it is, who is in it, its record."""

import re
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.caller import server_clock
from muster.actions.decisions.calling import call_for_consensus
from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.writing import Written
from muster.actions.meetings.series import Planned, plan_series
from muster.actions.people import add_person
from muster.records import log
from tests.cast import Cast


def test_the_front_page_lists_every_group(alpha: Cast, client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert f'href="/{alpha.group.slug}/"' in answer.content.decode()


def test_an_overview_shows_every_organisation_and_office(alpha: Cast, client: Client) -> None:
    page = client.get(f"/{alpha.group.slug}/").content.decode()
    assert all(name in page for name in ("Aurora", "Borealis", "Corona", "Chair", "Ada"))


def test_a_group_that_is_not_there_is_said_to_be_missing(alpha: Cast, client: Client) -> None:  # noqa: ARG001 - others are there
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "no such group" in answer.content.decode()


def test_an_entry_leads_to_those_beside_it(alpha: Cast, client: Client) -> None:
    last = log.head(alpha.group)
    assert last
    first, middle, end = (client.get(f"/alpha/record/{number}/").content.decode() for number in (1, 2, last.number))
    assert "before it" not in first
    assert '<a href="../2/">Entry 2, after it</a>' in first
    assert '<a href="../1/">Entry 1, before it</a>' in middle
    assert "after it" not in end


def test_the_record_can_be_taken_away_whole_and_its_head_is_on_the_page(alpha: Cast, client: Client) -> None:
    head = log.head(alpha.group)
    assert head
    assert head.hash in client.get("/alpha/record/").content.decode()
    assert client.get(f"/alpha/record/{head.number}/").status_code == 200
    lines = client.get("/alpha/record/log.jsonl").getvalue().splitlines()
    assert len(lines) == head.number


def test_the_record_names_people_links_what_it_is_about_and_asks_as_often_for_many_as_for_few(
    alpha: Cast, client: Client
) -> None:
    person = add_person(alpha.caller("Ada"), "Flo <b>Bold</b>", invented=True)
    page = client.get("/alpha/record/").content.decode()
    assert "Ada (invented)" in page
    assert client.get(f"/alpha/record/?about={person.handle}").status_code == 200
    with CaptureQueriesContext(connection) as few:
        client.get("/alpha/record/")
    for number in range(30):
        add_person(alpha.caller("Di"), f"Gus {number}", invented=True)
    with CaptureQueriesContext(connection) as many:
        client.get("/alpha/record/")
    assert len(few) == len(many)


def test_an_overview_says_what_is_being_decided_and_when_the_group_meets(alpha: Cast, client: Client) -> None:
    now = server_clock()
    starts = (now + timedelta(days=1)).replace(tzinfo=None, minute=0, second=0, microsecond=0)
    plan_series(alpha.caller("Di"), Planned(title="Team meeting", starts=starts, rule="FREQ=DAILY"))
    open_proposal(alpha.caller("Bo", at=now), "motion", Written("Sing <i>more</i>", "We sing."))
    with CaptureQueriesContext(connection) as few:
        page = client.get("/alpha/").content.decode()
    assert "Sing &lt;i&gt;more&lt;/i&gt;" in page
    assert page.count(">Team meeting</a>") == 5
    call_for_consensus(alpha.caller("Bo", at=now), 1, version=1)
    until = re.search(r"called for consensus until <time [^>]*>([^<]+)<", client.get("/alpha/").content.decode())
    assert until
    assert re.fullmatch(r"\d+ \w+ \d{4}, \d\d:\d\d UTC", until[1])
    for number in range(30):
        open_proposal(alpha.caller("Bo", at=now), "motion", Written(f"Sing {number}", "We sing."))
    with CaptureQueriesContext(connection) as many:
        client.get("/alpha/")
    assert len(few) == len(many)
