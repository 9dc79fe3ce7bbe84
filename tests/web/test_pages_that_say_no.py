"""Pages that say no: each keeps the group's frame around it where there is a group, and leads somewhere."""

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("elections/77/", '<a href="/alpha/elections/">Elections of Alpha'),
        ("people/777/", '<a href="/alpha/members/">Members of Alpha'),
        ("actions/77/", '<a href="/alpha/meetings/">Meetings of Alpha'),
    ],
)
def test_what_a_group_has_not_is_said_in_its_frame_with_the_way_back(
    alpha: Cast, client: Client, path: str, back: str
) -> None:
    answer = client.get(f"/{alpha.group.slug}/{path}")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert back in page
    assert "<title>Not there" in page
    assert 'aria-current="true"' in page


def test_an_unknown_group_leads_to_every_group_that_there_is(alpha: Cast, client: Client) -> None:  # noqa: ARG001 - others are there
    answer = client.get("/nowhere/members/")
    assert answer.status_code == 404
    assert '<a href="/">Every group here</a>' in answer.content.decode()


def test_an_address_that_nothing_answers_to_gets_a_page_of_ours(alpha: Cast, client: Client) -> None:
    answer = client.get(f"/{alpha.group.slug}/no/such/page/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "There is no page at this address." in page
    assert '<a href="/">every group here</a>' in page


def test_a_form_without_its_token_gets_a_page_that_says_what_to_do(alpha: Cast) -> None:  # noqa: ARG001 - the tables are there
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "ada@alpha.example"})
    assert answer.status_code == 403
    assert "Go back, reload the page, and send it again" in answer.content.decode()


def test_a_fault_of_ours_gets_a_page_that_says_whose_it_is(alpha: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("muster.web.groups.views.member_rows", broken)
    answer = Client(raise_request_exception=False).get(f"/{alpha.group.slug}/")
    assert answer.status_code == 500
    assert "<title>Our fault" in answer.content.decode()
