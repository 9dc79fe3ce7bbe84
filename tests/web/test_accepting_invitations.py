"""Accepting an invitation: making an account on it, or linking the one that somebody has; and being refused."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from muster.actions.caller import server_clock
from muster.actions.invitations import PATH, invite
from muster.records.models import Account, Letter, Person
from tests.cast import Cast, address
from tests.web.access.shape import asking


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


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
