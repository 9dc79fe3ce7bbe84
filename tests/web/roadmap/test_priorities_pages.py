"""The pages of rounds of priorities at each stage, for whoever looks, with what people wrote shown as they wrote it."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.caller import server_clock
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.rounds import say
from muster.actions.roadmap.rounds_settling import settle
from muster.exchange.roadmap.pabulib import read
from muster.records.models import Account, Proposal, Round, RoundBallot, Seat
from tests.cast import Cast, address
from tests.rounds import given_items
from tests.web.access.roadmap_priorities import closed, held, planned
from tests.web.access.shape import asking

HOSTILE = "<script>alert(1)</script>"
HERE = "/alpha/roadmap/priorities/"


def browser(name: str = "") -> Client:
    client = Client()
    if name:
        client.force_login(Account.objects.get(email=address(name)))
    return client


def text_of(client: Client, path: str) -> str:
    """Give what a page says, without its marks, every space once."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


@pytest.fixture
def row(alpha: Cast) -> Round:
    """Give an open round in which Aurora wants t1, and Borealis t1 and l1."""
    given_items(asking(alpha, "Ed"))
    row = held(asking(alpha, "Ada"))
    say(asking(alpha, "Ada"), row.number, {"t1": 1})
    say(asking(alpha, "Bo"), row.number, {"t1": 1, "l1": 1})
    return row


def test_an_open_round_says_until_when_and_what_each_seat_wants_and_asks_whoever_speaks_for_one(
    alpha: Cast, row: Round
) -> None:
    page = text_of(browser("Cy"), f"{HERE}{row.number}/")
    assert "2 of 3 seats said what they want; a seat that says nothing pays for nothing." in page
    assert "Wanted: Root wrap and Rolling upgrades. Bo" in page
    assert "Say what your seat wants" in page
    assert "selected" not in page
    assert "Say what your seat wants" not in text_of(browser(), f"{HERE}{row.number}/")
    assert "Say what your seat wants" not in text_of(browser("Ed"), f"{HERE}{row.number}/")
    assert alpha.group.name in page


def test_a_closed_round_says_what_is_selected_and_where_every_share_went(alpha: Cast, row: Round) -> None:
    closed(row)
    for _ in range(2):  # worked out on reading, then as it was written down
        page = text_of(browser(), f"{HERE}{row.number}/")
        assert "1 of 2 items that anybody wants is selected; they cost 4 FTE, and 5 FTE of the budget is left." in page
        assert "1 Rolling upgrades 4 ● selected Aurora and Borealis paid 2 FTE each." in page
        assert "Wanted by Borealis, with 1 FTE left: 1.50 FTE too little." in page
        assert "Tempest; all of it 3.50 ○ not selected No seat wants it." in page
        assert "Aurora 67 % Rolling upgrades: 2 1" in page
        assert "Corona 0 % nothing 3" in page
        assert "It is a proposal to the board, not a decision, and was not put to it yet." in page
        settle(alpha.group, server_clock())


def test_the_chair_puts_it_to_the_board_from_the_page_and_the_page_leads_there(alpha: Cast, row: Round) -> None:
    closed(row)
    chair = browser("Ada")
    assert "Put it to the board" in text_of(chair, f"{HERE}{row.number}/")
    form = chair.get(f"{HERE}{row.number}/propose/").content.decode()
    version = re.search(r'name="version" value="(\d+)"', form)
    assert version
    said = {"rule": "motion", "title": "Upgrades first", "text": "As the round says.", "version": version[1]}
    answer = chair.post(f"{HERE}{row.number}/propose/", said)
    proposal = Proposal.objects.get(group=alpha.group)
    assert (answer.status_code, answer["Location"]) == (302, f"/alpha/proposals/{proposal.number}/")
    assert "The board was asked to agree: proposal 1" in text_of(browser(), f"{HERE}{row.number}/")
    assert chair.get(f"{HERE}{row.number}/propose/").status_code == 422


def test_an_outcome_that_is_not_in_the_record_yet_is_written_there_by_whoever_runs_the_group(
    alpha: Cast, row: Round
) -> None:
    closed(row)
    assert "Write the outcome into the record" in text_of(browser("Di"), f"{HERE}{row.number}/")
    assert browser("Di").post(f"{HERE}settle/").status_code == 302
    row.refresh_from_db()
    assert row.outcome is not None
    assert "Write the outcome" not in text_of(browser("Di"), f"{HERE}{row.number}/")
    assert alpha.group.entries.filter(kind="round.closed").count() == 1


def test_a_seat_says_it_on_the_ballot_and_finds_it_there_again(alpha: Cast, row: Round) -> None:
    cy = browser("Cy")
    assert text_of(cy, f"{HERE}{row.number}/ballot/").count("What does Corona want?") == 1
    answer = cy.post(f"{HERE}{row.number}/ballot/", {"seat": "corona", "item-m1": "on"})
    assert answer["Location"] == f"{HERE}{row.number}/#said"
    assert RoundBallot.objects.get(round=row, seat__slug="corona").data == {"m1": 1}
    again = cy.get(f"{HERE}{row.number}/ballot/").content.decode()
    assert re.findall(r'name="item-(\w+)"[^>]*checked', again) == ["m1"]
    empty = cy.post(f"{HERE}{row.number}/ballot/", {"seat": "corona"})
    assert empty.status_code == 422
    assert "The ballot names no item." in empty.content.decode()
    assert RoundBallot.objects.get(round=row, seat__slug="corona").data == {"m1": 1}
    assert alpha.group.slug in again


def test_places_and_points_are_typed_as_numbers_and_refused_with_their_reason(alpha: Cast) -> None:
    given_items(asking(alpha, "Ed"))
    for kind, good, bad, why in (
        ("ranks", "2", "4", "less than or equal to 3"),
        ("points", "60", "101", "less than or equal to 100"),
    ):
        row = held(asking(alpha, "Ada"))
        Round.objects.filter(pk=row.pk).update(ballots=kind)
        address_of_it = f"{HERE}{row.number}/ballot/"
        page = browser("Cy").get(address_of_it).content.decode()
        assert len(re.findall(r'<input type="number" name="item-', page)) == 3
        refused = browser("Cy").post(address_of_it, {"seat": "corona", "item-t1": bad})
        assert refused.status_code == 422
        assert why in refused.content.decode()
        assert browser("Cy").post(address_of_it, {"seat": "corona", "item-t1": good, "item-l1": "0"}).status_code == 302
        assert RoundBallot.objects.get(round=row).data == {"t1": 1 if kind == "ranks" else 60}
    over = {"seat": "corona", "item-t1": "60", "item-l1": "41"}
    refused = browser("Cy").post(f"{HERE}2/ballot/", over)
    assert "The ballot spreads 101 points." in refused.content.decode()


def test_the_secretary_chooses_for_which_seat_to_write(alpha: Cast, row: Round) -> None:
    page = text_of(browser("Di"), f"{HERE}{row.number}/ballot/?seat=corona")
    assert "What does Corona want?" in page
    assert "Other seats for which you can say it Aurora (written down for it) Borealis (written down for it)" in page
    assert browser("Di").post(f"{HERE}{row.number}/ballot/", {"seat": "corona", "item-t1": "on"}).status_code == 302
    said = RoundBallot.objects.get(round=row, seat__slug="corona")
    assert (said.person, alpha.group.slug) == (alpha.people["Di"], "alpha")


def test_a_round_is_planned_on_its_form_and_changed_until_it_opens(alpha: Cast) -> None:
    given_items(asking(alpha, "Ed"), free="0")
    chair, today = browser("Ada"), server_clock().date()
    page = chair.get(f"{HERE}new/").content.decode()
    assert re.findall(r'value="([\w-]+)"[^>]*checked', page) == ["l1", "m1", "t1", "ranks", "add-one"]
    assert "its cost is not said yet" in page
    said = {
        "quarter": "2026q4",
        "budget": "9.5",
        "items": ["t1", "l1"],
        "kind": "ranks",
        "completion": "none",
        "first_day": (today + timedelta(days=2)).isoformat(),
        "last_day": (today + timedelta(days=9)).isoformat(),
        "version": "0",
    }
    assert chair.post(f"{HERE}new/", said)["Location"] == f"{HERE}1/"
    row = Round.objects.get(group=alpha.group)
    assert (row.quarter, row.budget, row.opens_at.date()) == ("2026Q4", Decimal("9.50"), today + timedelta(days=2))
    assert row.closes_at.date() == today + timedelta(days=10)
    form = chair.get(f"{HERE}1/change/").content.decode()
    assert re.findall(r'value="([\w-]+)"[^>]*checked', form) == ["l1", "t1", "ranks", "none"]
    version = re.search(r'name="version" value="(\d+)"', form)
    assert version
    moment = row.closes_at - timedelta(hours=7)  # as a program may have set it
    Round.objects.filter(pk=row.pk).update(closes_at=moment)
    assert chair.post(f"{HERE}1/change/", {**said, "budget": "12", "version": version[1]}).status_code == 302
    row.refresh_from_db()
    assert (row.budget, row.closes_at) == (Decimal(12), moment)
    stale = chair.post(f"{HERE}1/change/", {**said, "budget": "13", "version": version[1]})
    assert stale.status_code == 409
    refused = chair.post(f"{HERE}new/", {**said, "items": ["t1", "free"]})
    assert refused.status_code == 422
    assert "free is without a cost." in refused.content.decode()
    assert "Planned. It opens in " in text_of(browser(), f"{HERE}1/")


def test_a_round_whose_first_day_is_today_opens_at_once(alpha: Cast) -> None:
    given_items(asking(alpha, "Ed"))
    today = server_clock().date()
    said = {
        "quarter": "2026Q4",
        "budget": "9",
        "items": ["t1", "l1"],
        "kind": "points",
        "completion": "greedy",
        "first_day": today.isoformat(),
        "last_day": (today + timedelta(days=7)).isoformat(),
        "version": "0",
    }
    assert browser("Di").post(f"{HERE}new/", said).status_code == 302
    assert "Say what your seat wants" in text_of(browser("Bo"), f"{HERE}1/")


def test_the_data_beside_the_page_is_exact_and_the_file_counts_again(alpha: Cast, row: Round) -> None:
    before = json.loads(browser().get(f"{HERE}{row.number}.json").content)
    assert (before["phase"], before["outcome"]) == ("open", None)
    assert read(browser().get(f"{HERE}{row.number}/round.pb").content.decode(), "round.pb").selected is None
    closed(row)
    found = json.loads(browser().get(f"{HERE}{row.number}.json").content)
    assert found["outcome"]["selected"] == [
        {
            "item": "t1",
            "cost": "4",
            "rate": "1/2",
            "paid": {"aurora": "2", "borealis": "2"},
            "tied": [],
            "left_over": False,
        }
    ]
    assert [(one["seat"], one["wants"]) for one in found["seats"]] == [
        ("aurora", {"t1": 1}),
        ("borealis", {"l1": 1, "t1": 1}),
        ("corona", None),
    ]
    listed = json.loads(browser().get(f"{HERE.removesuffix('/')}.json").content)
    assert [one["round"] for one in listed["rounds"]] == [1]
    file = browser().get(f"{HERE}{row.number}/round.pb")
    assert file["Content-Disposition"] == 'attachment; filename="alpha-round-1.pb"'
    assert read(file.content.decode(), "round.pb").selected == frozenset({"t1"})
    assert alpha.group.slug == "alpha"


def test_script_in_the_title_of_an_item_is_text_on_every_page_and_in_the_file(alpha: Cast) -> None:
    propose_item(asking(alpha, "Ed"), ItemWritten(title=HOSTILE, need="Why.", cost=Decimal(1)), slug="bad")
    given_items(asking(alpha, "Ed"))
    row = held(asking(alpha, "Ada"), ("bad", "t1"))
    say(asking(alpha, "Bo"), row.number, {"bad": 1})
    for path in ("", "ballot/", "propose/"):
        if path == "propose/":
            closed(row)
        page = browser("Di").get(f"{HERE}{row.number}/{path}").content.decode()
        assert HOSTILE not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert browser().get(f"{HERE}{row.number}/round.pb")["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("many", [1, 30])
def test_the_pages_ask_as_many_questions_however_many_items_seats_and_rounds(many: int, alpha: Cast) -> None:
    given_items(asking(alpha, "Ed"), **{f"x{number}": "1" for number in range(many)})
    items = ("t1", *(f"x{number}" for number in range(many)))
    since = server_clock().date() - timedelta(days=30)
    for number in range(many):
        Seat.objects.create(group=alpha.group, slug=f"s{number}", name=f"S{number}", since=since)
    for _ in range(many - 1):
        planned(held(asking(alpha, "Ada"), items))
    row = held(asking(alpha, "Ada"), items)
    for seat in ("aurora", *(f"s{number}" for number in range(many))):
        say(asking(alpha, "Di"), row.number, dict.fromkeys(items, 1), seat=seat)
    counts = {}
    for name, path in (
        ("overview", ""),
        ("open", f"{row.number}/"),
        ("ballot", f"{row.number}/ballot/"),
        ("new", "new/"),
        ("closed", f"{row.number}/"),
        ("propose", f"{row.number}/propose/"),
    ):
        if name == "closed":
            closed(row)
        client = browser("Di")
        client.get(f"{HERE}{path}")  # what is read once for all pages
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{HERE}{path}").status_code == 200
        counts[name] = len(asked)
    assert counts == {"overview": 8, "open": 11, "ballot": 10, "new": 20, "closed": 10, "propose": 12}


def test_the_chair_calls_a_round_off_and_the_page_the_list_and_the_data_say_why(alpha: Cast, row: Round) -> None:
    chair, address_of = browser("Ada"), f"{HERE}{row.number}/"
    assert "Call it off" in text_of(chair, address_of)
    assert "Call it off" not in text_of(browser("Di"), address_of)
    form = chair.get(f"{address_of}call-off/").context["form"]
    said = {"reason": HOSTILE, "version": form["version"].value()}
    assert chair.post(f"{address_of}call-off/", said).headers["Location"] == address_of
    page = chair.get(address_of).content.decode()
    assert HOSTILE not in page
    words = text_of(chair, address_of)
    assert "Called off: &lt;script&gt;alert(1)&lt;/script&gt;" in words
    assert "Nothing was counted; what seats had said stays as it is." in words
    assert "Wanted: Root wrap and Rolling upgrades. Bo" in words
    assert "Call it off" not in words
    assert "called off" in text_of(browser(), HERE)
    data = json.loads(browser().get(f"{HERE}{row.number}.json").content)
    assert (data["phase"], data["called_off"], data["outcome"]) == ("called-off", HOSTILE, None)
    assert [one["called_off"] for one in json.loads(browser().get(f"{HERE[:-1]}.json").content)["rounds"]] == [HOSTILE]
    alpha.group.rounds.update(seats=[])
    assert "What each seat said" not in text_of(browser(), address_of)
