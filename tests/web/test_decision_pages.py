"""The page of a proposal: what it shows in which state, what it lets whom do, and how a call goes to its resolution."""

import pytest

from muster.actions.decisions.calling import answer_objection, take_position
from muster.actions.decisions.settling import settle
from muster.actions.decisions.voting import call_vote
from tests.actions.decisions.boards import (
    CLOSE,
    DAY,
    TEXT,
    called,
    failed,
    put,
    seen,
)
from tests.cast import NOON, Cast
from tests.web.board import Browser, Clock, page, send, ways, words


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
