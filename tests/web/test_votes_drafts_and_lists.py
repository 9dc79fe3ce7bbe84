"""Pages of votes, of drafts, of what follows from a resolution; lists, and how many questions they ask."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.decisions.calling import answer_objection, call_for_consensus, extend_call, take_position
from muster.actions.decisions.putting import comment, revise_proposal, withdraw_proposal
from muster.actions.decisions.settling import settle
from muster.actions.decisions.voting import cast_vote
from muster.actions.decisions.writing import Written
from muster.records import log
from muster.records.models import Draft, Membership, Organisation, Proposal, SecretVote
from tests.actions.decisions.boards import (
    CLOSE,
    DAY,
    MEETS,
    SECRET,
    TEXT,
    WEEK,
    board,
    called,
    failed,
    put,
    seen,
    voted_on,
)
from tests.cast import NOON, Cast
from tests.web.board import Browser, Clock, page, send, words


def test_nobody_learns_of_a_secret_vote_from_any_page_before_it_closes(
    alpha: Cast, browser_of: Browser, clock: Clock
) -> None:
    gamma = board(alpha, SECRET)
    number = voted_on(gamma)
    path = f"/gamma/proposals/{number}/"
    assert "nobody sees how" in page(browser_of("Ada"), path)
    assert send(browser_of("Ada"), f"{path}cast/", choice="no").status_code == 302
    assert send(browser_of("Bo"), f"{path}cast/", choice="no").status_code == 302
    for name in ("", "Ada", "Cy", "Di"):
        for address_of in (
            path,
            f"/gamma/proposals/{number}.json",
            "/gamma/proposals/",
            f"/gamma/record/?about=proposal/{number}",
        ):
            html = page(browser_of(name), address_of)
            assert "2 no" not in html
            assert '"no"' not in re.sub(r"<input[^>]*>", "", html)
    assert "has voted" in page(browser_of(""), path)
    assert SecretVote.objects.count() == 2
    clock.at = CLOSE
    settle(gamma.group, CLOSE)
    assert "0 yes &lt; 2 no" in page(browser_of(""), path)


def test_a_vote_in_a_meeting_is_called_entered_and_ended_on_the_page(alpha: Cast, browser_of: Browser) -> None:
    gamma = board(alpha, MEETS)
    number = failed(gamma)
    ada, path = browser_of("Ada"), f"/gamma/proposals/{number}/"
    assert "Which seats are in the meeting?" in page(ada, path)
    now = seen(gamma, number).seen
    assert send(ada, f"{path}vote/", version=1, seen=now, present=["aurora", "nowhere"]).status_code == 422
    assert send(ada, f"{path}vote/", version=1, seen=now, present=["aurora", "borealis"]).status_code == 302
    said = words(page(ada, path))
    assert "Missing: 2 of 2 seats have not voted." in said
    assert "is not in the meeting" in said
    votes = {"vote-borealis": "yes", "vote-corona": ""}
    assert send(ada, f"{path}enter/", **votes).status_code == 302
    assert send(ada, f"{path}cast/", choice="yes").status_code == 302
    assert send(ada, f"{path}close/", seen=seen(gamma, number).seen).status_code == 302
    said = words(page(ada, path))
    assert "Adopted by a vote , because: 2 yes &gt; 0 no 2 of 3 seats answered, quorum 2" in said
    assert "yes 9 May 2017, 12:00 UTC, Bo (invented), written down by Ada (invented)" in said.replace(" ,", ",")


def test_a_draft_is_its_owners_alone_until_it_is_put(alpha: Cast, browser_of: Browser) -> None:
    bo = browser_of("Bo")
    entries = log.head(alpha.group)
    made = send(bo, "/alpha/proposals/new/", title="Not yet", text="", keep="yes")
    place = made["Location"]
    assert log.head(alpha.group) == entries
    assert "Not yet" in page(bo, "/alpha/proposals/")
    assert "Not yet" not in page(browser_of("Ada"), "/alpha/proposals/")
    page(browser_of("Ada"), place, 404)
    assert send(bo, place, title="Not yet", text="", rule="motion").status_code == 422
    assert send(bo, place, title="Now", text="A text.", keep="yes")["Location"] == place
    assert 'value="Now"' in page(bo, place)
    assert send(bo, place, title="Now", text="A text.", rule="motion", seat="")["Location"] == "/alpha/proposals/1/"
    assert not Draft.objects.exists()
    again = send(bo, "/alpha/proposals/new/", title="Another", keep="yes")["Location"]
    assert send(bo, f"{again}forget/").status_code == 302
    page(bo, again, 404)


def test_what_follows_from_a_resolution_is_linked_both_ways(alpha: Cast, browser_of: Browser, clock: Clock) -> None:
    denali = Organisation.objects.create(group=alpha.group, slug="denali", name="Denali")
    bo = browser_of("Bo")
    assert "Denali becomes a member" in page(bo, "/alpha/proposals/new/")
    fields = {"title": "Admit Denali", "text": TEXT, "rule": "motion", "seat": ""}
    assert send(bo, "/alpha/proposals/new/", **fields, consequence="admit organisation/nowhere").status_code == 422
    assert send(bo, "/alpha/proposals/new/", **fields, consequence="admit organisation/denali").status_code == 302
    assert "If it is adopted: Denali becomes a member." in words(page(bo, "/alpha/proposals/1/"))
    call_for_consensus(alpha.caller("Bo"), 1, version=1)
    clock.at = CLOSE
    html = page(bo, "/alpha/proposals/1/")
    assert "Still to be done: Denali becomes a member." in words(html)
    assert 'href="/alpha/members/denali/"' in html
    settle(alpha.group, CLOSE)
    Membership.objects.create(
        organisation=denali, membership="member", state="member", since=CLOSE.date(), decided_by="proposal/1"
    )
    assert "It was to follow, and is done: Denali becomes a member." in words(page(bo, "/alpha/proposals/1/"))
    assert 'href="/alpha/proposals/1/"' in page(bo, "/alpha/members/denali/")


def test_data_beside_the_pages_say_the_same(alpha: Cast, browser_of: Browser, clock: Clock) -> None:
    number = called(alpha)
    take_position(alpha.caller("Cy"), number, "object", version=1, reason="Too often.")
    client = browser_of("")
    now = client.get(f"/alpha/proposals/{number}.json").json()
    assert (now["phase"], now["until"], now["resolution"]) == ("consensus-call", "2017-05-16T12:00:00Z", None)
    assert [(one["seat"], one["stand"], one["objects"], one["silent"]) for one in now["seats"]] == [
        ("aurora", None, False, True),
        ("borealis", None, False, True),
        ("corona", "object", True, False),
    ]
    assert [one["kind"] for one in now["history"]] == ["proposal.opened", "call.opened", "position.taken"]
    assert now["history"][-1]["by"]["person"] == {"number": 3, "name": "Cy", "invented": True}
    clock.at = CLOSE
    then = client.get(f"/alpha/proposals/{number}.json").json()
    assert (then["phase"], then["verdict"]["adopted"]) == ("no-consensus", False)
    listed = client.get("/alpha/proposals.json").json()
    assert [(one["proposal"], one["phase"]) for one in listed["undecided"]] == [(number, "no-consensus")]
    assert client.get("/alpha/proposals/resolutions.json").json() == {"group": "alpha", "resolutions": []}


def test_the_list_has_what_is_decided_now_first_and_then_how_the_rest_ended(
    alpha: Cast, browser_of: Browser, clock: Clock
) -> None:
    adopted, other, lasting = (called(alpha, title=title) for title in ("Agreed on", "Taken back", "Lasting"))
    withdraw_proposal(alpha.caller("Bo"), other)
    extend_call(alpha.caller("Ada"), lasting, CLOSE + WEEK)
    clock.at = CLOSE
    for _ in range(2):  # before what came of it is written down, and after
        said = words(page(browser_of(""), "/alpha/proposals/"))
        pieces = ("The nearest deadline first", "Lasting", "Resolutions, the last one first", "Agreed on", "Taken back")
        places = [said.index(piece, said.index(pieces[0])) for piece in pieces]
        assert places == sorted(places)
        settle(alpha.group, CLOSE)
    row = Proposal.objects.get(group=alpha.group, number=adopted)
    assert row.resolution == 1
    only_open = words(page(browser_of(""), "/alpha/proposals/?state=open"))
    assert "Lasting" in only_open
    assert "Taken back" not in only_open
    assert "Taken back" in page(browser_of(""), "/alpha/proposals/?state=otherwise")


def questions(client: Client, path: str) -> int:
    page(client, path)
    with CaptureQueriesContext(connection) as asked:
        page(client, path)
    return len(asked)


def a_years_work(cast: Cast, times: int) -> None:
    """Put so many proposals that are open, so many that were adopted, and so many that were withdrawn."""
    for _ in range(times):
        called(cast, at=NOON - 2 * WEEK)
        withdraw_proposal(cast.caller("Bo"), put(cast, at=NOON - 2 * WEEK))
    settle(cast.group, NOON - DAY)
    for _ in range(times):
        failed(cast, at=NOON - DAY)


@pytest.mark.parametrize("path", ["proposals/", "proposals/resolutions/", "proposals.json"])
def test_lists_ask_as_many_questions_for_thirty_proposals_as_for_one(
    alpha: Cast, browser_of: Browser, path: str
) -> None:
    bo = browser_of("Bo")
    a_years_work(alpha, 1)
    few = questions(bo, f"/alpha/{path}")
    a_years_work(alpha, 29)
    assert questions(bo, f"/alpha/{path}") == few


def test_a_proposals_page_asks_as_many_questions_whatever_was_said(alpha: Cast, browser_of: Browser) -> None:
    short, long = called(alpha), put(alpha)
    for number in range(1, 31):
        comment(alpha.caller("Ed"), long, f"Comment {number}.")
        revise_proposal(alpha.caller("Bo"), long, Written("Weekly tests", f"Version {number}."), version=number)
    call_for_consensus(alpha.caller("Bo"), long, version=31)
    for name, seat in (("Ada", "aurora"), ("Cy", "corona")):
        take_position(alpha.caller(name), long, "object", version=31, reason="No.")
        for _ in range(15):
            answer_objection(alpha.caller("Bo"), long, seat, "Yes.")
    ada = browser_of("Ada")
    assert questions(ada, f"/alpha/proposals/{long}/") == questions(ada, f"/alpha/proposals/{short}/")


def test_a_vote_is_seen_to_be_cast_and_a_reader_can_change_it(alpha: Cast, browser_of: Browser) -> None:
    number = voted_on(alpha)
    cast_vote(alpha.caller("Ada"), number, "no")
    html = page(browser_of("Ada"), f"/alpha/proposals/{number}/")
    assert re.search(r'value="no"[^>]*checked', html)
