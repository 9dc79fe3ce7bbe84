"""The report in a real browser: for whom it is, on what they hold, by day and by night, and on paper."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.publication.extremes import BUILT
from tests.publication.pages import source_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (360, 768, 1440)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

overflow = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in BUILT:
        (folder / f"{name}.html").write_text(source_of(name), encoding="utf-8")
    return folder


Opened = Callable[[str, int, Scheme], "Page"]


@pytest.fixture
def opened(browser: "Browser", reports: Path) -> Iterator[Opened]:
    """Open a report at a width, by day or by night; afterwards nothing may have been asked of anyone."""
    contexts, asked, said = [], [], []

    def opener(name: str, width: int, scheme: Scheme) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto((reports / f"{name}.html").as_uri())
        return page

    yield opener
    for context in contexts:
        context.close()
    assert [url for url in asked if Path(url).parent.name != reports.name] == []
    assert said == []


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        *(("small", width, scheme) for width in WIDTHS for scheme in SCHEMES),
        ("hostile", 360, "light"),
        ("of-nothing", 360, "light"),
        ("without-members", 1440, "dark"),
    ],
)
def test_axe_finds_nothing_that_would_keep_a_reader_out(opened: Opened, name: str, width: int, scheme: Scheme) -> None:
    page = opened(name, width, scheme)
    page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page, options=RULES)
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize(
    ("name", "width"), [*((name, 360) for name in BUILT), ("large", 768), ("large", 1440), ("hostile", 1440)]
)
def test_no_page_is_wider_than_its_window(opened: Opened, name: str, width: int) -> None:
    page = opened(name, width, "light")
    assert page.evaluate(overflow) == 0
    page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate(overflow) == 0


def test_the_keyboard_skips_to_the_standing_and_reaches_every_region_and_link(opened: Opened) -> None:
    page = opened("small", 360, "light")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to the standing"
    assert page.locator(".skip").bounding_box() is not None
    assert (page.locator(".skip").bounding_box() or {"x": -1})["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"

    page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
    wanted = page.locator("main :is(a[href], [tabindex='0'], summary)").count()
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "() => [...document.querySelectorAll('main *')].indexOf(document.activeElement)",
            )
        )
        ring = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid", "where the keyboard is can be seen"
    assert -1 not in reached
    assert len(set(reached)) == wanted
    assert reached == sorted(reached), "in the order of the page"


def test_a_wide_table_scrolls_in_its_own_region_and_keeps_its_first_column(opened: Opened) -> None:
    page = opened("large", 360, "light")
    region = page.get_by_role("region", name="Standing on dedicated-fte, in FTE")
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")
    region.evaluate("one => { one.scrollLeft = 200; }")
    first = region.get_by_role("rowheader", name="Intel").bounding_box()
    whole = region.bounding_box()
    assert first is not None
    assert whole is not None
    assert first["x"] == pytest.approx(whole["x"], abs=1)


def test_a_figure_leads_to_its_explanation(opened: Opened) -> None:
    page = opened("small", 1440, "light")
    page.get_by_role("region", name="Standing on dedicated-fte, in FTE").get_by_role("link", name="4.3").click()
    target = page.locator("#member-beta--dedicated-fte")
    box = target.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    expect(target).to_contain_text("counted leniently it is 4.5, which reaches it")


def test_charts_follow_the_page_from_light_to_dark_and_stay_legible_when_they_shrink(opened: Opened) -> None:
    colours = {}
    for scheme in SCHEMES:
        page = opened("small", 360, scheme)
        path = page.locator("main figure svg path[fill='var(--accent)']").first
        ink = page.locator("main figure svg text").first
        colours[scheme] = (
            path.evaluate("one => getComputedStyle(one).fill"),
            ink.evaluate("one => getComputedStyle(one).fill"),
        )
        sizes = page.evaluate(
            """() => [...document.querySelectorAll('main figure svg')].map(one =>
                one.getBoundingClientRect().width / one.viewBox.baseVal.width)"""
        )
        assert min(sizes) * 11 >= 9, "no text in a chart is smaller than nine pixels"
        assert max(sizes) <= 1
    assert set(colours["light"]).isdisjoint(colours["dark"])


def test_on_paper_the_page_is_light_whole_and_not_cut_off(opened: Opened) -> None:
    page = opened("large", 673, "dark")  # the width of A4 between the margins
    page.emulate_media(media="print")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(overflow) == 0
    expect(page.locator("nav")).to_be_hidden()
    rest = page.get_by_text("Company 299", exact=True)
    assert rest.bounding_box(), "what a screen folds away is printed"
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll('main table')].filter(one =>
            one.getBoundingClientRect().right > innerWidth + 1).map(one => one.caption.textContent)"""
    )
    assert too_wide == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
