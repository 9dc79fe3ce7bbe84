"""Signing in with an account elsewhere: OpenID Connect, with a provider that runs in a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.cast import address
from tests.journeys.browsing import Visiting, look_over, sign_out
from tests.journeys.server import Running, Serving
from tests.mailbox import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FAY = "fay@alpha.example"


@pytest.fixture
def issuer() -> Iterator[str]:
    """An OpenID Connect provider in a process of its own, which knows Fay."""
    port = free_port()
    base = f"http://localhost:{port}"
    fay = {"sub": "fay", "name": "Fay Freely", "email": FAY, "email_verified": True}
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--user-claims", json.dumps(fay)]
    provider = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        answering(f"http://127.0.0.1:{port}/.well-known/openid-configuration")
        yield base
    finally:
        provider.terminate()
        provider.wait(timeout=20)


def answering(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    pytest.fail(f"nothing answers at {url}")


def invited(muster: Running, *, email: str) -> str:
    """Have the secretary invite Fay, and give the link of the letter."""
    return muster.python(
        "from muster.actions.caller import Caller\n"
        "from muster.actions.invitations import invite\n"
        "from muster.records.models import Account, Group, Letter\n"
        f"di = Caller(Group.objects.get(slug='alpha'), Account.objects.get(email={address('Di')!r}))\n"
        f"invite(di, {email!r}, name='Fay')\n"
        "print(next(line for line in Letter.objects.get().text.splitlines() if '/accounts/invitation/' in line))"
    ).strip()


def test_an_account_elsewhere_makes_one_here_for_whoever_is_invited_and_opens_it_again(
    serving: Serving, visiting: Visiting, issuer: str
) -> None:
    variables = {"MUSTER_OIDC_ISSUER": issuer, "MUSTER_OIDC_CLIENT_ID": "muster", "MUSTER_OIDC_SECRET": "secret"}
    muster = serving(MUSTER_OIDC_NAME="Alpha ID", **variables)
    page = visiting(muster, elsewhere=(issuer,))
    page.goto("/accounts/login/")
    go_elsewhere(page, "Sign in with Alpha ID", issuer)
    page.get_by_role("heading", name="Accounts come by invitation").wait_for()

    page.goto(invited(muster, email=FAY))
    page.get_by_role("link", name="Make an account").click()
    go_elsewhere(page, "Go on with Alpha ID", issuer)
    page.wait_for_url("**/alpha/me/")
    expect(page.get_by_role("navigation", name="You").get_by_text("Fay Freely")).to_have_count(1)

    page.goto("/accounts/3rdparty/")
    look_over(page)
    sign_out(page)
    page.goto("/accounts/login/")
    go_elsewhere(page, "Sign in with Alpha ID", issuer)
    page.wait_for_url("**/me/")


def go_elsewhere(page: "Page", button: str, issuer: str) -> None:
    """Go on to the provider, let it say who we are, and come back."""
    page.get_by_role("link", name=button).click()
    page.get_by_role("button", name="Go on to Alpha ID").click()
    page.wait_for_url(f"{issuer}/**")
    page.get_by_role("button", name="fay").click()
