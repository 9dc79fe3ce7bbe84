"""A representative sees the roadmap for the first time, and finds the five answers and what is behind a figure."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.cast import address
from tests.journeys.browsing import Visiting, look_over, sign_in
from tests.journeys.server import Serving

pytestmark = pytest.mark.browser


def a_kept_roadmap() -> None:
    """Build the cast with two items, promises for Pike, and what came of them."""
    from django.conf import settings  # noqa: PLC0415 - once Django is set up

    from muster.actions.accounts import vouch_for  # noqa: PLC0415 - as above
    from muster.records.models import Account, Organisation, Pledge, RoadmapItem  # noqa: PLC0415 - as above
    from tests.cast import NOON, cast  # noqa: PLC0415 - as above
    from tests.roadmap_index import Landed, index_of  # noqa: PLC0415 - as above
    from tests.roadmaps import with_a_roadmap  # noqa: PLC0415 - as above

    group = with_a_roadmap(cast()).group
    for account in Account.objects.all():
        vouch_for(account)
    aurora = Organisation.objects.get(group=group, slug="aurora")
    for slug, cycle in (("spin", "Pike"), ("grip", "Queens")):
        item = RoadmapItem.objects.create(
            group=group,
            slug=slug,
            title=slug.title(),
            focus_area="Engines",
            selectors=[f"blueprint {slug}"],
            state="agreed",
            cycle=cycle,
        )
        Pledge.objects.create(organisation=aurora, item=item, cycle="Pike", fte="0.5", at=NOON)
    landed = [
        Landed(f"{company}-{at}", date(2017, month, at), company, company, goals=("blueprint spin",))
        for month, company in ((4, "Aurora"), (5, "Borealis"))
        for at in range(1, 15)
    ]
    index_of(group, home=settings.HOME, landed=landed)


def test_a_representative_finds_the_five_answers_in_three_clicks_and_what_is_behind_them_in_one_more(
    serving: Serving, visiting: Visiting
) -> None:
    muster = serving("tests.journeys.test_reading_the_proof:a_kept_roadmap")
    page = visiting(muster)
    sign_in(page, address("Ada"))
    page.goto("/alpha/")
    page.get_by_role("link", name="Roadmap", exact=True).click()
    page.get_by_role("link", name="Proof", exact=True).click()
    page.get_by_role("link", name="Pike", exact=True).click()
    look_over(page)
    page.get_by_role("link", name="Aurora", exact=True).first.click()
    expect(page.locator("#answers dd")).to_have_text(
        [
            "1 FTE for Pike, to 2 items.",
            "1 of 2 promises kept; 1.0 FTE on the roadmap in all.",
            "Borealis.",
            "Queens: nothing promised yet, 1 item meant for it.",
            "Ask yourselves about Grip and Spin.",
        ]
    )
    look_over(page)
    page.locator("#answers a", has_text="What came of it?").click()
    page.get_by_role("link", name="14 changes of Aurora on Spin").click()
    expect(page.locator("main .lede")).to_contain_text("14 changes, from 27 Feb 2017 until 30 Aug 2017.")
    look_over(page)
    for place in ("year/2017/", "team/"):
        page.goto(f"/alpha/roadmap/{place}")
        look_over(page)
