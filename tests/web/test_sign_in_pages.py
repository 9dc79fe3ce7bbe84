"""Signing in, signing up, a new password: on Muster's own pages, and without saying who has an account."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from muster.actions.accounts import vouch_for
from muster.actions.caller import server_clock
from muster.actions.invitations import PATH, invite
from muster.records.models import Account, Letter, Person
from tests.cast import Cast, address
from tests.web.access.shape import asking

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


def code_sent() -> str:
    return Letter.objects.filter(kind="invitation").latest("pk").text.partition(PATH)[2].partition("/")[0]


def test_an_invitation_makes_an_account_that_can_be_used_at_once_and_takes_part(alpha: Cast, client: Client) -> None:
    invitation = invite(asking(alpha, "Di"), "fay@alpha.example", name="Fay")
    opened = client.get(f"/accounts/invitation/{code_sent()}/", follow=True)
    assert opened.redirect_chain == [("/accounts/invitation/", 302)], "the code is gone from the address"
    assert "Di (invented) invites you" in opened.content.decode()
    page = client.get("/accounts/signup/").content.decode()
    assert 'value="fay@alpha.example"' in page
    form = {"name": "Fay Freely", "email": "fay@alpha.example", "password1": "quite another word"}
    answer = client.post("/accounts/signup/", form, follow=True)
    assert answer.redirect_chain == [("/alpha/me/", 302)]
    assert "You take part in Alpha now." in answer.content.decode()
    made = Account.objects.get(email="fay@alpha.example")
    assert (made.name, Person.objects.get(account=made)) == ("Fay Freely", invitation.person)
    assert EmailAddress.objects.get(user=made).verified, "the code that was sent there proves it"


def test_another_address_than_the_invited_one_is_proved_by_a_letter_first(alpha: Cast, client: Client) -> None:
    invitation = invite(asking(alpha, "Di"), "fay@alpha.example", name="Fay")
    client.get(f"/accounts/invitation/{code_sent()}/")
    form = {"name": "Fay", "email": "fay@corona.example", "password1": "quite another word"}
    answer = client.post("/accounts/signup/", form, follow=True)
    assert "Look for a letter" in answer.content.decode()
    invitation.refresh_from_db()
    assert invitation.used_at is None
    link = re.search(r"http\S+/confirm-email/\S+", Letter.objects.get(to="fay@corona.example").text)
    assert link
    answer = client.post(link[0], follow=True)
    assert answer.redirect_chain[-1][0] == "/alpha/me/"
    invitation.refresh_from_db()
    assert invitation.used_at


def test_whoever_has_an_account_links_it_by_one_click(alpha: Cast, client: Client) -> None:
    invitation = invite(asking(alpha, "Di"), "pat@elsewhere.example", name="Pat")
    pat = Account.objects.get(email=address("Pat"))
    client.force_login(pat)
    page = client.get(f"/accounts/invitation/{code_sent()}/", follow=True).content.decode()
    assert "You are signed in as Pat" in page
    answer = client.post("/accounts/invitation/", {"invitation": invitation.pk}, follow=True)
    assert answer.redirect_chain == [("/alpha/me/", 302)]
    assert Person.objects.get(account=pat) == invitation.person


def test_an_invitation_that_waits_for_somebody_elses_address_cannot_be_taken_by_its_number(
    alpha: Cast, client: Client
) -> None:
    invitation = invite(asking(alpha, "Di"), "fay@alpha.example", name="Fay")
    client.force_login(Account.objects.get(email=address("Pat")))
    assert client.get("/accounts/invitation/").status_code == 404
    for wanted in (invitation.pk, "", "x", "1 OR 1=1", "9" * 50):
        assert client.post("/accounts/invitation/", {"invitation": wanted}).status_code == 404
    assert Person.objects.get(pk=invitation.person.pk).account is None


@pytest.mark.parametrize(
    ("spoiled", "says"), [("used", "accepted already"), ("over", "good until"), ("wrong", "not the link")]
)
def test_an_invitation_that_is_of_no_use_says_why(alpha: Cast, client: Client, spoiled: str, says: str) -> None:
    invitation = invite(asking(alpha, "Di"), "fay@alpha.example", name="Fay")
    code = code_sent() if spoiled != "wrong" else "x" * 43
    if spoiled == "used":
        invitation.used_at = server_clock()
    if spoiled == "over":
        invitation.ends_at = server_clock() - timedelta(seconds=1)
    invitation.save()
    answer = client.get(f"/accounts/invitation/{code}/")
    assert answer.status_code in {404, 422}
    assert says in answer.content.decode()
    assert "by invitation" in client.get("/accounts/signup/").content.decode()


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
