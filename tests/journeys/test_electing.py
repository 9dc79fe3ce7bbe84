"""The board elects its chair in a real browser, from the plan to the hand-over; a stranger counts the file again."""

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.cast import address
from tests.journeys.browsing import Visiting, look_over, sign_in
from tests.journeys.server import Running, Serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ELECTION = "/alpha/elections/1/"


def days_pass(muster: Running, days: int) -> None:
    """Let days pass for the election: all that was to come comes so much sooner."""
    fields = "nominations_open", "nominations_close", "voting_opens", "voting_closes", "eligible_on"
    muster.python(
        "from datetime import timedelta\n"
        "from muster.records.models import Election\n"
        "row = Election.objects.get()\n"
        f"for name in {fields}:\n"
        f"    setattr(row, name, getattr(row, name) - timedelta(days={days}))\n"
        "row.save()\n"
    )


def as_somebody(visiting: Visiting, muster: Running, name: str, path: str = ELECTION) -> "Page":
    page = visiting(muster)
    sign_in(page, address(name))
    page.goto(path)
    return page


def plan(ada: "Page") -> None:
    """Plan what the charter wants, mistype it, and change it."""
    look_over(ada)
    ada.get_by_role("link", name="Plan the election").click()
    ada.get_by_label("How are ballots counted?").select_option("schulze")
    look_over(ada)
    ada.get_by_role("button", name="Plan it").click()
    ada.get_by_role("link", name="Change it").click()
    expect(ada.get_by_label("First day of voting")).not_to_be_empty()
    ada.get_by_label("What is it called?").fill("Chair of Alpha")
    ada.get_by_role("button", name="Change it").click()
    expect(ada.get_by_role("heading", name="Chair of Alpha")).to_have_count(1)


def nominate(ada: "Page", *names: str) -> None:
    ada.goto(ELECTION)
    for name in names:
        ada.get_by_text("Nominate somebody, or yourself").click()
        ada.get_by_label("Who should stand?").select_option(label=f"{name} (invented)")
        ada.get_by_role("button", name="Nominate them").click()
    look_over(ada)


def stand(page: "Page") -> None:
    page.get_by_label("What you stand for").fill("Fewer meetings.\n\nMore of what they are for.")
    page.get_by_role("button", name="Accept: I stand").click()
    expect(page.get_by_text("You stand.", exact=True)).to_have_count(1)
    look_over(page)


def vote(page: "Page", bo: str, cy: str, *, first: bool = False) -> str:
    """Rank Bo and Cy by the keyboard alone, hear it read back, cast it, and give the receipt."""
    page.goto(ELECTION)
    page.get_by_role("link", name="Cast your ballot").press("Enter")
    if first:  # what changes nothing is said to be that, and can be changed
        page.get_by_label("Rank of Bo").select_option(label="1")
        page.get_by_role("button", name="Read it back to me").press("Enter")
        expect(page.get_by_text("This ballot compares nobody")).to_have_count(1)
        look_over(page)
        page.get_by_role("button", name="Change it").press("Enter")
    for name, place in (("Bo", bo), ("Cy", cy)):
        field = page.get_by_label(f"Rank of {name}")
        field.focus()
        page.keyboard.type(place)
        expect(field).to_have_value(place)
    if first:
        look_over(page)
    page.get_by_role("button", name="Read it back to me").press("Enter")
    page.get_by_role("button", name="Cast this ballot").press("Enter")
    receipt = page.locator(".receipt code").inner_text()
    if first:
        look_over(page)
    return receipt


def count_again(anybody: "Page", muster: Running, receipt: str) -> None:
    """Count the public file as a stranger would, and find the ballot of a receipt in it."""
    anybody.goto(ELECTION)
    expect(anybody.get_by_text("Elected: Cy (invented)")).to_have_count(1)
    look_over(anybody)
    with anybody.expect_download() as download:
        anybody.get_by_role("link", name="ballots.json").click()
    counted = json.loads(muster.muster("elections", "count", str(download.value.path()), "--format", "json"))
    assert (counted["agrees"], counted["winners"]) == (True, ["person/3"])
    anybody.get_by_label("Your receipt").fill(receipt.lower())
    anybody.get_by_role("button", name="Find it").click()
    expect(anybody.locator("#ballot li")).to_have_text(["1. Bo (invented).", "2. Cy (invented)."])
    look_over(anybody)


def test_the_board_elects_a_chair_and_anybody_counts_the_ballots_again(serving: Serving, visiting: Visiting) -> None:
    muster = serving()
    ada = as_somebody(visiting, muster, "Ada", "/alpha/elections/")
    plan(ada)

    days_pass(muster, 2)
    nominate(ada, "Bo", "Cy")
    bo, cy = (as_somebody(visiting, muster, name) for name in ("Bo", "Cy"))
    stand(bo)
    stand(cy)

    days_pass(muster, 8)
    receipt = vote(bo, "1", "2", first=True)
    vote(ada, "2", "1")
    vote(cy, "2", "1")
    cy.goto(ELECTION)
    expect(cy.get_by_role("link", name="Replace your ballot")).to_have_count(1)
    expect(cy.get_by_role("heading", name="Result")).to_have_count(0)

    days_pass(muster, 8)
    ada.goto(ELECTION)
    ada.get_by_role("button", name="Write the result into the record").click()
    count_again(visiting(muster), muster, receipt)

    ada.goto(ELECTION)
    ada.get_by_role("button", name="Let them take office").click()
    look_over(ada)
    for page, may_plan in ((cy, 1), (ada, 0)):
        page.goto("/alpha/elections/")
        expect(page.get_by_role("link", name="Plan an election")).to_have_count(may_plan)
