"""Signing in, signing up, a new password: on Muster's own pages, and without saying who has an account."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from muster.actions.accounts import vouch_for
from muster.records.models import Account, Letter
from tests.cast import Cast, address

PASSWORD = "a long enough word"  # noqa: S105 - the cast's
GIVEN: dict[str, dict[str, Any]] = {
    "account_confirm_email": {"key": "nothing"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "nothing"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "openid_connect_login": {"provider_id": "nobody"},
    "openid_connect_callback": {"provider_id": "nobody"},
    "accounts:end_token": {"key": 1},
    "accounts:open_invitation": {"code": "nothing"},
}


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def ada(alpha: Cast) -> Account:  # noqa: ARG001 - she is one of them
    found = Account.objects.get(email=address("Ada"))
    vouch_for(found)
    return found


def addresses_of_accounts() -> Iterator[str]:
    def inside(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from inside(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
            elif one.name:
                yield space + one.name

    for resolver in get_resolver().url_patterns:
        if str(resolver.pattern) == "accounts/" and isinstance(resolver, URLResolver):
            yield from inside(resolver.url_patterns, f"{resolver.namespace}:" if resolver.namespace else "")


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(addresses_of_accounts()))
def test_every_page_of_sign_in_is_in_musters_own_frame(name: str) -> None:
    ada = Account.objects.create_user(address("Ada"), PASSWORD, name="Ada")
    vouch_for(ada)
    for signed_in in (False, True):
        client = Client()
        if signed_in:
            client.force_login(ada)
        answer = client.get(reverse(name, kwargs=GIVEN.get(name)), follow=True)
        page = answer.content.decode()
        assert answer.status_code < 500, page
        if answer["Content-Type"].startswith("text/html") and answer.status_code not in {404, 405}:
            assert '<a class="skip" href="#content">' in page, f"{name} is not one of our own pages"
            assert "script-src" not in answer["Content-Security-Policy"]
            assert inline_code(page) == []


def inline_code(page: str) -> list[str]:
    """Give what a browser would refuse under our policy: code or style in the page itself. Data blocks are no code."""
    scripts = [
        tag
        for tag, text in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
        if "application/json" not in tag and (text.strip() or "src=" not in tag)
    ]
    return scripts + re.findall(r"<style|\sstyle=|\son[a-z]+=", page)


@pytest.mark.parametrize(
    "template",
    [
        "account/account_inactive.html",
        "account/email_confirm.html",
        "account/password_reset_from_key.html",
        "account/password_reset_from_key_done.html",
        "account/password_set.html",
        "account/signup.html",
        "account/verified_email_required.html",
        "mfa/authenticate.html",
        "mfa/reauthenticate.html",
        "mfa/recovery_codes/generate.html",
        "mfa/recovery_codes/index.html",
        "mfa/totp/activate_form.html",
        "mfa/totp/deactivate_form.html",
        "mfa/webauthn/add_form.html",
        "mfa/webauthn/authenticator_confirm_delete.html",
        "mfa/webauthn/authenticator_list.html",
        "mfa/webauthn/edit_form.html",
        "mfa/webauthn/reauthenticate.html",
        "socialaccount/authentication_error.html",
        "socialaccount/connections.html",
        "socialaccount/login.html",
        "socialaccount/login_cancelled.html",
        "socialaccount/signup.html",
        "usersessions/usersession_list.html",
        "429.html",
    ],
)
def test_the_pages_that_are_not_reached_by_an_address_alone_are_ours_too(template: str) -> None:
    assert "/muster/web/templates/" in str(get_template(template).origin)  # type: ignore[attr-defined]  # Django's has one


def sign_in(client: Client, email: str, password: str) -> Any:  # noqa: ANN401 - the test client's answer
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_with_the_right_password_one_is_in_and_on_the_start_page(ada: Account, client: Client) -> None:
    answer = sign_in(client, ada.email, PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert client.get("/me/").status_code == 200


def test_a_wrong_password_and_a_wrong_address_are_answered_alike(ada: Account) -> None:
    pages = [
        re.sub(r'value="[^"]*"', "", sign_in(Client(), email, "a wrong long word").content.decode())
        for email in (ada.email, "nobody@alpha.example")
    ]
    assert pages[0] == pages[1]
    assert "not correct" in pages[0]


def test_a_new_password_is_promised_alike_to_whoever_has_an_account_and_whoever_has_none(ada: Account) -> None:
    said = []
    for email in (ada.email, "nobody@alpha.example"):
        client = Client()
        answer = client.post("/accounts/password/reset/", {"email": email}, follow=True)
        said.append((answer.redirect_chain, answer.content.decode()))
    assert said[0] == said[1]
    titles = {letter.to: letter.title for letter in Letter.objects.all()}
    assert titles == {ada.email: "A new password", "nobody@alpha.example": "There is no account with this address"}


def test_a_new_password_is_chosen_behind_the_link_of_the_letter(ada: Account, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": ada.email})
    link = re.search(r"http\S+/password/reset/key/\S+", Letter.objects.get().text)
    assert link
    page = client.get(link[0], follow=True)
    path = page.redirect_chain[-1][0]
    answer = client.post(path, {"password1": "quite another word", "password2": "quite another word"}, follow=True)
    assert "You have a new password" in answer.content.decode()
    assert sign_in(Client(), ada.email, "quite another word").status_code == 302
    assert "of no use any more" in Client().get(link[0], follow=True).content.decode()
    assert Letter.objects.latest("pk").title == "The password of your account was replaced by a new one"


def test_signing_up_with_an_address_that_has_an_account_looks_as_if_it_had_none(
    ada: Account,
    settings: Any,  # noqa: ANN401 - as pytest-django has it
) -> None:
    settings.SIGN_UP_IS_OPEN = True
    said = []
    for email in (ada.email, "nobody@alpha.example"):
        client = Client()
        form = {"name": "Somebody", "email": email, "password1": "quite another word"}
        answer = client.post("/accounts/signup/", form, follow=True)
        said.append((answer.redirect_chain, answer.content.decode().replace(email, "the address")))
    assert said[0][0] == said[1][0]
    assert said[0][1] == said[1][1]
    assert {letter.to: letter.title for letter in Letter.objects.all()} == {
        ada.email: "You have an account already",
        "nobody@alpha.example": "Is this your address?",
    }


def test_nobody_makes_an_account_uninvited(alpha: Cast, client: Client) -> None:  # noqa: ARG001 - others are there
    before = Account.objects.count()
    assert "by invitation" in client.get("/accounts/signup/").content.decode()
    form = {"name": "Fay", "email": "fay@alpha.example", "password1": "quite another word"}
    assert "by invitation" in client.post("/accounts/signup/", form).content.decode()
    assert Account.objects.count() == before


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait_whether_there_is_an_account_or_not(
    ada: Account,
) -> None:
    for number, email in enumerate((ada.email, "nobody@alpha.example")):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        pages = [sign_in(client, email, f"wrong word {attempt}").content.decode() for attempt in range(6)]
        assert ["Too many failed" in page for page in pages] == [False] * 5 + [True]
    assert "Too many failed" in sign_in(Client(), ada.email, PASSWORD).content.decode()


def test_whoever_asks_for_letters_again_and_again_is_stopped(ada: Account, client: Client) -> None:
    answers = [client.post("/accounts/password/reset/", {"email": ada.email}) for _ in range(8)]
    assert {answer.status_code for answer in answers[:5]} == {302}
    assert answers[5].status_code == 429
    assert "too many attempts" in answers[5].content.decode()
    assert Letter.objects.count() == 5


def test_a_link_to_elsewhere_is_not_followed_after_signing_in(ada: Account, client: Client) -> None:
    for there in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD, "next": there})
        assert answer["Location"] == "/me/"
        client.logout()


def test_a_closed_account_does_not_come_in(ada: Account, client: Client) -> None:
    Account.objects.filter(pk=ada.pk).update(is_active=False)
    sign_in(client, ada.email, PASSWORD)
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\x00", "x" * 100_000, "\u202e", "'; DROP TABLE--"])
def test_hostile_input_is_refused_and_shown_as_text(ada: Account, client: Client, text: str) -> None:  # noqa: ARG001 - others are there
    for path, form in (
        ("/accounts/login/", {"login": text, "password": text}),
        ("/accounts/password/reset/", {"email": text}),
        ("/accounts/login/?next=" + text[:100].replace("\x00", "%00"), {"login": text}),
    ):
        answer = client.post(path, form)
        assert answer.status_code in {200, 302, 400}
        assert "<script>alert" not in answer.content.decode()


def test_signing_out_takes_a_click_and_not_a_link(ada: Account, client: Client) -> None:
    client.force_login(ada)
    client.get("/accounts/logout/")
    assert client.get("/me/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/me/").status_code == 302


def test_what_browsers_are_told_keeps_code_of_others_out(client: Client, db: None) -> None:  # noqa: ARG001 - the page asks it
    answer = client.get("/accounts/login/")
    assert set(answer["Content-Security-Policy"].split("; ")) == {
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    }
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert settings.SESSION_COOKIE_HTTPONLY
