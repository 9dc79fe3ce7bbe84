"""The pages about members, people, seats, offices and the charter say what was so on a day, and let nothing through."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.admission import apply_for_membership, attest, change_state
from muster.actions.charter_changes import adopt_charter
from muster.actions.founding import found_group
from muster.actions.organisations import add_organisation, change_organisation
from muster.actions.people import add_person, affiliate, organisation_called
from muster.actions.published_standing import publish_standing
from muster.actions.seats import appoint, give_office, seat_called
from muster.records.models import Account, Group, Holding, Organisation, Seat
from tests.cast import FOUNDED, Cast, address
from tests.membership import ELECTED, NEXT_CHARTER, TODAY, WITH_CLASSES, adopted, muster, on
from tests.publication.standings import small
from tests.standing_files import published_by

JUNE = date(2017, 6, 1)
EMPLOYED = {"Ada": "aurora", "Di": "aurora", "Bo": "borealis"}
NAMES = {"Alpha": "Aurora", "Beta": "Borealis", "Gamma": "Corona", "Delta": "Dorado"}


def page(client: Client, path: str, *, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[-1]).split())


def data(client: Client, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(path).content)
    return found


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=address(name)))
    return client


def test_who_spoke_for_a_member_on_a_day_and_what_the_charter_said(alpha: Cast, client: Client) -> None:
    appoint(alpha.caller("Di"), seat_called(alpha.group, "borealis"), alpha.people["Ed"], JUNE)
    adopt_charter(alpha.caller("Ada"), NEXT_CHARTER, JUNE, decided_by=adopted(alpha.group))
    assert "For it spoke Bo (invented)" in page(client, "/alpha/members/borealis/?on=2017-05-09")
    assert "For it spoke Ed (invented)" in page(client, "/alpha/members/borealis/?on=2017-06-01")
    for day, version in (("2017-05-31", "1"), ("2017-06-01", "2")):
        assert f"version {version}" in page(client, f"/alpha/members/borealis/?on={day}")
        assert page(client, f"/alpha/charter/?on={day}").count(f"Charter version {version}, in force") == 1
    assert data(client, "/alpha/seats.json?on=2017-05-09")["charter"]["version"] == "1"


def test_nobody_speaks_for_a_member_whose_seat_has_ended(alpha: Cast, client: Client) -> None:
    Seat.objects.filter(group=alpha.group, slug="borealis").update(until=date(2017, 3, 1))
    assert "For it spoke Bo (invented)" in page(client, "/alpha/members/borealis/?on=2017-02-28")
    after = page(client, "/alpha/members/borealis/?on=2017-03-01")
    assert "For it spoke" not in after
    assert "Bo (invented) representative 2 Jan 2017 1 Mar 2017" in after


def test_the_seats_of_a_day_are_the_same_as_data(alpha: Cast, client: Client) -> None:
    appoint(alpha.caller("Di"), seat_called(alpha.group, "borealis"), alpha.people["Ed"], TODAY, part="alternate")
    found = data(client, "/alpha/seats.json?on=2017-05-09")
    assert found["on"] == "2017-05-09"
    assert [
        (one["seat"], [(held["part"], held["person"]["name"], held["since"]) for held in one["holdings"]])
        for one in found["seats"]
    ] == [
        ("aurora", [("representative", "Ada", "2017-01-02")]),
        ("borealis", [("representative", "Bo", "2017-01-02"), ("alternate", "Ed", "2017-05-09")]),
        ("corona", [("representative", "Cy", "2017-01-02")]),
    ]
    assert [(one["role"], one["person"]["name"]) for one in found["offices"]] == [("chair", "Ada"), ("secretary", "Di")]


@pytest.mark.usefixtures("alpha")
@pytest.mark.parametrize("path", ["members/", "seats/", "charter/"])
def test_before_the_founding_there_is_a_sentence(client: Client, path: str) -> None:
    assert "was founded on 2 Jan 2017" in page(client, f"/alpha/{path}?on=2016-05-09")
    assert "there was no group yet" in page(client, "/alpha/members/aurora/?on=2016-05-09")


@pytest.mark.parametrize(
    "day", ["yesterday", "2017-13-01", "2017-02-30", "09.05.2017", "2017-05-09' OR 1=1", "9" * 500]
)
def test_what_is_no_day_is_said_to_be_none(alpha: Cast, client: Client, day: str) -> None:  # noqa: ARG001 - the group is there
    answer = client.get("/alpha/seats/", {"on": day})
    assert answer.status_code == 400
    assert "This is no day" in answer.content.decode()


@pytest.mark.usefixtures("alpha")
def test_the_first_and_last_days_of_the_calendar_are_days_too(client: Client) -> None:
    assert "founded" in page(client, "/alpha/seats/?on=0001-01-01")
    assert "3 seats" in page(client, "/alpha/seats/?on=9999-12-31")


def test_the_list_says_state_standing_and_who_speaks(alpha: Cast, client: Client) -> None:
    publish_standing(alpha.caller("Di"), published_by("Alpha", on=date(2017, 5, 1), names=NAMES))
    add_organisation(alpha.caller("Di"), "Dorado Networks", aliases=["Dorado"], invited_as="")
    di, corona = alpha.caller("Di"), Organisation.objects.get(group=alpha.group, slug="corona")
    change_state(di, corona, "suspended", JUNE, decided_by=adopted(alpha.group))
    found = data(client, "/alpha/members.json?on=2017-06-01")
    assert [(one["name"], one["state"], one["standing"]) for one in found["members"]] == [
        ("Aurora", "member", "meets"),
        ("Borealis", "member", "borderline"),
        ("Corona", "suspended", "short"),
        ("Dorado Networks", "prospect", "unproven"),
    ]
    said = page(client, "/alpha/members/?on=2017-06-01")
    assert "3 members and 1 other on 1 Jun 2017" in said
    assert "Corona suspended 1 Jun 2017 short Cy (invented) does not count" in said
    assert data(client, "/alpha/members.json?on=2017-04-30")["standing"] is None


def test_an_applicants_criteria_are_shown_with_what_was_measured_and_said(alpha: Cast, client: Client) -> None:
    beta = found_group("beta", WITH_CLASSES.replace("NAME", "Beta"), at=FOUNDED)
    ask = muster(alpha, group=beta)
    eve = add_person(ask, "Eve", invented=True)
    publish_standing(ask, published_by("Beta", on=date(2017, 5, 1), names={**NAMES, "Gamma": "Elsewhere"}))
    dorado = add_organisation(ask, "Upstream Co", aliases=["Elsewhere", "Alpha", "Beta"])
    apply_for_membership(ask, dorado, membership="member")
    attest(ask, dorado, "operator", "We run <b>forty</b> sites.", said_by=eve)
    found = data(client, "/beta/members/upstream-co.json?on=2017-05-09")["criteria"]
    assert [(one["criterion"], one["verdict"], one["on_the_roll"]) for one in found] == [
        ("dedicated-fte", "short", True),
        ("operator", None, True),
    ]
    assert found[1]["attested"]["words"] == "We run <b>forty</b> sites."
    raw = client.get("/beta/members/upstream-co/?on=2017-05-09").content.decode()
    assert "We run &lt;b&gt;forty&lt;/b&gt; sites." in raw
    assert "<b>forty" not in raw


def test_who_was_not_on_the_roll_is_foreseen_by_its_work_upstream(alpha: Cast, client: Client) -> None:
    beta = found_group("beta", WITH_CLASSES.replace("NAME", "Beta"), at=FOUNDED)
    ask = muster(alpha, group=beta)
    text = json.loads(published_by("Beta", on=date(2017, 5, 1), names=NAMES))
    text["companies"].append({**text["companies"][0], "name": "Fjord"})
    publish_standing(ask, json.dumps(text))
    apply_for_membership(ask, add_organisation(ask, "Fjord"), membership="member")
    (measured, _) = data(client, "/beta/members/fjord.json?on=2017-05-09")["criteria"]
    assert (measured["verdict"], measured["on_the_roll"]) == ("meets", False)
    assert "upstream work; it was not on the roll" in page(client, "/beta/members/fjord/?on=2017-05-09")


def test_a_broken_cap_is_shown_on_the_seats(alpha: Cast, client: Client) -> None:
    group = found_group("elected", ELECTED.replace("NAME", "Elected"), at=FOUNDED)
    ask = muster(alpha, group=group, at=on(2017, 1, 2))
    people = {name: add_person(ask, name, organisation=employer, invented=True) for name, employer in EMPLOYED.items()}
    for seat, person in zip("123", people.values(), strict=True):
        appoint(ask, seat_called(group, seat), person, date(2017, 1, 2))
    affiliate(ask, people["Bo"], "aurora", TODAY)
    assert "Over the cap" not in page(client, "/elected/seats/?on=2017-05-08")
    assert "Over the cap: Aurora holds 3 seats on 9 May 2017" in page(client, "/elected/seats/?on=2017-05-09")
    assert data(client, "/elected/seats.json?on=2017-05-09")["over_the_cap"] == [{"organisation": "Aurora", "seats": 3}]


def test_a_person_has_everything_that_they_were_with_its_days(alpha: Cast, client: Client) -> None:
    give_office(alpha.caller("Ada"), "chair", alpha.people["Bo"], JUNE, decided_by=adopted(alpha.group))
    affiliate(alpha.caller("Di"), alpha.people["Bo"], "corona", JUNE, source="in their own words")
    found = data(client, f"/alpha/people/{alpha.people['Bo'].number}.json")
    assert [(one["organisation"], one["since"], one["until"]) for one in found["affiliations"]] == [
        ("corona", "2017-06-01", None),
        ("borealis", "2017-01-02", "2017-06-01"),
    ]
    assert [(one["role"], one["since"], one["decided_by"]) for one in found["offices"]] == [
        ("chair", "2017-06-01", "proposal/1"),
    ]
    said = page(client, f"/alpha/people/{alpha.people['Bo'].number}/")
    assert "chair 1 Jun 2017 still proposal 1" in said
    assert "Corona 1 Jun 2017 still in their own words" in said


@pytest.mark.usefixtures("alpha")
def test_an_office_says_when_its_term_is_over(client: Client) -> None:
    assert "Ada (invented) 2 Jan 2017 still term ended 2 Jan 2018" in page(client, "/alpha/offices/")


def test_a_members_work_is_shown_window_by_window(alpha: Cast, client: Client) -> None:
    publish_standing(alpha.caller("Di"), published_by("Alpha", on=date(2017, 5, 1)))
    corona = organisation_called(alpha.group, "corona")
    change_organisation(alpha.caller("Di"), corona, name="Corona", aliases=["Alpha"])
    found = data(client, "/alpha/members/corona.json?on=2017-05-09")["trend"]
    points = [(point.on.isoformat(), str(dict(point.fte)["Alpha"].likely)) for point in reversed(small().trend)]
    assert [(one["on"], one["likely"]) for one in found] == points
    said = page(client, "/alpha/members/corona/?on=2017-05-09").replace("\xa0", " ")
    assert "0.0 FTE in the window that ended on 26 October 2015, 2.1 in the one that ended on 26 July 2017." in said


@pytest.mark.usefixtures("alpha")
def test_everybody_is_listed_with_what_they_are_on_a_day(client: Client) -> None:
    found = data(client, "/alpha/people.json?on=2017-05-09")["people"]
    assert [(one["name"], one["works_for"], [s["seat"] for s in one["seats"]], one["offices"]) for one in found] == [
        ("Ada", ["aurora"], ["aurora"], ["chair"]),
        ("Bo", ["borealis"], ["borealis"], []),
        ("Cy", ["corona"], ["corona"], []),
        ("Di", ["aurora"], [], ["secretary"]),
        ("Ed", ["borealis"], [], []),
    ]


def test_charters_are_compared_and_taken_away_as_they_were_handed_in(alpha: Cast, client: Client) -> None:
    text = NEXT_CHARTER.replace("days = 7, silence", "days = 14, silence")
    kept = adopt_charter(alpha.caller("Ada"), text, JUNE, decided_by=adopted(alpha.group))
    said = page(client, "/alpha/charter/changes/")
    assert "From version 1 to version 2" in said
    assert "− gone consensus = { days = 7, silence = &quot;agrees&quot; }" in said
    assert "+ new consensus = { days = 14, silence = &quot;agrees&quot; }" in said
    answer = client.get("/alpha/charter/versions/2.toml")
    assert (answer.content.decode(), answer["ETag"]) == (text, f'"{kept.sha256}"')
    assert kept.sha256 in page(client, "/alpha/charter/?on=2017-05-09")
    versions = data(client, "/alpha/charter.json?on=2017-05-09")["versions"]
    assert [(one["version"], one["since"], one["until"]) for one in versions] == [
        ("1", "2017-01-02", "2017-06-01"),
        ("2", "2017-06-01", None),
    ]


HOSTILE = "<script>alert(1)</script>"


def test_script_in_every_name_is_shown_as_text(alpha: Cast, client: Client) -> None:
    ask = muster(alpha)
    made = add_organisation(ask, HOSTILE, aliases=[f"{HOSTILE} too"], invited_as="")
    person = add_person(ask, f"{HOSTILE} Example", organisation=made.slug)
    affiliate(ask, person, "corona", JUNE, source=HOSTILE)
    change_state(ask, made, "member", TODAY, decided_by=adopted(alpha.group))
    appoint(ask, seat_called(alpha.group, made.slug), person, TODAY)
    publish_standing(
        ask, published_by("Alpha", on=date(2017, 5, 1), names={"Alpha": HOSTILE, "Beta": '"><svg onload=x>'})
    )
    adopt_charter(ask, NEXT_CHARTER.replace("To try things out.", HOSTILE), TODAY, decided_by="proposal/1")
    paths = (
        *("members/", f"members/{made.slug}/", "people/", f"people/{person.number}/", "seats/", f"seats/{made.slug}/"),
        *("offices/", "charter/", "charter/changes/", "standing/", ""),
    )
    reader = signed_in("Di")
    for path in (*paths, f"members/{made.slug}/state/", f"seats/{made.slug}/hold/", f"people/{person.number}/name/"):
        for browser in (client, reader):
            raw = browser.get(f"/alpha/{path}").content.decode()
            assert "<script>alert" not in raw, path
            assert "<svg onload" not in raw, path


PATHS = ("members/", "members/corona/", "people/", "seats/", "offices/", "standing/", "charter/", "")


def crowd(alpha: Cast, number: int) -> None:
    """Let so many more organisations be members, each with people, a seat that is held, and a few states."""
    ask = muster(alpha)
    for name in (f"Extra {place}" for place in range(number)):
        made = add_organisation(ask, name, invited_as="")
        change_state(ask, made, "member", TODAY, decided_by="proposal/1")
        person = add_person(ask, f"{name} Example", organisation=made.slug, invented=True)
        appoint(ask, seat_called(alpha.group, made.slug), person, TODAY)
        give_office(ask, "liaison", person, TODAY)
    seat = Seat.objects.get(group=alpha.group, slug="corona")
    for place in range(number):
        since, until = date(2018 + place, 1, 1), date(2018 + place, 6, 1)
        Holding.objects.create(seat=seat, person=alpha.people["Ed"], part="alternate", since=since, until=until)


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/alpha/{path}").status_code == 200
    return len(queries)


def test_a_page_asks_as_many_questions_for_thirty_as_for_one(alpha: Cast) -> None:
    adopted(alpha.group)
    publish_standing(muster(alpha), published_by("Alpha", on=date(2017, 5, 1), names=NAMES))
    reader = signed_in("Di")
    crowd(alpha, 1)
    for path in PATHS:
        reader.get(f"/alpha/{path}")  # what is read once for ever is read now
    one = {path: asked(reader, path) for path in PATHS}
    crowd_more(alpha)
    assert {path: asked(reader, path) for path in PATHS} == one
    assert max(one.values()) <= 25


def crowd_more(alpha: Cast) -> None:
    Organisation.objects.filter(group=alpha.group, name="Extra 0").update(name="Earlier 0", slug="earlier-0")
    Seat.objects.filter(group=alpha.group, slug="extra-0").update(slug="earlier-0")
    Holding.objects.filter(since__gt=JUNE, seat__slug="corona").delete()
    crowd(alpha, 30)


def test_a_hidden_group_has_its_pages_all_the_same(alpha: Cast, client: Client) -> None:
    Group.objects.filter(pk=alpha.group.pk).update(hidden=True)
    assert "Aurora" in page(client, "/alpha/members/")
