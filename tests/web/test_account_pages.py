"""An account's own pages: what its owner decides, its tokens, and the letters about it."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from muster.actions.accounts import vouch_for
from muster.actions.caller import server_clock
from muster.actions.tokens import account_of, make_token
from muster.records.models import Account, Letter, Token
from muster.web.accounts.mail import words_of
from tests.cast import Cast, address

PASSWORD = "a long enough word"  # noqa: S105 - the cast's


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def ada(alpha: Cast) -> Account:  # noqa: ARG001 - she is one of them
    found = Account.objects.get(email=address("Ada"))
    vouch_for(found)
    return found


@pytest.fixture
def adas(ada: Account) -> Client:
    """Ada's browser, in which she has just said her password."""
    client = Client()
    client.force_login(ada)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_what_the_owner_decides_is_kept(ada: Account, adas: Client) -> None:
    form = {"name": " Ada  Alone ", "time_zone": "Europe/Paris", "mail": "needed"}
    assert adas.post("/accounts/settings/", form).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone, ada.mail) == ("Ada Alone", "Europe/Paris", "needed")


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "Mars/Phobos"}, {"mail": "none"}, {"name": ""}, {"name": "x" * 201}, {"mail": ""}, {}]
)
def test_what_makes_no_sense_is_shown_again_with_its_faults(ada: Account, adas: Client, wrong: dict[str, str]) -> None:
    form = {"name": "Ada", "time_zone": "UTC", "mail": "all", **wrong} if wrong else {}
    answer = adas.post("/accounts/settings/", form)
    assert answer.status_code == 422
    assert "Not done yet" in answer.content.decode()
    before = (ada.name, ada.time_zone, ada.mail)
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone, ada.mail) == before


def test_nothing_but_the_named_fields_is_taken_from_a_form(ada: Account, adas: Client) -> None:
    form = {
        "name": "Ada",
        "time_zone": "UTC",
        "mail": "all",
        "is_staff": "1",
        "is_superuser": "1",
        "email": "x@y.example",
    }
    adas.post("/accounts/settings/", form)
    ada.refresh_from_db()
    assert (ada.is_staff, ada.is_superuser, ada.email) == (False, False, address("Ada"))


def test_a_token_is_shown_once_and_opens_the_door(ada: Account, adas: Client) -> None:
    answer = adas.post("/accounts/tokens/", {"name": "calendar", "days": 30})
    text = re.search(r"muster_[\w-]{43}", answer.content.decode())
    assert text
    bearer = account_of(text[0], server_clock())
    assert bearer
    assert (bearer.account, bearer.may_write) == (ada, False)
    assert "no-store" in answer["Cache-Control"]
    again = adas.get("/accounts/tokens/").content.decode()
    assert "calendar" in again
    assert "muster_" not in again


def test_making_a_token_asks_for_the_password_once_more(ada: Account) -> None:
    client = Client()
    client.force_login(ada)
    answer = client.post("/accounts/tokens/", {"name": "thief", "days": 30})
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/reauthenticate/")
    assert Token.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 400}, {"days": "x"}, {"name": ""}, {"days": "9" * 40}])
def test_a_token_that_cannot_be_is_refused_with_a_sentence(adas: Client, wrong: dict[str, Any]) -> None:
    answer = adas.post("/accounts/tokens/", {"name": "calendar", "days": 30, **wrong})
    assert answer.status_code == 422
    assert Token.objects.count() == 0


def test_a_token_is_ended_by_its_owner_alone(ada: Account, adas: Client) -> None:
    bo = Account.objects.get(email=address("Bo"))
    mine, _ = make_token(ada, "mine", days=9, may_write=False, at=server_clock())
    his, _ = make_token(bo, "his", days=9, may_write=False, at=server_clock())
    assert adas.post(f"/accounts/tokens/{his.pk}/end/").status_code == 404
    assert adas.get(f"/accounts/tokens/{mine.pk}/end/").status_code == 405
    assert adas.post(f"/accounts/tokens/{mine.pk}/end/").status_code == 302
    assert list(Token.objects.all()) == [his]
    assert "his" not in adas.get("/accounts/tokens/").content.decode().partition("<main")[2].partition("<h2>")[0]


@pytest.mark.parametrize(
    "path",
    ["/accounts/settings/", "/accounts/tokens/", "/accounts/tokens/1/end/", "/accounts/email/", "/accounts/sessions/"],
)
def test_whoever_is_not_signed_in_is_asked_to(alpha: Cast, client: Client, path: str) -> None:  # noqa: ARG001 - others are there
    answer = client.post(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/")
    assert "login" in answer["Location"]


def test_every_browser_is_listed_and_all_others_can_be_signed_out(ada: Account) -> None:
    here, there = Client(HTTP_USER_AGENT="Here/1.0"), Client(HTTP_USER_AGENT="There/2.0")
    for client in (here, there):
        client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    page = here.get("/accounts/sessions/").content.decode()
    assert all(words in page for words in ("Here/1.0", "There/2.0", "127.0.0.1", "this one"))
    here.post("/accounts/sessions/")
    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302


def test_a_changed_password_signs_out_everywhere_else_and_is_told_by_letter(ada: Account, adas: Client) -> None:
    there = Client()
    there.force_login(ada)
    words = {"oldpassword": PASSWORD, "password1": "quite another word"}
    assert adas.post("/accounts/password/change/", {**words, "password2": "quite another word"}).status_code == 302
    assert adas.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302
    assert [letter.title for letter in Letter.objects.all()] == ["The password of your account was changed"]


def test_adding_an_address_that_somebody_else_has_does_not_say_so(ada: Account, adas: Client) -> None:  # noqa: ARG001 - it is hers
    vouch_for(Account.objects.get(email=address("Bo")))
    pages = []
    for email in (address("Bo"), "nobody@alpha.example"):
        page = adas.post("/accounts/email/", {"action_add": "1", "email": email}, follow=True).content.decode()
        pages.append(page.replace(email, "the address").partition("<main")[2])
        EmailAddress.objects.filter(user__email=address("Ada"), verified=False).delete()
    assert re.sub(r'value="\w{64}"', "", pages[0]) == re.sub(r'value="\w{64}"', "", pages[1])


def templates_of_mails() -> list[str]:
    folder = Path(allauth.__file__).parent / "templates"
    found = {
        str(file.relative_to(folder)).removesuffix("_message.txt")
        for area in ("account", "mfa", "socialaccount")
        for file in folder.glob(f"{area}/email/*_message.txt")
    }
    # Codes by mail are not used here (no setting turns them on), and a base is no mail.
    return sorted(found - {f"account/email/{one}" for one in ("base", "login_code", "password_reset_code")})


@pytest.mark.parametrize("template", templates_of_mails())
def test_every_mail_that_sign_in_can_send_has_words_of_our_own(template: str) -> None:
    words = words_of(template, {"timestamp": datetime(2017, 5, 9, 12, tzinfo=UTC), "ip": "192.0.2.1"})
    assert words.title
    assert words.lines
    assert not words.title.endswith(".")
    assert words.why.startswith("because ")
