"""The board decides in a real browser: by consensus once an objection is answered, and by a vote where it is not."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.cast import address
from tests.journeys.browsing import Visiting, look_over, sign_in
from tests.journeys.server import Running, Serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PROPOSAL = "/alpha/proposals/1/"

SO_MANY_DAYS_AGO = """
from datetime import timedelta
from django.db import connection
from muster.domain.record.chain import BEFORE_THE_FIRST, read, seal
from muster.records.models import Entry, Proposal
from dataclasses import replace

ago = timedelta(days={days})
with connection.cursor() as cursor:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {{name}}")
    before = {{}}
    for entry in Entry.objects.order_by("group", "number"):
        said = read(entry.body)[0]
        said = replace(said, at=said.at - ago)
        sealed = seal(said, before.get(said.group, BEFORE_THE_FIRST))
        entry.at, entry.body, entry.hash = said.at, sealed.body, sealed.hash
        entry.save()
        before[said.group] = sealed.hash
    for row in Proposal.objects.all():
        row.until = row.until and row.until - ago
        row.save()
    for _, sql in triggers:
        cursor.execute(sql)
"""
"""Everything that happened so far happened so many days earlier: the log is written anew, as no Muster ever does."""


def days_pass(muster: Running, days: int) -> None:
    muster.python(SO_MANY_DAYS_AGO.format(days=days))
    assert "entries of alpha hold" in muster.muster("record", "verify", "alpha")


def as_somebody(visiting: Visiting, muster: Running, name: str, path: str = PROPOSAL) -> "Page":
    page = visiting(muster)
    sign_in(page, address(name))
    page.goto(path)
    return page


def put(bo: "Page") -> None:
    """Put a proposal, after a try without a text, and call for consensus."""
    bo.get_by_role("link", name="Put a proposal").click()
    look_over(bo)
    bo.get_by_label("Title").fill("Weekly runs of the destructive tests")
    bo.get_by_role("button", name="Keep it as a draft").click()
    expect(bo.get_by_text("Only you see it.")).to_have_count(1)
    look_over(bo)
    bo.get_by_label("Text").fill("We run them every week.\n\nOn Mondays, at night.")
    bo.get_by_role("button", name="Put it before the group").click()
    look_over(bo)
    bo.get_by_role("button", name="Call for consensus").click()
    expect(bo.get_by_text("The call for consensus is open")).to_have_count(1)
    look_over(bo)


def object_by_keyboard(cy: "Page", reason: str) -> None:
    """Find the proposal on the start page, forget the reason, and object, without a mouse."""
    cy.goto("/me/")
    cy.get_by_role("link", name="Take a position on “Weekly runs of the destructive tests”").press("Enter")
    cy.get_by_role("link", name="Take a position").press("Enter")
    cy.get_by_role("radio", name=re.compile("^Object")).press("Space")
    cy.get_by_role("button", name="Take this position").press("Enter")
    expect(cy.get_by_role("alert").get_by_text("An objection needs a reason.")).to_have_count(1)
    look_over(cy)
    expect(cy.get_by_role("radio", name=re.compile("^Object"))).to_be_checked()
    cy.get_by_role("textbox", name="Reason").fill(reason)
    cy.get_by_role("button", name="Take this position").press("Enter")
    expect(cy.get_by_text("Your position is on the record.")).to_have_count(1)
    look_over(cy)


def test_an_objection_is_answered_accepted_and_the_proposal_adopted(serving: Serving, visiting: Visiting) -> None:
    muster = serving()
    bo = as_somebody(visiting, muster, "Bo", "/alpha/proposals/")
    look_over(bo)
    put(bo)
    ada = visiting(muster)
    sign_in(ada, address("Ada"))
    ada.clock.install()
    ada.goto(PROPOSAL)

    cy = as_somebody(visiting, muster, "Cy")
    object_by_keyboard(cy, "Nobody is in the lab at night.")
    # Whoever has the page open sees it come in, without a reload and without losing what they type.
    ada.get_by_role("textbox", name="Reason").fill("Half a sen")
    ada.clock.fast_forward("00:31")
    ada.get_by_role("row", name=re.compile("Corona.*objects")).wait_for()
    expect(ada.get_by_role("textbox", name="Reason")).to_have_value("Half a sen")

    bo.reload()
    bo.get_by_text("Answer Corona").click()
    look_over(bo)
    bo.get_by_label("Your answer").fill("Then on Mondays at noon.")
    bo.get_by_role("button", name="Answer", exact=True).click()
    look_over(bo)
    cy.goto("/me/")
    cy.get_by_role("link", name=re.compile("Say whether the answer")).click()
    expect(cy.get_by_role("region", name="Objections").get_by_text("Then on Mondays at noon.")).to_have_count(1)
    cy.get_by_role("button", name="The answer satisfies us").click()
    look_over(cy)

    days_pass(muster, 8)
    cy.reload()
    expect(cy.get_by_text("Adopted by consensus")).to_have_count(1)
    muster.muster("mail", "send")
    cy.goto("/alpha/proposals/resolutions/")
    look_over(cy)
    cy.get_by_role("row", name=re.compile("^1 Weekly runs")).get_by_role("link").click()
    expect(cy.get_by_text("Adopted, resolution 1.")).to_have_count(1)
    cy.get_by_text(re.compile(r"entries in the record")).click()
    look_over(cy)
    assert "entries of alpha hold" in muster.muster("record", "verify", "alpha")


def test_where_consensus_fails_the_chair_calls_a_vote_and_the_members_vote(
    serving: Serving, visiting: Visiting
) -> None:
    muster = serving()
    put_by = as_somebody(visiting, muster, "Bo", "/alpha/proposals/")
    put(put_by)
    cy = as_somebody(visiting, muster, "Cy")
    object_by_keyboard(cy, "No.")
    days_pass(muster, 8)

    ada = as_somebody(visiting, muster, "Ada", "/me/")
    ada.get_by_role("link", name=re.compile("there was no consensus")).click()
    look_over(ada)
    expect(ada.get_by_text("1 standing objection (Corona)")).to_have_count(1)
    ada.get_by_role("button", name="Call the vote").click()
    expect(ada.get_by_text("The vote is called.")).to_have_count(1)
    look_over(ada)
    for page, choice in ((ada, "Yes"), (put_by, "Yes"), (cy, "No")):
        page.goto(PROPOSAL)
        page.get_by_role("radio", name=choice, exact=True).press("Space")
        page.get_by_role("button", name="Cast this vote").press("Enter")
        expect(page.get_by_text("Your vote is cast.")).to_have_count(1)
        look_over(page)

    days_pass(muster, 8)
    anybody = visiting(muster)
    anybody.goto(PROPOSAL)
    expect(anybody.get_by_text("Adopted by a vote")).to_have_count(1)
    expect(anybody.get_by_text("2 yes > 1 no", exact=True)).to_have_count(1)
    look_over(anybody)
    muster.muster("mail", "send")
    anybody.goto("/alpha/proposals/")
    look_over(anybody)
    found = anybody.request.get("/alpha/proposals/1.json").json()
    assert (found["phase"], found["resolution"], found["verdict"]["adopted"]) == ("adopted", 1, True)
