"""The elections' pages: what they say at each stage, what they hide until the close, and the ballot from end to end."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.elections.candidacies import answer, nominate, state_case
from muster.actions.elections.planning import plan_election
from muster.domain.elections.calendar import Calendar
from muster.domain.elections.rule import Method
from muster.records import log
from muster.records.models import Account, Election, Elector, Entry, Office, Person
from tests.cast import Cast, address
from tests.electing import CHAIR
from tests.web.access.elections import held
from tests.web.access.shape import asking

HOSTILE = "<script>alert(1)</script>"


def browser(name: str) -> Client:
    client = Client()
    if name:
        client.force_login(Account.objects.get(email=address(name)))
    return client


def said(client: Client, path: str, data: dict[str, object] | None = None) -> str:
    answered = client.get(path) if data is None else client.post(path, data)
    return f"{answered.status_code} {answered.content.decode()}"


def hidden(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def ranks(alpha: Cast, *places: int) -> dict[str, object]:
    return {f"rank-{alpha.people[name].number}": place for name, place in zip(("Ada", "Bo"), places, strict=True)}


def read_back(client: Client, number: int, data: dict[str, object]) -> str:
    page = said(client, f"/alpha/elections/{number}/ballot/", data)
    assert page.startswith("200"), page
    return page


def cast(client: Client, number: int, page: str, **more: object) -> str:
    return said(client, f"/alpha/elections/{number}/ballot/cast/", {"sealed": hidden(page, "sealed"), **more})


def receipt_in(page: str) -> str:
    found = re.search(r'class="receipt"><code>([^<]+)</code>', page)
    assert found
    return found[1]


def close_now(number: int) -> None:
    """Let the days pass until voting has just closed."""
    Election.objects.filter(number=number, group__slug="alpha").update(
        voting_closes=datetime.now(UTC) - timedelta(seconds=1)
    )


def test_a_ballot_is_filled_in_read_back_cast_once_and_found_in_the_count(alpha: Cast) -> None:
    (number,) = held(alpha, there=False, opens=(-1,))
    bo = browser("Bo")
    form = said(bo, f"/alpha/elections/{number}/ballot/")
    assert "Rank of Ada" in form
    assert "no opinion" in form
    page = read_back(bo, number, ranks(alpha, 2, 1))
    assert "1. Bo (invented)." in page
    assert "2. Ada (invented)." in page
    assert Elector.objects.filter(has_voted=True).count() == 1, "reading it back casts nothing"
    first, again = cast(bo, number, page), cast(bo, number, page)
    receipt = receipt_in(first)
    assert receipt_in(again) == receipt, "a form that is sent twice gives the same receipt"
    other = cast(bo, number, read_back(browser("Ada"), number, ranks(alpha, 1, 2)))
    assert other.startswith("400"), "a ballot that was read back to somebody else is not cast"
    assert said(bo, f"/alpha/elections/{number}/ballot/", ranks(alpha, 1, 2)).startswith("422"), "it asks for a receipt"
    page = read_back(bo, number, {**ranks(alpha, 1, 2), "replacing": receipt})
    new = receipt_in(cast(bo, number, page))
    assert new != receipt
    close_now(number)
    assert "by the server" in cast(browser("Ada"), number, said_late(alpha, number))
    found = said(browser(""), f"/alpha/elections/{number}/find/", {"receipt": new.lower()})
    assert "1. Ada (invented)." in found
    assert said(browser(""), f"/alpha/elections/{number}/find/", {"receipt": receipt}).startswith("422")


def said_late(alpha: Cast, number: int) -> str:
    """Read a ballot back to Ada before the close, and let her be too late with it."""
    Election.objects.filter(number=number).update(voting_closes=datetime.now(UTC) + timedelta(hours=1))
    page = read_back(browser("Ada"), number, ranks(alpha, 1, 2))
    close_now(number)
    return page


def test_a_ballot_that_changes_nothing_is_said_to_be_that_and_cast_only_if_that_is_wanted(alpha: Cast) -> None:
    (number,) = held(alpha, there=False, opens=(-1,))
    bo = browser("Bo")
    page = read_back(bo, number, ranks(alpha, 0, 0))
    assert "This ballot ranks nobody." in page
    refused = cast(bo, number, page)
    assert refused.startswith("422")
    assert "Not cast yet" in refused
    assert Elector.objects.filter(has_voted=True).count() == 1
    assert receipt_in(cast(bo, number, page, confirmed="yes"))


def test_a_ballot_can_be_changed_after_it_was_read_back(alpha: Cast) -> None:
    (number,) = held(alpha, there=False, opens=(-1,))
    page = said(browser("Bo"), f"/alpha/elections/{number}/ballot/", {**ranks(alpha, 2, 1), "edit": "yes"})
    assert page.startswith("200")
    assert '<option value="2" selected>2</option>' in page


def test_before_the_close_no_address_gives_away_a_ballot_a_voter_or_the_result(alpha: Cast) -> None:
    (number,) = held(alpha, there=False, opens=(-1,))
    before = Entry.objects.count()
    codes = list(Election.objects.get(number=number).ballots.values_list("receipt", flat=True))
    assert codes, "Cy has voted"
    for name in ("", "Ada", "Bo", "Di", "Oz"):
        for path in (
            "elections/",
            f"elections/{number}/",
            f"elections/{number}/ballots.json",
            f"elections/{number}/ballots.csv",
            f"record/?about=election/{number}",
            "record/download/",
        ):
            page = said(browser(name), f"/alpha/{path}")
            assert not any(code in page for code in codes), path
            assert "has_voted" not in page
            assert "Elected" not in page
            assert ">yes</td>" not in page
        shown = json.loads(browser(name).get(f"/api/v1/groups/alpha/elections/{number}").content)
        assert (shown["winners"], shown["ranking"], shown["sha256"]) == (None, None, None)
        assert {one["has_voted"] for one in shown["voters"]} == {None}
        assert browser(name).get(f"/api/v1/groups/alpha/elections/{number}/ballots").status_code == 422
    assert Entry.objects.count() == before


def test_after_the_close_the_page_tells_the_result_how_it_came_about_and_how_to_count_it_again(alpha: Cast) -> None:
    (number,) = held(alpha, there=False, opens=(-5,))
    page = said(browser(""), f"/alpha/elections/{number}/")
    assert "Elected: <strong>Ada (invented)</strong>" in page
    assert "1 ballot for 1 seat" in page.replace("\xa0", " ")
    assert f"muster elections count alpha-election-{number}.json" in page
    assert Election.objects.get(number=number).fingerprint in page
    assert "Beaten by" in page
    file = browser("").get(f"/alpha/elections/{number}/ballots.json")
    assert file["Content-Disposition"] == f'attachment; filename="alpha-election-{number}.json"'
    assert json.loads(file.content)["result"]["winners"] == ["person/1"]
    rows = browser("").get(f"/alpha/elections/{number}/ballots.csv").content.decode().splitlines()
    assert rows[0].split(",")[-2:] == ["person/1", "person/2"]
    shown = json.loads(browser("").get(f"/api/v1/groups/alpha/elections/{number}").content)
    assert (shown["winners"], [one["has_voted"] for one in shown["voters"]]) == (["person/1"], [False, False, True])


@pytest.mark.parametrize("method", ["approval", "majority", "irv", "stv"])
def test_every_method_has_its_ballot_and_its_derivation(alpha: Cast, method: Method) -> None:
    (number,) = held(alpha, there=False, opens=(-1,), method=method)
    bo = browser("Bo")
    data: dict[str, object] = {"rank-2": "on"} if method in {"approval", "majority"} else {"rank-2": "1", "rank-1": "2"}
    receipt_in(cast(bo, number, read_back(bo, number, data)))
    close_now(number)
    page = said(bo, f"/alpha/elections/{number}/")
    assert page.startswith("200")
    assert ("Round 1:" in page) == (method in {"irv", "stv"})
    assert ("<caption>Votes</caption>" in page) == (method in {"approval", "majority"})


def test_the_chair_hands_over_by_a_form_once_the_result_is_in_the_record(alpha: Cast) -> None:
    (number,) = held(alpha, there=False, opens=(-1,))
    bo = browser("Bo")
    for name in ("Bo", "Ada"):
        receipt_in(cast(browser(name), number, read_back(browser(name), number, ranks(alpha, 2, 1))))
    close_now(number)
    assert "Write the result into the record" in said(browser("Ada"), f"/alpha/elections/{number}/")
    written = browser("Ada").post("/alpha/elections/settle/", {"election": number})
    assert written["Location"] == f"/alpha/elections/{number}/"
    page = said(browser("Ada"), f"/alpha/elections/{number}/")
    assert "Let them take office" in page
    assert "Let them take office" not in said(bo, f"/alpha/elections/{number}/")
    seen, today = log.version(alpha.group, f"election/{number}"), datetime.now(UTC).date()
    answered = browser("Ada").post(f"/alpha/elections/{number}/confirm/", {"since": today.isoformat(), "version": seen})
    assert answered.status_code == 302
    assert Office.objects.get(group=alpha.group, role="chair", until=None).person.name == "Bo"
    assert "They took the office of chair" in said(bo, f"/alpha/elections/{number}/")
    early = {"since": "2017-01-03", "version": log.version(alpha.group, f"election/{number}")}
    assert said(browser("Bo"), f"/alpha/elections/{number}/confirm/", early).startswith("422")


@pytest.mark.usefixtures("alpha")
def test_the_charter_proposes_the_election_that_is_due_and_the_form_begins_with_it() -> None:
    page = said(browser("Ada"), "/alpha/elections/")
    assert "What the charter wants next" in page
    assert "Chair: the term of Ada ended as 2 January 2018 began" in page.replace("\xa0", " ")
    form = said(browser("Ada"), "/alpha/elections/new/?office=chair")
    assert re.search(r'<option value="approval" selected', form)
    assert re.search(r'<option value="seats" selected', form)
    assert "Plan the election" not in said(browser("Bo"), "/alpha/elections/")


def test_an_election_that_was_mistyped_comes_back_with_what_is_wrong_and_keeps_what_was_typed(alpha: Cast) -> None:
    page = said(browser("Ada"), "/alpha/elections/new/", {**planned_form(), "seats": "7"})
    assert page.startswith("422")
    assert "7 would be elected, and 1 can be chair at once" in page
    assert 'value="7"' in page
    assert not Election.objects.filter(group=alpha.group).exists()


def planned_form() -> dict[str, object]:
    return {
        "title": "A chair",
        "office": "chair",
        "seats": "1",
        "method": "approval",
        "electorate": "seats",
        "eligible_on": "2027-01-01",
        "nominations_open": "2099-01-01",
        "nominations_close": "2099-01-02",
        "voting_opens": "2099-01-04",
        "voting_closes": "2099-01-05",
        "clock": "aoe",
    }


def test_days_end_when_they_are_over_everywhere_and_come_back_as_they_were_typed(alpha: Cast) -> None:
    browser("Ada").post("/alpha/elections/new/", planned_form())
    row = Election.objects.get(group=alpha.group)
    assert (row.nominations_close, row.voting_closes) == (
        datetime(2099, 1, 3, 12, tzinfo=UTC),
        datetime(2099, 1, 6, 12, tzinfo=UTC),
    )
    form = said(browser("Ada"), f"/alpha/elections/{row.number}/change/")
    for name in ("nominations_open", "nominations_close", "voting_opens", "voting_closes"):
        assert f'name="{name}" value="{planned_form()[name]}"' in form


def test_a_field_that_the_form_has_not_changes_nothing(alpha: Cast) -> None:
    more = {
        "invented": "on",
        "number": "77",
        "result": "{}",
        "called_off": "no",
        "group": "2",
        "frozen_at": "2099-01-01",
    }
    browser("Ada").post("/alpha/elections/new/", {**planned_form(), **more})
    row = Election.objects.get(group=alpha.group)
    assert (row.invented, row.number, row.result, row.called_off, row.frozen_at) == (False, 1, None, "", None)


def test_what_people_write_is_shown_as_text(alpha: Cast) -> None:
    browser("Ada").post("/alpha/elections/new/", {**planned_form(), "title": HOSTILE, "seed": HOSTILE})
    (number,) = held(alpha, there=False, opens=(1,))
    nominate(asking(alpha, "Ada"), number, alpha.people["Ed"])
    answer(asking(alpha, "Ed"), number, accept=True, statement=HOSTILE)
    state_case(asking(alpha, "Bo"), number, HOSTILE)
    for path in ("", "1/", f"{number}/", "1/change/"):
        page = said(browser("Ada"), f"/alpha/elections/{path}")
        assert (page[:3], HOSTILE in page) == ("200", False)


def queries(path: str) -> int:
    client = browser("Ada")
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_the_pages_ask_as_many_questions_with_thirty_rows_as_with_one(alpha: Cast) -> None:
    over, open_now, to_come = held(alpha, there=False, opens=(-5, -1, 1))
    paths = ["/alpha/elections/", *(f"/alpha/elections/{one}/" for one in (over, open_now, to_come))]
    paths.append(f"/alpha/elections/{open_now}/ballot/")
    before = [queries(path) for path in paths]
    people = [
        Person.objects.create(group=alpha.group, number=100 + place, name=f"Person {place}", invented=True)
        for place in range(30)
    ]
    for row in Election.objects.filter(group=alpha.group):
        Elector.objects.bulk_create(Elector(election=row, person=one) for one in people)
        for one in people:
            row.candidacies.create(person=one, nominated_by=alpha.people["Ada"], state="declined")
    now = datetime.now(UTC)
    at = [now + timedelta(days=day) for day in (1, 2, 3, 4)]
    for _ in range(30):
        calendar = Calendar(at[0], at[1], at[2], at[3], now.date())
        plan_election(asking(alpha, "Ada"), replace(CHAIR, calendar=calendar))
    assert [queries(path) for path in paths] == before
