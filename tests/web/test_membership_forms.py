"""The forms about members, people, seats and the charter: what was typed comes back, and what is stale is said so."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from muster.records.models import Account, Organisation
from tests.cast import Cast, address
from tests.membership import NEXT_CHARTER, adopted


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=address(name)))
    return client


def version_in(client: Client, path: str) -> str:
    """Give the version that a form carries."""
    found = re.search(rb'name="version" value="(\d+)"', client.get(path).content)
    assert found
    return found[1].decode()


def test_a_charter_is_looked_at_before_it_is_adopted(alpha: Cast) -> None:
    adopted(alpha.group)
    text = NEXT_CHARTER.replace('{ name = "Corona"', '{ name = "Dorado"').replace("\n", "\r\n")
    sent = {"version": 0, "text": text, "since": "2099-01-01", "decided_by": "proposal/1"}
    ada = signed_in("Ada")
    looked = ada.post("/alpha/charter/change/", {**sent, "other": "yes"}).content.decode()
    assert "The charter names Dorado as a member, and the record does not." in looked
    assert alpha.group.charters.count() == 1
    assert ada.post("/alpha/charter/change/", sent).status_code == 302
    assert alpha.group.charters.order_by("pk").last().text == text.replace("\r\n", "\n")  # type: ignore[union-attr]  # it is there


def test_every_fault_of_a_charter_comes_back_with_what_was_typed(alpha: Cast) -> None:
    adopted(alpha.group)
    text = NEXT_CHARTER.replace("days = 7, silence", "days = -7, silence").replace("mission", "misison")
    sent = {"version": 0, "text": text, "since": "2099-01-01", "decided_by": "proposal/1"}
    answer = signed_in("Ada").post("/alpha/charter/change/", sent)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "charter.toml:3: group.misison" in said
    assert "decisions.consensus.days" in said
    assert "misison = &quot;To try things out.&quot;" in said


@pytest.mark.usefixtures("alpha")
def test_a_form_that_was_opened_before_somebody_changed_the_thing_says_so_and_can_be_sent_again() -> None:
    di = signed_in("Di")
    sent = {"version": 0, "name": "Crown", "aliases": "", "domains": "", "part_of": ""}
    assert di.post("/alpha/members/corona/change/", sent).status_code == 302
    answer = di.post("/alpha/members/corona/change/", {**sent, "name": "Corona"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody has changed this since you saw it." in said
    version = re.search(r'name="version" value="(\d+)"', said)
    assert version
    again = {**sent, "name": "Corona", "version": version[1]}
    assert di.post("/alpha/members/corona/change/", again).status_code == 302


def test_the_address_fills_a_form_in(alpha: Cast) -> None:
    adopted(alpha.group)
    said = signed_in("Di").get("/alpha/members/corona/state/?state=suspended&decided_by=proposal/1&version=99").content
    assert b'<option value="suspended" selected>' in said
    assert b'<option value="proposal/1" selected>Resolution 1: A motion</option>' in said
    assert b'name="version" value="0"' in said


def test_nothing_but_the_named_fields_is_taken(alpha: Cast) -> None:
    sent = {"version": 0, "name": "Crown", "slug": "stolen", "group": alpha.other.pk, "id": 1, "pk": 1}
    assert signed_in("Di").post("/alpha/members/corona/change/", sent).status_code == 302
    corona = Organisation.objects.get(group=alpha.group, slug="corona")
    assert (corona.name, corona.group) == ("Crown", alpha.group)


def test_an_organisation_is_admitted_through_the_forms(alpha: Cast) -> None:
    di, decided = signed_in("Di"), adopted(alpha.group)
    sent = {"version": 0, "name": "Dorado Networks", "aliases": "Dorado\n\n Dorados ", "invited_as": "member"}
    assert di.post("/alpha/members/add/", sent)["Location"] == "/alpha/members/dorado-networks/"
    made = Organisation.objects.get(group=alpha.group, slug="dorado-networks")
    assert made.aliases == ["Dorado", "Dorados"]
    for path, fields in (
        ("apply", {"membership": "member"}),
        ("state", {"state": "member", "membership": "member", "since": "2099-01-01", "decided_by": decided}),
    ):
        address = f"/alpha/members/dorado-networks/{path}/"
        answer = di.post(address, {**fields, "version": version_in(di, address)})
        assert answer.status_code == 302, answer.content.decode()
    assert [one.state for one in made.memberships.order_by("since")][-1] == "member"
    assert made.seats.count() == 1


def test_what_a_rule_forbids_is_said_above_the_form(alpha: Cast) -> None:
    di = signed_in("Di")
    person = str(alpha.people["Ed"].number)
    sent = {"version": version_in(di, "/alpha/seats/corona/hold/"), "person": person, "part": "representative"}
    answer = di.post("/alpha/seats/corona/hold/", {**sent, "since": "2016-01-01"})
    assert answer.status_code == 422
    assert "The seat is there from 2017-01-02 until further notice." in answer.content.decode()
    answer = di.post("/alpha/members/add/", {"version": 0, "name": "Aurora", "domains": "no domain"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "is no domain name" in said
    answer = di.post("/alpha/members/add/", {"version": 0, "name": "Aurora"})
    assert "“Aurora” belongs to Aurora already." in answer.content.decode()


@pytest.mark.usefixtures("alpha")
@pytest.mark.parametrize("day", ["05/09/2017", "9.5.2017", "tomorrow", "2017-02-30", ""])
def test_a_day_is_written_in_one_way_alone(day: str) -> None:
    answer = signed_in("Di").post("/alpha/offices/secretary/give/", {"version": 0, "person": 1, "since": day})
    assert answer.status_code == 422


@pytest.mark.usefixtures("alpha")
def test_a_file_that_is_no_text_is_refused_with_a_sentence() -> None:
    ada = signed_in("Ada")
    for path, fields in (("charter/change/", {"since": "2099-01-01"}), ("standing/publish/", {})):
        handed = SimpleUploadedFile("file", b"\xff\xfe\x00")
        answer = ada.post(f"/alpha/{path}", {"version": 0, **fields, "file": handed})
        assert answer.status_code == 422
        assert "This is not UTF-8." in answer.content.decode()
