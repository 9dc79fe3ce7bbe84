"""How people come in, in a real browser: with a password, a passkey, a code, an account elsewhere, an invitation."""

import base64
import hashlib
import hmac
import re
import time
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import expect

from tests.cast import address
from tests.journeys.browsing import Visiting, look_over, sign_in, sign_out
from tests.journeys.server import PASSWORD, Serving
from tests.mailbox import Mailbox

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ADA, FAY = address("Ada"), "fay@alpha.example"


def once_more(page: "Page") -> None:
    """Say the password again, where that is asked before something that matters."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def an_authenticator_in(page: "Page") -> None:
    """Give the browser what a telephone or a laptop has: a place for passkeys that knows its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def code_of(key: str, at: float) -> str:
    """Work out the code of an app (RFC 6238: six digits, thirty seconds, SHA-1)."""
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    mac = hmac.digest(secret, int(at // 30).to_bytes(8), hashlib.sha1)
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


def test_a_passkey_opens_an_account_without_a_password(serving: Serving, visiting: Visiting) -> None:
    page = visiting(serving())
    an_authenticator_in(page)
    sign_in(page, ADA)
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="add one").click()
    once_more(page)
    page.get_by_label("Name").fill("My laptop")
    page.get_by_label("Passwordless").check()
    look_over(page)
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("row", name=re.compile("My laptop passkey"))).to_have_count(1)
    look_over(page)
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/me/")
    expect(page.get_by_role("heading", name="What needs you next")).to_have_count(1)


def test_a_broken_off_passkey_says_so_on_the_page(serving: Serving, visiting: Visiting) -> None:
    page = visiting(serving())
    page.goto("/accounts/login/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").filter(has_text="No passkey was used").wait_for()


def test_after_a_password_a_code_is_asked_for_and_a_recovery_code_works_once(
    serving: Serving, visiting: Visiting
) -> None:
    page = visiting(serving())
    sign_in(page, ADA)
    page.goto("/accounts/2fa/totp/activate/")
    once_more(page)
    look_over(page)
    key = page.locator("dd code").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(key, time.time()))
    page.get_by_role("button", name="Use this app").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    look_over(page)
    recovery = page.locator(".codes code").first.inner_text()
    for code, let_in in (
        ("000000", False),
        (recovery, True),
        (recovery, False),
        (code_of(key, time.time() + 30), True),
    ):
        if page.get_by_role("button", name="Sign out", exact=True).count():
            sign_out(page)
        if "/2fa/authenticate/" not in page.url:
            sign_in(page, ADA)
            page.wait_for_url("**/2fa/authenticate/")
            look_over(page)
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Sign in", exact=True).click()
        if let_in:
            page.wait_for_url("**/me/")
        else:
            page.get_by_text("Incorrect code").wait_for()


def test_everything_but_a_passkey_works_without_scripts(serving: Serving, visiting: Visiting) -> None:
    page = visiting(serving(), java_script_enabled=False)
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    sign_in(page, ADA)
    page.wait_for_url("**/me/")
    page.goto("/accounts/tokens/")
    page.get_by_label("What it is for").fill("calendar")
    page.get_by_role("button", name="Make the token").click()
    once_more(page)
    page.goto("/accounts/tokens/")
    page.get_by_label("What it is for").fill("calendar")
    page.get_by_role("button", name="Make the token").click()
    expect(page.locator(".message code")).to_have_text(re.compile(r"^muster_[\w-]{43}$"))


@pytest.fixture
def by_mail(mail_server: Controller) -> dict[str, str]:
    """The variables of a Muster that has a mail server."""
    server = f"smtp://{mail_server.hostname}:{mail_server.port}"
    return {"MUSTER_SMTP": server, "MUSTER_MAIL_FROM": "muster@muster.example"}


def letter_to(mailbox: Mailbox, to: str) -> str:
    """Wait for a letter, and give its text."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for mail in mailbox.came:
            part = mail.get_body(("plain",))
            if mail["To"] == to and part:
                return str(part.get_content())
        time.sleep(0.05)
    pytest.fail(f"no letter came to {to}")


def test_an_invitation_goes_out_by_mail_and_its_reader_takes_part(
    serving: Serving, visiting: Visiting, by_mail: dict[str, str], mailbox: Mailbox
) -> None:
    muster = serving(**by_mail)
    secretary = visiting(muster)
    sign_in(secretary, address("Di"))
    secretary.goto("/alpha/invitations/")
    secretary.get_by_label("The name of somebody new").fill("Fay")
    secretary.get_by_label("Whom they work for").select_option("Corona")
    secretary.get_by_label("E-mail address").fill(FAY)
    secretary.get_by_role("button", name="Invite", exact=True).click()
    secretary.get_by_text("Fay is invited; the letter is on its way.").wait_for()
    look_over(secretary)
    letter = letter_to(mailbox, FAY)
    assert "Di invites you to take part in Alpha" in letter
    link = re.search(r"http://\S+/accounts/invitation/\S+/", letter)
    assert link
    reader = visiting(muster)
    reader.goto(link[0])
    assert reader.url == muster.url("/accounts/invitation/")
    look_over(reader)
    reader.get_by_role("link", name="Make an account").click()
    look_over(reader)
    expect(reader.get_by_label("Email")).to_have_value(FAY)
    reader.get_by_label("Password").fill("quite another word")
    reader.get_by_role("button", name="Make the account").click()
    reader.wait_for_url("**/alpha/me/")
    reader.get_by_text("You take part in Alpha now.").wait_for()
    look_over(reader)
    reader.goto(link[0])
    reader.get_by_text("This invitation has been accepted already.").wait_for()
    secretary.reload()
    expect(secretary.get_by_role("row", name=re.compile("Fay.*accepted"))).to_have_count(1)


def test_a_forgotten_password_is_replaced_by_mail(
    serving: Serving, visiting: Visiting, by_mail: dict[str, str], mailbox: Mailbox
) -> None:
    muster = serving(**by_mail)
    page = visiting(muster)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    look_over(page)
    page.get_by_label("Email").fill(ADA)
    page.get_by_role("button", name="Send the letter").click()
    page.get_by_role("heading", name="Look for a letter").wait_for()
    link = re.search(r"http://\S+/password/reset/key/\S+", letter_to(mailbox, ADA))
    assert link
    page.goto(link[0])
    look_over(page)
    page.get_by_label("New Password:").fill("quite another word")
    page.get_by_label("New Password (again)").fill("quite another word")
    page.get_by_role("button", name="Take this password").click()
    page.get_by_role("heading", name="You have a new password").wait_for()
    sign_in(page, ADA, "quite another word")
    page.wait_for_url("**/me/")


@pytest.mark.parametrize("name", ["Ada", "Pat"])
def test_every_page_of_an_account_can_be_read_by_everybody(serving: Serving, visiting: Visiting, name: str) -> None:
    page = visiting(serving())
    page.goto("/accounts/login/")
    look_over(page)
    page.goto("/accounts/signup/")
    look_over(page)
    sign_in(page, address(name))
    page.wait_for_url("**/me/")
    look_over(page)
    for path in (
        "settings",
        "email",
        "password/change",
        "2fa",
        "3rdparty",
        "sessions",
        "tokens",
        "invitation",
        "logout",
    ):
        page.goto(f"/accounts/{path}/")
        look_over(page)
