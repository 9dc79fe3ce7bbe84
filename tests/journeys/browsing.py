"""A visitor with a browser: pages at a width, by day or by night, and nothing that a browser complains about.

    def test_something(serving: Serving, visiting: Visiting) -> None:
        page = visiting(serving())
        page.goto("/alpha/")
        look_over(page)

Whatever is to be seen after a click is waited for, with `expect` or `wait_for`: the page that a click leads to may not
be there yet, and what only counts or compares does not wait (a test of the house's rules finds that).

A console message of an error is a fault of the page, a refusal by its Content-Security-Policy above all: it fails the
test. So does a request to another host than those that the test names.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.server import PASSWORD, Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PATIENCE: Final = 60_000
"""How long to wait for what is to come, in milliseconds: as long as it takes on a machine that does other work too."""
NO_FAULT: Final = ("responded with a status of 4", "htmx:sendAbort", "htmx:afterRequest")
"""What browsers call an error though a refusal was meant, or a reader went on before an answer came (htmx)."""
TOO_WIDE: Final = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

Visiting = Callable[..., "Page"]
"""visiting(muster, elsewhere=(), **how): a page of a browser of its own. how: what playwright's new_context takes."""


@pytest.fixture
def visiting(browser: "Browser") -> Iterator[Visiting]:
    """Give a function that opens a browser of its own at a Muster; afterwards none of them may have complained."""
    expect.set_options(timeout=PATIENCE)
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def visit(muster: Running, *, elsewhere: tuple[str, ...] = (), **how: Any) -> "Page":  # noqa: ANN401 - playwright's own
        context = browser.new_context(base_url=muster.base, **how)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        known = {urlsplit(one).netloc for one in (muster.base, *elsewhere)}

        def complained(said: "ConsoleMessage") -> None:
            of_ours = said.location["url"].startswith(muster.base)
            if said.type == "error" and of_ours and not any(words in said.text for words in NO_FAULT):
                faults.append(f"{said.location['url']}: {said.text}")

        def asked(route: "Route") -> None:
            url = urlsplit(route.request.url)
            if url.netloc in known:
                route.continue_()
                return
            route.abort()  # nothing leaves this machine, not even for the pages of a provider
            if route.request.frame.url.startswith(muster.base):
                faults.append(f"{route.request.frame.url} asks {url.netloc}")

        context.route(lambda url: not url.startswith("data:"), asked)
        page = context.new_page()
        page.on("console", complained)
        page.on("pageerror", lambda wrong: faults.append(str(wrong)))
        return page

    yield visit
    for context in contexts:
        context.close()
    if faults:
        pytest.fail("\n".join(faults))


def sign_in(page: "Page", email: str, password: str = PASSWORD) -> None:
    """Sign in with a password, on the page for that."""
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: "Page") -> None:
    """Sign out, from any page."""
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url(re.compile(r"/$"))


def look_over(page: "Page") -> None:
    """Find nothing on a page that keeps a reader out: narrow and by night, wide and by day, nor too wide between.

    A click ends once the next page begins to come; what is looked at is all of it.
    """
    page.wait_for_load_state()
    for width, scheme in ((768, "light"), (1440, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of playwright's own words
        assert page.evaluate(TOO_WIDE) == 0, f"{page.url} is wider than a window of {width}"
        if width != 768:
            found = Axe().run(page, options=RULES)
            assert found.response["violations"] == [], f"{page.url} at {width}: {found.generate_report()}"
