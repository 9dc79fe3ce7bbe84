"""The pages of decisions: what they show in which state, what they let whom do, and what becomes of bad input."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.decisions.calling import answer_objection, call_for_consensus, extend_call, take_position
from muster.actions.decisions.putting import comment, open_proposal, revise_proposal, withdraw_proposal
from muster.actions.decisions.settling import settle
from muster.actions.decisions.voting import call_vote, cast_vote
from muster.actions.decisions.writing import Written
from muster.records import log
from muster.records.models import Account, Draft, Membership, Organisation, Proposal, SecretVote
from tests.actions.decisions.boards import (
    CLOSE,
    DAY,
    MEETS,
    SECOND,
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
from tests.cast import NOON, Cast, address

SCRIPT = "<script>alert('x')</script>"


class Clock:
    """The server's clock, as the test turns it."""

    at = NOON


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A server whose clock stands at NOON until it is turned."""
    turned = Clock()
    monkeypatch.setattr("muster.actions.caller.datetime", SimpleNamespace(now=lambda _: turned.at))
    return turned


Browser = Callable[[str], Client]


@pytest.fixture
def browser_of(clock: Clock) -> Browser:  # noqa: ARG001 - whoever opens a page does so at its hour
    """A browser in which somebody is signed in; "" is the public."""

    def opened(name: str) -> Client:
        client = Client()
        if name:
            client.force_login(Account.objects.get(email=address(name)))
        return client

    return opened


def page(client: Client, path: str, status: int = 200) -> str:
    """Give a page as people read it: its text, with entities as they are."""
    answer = client.get(path)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def words(html: str) -> str:
    """Give what is to be read on a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def ways(html: str) -> set[str]:
    """Give what the page lets its reader do."""
    return set(re.findall(r'action="/[a-z]+/proposals/\d+/([a-z-]+)/"', html))


def send(client: Client, path: str, **fields: Any) -> Any:  # noqa: ANN401 - Django's answer
    return client.post(path, fields)


def test_a_proposal_shows_its_text_where_it_stands_who_said_what_and_what_comes_next(
    alpha: Cast, browser_of: Browser
) -> None:
    number = called(alpha)
    take_position(alpha.caller("Ada"), number, "agree", version=1)
    take_position(alpha.caller("Cy"), number, "object", version=1, reason="Too often.")
    answer_objection(alpha.caller("Di"), number, "corona", "Every second week, then.")
    said = words(page(browser_of(""), f"/alpha/proposals/{number}/"))
    in_order = (
        "Weekly tests",
        "We test every week. On Mondays.",
        "Where it stands Call for consensus. Version 1 is called for consensus until 16 May 2017, 12:00 UTC",
        "Next deadline: in 7 days.",
        "Missing: 1 of 3 seats has not answered; 1 objection stands.",
        "Aurora Ada (invented) agrees",
        "Borealis Bo (invented) has not answered: agrees, if it stays so",
        "Corona Cy (invented) objects",
        "Too often.",
        "Di (invented) answered",
        "Every second week, then.",
        "What you can do now Sign in to take part",
        "What happens next If nothing changes until 16 May 2017, 12:00 UTC : Not adopted by consensus",
        "The chair can extend the call.",
    )
    places = [said.index(piece) for piece in in_order]
    assert places == sorted(places)


NOBODY: dict[str, set[str]] = {state: set() for state in ("discussed", "called", "stuck", "voted")}
OFFERED: dict[str, dict[str, set[str]]] = {
    "": NOBODY,
    "Pat": NOBODY,
    "Oz": NOBODY,
    "Ed": {
        "discussed": {"comment"},
        "called": {"comment", "answer"},
        "stuck": {"comment", "answer"},
        "voted": {"comment", "answer"},
    },
    "Bo": {
        "discussed": {"comment", "call", "withdraw"},
        "called": {"comment", "answer", "position", "withdraw"},
        "stuck": {"comment", "answer", "withdraw"},
        "voted": {"comment", "answer", "withdraw", "cast", "recuse"},
    },
    "Cy": {
        "discussed": {"comment"},
        "called": {"comment", "answer", "position", "let-go"},
        "stuck": {"comment", "answer", "let-go"},
        "voted": {"comment", "answer", "cast", "recuse"},
    },
    "Di": {
        "discussed": {"comment", "call"},
        "called": {"comment", "answer", "extend", "write-down"},
        "stuck": {"comment", "answer", "extend"},
        "voted": {"comment", "answer", "enter"},
    },
    "Ada": {
        "discussed": {"comment", "call", "withdraw"},
        "called": {"comment", "answer", "position", "extend", "write-down", "withdraw"},
        "stuck": {"comment", "answer", "extend", "vote", "withdraw"},
        "voted": {"comment", "answer", "cast", "enter", "recuse", "withdraw"},
    },
}
"""What the page of one of Bo's proposals, to which Cy objects, lets whom do in each of its states."""


@pytest.mark.parametrize("name", OFFERED)
def test_the_page_offers_what_the_rules_allow_its_reader_and_nothing_else(
    alpha: Cast, browser_of: Browser, clock: Clock, name: str
) -> None:
    discussed, open_call = put(alpha), failed(alpha, at=NOON)
    offered = {
        "discussed": ways(page(browser_of(name), f"/alpha/proposals/{discussed}/")),
        "called": ways(page(browser_of(name), f"/alpha/proposals/{open_call}/")),
    }
    clock.at = CLOSE
    offered["stuck"] = ways(page(browser_of(name), f"/alpha/proposals/{open_call}/"))
    call_vote(alpha.caller("Ada", at=CLOSE), open_call, version=1)
    offered["voted"] = ways(page(browser_of(name), f"/alpha/proposals/{open_call}/"))
    assert offered == OFFERED[name]


def test_a_call_goes_from_the_form_to_the_resolution(alpha: Cast, browser_of: Browser, clock: Clock) -> None:
    bo, cy = browser_of("Bo"), browser_of("Cy")
    answer = send(bo, "/alpha/proposals/new/", title="Weekly tests", text=TEXT, rule="motion", seat="")
    assert answer["Location"] == "/alpha/proposals/1/"
    first = seen(alpha, 1).seen
    assert send(bo, "/alpha/proposals/1/call/", seat="borealis", seen=first, version=1).status_code == 302
    assert send(cy, "/alpha/proposals/1/position/", stand="object", reason="No.", version=1).status_code == 302
    assert send(bo, "/alpha/proposals/1/answer/", objector="corona", answer="Yes.").status_code == 302
    assert send(cy, "/alpha/proposals/1/let-go/", satisfied="yes").status_code == 302
    clock.at = CLOSE + DAY
    said = words(page(cy, "/alpha/proposals/1/"))
    assert "Adopted. This was adopted on 16 May 2017, 12:00 UTC" in said
    assert "not yet numbered" in page(cy, "/alpha/proposals/resolutions/")
    settle(alpha.group, clock.at)
    assert "Adopted, resolution 1." in words(page(cy, "/alpha/proposals/1/"))
    assert "not yet numbered" not in page(cy, "/alpha/proposals/resolutions/")


def test_a_vote_a_second_late_is_refused_by_the_servers_clock_and_what_was_written_is_kept(
    alpha: Cast, browser_of: Browser, clock: Clock
) -> None:
    number = called(alpha)
    clock.at = CLOSE + SECOND
    answer = send(
        browser_of("Cy"), f"/alpha/proposals/{number}/position/", stand="object", reason="A long reason.", version=1
    )
    assert answer.status_code == 422
    said = words(answer.content.decode())
    assert "By this server&#x27;s clock, which decides, it is 2017-05-16 12:00:01 UTC." in said
    assert "A long reason." in said
    assert Proposal.objects.get(number=number, group=alpha.group).resolution == 1


def test_a_position_on_a_text_that_was_replaced_meanwhile_shows_the_new_one_and_keeps_the_words(
    alpha: Cast, browser_of: Browser
) -> None:
    number = called(alpha)
    revise_proposal(alpha.caller("Bo"), number, Written("Weekly tests", "On Tuesdays."), version=1)
    call_for_consensus(alpha.caller("Bo"), number, version=2)
    cy, path = browser_of("Cy"), f"/alpha/proposals/{number}/position/"
    answer = send(cy, path, stand="object", reason="Mondays are bad.", version=1)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "This is about version 1, and version 2 is before the group." in html
    assert "On Tuesdays." in html
    assert "Mondays are bad." in html
    assert 'name="version" value="2"' in html
    assert send(cy, path, stand="object", reason="Tuesdays too.", version=2).status_code == 302


def test_what_was_not_done_is_said_first_and_leads_to_what_was_written(alpha: Cast, browser_of: Browser) -> None:
    number = failed(alpha, at=NOON)
    bo, path = browser_of("Bo"), f"/alpha/proposals/{number}/"
    for name, fields, place in (
        ("position", {"stand": "object", "version": 1}, "way-position"),
        ("answer", {"objector": "corona", "answer": ""}, "objections"),
        ("comment", {"text": ""}, "comments"),
    ):
        answer = send(bo, f"{path}{name}/", **fields)
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "<title>Not done: Weekly tests" in html
        assert f'href="#{place}"' in html
        assert f'id="{place}"' in html
    assert bo.get(f"{path}position/")["Location"] == path


def test_a_stale_form_of_the_chair_is_not_carried_out(alpha: Cast, browser_of: Browser) -> None:
    number = called(alpha)
    then = seen(alpha, number).seen
    take_position(alpha.caller("Cy"), number, "object", version=1, reason="No.")
    ada, path = browser_of("Ada"), f"/alpha/proposals/{number}/extend/"
    answer = send(ada, path, days=3, seen=then)
    assert answer.status_code == 409
    assert "Somebody has changed this since you saw it." in answer.content.decode()
    assert f'name="seen" value="{seen(alpha, number).seen}"' in answer.content.decode()
    assert send(ada, path, days=3, seen=seen(alpha, number).seen).status_code == 302
    assert seen(alpha, number).state.until == CLOSE + 3 * DAY


def test_the_same_form_sent_twice_counts_once(alpha: Cast, browser_of: Browser) -> None:
    number = voted_on(alpha)
    ada = browser_of("Ada")
    for _ in range(2):
        assert send(ada, f"/alpha/proposals/{number}/cast/", choice="yes").status_code == 302
    assert len(seen(alpha, number).state.cast) == 1


def test_fields_that_no_form_has_change_nothing(alpha: Cast, browser_of: Browser) -> None:
    bo = browser_of("Bo")
    fields = {"title": "A", "text": TEXT, "rule": "motion", "seat": ""}
    more = {"phase": "adopted", "resolution": 9, "invented": "on", "group": alpha.other.pk, "opened_by": 1, "number": 7}
    assert send(bo, "/alpha/proposals/new/", **fields, **more).status_code == 302
    row = Proposal.objects.get()
    assert (row.group, row.number, row.phase, row.resolution, row.invented) == (
        alpha.group,
        1,
        "discussion",
        None,
        False,
    )
    assert row.opened_by == alpha.people["Bo"]


def test_script_in_every_text_is_shown_and_never_run(alpha: Cast, browser_of: Browser) -> None:
    number = open_proposal(alpha.caller("Bo"), "motion", Written(f"T {SCRIPT}", f"X {SCRIPT}")).number
    comment(alpha.caller("Ed"), number, f"C {SCRIPT}")
    revise_proposal(alpha.caller("Bo"), number, Written(f"T2 {SCRIPT}", f"X2 {SCRIPT}"), version=1)
    call_for_consensus(alpha.caller("Bo"), number, version=2)
    take_position(alpha.caller("Cy"), number, "object", version=2, reason=f"R {SCRIPT}")
    take_position(alpha.caller("Ada"), number, "stand-aside", version=2, reason=f"S {SCRIPT}")
    answer_objection(alpha.caller("Bo"), number, "corona", f"A {SCRIPT}")
    withdrawn = open_proposal(alpha.caller("Bo"), "motion", Written("W", "W")).number
    withdraw_proposal(alpha.caller("Bo"), withdrawn, reason=f"D {SCRIPT}")
    bo = browser_of("Bo")
    send(bo, "/alpha/proposals/new/", title=f"K {SCRIPT}", keep="yes")
    paths = ("", "1/", "2/", "1/revise/", "new/", "resolutions/", f"drafts/{Draft.objects.get().pk}/")
    shown = ""
    for path in paths:
        html = page(bo, f"/alpha/proposals/{path}")
        assert SCRIPT not in html
        assert "<script>" not in html
        shown += html
    for mark in ("T2", "X2", "C", "R", "S", "A", "D", "K"):
        assert f"{mark} &lt;script&gt;" in shown, mark


def test_a_page_shows_how_it_was_at_a_moment_and_lets_nobody_act_then(alpha: Cast, browser_of: Browser) -> None:
    number = put(alpha, at=NOON - 2 * DAY)
    call_for_consensus(alpha.caller("Bo", at=NOON - DAY), number, version=1)
    take_position(alpha.caller("Cy"), number, "object", version=1, reason="Too often.")
    bo, path = browser_of("Bo"), f"/alpha/proposals/{number}/"
    then = page(bo, f"{path}?at=2017-05-08T12:00:00Z")
    assert "This is how it was on" in then
    assert "Too often." not in then
    assert "Call for consensus." in words(then)
    assert ways(then) == set()
    assert "In discussion." in words(page(bo, f"{path}?at=2017-05-07T12:00"))
    assert "Too often." in page(bo, f"{path}?at=2044-01-01T00:00:00%2B02:00")
    assert "not there yet" in page(bo, f"{path}?at=2017-05-01T00:00:00Z", 404)
    assert "This is no moment" in page(bo, f"{path}?at=yesterday", 400)
    assert page(bo, f"{path}?at=0001-01-01T00:00:00%2B14:00", 400)


def test_two_versions_are_compared_word_by_word(alpha: Cast, browser_of: Browser) -> None:
    number = put(alpha)
    revise_proposal(alpha.caller("Bo"), number, Written("Weekly tests", "We test every week.\nOn Fridays."), version=1)
    revise_proposal(alpha.caller("Bo"), number, Written("Daily tests", "We test every day."), version=2)
    html = page(browser_of(""), f"/alpha/proposals/{number}/?from=1&to=2")
    assert "On <del>Mondays.</del><ins>Fridays.</ins>" in html
    assert "<del>Weekly</del><ins>Daily</ins> tests" in page(browser_of(""), f"/alpha/proposals/{number}/")
    assert "There are versions 1 to 3." in page(browser_of(""), f"/alpha/proposals/{number}/?from=1&to=9", 404)


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
