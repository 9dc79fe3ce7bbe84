"""What the pages of decisions do with what is late, stale, sent twice or meant to harm; and with the past."""

from muster.actions.decisions.calling import answer_objection, call_for_consensus, take_position
from muster.actions.decisions.putting import comment, open_proposal, revise_proposal, withdraw_proposal
from muster.actions.decisions.writing import Written
from muster.records.models import Draft, Proposal
from tests.actions.decisions.boards import (
    CLOSE,
    DAY,
    SECOND,
    TEXT,
    called,
    failed,
    put,
    seen,
    voted_on,
)
from tests.cast import NOON, Cast
from tests.web.board import SCRIPT, Browser, Clock, page, send, ways, words


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
