"""The page on which a group invites people: whom, where to, what came of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.caller import server_clock
from muster.actions.invitations import invite
from muster.records.models import Account, Invitation, Letter, Person
from tests.cast import Cast, address
from tests.web.access.shape import asking

PAGE = "/alpha/invitations/"


@pytest.fixture
def dis(alpha: Cast) -> Client:  # noqa: ARG001 - she is one of them
    client = Client()
    client.force_login(Account.objects.get(email=address("Di")))
    return client


def test_a_secretary_invites_somebody_new_and_sees_it_listed(dis: Client) -> None:
    form = {"name": "Fay", "organisation": "corona", "email": "fay@alpha.example"}
    page = dis.post(PAGE, form, follow=True).content.decode()
    assert "Fay is invited; the letter is on its way." in page
    assert "fay@alpha.example" in page
    assert Letter.objects.get().to == "fay@alpha.example"
    assert Person.objects.get(name="Fay").affiliations.get().organisation.slug == "corona"


def test_somebody_known_is_chosen_from_a_list_of_those_without_an_account(dis: Client, alpha: Cast) -> None:
    known = Person.objects.create(group=alpha.group, number=70, name="Gil")
    page = dis.get(f"{PAGE}?person=70").content.decode()
    assert '<option value="70" selected>Gil (person/70)</option>' in page
    assert "Bo (person/" not in page
    dis.post(PAGE, {"number": "70", "email": "gil@alpha.example"})
    assert Invitation.objects.get().person == known


@pytest.mark.parametrize(
    "form",
    [
        {"email": "fay@alpha.example"},
        {"name": "Fay"},
        {"name": "Fay", "email": "nowhere"},
        {"name": " ", "email": "fay@alpha.example"},
        {"name": "x" * 201, "email": "fay@alpha.example"},
        {"name": "Fay", "email": "fay@alpha.example", "organisation": "nowhere"},
        {"number": "2", "email": "fay@alpha.example"},
        {"number": "9" * 30, "email": "fay@alpha.example"},
        {"name": "Fay", "email": "fay@alpha.example\r\nBcc: x@alpha.example"},
    ],
)
def test_what_cannot_be_is_shown_again_with_its_faults_and_nothing_happens(dis: Client, form: dict[str, str]) -> None:
    before = Person.objects.count()
    answer = dis.post(PAGE, form)
    assert answer.status_code == 422
    assert "Not done yet" in answer.content.decode()
    assert (Person.objects.count(), Letter.objects.count(), Invitation.objects.count()) == (before, 0, 0)


def test_what_came_of_each_is_said_and_only_an_open_one_can_be_withdrawn(dis: Client, alpha: Cast) -> None:
    now = server_clock()
    for name, change in (
        ("Open", {}),
        ("Used", {"used_at": now}),
        ("Back", {"withdrawn_at": now}),
        ("Over", {"ends_at": now - timedelta(days=1)}),
    ):
        made = invite(asking(alpha, "Di"), f"{name.lower()}@alpha.example", name=name)
        Invitation.objects.filter(pk=made.pk).update(**change)
    page = dis.get(PAGE).content.decode()
    rows = {row.partition("</a>")[0].rpartition(">")[2]: row for row in page.split("<tr>")[2:]}
    words = ("accepted", "withdrawn", "not accepted by", "open, in")
    said = {name: next(word for word in words if f"<td>{word}" in row) for name, row in rows.items()}
    assert said == {"Open": "open, in", "Used": "accepted", "Back": "withdrawn", "Over": "not accepted by"}
    assert [name for name, row in rows.items() if "<button" in row.partition("</tr>")[0]] == ["Open"]


def test_the_page_asks_the_same_number_of_queries_for_one_and_for_thirty(dis: Client, alpha: Cast) -> None:
    counts = []
    for more in (1, 29):
        for number in range(more):
            invite(asking(alpha, "Di"), f"fay{number}@alpha.example", name=f"Fay {number}", organisation="corona")
        with CaptureQueriesContext(connection) as queries:
            assert dis.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
