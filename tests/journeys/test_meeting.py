"""A quarter's meetings are planned, one is run by several people in their browsers, and its minutes are published."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.cast import address
from tests.journeys.browsing import Visiting, look_over, sign_in
from tests.journeys.server import Running, Serving

pytestmark = pytest.mark.browser


def somebody(visiting: Visiting, muster: Running, name: str) -> Page:
    page = visiting(muster)
    sign_in(page, address(name))
    page.wait_for_url("**/me/")
    return page


def plan_the_quarter(chair: Page, muster: Running, first: datetime) -> None:
    """The chair plans the meetings that the charter wants."""
    chair.goto(muster.url("/alpha/meetings/"))
    look_over(chair)
    chair.get_by_role("link", name="Plan meetings").click()
    chair.get_by_role("link", name="Team meeting").click()
    look_over(chair)
    chair.get_by_label("The first one begins").fill(f"{first:%Y-%m-%dT%H:%M}")
    chair.get_by_role("button", name="Plan it").click()
    expect(chair.get_by_role("status")).to_contain_text("is planned")
    look_over(chair)
    chair.goto(muster.url("/alpha/meetings/quarter/"))
    look_over(chair)
    expect(chair.locator("tbody tr")).not_to_have_count(0)


def publish_an_agenda(chair: Page) -> None:
    """Points are put on the agenda, and it goes out: late, as the meeting runs already."""
    chair.get_by_label("What is to be talked about").fill("The roadmap\nWhat else there is")
    chair.get_by_label("How many minutes (each)").fill("20")
    chair.get_by_role("button", name="Put on the agenda").click()
    chair.get_by_role("button", name="Publish the agenda").click()
    expect(chair.locator("#agenda + p")).to_contain_text("late by")
    look_over(chair)


def come_in(chair: Page, bo: Page, place: str) -> None:
    """People say that they are here; the page of whoever looks on follows by itself."""
    chair.get_by_role("button", name="I am here").click()
    expect(chair.locator("#live")).to_contain_text("1 of 3 seats")
    bo.goto(place)
    bo.get_by_role("button", name="I am here").click()
    expect(chair.locator("#live")).to_contain_text("2 of 3 seats: a quorum")


def type_at_once(secretary: Page, bo: Page, place: str) -> None:
    """Two people type into the minutes from the same text, and nobody loses a word."""
    for page in (secretary, bo):
        page.goto(f"{place}minutes/")
    secretary.get_by_label("Minutes").fill("# The roadmap\nAGREED: The roadmap stands.\n")
    secretary.get_by_role("button", name="Save", exact=True).click()
    expect(secretary.get_by_role("status")).to_contain_text("saved")
    bo.get_by_label("Minutes").fill("ACTION: Bo will write it down by 2099-06-01\n")
    bo.get_by_role("button", name="Save", exact=True).click()
    expect(bo.locator(".minutes")).to_contain_text("AGREED: The roadmap stands.")
    expect(bo.locator(".minutes")).to_contain_text("ACTION: Bo will write it down")
    expect(bo.locator("#decided + ul")).to_contain_text("The roadmap stands.")
    bo.get_by_role("button", name=re.compile("Write down the 1 action")).click()
    expect(bo.get_by_role("status")).to_contain_text("One action is written down.")
    look_over(bo)


def publish_minutes(secretary: Page, stranger: Page, held: str) -> None:
    """Notes of last week become minutes, which today's meeting approves; strangers read them once they are public."""
    secretary.goto(f"{held}minutes/notes/")
    secretary.get_by_label("or the notes themselves").fill("Present: Ada, Bo\n* We sang.\nAGREED: We sing again.\n")
    secretary.get_by_role("button", name="Show what they become").click()
    look_over(secretary)
    expect(secretary.get_by_role("checkbox", name="Ada")).to_be_checked()
    secretary.get_by_role("button", name="Keep it").click()
    stranger.goto(held)
    expect(stranger.locator("main")).not_to_contain_text("We sang.")
    secretary.get_by_role("button", name="Approve the minutes").click()
    secretary.get_by_role("button", name="Publish the minutes").click()
    expect(secretary.get_by_role("status")).to_contain_text("public")
    expect(secretary.locator("#minutes + p")).to_contain_text("public")
    answer = stranger.reload()
    assert answer
    assert "We sang." in answer.text(), answer.headers
    expect(stranger.locator("main")).to_contain_text("We sang.")
    expect(stranger.locator("#decided + ul")).to_contain_text("We sing again.")


def test_a_quarter_is_planned_a_meeting_run_and_its_minutes_published(serving: Serving, visiting: Visiting) -> None:
    muster = serving()
    chair, secretary, bo = (somebody(visiting, muster, name) for name in ("Ada", "Di", "Bo"))
    stranger = visiting(muster, java_script_enabled=False)
    running = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=2)
    before = running - timedelta(weeks=1)
    place, held = (muster.url(f"/alpha/meetings/{at:%Y-%m-%d-%H%M}-team-meeting/") for at in (running, before))
    plan_the_quarter(chair, muster, before)
    chair.goto(place)
    publish_an_agenda(chair)
    come_in(chair, bo, place)
    type_at_once(secretary, bo, place)
    publish_minutes(secretary, stranger, held)
    # Whoever has something to do finds it, and ends it.
    bo.goto(muster.url("/me/"))
    bo.get_by_role("link", name=re.compile("write it down")).click()
    look_over(bo)
    bo.get_by_role("button", name="It is done").click()
    expect(bo.locator(".facts")).to_contain_text("done")
    for path in ("/alpha/actions/?list=done", "/alpha/meetings/search/?q=roadmap", "/me/calendar/"):
        secretary.goto(muster.url(path))
        look_over(secretary)
