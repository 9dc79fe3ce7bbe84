"""The start page: what needs somebody next, by when, on whose behalf, in order; and who they are."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.accounts import vouch_for
from muster.actions.addresses import page_of
from muster.actions.caller import server_clock
from muster.actions.invitations import invite
from muster.actions.meetings.series import Planned, plan_series
from muster.records.models import Account, Action, Elector, Person
from tests.actions.test_needs import an_election
from tests.cast import Cast, address
from tests.web.access.shape import asking

DAY = timedelta(days=1)


def browser_of(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=address(name)))
    return client


def an_action(owner: Person, title: str, days: int | None) -> None:
    now = server_clock()
    due = now.date() + timedelta(days=days) if days is not None else None
    number = Action.objects.filter(group=owner.group).count() + 1
    Action.objects.create(group=owner.group, number=number, title=title, owner=owner, due=due, opened_at=now)


def items(page: str) -> list[str]:
    """Give each thing on the list, as it reads."""
    listed = page.partition('<ol class="plain needs">')[2].partition("</ol>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in listed.split("<li>")[1:]]


def test_it_says_what_by_when_for_whom_and_in_which_group_the_nearest_first(alpha: Cast) -> None:
    now = server_clock()
    election = an_election(alpha.group, voting_opens=now - DAY, voting_closes=now + 3 * DAY + timedelta(minutes=1))
    Elector.objects.create(election=election, person=alpha.people["Bo"], seat="borealis")
    an_action(alpha.people["Bo"], "Some day", None)
    an_action(alpha.people["Bo"], "Overdue", -3)
    first, second, third = items(browser_of("Bo").get("/me/").content.decode())
    assert first.startswith("Overdue Late: due ")
    assert first.endswith("· Alpha")
    assert second.startswith("Cast your ballot in “Chair 1” due in 3 days (")
    assert second.endswith("· for Borealis · Alpha")
    assert third == "Some day no deadline · Alpha"


def test_it_says_who_one_is_in_each_group(alpha: Cast) -> None:
    ada = Account.objects.get(email=address("Ada"))
    Person.objects.create(group=alpha.other, number=50, name="Ada of Omega", account=ada)
    page = browser_of("Ada").get("/me/").content.decode()
    rows = [
        " ".join(re.sub(r"<[^>]+>", "|", row).split("|")).split()
        for row in re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    ]
    assert "Ada (invented) Aurora chair" in " ".join(rows[-1])
    assert "Omega Ada of Omega no seat none" in " ".join(rows[-1])


def test_nothing_to_do_and_no_group_are_said_in_words(alpha: Cast) -> None:  # noqa: ARG001 - others are there
    page = browser_of("Pat").get("/me/").content.decode()
    assert "Nothing needs you just now." in page
    assert "takes part in no group yet" in page


def test_the_page_of_one_group_shows_that_group_alone(alpha: Cast) -> None:
    ada = Account.objects.get(email=address("Ada"))
    elsewhere = Person.objects.create(group=alpha.other, number=50, name="Ada of Omega", account=ada)
    an_action(alpha.people["Ada"], "Here", 1)
    an_action(elsewhere, "There", 1)
    client = browser_of("Ada")
    assert len(items(client.get("/me/").content.decode())) == 2
    (only,) = items(client.get("/alpha/me/").content.decode())
    assert only.startswith("Here ")


def test_an_invitation_to_an_address_that_was_proved_waits_there(alpha: Cast) -> None:
    pat = Account.objects.get(email=address("Pat"))
    vouch_for(pat)
    invite(asking(alpha, "Di"), pat.email, name="Pat")
    page = browser_of("Pat").get("/me/").content.decode()
    assert "You are invited to Alpha" in page


def test_minutes_that_are_long_late_lie_folded_below_what_is_due(alpha: Cast) -> None:
    began = server_clock().replace(second=0, microsecond=0, tzinfo=None) - 56 * DAY
    plan_series(asking(alpha, "Di"), Planned(title="Team", starts=began, rule="FREQ=WEEKLY", kind="weekly-team"))
    page = browser_of("Di").get("/alpha/me/").content.decode()
    late = [one for one in items(page) if "Late:" in one and one.startswith("Write the minutes")]
    folded = items(page.partition("<details>")[2])
    assert len(late) == 3
    assert f"{len(folded)} older minutes are late, too" in page
    assert len(folded) == 4


def test_titles_are_escaped_and_lead_nowhere_else(alpha: Cast) -> None:
    an_action(alpha.people["Ed"], '<script>alert(1)</script>"', 1)
    page = browser_of("Ed").get("/me/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_the_page_asks_the_same_number_of_queries_for_one_thing_and_for_thirty(alpha: Cast) -> None:
    client = browser_of("Ed")
    counts = []
    for more in (1, 29):
        for number in range(more):
            an_action(alpha.people["Ed"], f"Number {number}", number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/me/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


@pytest.mark.parametrize("about", ["thing/3", "seat/aurora", "x", "", "proposal/", "../../etc", "election/<script>"])
def test_what_has_no_page_of_its_own_leads_to_what_the_record_says_about_it(
    client: Client,
    alpha: Cast,  # noqa: ARG001 - its record is asked
    about: str,
) -> None:
    path = page_of("alpha", about)
    assert client.get(path).status_code == 200


def test_a_deadline_is_in_the_readers_own_zone(alpha: Cast) -> None:
    Account.objects.filter(email=address("Bo")).update(time_zone="Asia/Tokyo")
    now = server_clock()
    election = an_election(alpha.group, voting_opens=now - DAY, voting_closes=now + 3 * DAY)
    Elector.objects.create(election=election, person=alpha.people["Bo"])
    (item,) = items(browser_of("Bo").get("/me/").content.decode())
    assert re.search(r"due in 2 days \( .*, \d\d:\d\d JST \)", item)
