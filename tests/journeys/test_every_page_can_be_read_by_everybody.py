"""Every page that the access tables know, as a stranger and as the chair get it: nothing keeps a reader out of it.

The tables have every route, and fail when one is new (tests/web/test_access.py). What Django answers to each row is
shown to a browser without a server in between, narrow and by night or wide and by day, and axe-core looks it over.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders

from tests.cast import Cast
from tests.journeys.browsing import RULES, TOO_WIDE
from tests.web.access.shape import Row, furnish
from tests.web.test_access import AREAS, clients, place, rows_of, said, taken_back

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]

HERE: Final = "http://muster.example"
LOOKS: Final = {"public": (1440, "light"), "chair": (360, "dark")}
"""Who reads, in a window how wide, and by day or by night."""
WIDTHS: Final = (360, 768, 1440)
PIECES: Final = {"meetings:live"}
"""What answers with a piece of a page."""


def answers(area: str, alpha: Cast) -> Iterator[tuple[Row, str, str, str]]:
    """Give every page of an area, once for each route and status: the row of its table, who reads it, where, its HTML.

    A piece of a page, which htmx puts into one, is none.
    """
    seen = set()
    with taken_back():
        furnish(alpha)
        rows, browsers = rows_of(area, alpha), clients()
        for row in rows:
            for asker in LOOKS if row.method == "GET" else ():
                with taken_back():
                    answer: Any = browsers[asker].get(place(row), row.data)
                    html = said(answer)
                    one = row.route if answer.status_code < 400 else "a refusal", asker, answer.status_code
                    if one not in seen and html.lstrip().lower().startswith("<!doctype html>"):
                        seen.add(one)
                        yield row, asker, f"{place(row)}?{urlencode(row.data)}".rstrip("?"), html


def shown_to(browser: "Browser", pages: Mapping[str, str]) -> "Page":
    """Open a browser for which these are all the pages that there are, with Muster's own files beside them."""

    def answer(route: "Route") -> None:
        url = urlsplit(route.request.url)
        file = finders.find(url.path.removeprefix("/static/")) if url.path.startswith("/static/") else None
        if file:
            route.fulfill(path=Path(str(file)))
        elif page := pages.get(route.request.url.removeprefix(HERE)):
            route.fulfill(body=page, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    page = browser.new_page()
    page.route("**/*", answer)
    return page


@pytest.mark.parametrize("area", AREAS)
def test_nothing_keeps_a_reader_out_of_a_page(area: str, alpha: Cast, browser: "Browser") -> None:
    found = list(answers(area, alpha))
    assert {row.route for row in rows_with_pages(area, alpha)} - PIECES <= {row.route for row, *_ in found}
    faults = []
    for asker, (width, scheme) in LOOKS.items():
        page = shown_to(browser, {path: html for _, who, path, html in found if who == asker})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of playwright's own words
        for path in dict.fromkeys(path for _, who, path, _ in found if who == asker):
            page.goto(HERE + path)
            for wide in WIDTHS:
                page.set_viewport_size({"width": wide, "height": 900})
                if page.evaluate(TOO_WIDE):
                    faults.append(f"{asker} {path} is wider than a window of {wide}")
            page.set_viewport_size({"width": width, "height": 900})
            axe = Axe().run(page, options=RULES).response["violations"]
            faults += [f"{asker} {path} at {width}: {one['id']} {[it['html'] for it in one['nodes']]}" for one in axe]
        page.close()
    assert faults == []


def rows_with_pages(area: str, alpha: Cast) -> list[Row]:
    """Give the rows that show the chair something at an address that is no file's: each of these must be looked at."""
    with taken_back():
        furnish(alpha)
        rows = [row for row in rows_of(area, alpha) if row.method == "GET" and row.expected["chair"] == 200]
        return [row for row in rows if place(row).endswith("/")]
