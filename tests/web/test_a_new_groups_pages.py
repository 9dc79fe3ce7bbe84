"""A group that has just been founded: its pages say what is missing, and lead those who run it to the next step."""

import re

import pytest
from django.test import Client

from muster.actions.caller import Caller
from muster.actions.founding import first_administrator, found_group
from muster.actions.people import add_person
from muster.actions.seats import give_office
from muster.records.models import Account, Group, Holding
from tests.cast import FOUNDED, Cast, address

SMALL = """
version = "1"
group = { name = "Small", mission = "To begin." }
classes = [{ id = "member", name = "Member" }]
members = [{ name = "Aurora", membership = "member" }]
"""
WITHOUT_RULES = """
[board]
filled_by = "members"
seats_per_member = 1

[decisions]
"""
EVERY_STEP = ["invitations/", "offices/chair/give/", "offices/secretary/give/", "charter/change/", "standing/"]


@pytest.fixture
def small(db: None) -> Group:  # noqa: ARG001 - the tables are there
    group = found_group("small", SMALL, at=FOUNDED)
    first_administrator("small", address("Amy"), "Amy", "a long enough word", at=FOUNDED)
    return group


def reading(path: str, *, name: str = "") -> str:
    client = Client()
    if name:
        client.force_login(Account.objects.get(email=address(name)))
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def steps(html: str) -> list[str]:
    found = re.search(r'<h2 id="steps">.*?</section>', html, re.DOTALL)
    return re.findall(r'<li><a href="/small/([^"]*)"', found[0]) if found else []


@pytest.mark.usefixtures("small")
def test_the_first_administrator_is_led_to_every_first_step_and_the_public_to_none() -> None:
    assert steps(reading("/small/", name="Amy")) == EVERY_STEP
    assert steps(reading("/small/")) == []


@pytest.mark.django_db
def test_a_charter_that_speaks_of_decisions_without_a_rule_for_any_has_that_step_too() -> None:
    found_group("small", f"{SMALL}\n{WITHOUT_RULES}", at=FOUNDED)
    first_administrator("small", address("Amy"), "Amy", "a long enough word", at=FOUNDED)
    assert "charter/change/" in steps(reading("/small/", name="Amy"))
    assert "does not say how the group decides" in reading("/small/proposals/")


def test_a_first_step_goes_away_once_it_is_taken(small: Group) -> None:
    muster = Caller(small, clock=lambda: FOUNDED, muster=True)
    give_office(muster, "chair", add_person(muster, "Bea"), FOUNDED.date())
    left = ["offices/secretary/give/", "charter/change/", "standing/"]
    assert steps(reading("/small/", name="Amy")) == left


def test_a_vacant_seat_is_a_step_for_those_who_may_fill_it(alpha: Cast) -> None:
    assert 'href="/alpha/seats/">Say who holds each seat' not in reading("/alpha/", name="Di")
    Holding.objects.filter(seat__group=alpha.group, seat__slug="corona").delete()
    assert 'href="/alpha/seats/">Say who holds each seat' in reading("/alpha/", name="Di")
    assert "Say who holds each seat" not in reading("/alpha/", name="Bo")


@pytest.mark.usefixtures("alpha")
def test_a_chair_whose_group_decides_and_has_offices_still_plans_meetings_and_publishes() -> None:
    found = re.search(r'<h2 id="steps">.*?</section>', reading("/alpha/", name="Ada"), re.DOTALL)
    assert found
    assert re.findall(r'<li><a href="/alpha/([^"]*)"', found[0]) == ["meetings/plan/", "standing/"]


@pytest.mark.usefixtures("small")
def test_an_office_says_to_whom_it_goes_even_where_there_is_one_person_alone() -> None:
    html = reading("/small/offices/chair/give/", name="Amy")
    assert re.search(r'<select name="person".*?<option value="1">Amy</option>', html, re.DOTALL)
    assert '<a href="/small/people/add/">is added</a> first.' in html


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/small/proposals/", "The charter in force does not say how the group decides"),
        ("/small/seats/", "gives the group no board"),
        ("/small/elections/", "The chair or the secretary plans one."),
        ("/small/liaisons/", "The chair or the secretary adds the first."),
        ("/small/meetings/", "The chair or the secretary plans them."),
        ("/small/standing/", "A standing holds what each member did upstream"),
        ("/small/actions/", "Nothing is open."),
    ],
)
def test_an_empty_page_says_what_would_be_there_and_who_begins(path: str, said: str) -> None:
    assert said in reading(path)


@pytest.mark.usefixtures("small")
def test_nobody_is_offered_a_proposal_where_the_charter_has_no_rules_for_it() -> None:
    assert 'href="new/"' not in reading("/small/proposals/", name="Amy")


def test_a_group_with_rules_offers_a_proposal_and_says_nothing_of_missing_ones(alpha: Cast) -> None:
    html = reading(f"/{alpha.group.slug}/proposals/", name="Bo")
    assert 'href="new/"' in html
    assert "does not say how the group decides" not in html
