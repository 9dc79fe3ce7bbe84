"""Who asks: a token's account, a session's account, or nobody; never anybody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from muster.records.models import Account, Token
from tests.api.asking import HERE, Program, program_of
from tests.cast import Cast, address

FAY = '{"name": "Fay", "invented": true}'


def test_a_token_speaks_for_its_account_and_nobody_speaks_for_nobody(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    me = program_of("Ada").ask("GET", "/api/v1/me").json()
    assert (me["name"], me["places"]) == (
        "Ada",
        [
            {
                "group": "alpha",
                "person": {"number": 1, "name": "Ada", "invented": True},
                "offices": ["chair"],
                "seats": ["aurora"],
            }
        ],
    )
    nobody = program_of("").ask("GET", "/api/v1/me")
    assert (nobody.status_code, nobody["WWW-Authenticate"]) == (401, 'Bearer realm="muster"')
    assert program_of("").ask("GET", f"{HERE}/me").json()["roles"] == ["public"]
    assert program_of("Pat").ask("GET", f"{HERE}/me").json()["roles"] == ["public"]
    assert program_of("Ada").ask("GET", f"{HERE}/me").json()["roles"] == [
        "chair",
        "participant",
        "public",
        "representative",
    ]


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer muster_nothing", "Basic QWRhOndvcmQ=", "nonsense", "Bearer \u00e4\u00f6"]
)
def test_a_token_that_is_none_is_refused_even_where_nobody_needs_one(alpha: Cast, header: str) -> None:  # noqa: ARG001 - who is there
    answer = Program({"Authorization": header}).ask("GET", f"{HERE}/people")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="muster"')


def test_a_token_that_has_ended_or_whose_account_is_closed_opens_nothing(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    ada, bo = program_of("Ada"), program_of("Bo")
    assert {one.ask("GET", "/api/v1/me").status_code for one in (ada, bo)} == {200}
    Token.objects.filter(account__email=address("Ada")).update(ends_at=timezone.now() - timedelta(seconds=1))
    Account.objects.filter(email=address("Bo")).update(is_active=False)
    assert {one.ask("GET", "/api/v1/me").status_code for one in (ada, bo)} == {401}


def test_a_session_reads_as_its_account_and_writes_with_the_token_of_our_pages_alone(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(Account.objects.get(email=address("Ada")))
    assert browser.get("/api/v1/me").json()["name"] == "Ada"
    refused = browser.post(f"{HERE}/people", FAY, "application/json")
    assert (refused.status_code, "X-CSRFToken" in refused.json()["mend"]) == (403, True)
    browser.get("/accounts/settings/")
    token = browser.cookies["csrftoken"].value
    done = browser.post(f"{HERE}/people", FAY, "application/json", headers={"X-CSRFToken": token})
    assert done.status_code == 201


def test_a_token_counts_and_not_the_session_that_comes_along(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    browser = Client()
    browser.force_login(Account.objects.get(email=address("Ada")))
    headers = dict(program_of("Bo").headers)
    assert browser.get("/api/v1/me", headers=headers).json()["name"] == "Bo"
