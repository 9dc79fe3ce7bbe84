"""From a need to work on the roadmap, in a real browser: a use case, an item, what its selectors catch as they grow."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.cast import address
from tests.journeys.browsing import Visiting, look_over, sign_in
from tests.journeys.server import Serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WITH_AN_UPSTREAM = f"{__name__}:with_something_read"


def with_something_read() -> None:
    """Build the cast, with a roadmap's charter and a small upstream that was read."""
    from django.conf import settings  # noqa: PLC0415 - once Django is set up

    from muster.actions.roadmap.indexing import read_upstream  # noqa: PLC0415 - as above
    from muster.evidence.progress import Silence  # noqa: PLC0415 - as above
    from muster.records.models import Group  # noqa: PLC0415 - as above
    from tests.cast import Cast  # noqa: PLC0415 - as above
    from tests.journeys.server import everybody  # noqa: PLC0415 - as above
    from tests.roadmap_upstream import lay_out, with_an_upstream  # noqa: PLC0415 - as above

    everybody()
    alpha, omega = (Group.objects.get(slug=slug) for slug in ("alpha", "omega"))
    with_an_upstream(Cast(alpha, omega, {}))
    folder = lay_out(settings.HOME / "upstream")
    on = date(2017, 5, 9)
    read_upstream(alpha, on=on, lake=settings.HOME / "lake", progress=Silence(), folder=folder, workers=1)


def as_somebody(page: "Page", name: str, path: str) -> "Page":
    sign_in(page, address(name))
    page.goto(path)
    return page


def test_a_need_becomes_an_item_whose_work_is_found_while_its_selectors_are_written(
    serving: Serving, visiting: Visiting
) -> None:
    muster = serving(WITH_AN_UPSTREAM)
    bo = as_somebody(visiting(muster), "Bo", "/alpha/roadmap/use-cases/new/")
    bo.get_by_label("Title").fill("Quiet gears")
    bo.get_by_label("Who needs it").fill("operators")
    bo.get_by_label("What they need").fill("Gears that make no noise at night.")
    bo.get_by_role("button", name="Open it").click()
    bo.get_by_text("Say that a member needs it").click()
    bo.get_by_role("button", name="We need it").click()
    look_over(bo)

    bo.get_by_role("link", name="Propose an item that serves it").click()
    bo.wait_for_load_state()  # from here on the page answers while one types
    bo.get_by_label("Title").fill("Oiled gears")
    bo.get_by_label("What it is for").fill("Oil them.")
    bo.get_by_label("Focus area").select_option("Engines")
    bo.get_by_label("Which work upstream is its own").press_sequentially("bug 1700017 in alpha/engine")
    bo.get_by_text("1 change caught, from 1 Mar 2017").wait_for()
    bo.get_by_text("names bug 1700017, in another repository").wait_for()
    bo.get_by_label("Which work upstream is its own").fill("message .*")
    bo.get_by_text("The pattern would catch nearly everything.").wait_for()
    look_over(bo)
    bo.get_by_label("Which work upstream is its own").fill("bug 1700017 in alpha/engine")
    bo.get_by_role("button", name="Propose it").click()
    bo.get_by_text("The item is before the group.").wait_for()
    look_over(bo)

    bo.get_by_role("link", name="The changes that this catches").click()
    bo.get_by_role("row", name="Sharpen").get_by_role("button", name="Yes").click()
    bo.get_by_text("2 changes upstream are this item’s own.").wait_for()
    look_over(bo)

    ada = as_somebody(visiting(muster), "Ada", "/alpha/roadmap/items/oiled-gears/agree/")
    look_over(ada)
    ada.get_by_role("button", name="Put it on the roadmap").click()
    ada.get_by_text("The item is on the roadmap.").wait_for()
    ada.goto("/alpha/roadmap/")
    expect(ada.get_by_role("row", name="Oiled gears")).to_contain_text("worked on by Aurora (2)")
    look_over(ada)
    ada.goto("/alpha/")
    ada.get_by_role("link", name="Oiled gears").wait_for()


def test_all_of_it_works_without_script(serving: Serving, visiting: Visiting) -> None:
    muster = serving(WITH_AN_UPSTREAM)
    page = as_somebody(visiting(muster, java_script_enabled=False), "Ed", "/alpha/roadmap/new/")
    page.get_by_label("Title").fill("Gears")
    page.get_by_label("What it is for").fill("To turn.")
    page.get_by_label("Which work upstream is its own").fill("blueprint gears*")
    page.get_by_role("button", name="Try the selectors").click()
    expect(page.get_by_label("Title")).to_have_value("Gears")
    page.get_by_text("4 changes caught").wait_for()
    page.get_by_label("Focus area").select_option("Engines")
    page.get_by_role("button", name="Propose it").click()
    page.get_by_text("The item is before the group.").wait_for()
