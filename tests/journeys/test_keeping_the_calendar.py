"""The secretary reads a schedule into the calendar and moves a summit; everybody sees for when it was planned."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cast import address
from tests.journeys.browsing import Visiting, look_over, sign_in
from tests.journeys.server import Serving

pytestmark = pytest.mark.browser
QUOKKA = Path(__file__).parents[1] / "exchange" / "calendars" / "quokka"
HERE = "/alpha/roadmap/calendar/"


def a_calendar() -> None:
    """Build the cast with a calendar and two items on it."""
    from muster.actions.accounts import vouch_for  # noqa: PLC0415 - once Django is set up
    from muster.records.models import Account  # noqa: PLC0415 - as above
    from tests.calendars import with_a_calendar  # noqa: PLC0415 - as above
    from tests.cast import cast  # noqa: PLC0415 - as above

    with_a_calendar(cast())
    for account in Account.objects.all():
        vouch_for(account)


def test_a_schedule_is_read_and_a_summit_moved_in_the_browser(serving: Serving, visiting: Visiting) -> None:
    muster = serving("tests.journeys.test_keeping_the_calendar:a_calendar")
    di = visiting(muster)
    sign_in(di, address("Di"))
    di.goto(HERE)
    di.get_by_role("link", name="Read schedules").click()
    look_over(di)
    for field, name in (("schedule_yaml", "schedule.yaml"), ("schedule_rst", "schedule.rst")):
        di.locator(f"#id_{field}").set_input_files(QUOKKA / name)
    di.get_by_role("button", name="Look what would change").click()
    expect(di.get_by_role("listitem").filter(has_text="Quokka is new: it starts on 27 February 2017")).to_be_visible()
    look_over(di)
    di.get_by_role("button", name="Take it over").click()
    expect(di.get_by_role("status")).to_contain_text("The schedules are in the calendar.")
    di.get_by_role("link", name="Summit Boston", exact=True).click()
    look_over(di)
    di.get_by_label("Its last day:", exact=True).fill("2017-05-10")
    di.get_by_role("button", name="Put it into the calendar").click()
    expect(di.get_by_role("status")).to_contain_text("Summit Boston is in the calendar.")

    anyone = visiting(muster)
    anyone.goto(f"{HERE}?on=2017-01-27")
    row = anyone.get_by_role("row").filter(has_text="Summit Boston")
    expect(row).to_contain_text("8 to 10 May 2017")
    expect(row).to_contain_text("8 to 12 May 2017")
    expect(anyone.get_by_role("heading", name="To make Ocata")).to_be_visible()
    expect(anyone.locator("svg")).to_contain_text("Quokka")
    look_over(anyone)
