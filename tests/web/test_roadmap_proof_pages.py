"""The proof, a member's five answers, the year's truth and the team, as pages: what they say, escape, lead to, cost."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.caller import Caller
from muster.actions.roadmap.team import join_team
from muster.records.models import (
    Account,
    Affiliation,
    Group,
    Organisation,
    Person,
    Pledge,
    RoadmapItem,
    Round,
    TeamMember,
)
from tests.cast import NOON, Cast, address
from tests.roadmap_index import Landed, index_of
from tests.roadmaps import with_a_roadmap

HOSTILE = "<script>alert(1)</script>"
PAGES = (
    "roadmap/proof/",
    "roadmap/proof.json",
    "roadmap/members/aurora/",
    "roadmap/members/aurora.json",
    "roadmap/year/2017/",
    "roadmap/year/2017.json",
    "roadmap/team/",
    "roadmap/team.json",
)


def furnish(group: Group, home: Path, number: int) -> None:
    """Give a group some items, each promised to by all and worked on by two, and as many people on its team."""
    organisations = list(Organisation.objects.filter(group=group).order_by("slug"))
    landed = []
    for at in range(number):
        item = RoadmapItem.objects.create(
            group=group,
            slug=f"item-{at}",
            title=f"Item {at} {HOSTILE}",
            focus_area="Engines",
            selectors=[f"blueprint goal-{at}"],
            state="agreed",
            cycle="Queens",
        )
        item.owners.set(organisations)
        item.depends_on.set(RoadmapItem.objects.filter(group=group).exclude(pk=item.pk)[:2])
        for organisation in organisations:
            for cycle in ("Pike", "Queens"):
                Pledge.objects.create(organisation=organisation, item=item, cycle=cycle, fte=1, at=NOON, invented=True)
        for place, company in enumerate(("Aurora", "Borealis", f"Stranger {at}")):
            key, day = f"I{at:04d}{place}", date(2017, 4, 1 + at % 28)
            goals = (f"blueprint goal-{at}",)
            landed.append(Landed(key, day, company, f"p{place}", subject=f"Do it {HOSTILE}", goals=goals))
        person = Person.objects.create(group=group, number=100 + at, name=f"Person {at}", invented=True)
        Affiliation.objects.create(person=person, organisation=organisations[at % 3], since=date(2017, 1, 2))
        areas = {"helps_with": ["Engines"], "learns": ["Wheels"]} if at % 2 else {"learns": ["Engines"]}
        TeamMember.objects.create(person=person, upstream=f"p{at}", agreed_at=NOON, **areas)
    index_of(group, home=home, landed=landed)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return tmp_path


@pytest.mark.parametrize("place", PAGES)
def test_a_page_asks_the_same_questions_however_many_items_promises_and_people_there_are(
    place: str, alpha: Cast, home: Path
) -> None:
    client, asked = Client(), {}
    groups = {1: with_a_roadmap(alpha).group, 30: alpha.other}
    for number, group in groups.items():
        furnish(group, home, number)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/{group.slug}/{place}")
        assert answer.status_code == 200
        assert place.endswith(".json") or f'<a href="/{group.slug}/standing/">Standing</a>' in answer.content.decode()
        asked[number] = len(queries)
    assert asked[1] == asked[30]


def test_the_proof_of_a_cycle_says_what_was_kept_and_leads_from_every_figure_to_its_changes(
    alpha: Cast, home: Path
) -> None:
    furnish(with_a_roadmap(alpha).group, home, 2)
    page = Client().get("/alpha/roadmap/proof/?cycle=Pike").content.decode()
    assert "0 of 6 promises kept. Members worked on 2 of 2 items, two or more of them on 2." in page
    behind = "changes/?item=item-0&amp;company=Aurora&amp;window=2017-02-27..2017-08-30"
    assert behind in page
    changes = Client().get(f"/alpha/roadmap/proof/{behind.replace('&amp;', '&')}").content.decode()
    assert "1 change," in changes
    assert HOSTILE not in page + changes
    assert "Do it &lt;script&gt;" in changes
    assert page.count('role="img"') == 2


def test_a_member_finds_five_answers_first_each_with_its_place_on_the_page(alpha: Cast, home: Path) -> None:
    group = with_a_roadmap(alpha).group
    furnish(group, home, 2)
    Round.objects.create(
        group=group,
        number=1,
        quarter="2017Q4",
        ballots="ranks",
        completion="none",
        opens_at=NOON,
        closes_at=datetime(2099, 1, 1, tzinfo=UTC),
        budget=2,
        seats=["aurora"],
    )
    page = Client().get("/alpha/roadmap/members/aurora/?cycle=Pike").content.decode()
    answers = (
        ("promised", "2 FTE for Pike, to 2 items."),
        ("came", "0 of 2 promises kept; 0.2 FTE on the roadmap in all."),
        ("with-whom", "Borealis, and 2 companies outside the group."),
        ("next", "Queens: 2 FTE promised, 2 items meant for it; a round of priorities waits for a ballot."),
    )
    for anchor, answer in answers:
        assert page.count(answer) == 2
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert 'href="/alpha/roadmap/priorities/1/"' in page
    assert HOSTILE not in page
    asked: dict[str, Any] = json.loads(Client().get("/alpha/roadmap/members/aurora.json?cycle=Pike").content)
    assert [asked[name]["answer"] for name in ("promised", "came", "with_whom", "next")] == [one for _, one in answers]
    assert [row["promised"] for row in asked["promised"]["rows"]] == ["1", "1"]


def test_without_anything_read_each_page_says_so_and_how_to_read(alpha: Cast, home: Path) -> None:  # noqa: ARG001 - nothing is there
    with_a_roadmap(alpha)
    for place in ("proof/", "proof/?cycle=Pike", "members/aurora/", "year/2017/", "team/", "proof/changes/"):
        page = Client().get(f"/alpha/roadmap/{place}").content.decode()
        assert "muster roadmap read alpha" in page, place


def test_a_year_shows_what_was_shared_beside_the_baseline(alpha: Cast, home: Path) -> None:
    furnish(with_a_roadmap(alpha).group, home, 2)
    page = Client().get("/alpha/roadmap/year/2017/").content.decode()
    assert "Members worked on 2 of 2 items." in page
    assert "Aurora and Borealis worked on it together; Borealis did 50.0" in page
    assert "Upstream, companies shared 100.0" in page
    assert "2 of 2" in page
    assert HOSTILE not in page


def test_changes_are_shown_fifty_at_a_time_and_a_page_keeps_what_was_asked(alpha: Cast, home: Path) -> None:
    landed = [Landed(f"I{at:04d}", date(2017, 4, 1 + at % 28), "Aurora", "p") for at in range(120)]
    index_of(with_a_roadmap(alpha).group, home=home, landed=landed)
    first = Client().get("/alpha/roadmap/proof/changes/?company=Aurora&area=Engines").content.decode()
    assert "120 changes." in first
    assert first.count("<code>") == 50
    assert "?area=Engines&amp;company=Aurora&amp;page=2" in first
    last = json.loads(Client().get("/alpha/roadmap/proof/changes.json?company=Aurora&page=3").content)
    assert (last["number"], last["page"], last["pages"], len(last["changes"])) == (120, 3, 3, 20)


def test_somebody_joins_the_team_sees_their_match_and_leaves_again(alpha: Cast, home: Path) -> None:
    with_a_roadmap(alpha)
    index_of(alpha.group, home=home, landed=[Landed("a", date(2017, 4, 1), "Aurora", "ann")])
    join_team(Caller(alpha.group, alpha.people["Bo"].account), helps_with=["Engines"], words=HOSTILE)
    client = Client()
    client.force_login(Account.objects.get(email=address("Ed")))
    said = {"learns": ["Engines", "Wheels"], "words": "New here.", "version": 0}
    assert client.post("/alpha/roadmap/team/mine/", said).status_code == 302
    page = client.get("/alpha/roadmap/team/").content.decode()
    assert "Bo offers it in their own words; works in the same company." in page
    assert "Still looking for a mentor" in page
    assert HOSTILE not in page
    refused = client.post("/alpha/roadmap/team/mine/", {**said, "seen": "on", "version": 1})
    assert refused.status_code in {409, 422}
    version = alpha.group.entries.get(kind="team.joined", subject=f"team/{alpha.people['Ed'].number}").number
    unseen = client.post("/alpha/roadmap/team/mine/", {**said, "seen": "on", "version": version})
    assert "None of the addresses" in unseen.content.decode()
    assert client.post("/alpha/roadmap/team/leave/", {"version": version}).status_code == 302
    assert "New here." not in client.get("/alpha/roadmap/team/").content.decode()
