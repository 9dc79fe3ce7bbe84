"""Pages of pledges and plans: what they say, what comes back when something cannot be done, and what they cost."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.roadmap.planning import make_plan
from muster.actions.roadmap.pledging import give_pledge
from muster.records import log
from muster.records.models import Account, CalendarVersion, Pledge, RoadmapItem
from tests.cast import FOUNDED, Cast, address
from tests.roadmaps import with_a_roadmap
from tests.web.roadmap import reading

CALENDAR = {
    "cycles": [
        {"name": "Past", "start": "2016-11-01", "release": "2017-02-01"},
        {"name": "Zed", "start": "2017-01-01"},
    ]
}
"""The pages go by the server's clock: Zed has no end."""


@pytest.fixture
def group(alpha: Cast) -> Cast:
    with_a_roadmap(alpha)
    CalendarVersion.objects.create(group=alpha.group, at=FOUNDED, data=CALENDAR)
    for slug in ("gears", "rims"):
        RoadmapItem.objects.create(
            group=alpha.group, slug=slug, title=f"{slug} <b>", focus_area="Engines", cost=Decimal(2), state="agreed"
        )
    return alpha


def browser(name: str) -> Client:
    client = Client()
    if name:
        client.force_login(Account.objects.get(email=address(name)))
    return client


def said(group: Cast, **more: object) -> dict[str, object]:
    version = log.version(group.group, "pledges/borealis")
    return {"item": "gears", "cycle": "Zed", "fte": "1.25", "version": version, **more}


def test_a_representative_promises_on_the_page_and_everybody_reads_it(group: Cast) -> None:
    bo, form = browser("Bo"), "/alpha/roadmap/pledges/borealis/"
    page = bo.get(form + "?item=rims&cycle=Zed").content.decode()
    assert '<option value="rims" selected>' in page
    assert page.count('name="people"') == 2  # Bo and Ed; nobody of another member
    answer = bo.post(form, said(group, people=[group.people["Ed"].number]))
    assert answer["Location"] == "/alpha/roadmap/pledges/?cycle=Zed"
    found = browser("").get("/alpha/roadmap/pledges.json?cycle=zed").json()
    assert [(one["organisation"], one["item"], one["fte"], one["people"]) for one in found["pledges"]] == [
        ("borealis", "gears", "1.25", [{"number": group.people["Ed"].number, "name": "Ed"}])
    ]
    page = browser("").get("/alpha/roadmap/pledges/").content.decode()
    for words in ("One member promises 1.25 FTE to one item for Zed.", "gears &lt;b&gt;", "0.75 lacking", "Ed"):
        assert words in page
    again = bo.get(form + "?item=gears&cycle=Zed").content.decode()
    assert 'value="1.25"' in again
    bo.post(form, said(group, fte="0"))
    assert "Nothing is promised for Zed yet." in browser("").get("/alpha/roadmap/pledges/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "status", "why"),
    [
        ({"fte": "-1"}, 422, "Nobody can promise -1.00 FTE"),
        ({"fte": "1000000"}, 422, "more full-time people than 500"),
        ({"fte": "1.001"}, 422, "hundredths of an FTE"),
        ({"fte": "many"}, 422, "Enter a number"),
        ({"fte": "NaN"}, 422, "Enter a number"),
        ({"cycle": "Past"}, 422, "Select a valid choice"),
        ({"item": "axles"}, 422, "Select a valid choice"),
        ({"version": 0}, 409, "Somebody has changed this since you saw it"),
    ],
)
def test_what_cannot_be_promised_comes_back_in_the_form_with_the_reason(
    group: Cast, wrong: dict[str, object], status: int, why: str
) -> None:
    give_pledge(group.caller("Bo"), "borealis", "rims", "Zed", fte=Fraction(1))
    answer = browser("Bo").post("/alpha/roadmap/pledges/borealis/", said(group, **wrong))
    assert (answer.status_code, why in answer.content.decode()) == (status, True)
    assert Pledge.objects.count() == 1


def test_a_cycle_that_is_not_in_the_calendar_is_said_to_be_none(group: Cast) -> None:
    answer = browser("").get("/alpha/roadmap/pledges/?cycle=Nevermore")
    assert (answer.status_code, "no such cycle" in answer.content.decode()) == (400, True)
    past = browser("Bo").get("/alpha/roadmap/pledges/?cycle=Past").content.decode()
    assert "Past is over: what was promised for it stands as it was." in past
    assert "Promise for" not in past
    assert group.group.slug == "alpha"


def test_nothing_is_promised_to_an_item_that_nobody_chose(group: Cast) -> None:
    page = browser("Bo").get("/alpha/roadmap/pledges/borealis/").content.decode()
    assert '<option value="" selected>choose one</option>' in page
    assert browser("Bo").post("/alpha/roadmap/pledges/borealis/", said(group, item="")).status_code == 422
    assert Pledge.objects.count() == 0


def test_without_a_cycle_the_page_of_pledges_says_what_comes_before_them(group: Cast) -> None:
    CalendarVersion.objects.filter(group=group.group).update(data={"cycles": [], "events": []})
    page = reading.words(browser("").get("/alpha/roadmap/pledges/").content.decode())
    assert "the calendar has no cycle yet. The chair or the secretary puts one there." in page
    assert "By member" not in page
    form = reading.words(browser("Di").get("/alpha/roadmap/plans/new/").content.decode())
    assert "Nothing is promised yet, so there is nothing to plan." in form


def test_a_plan_is_made_on_the_page_and_says_of_what_is_not_met_why(group: Cast) -> None:
    give_pledge(group.caller("Bo"), "borealis", "gears", "Zed", fte=Fraction(3), people=[group.people["Ed"].number])
    assert "None yet." in browser("").get("/alpha/roadmap/plans/").content.decode()
    answer = browser("Di").post("/alpha/roadmap/plans/new/", {"cycle": "Zed", "version": 0})
    assert answer["Location"] == "/alpha/roadmap/plans/1/"
    page = browser("").get("/alpha/roadmap/plans/1/").content.decode()
    for words in (
        "2.00 of 3.00 FTE that are promised for Zed can be carried; 1 of 2 items gets all that it costs.",
        "Borealis promised 3.00 to gears &lt;b&gt;, and 2.00 of it is planned: with what others do",
        "rims &lt;b&gt; costs 2.00 and gets 0.00: nothing is promised.",
        "No evidence was read: members are taken at their word",
        "named for it",
    ):
        assert words in page
    data = browser("").get("/alpha/roadmap/plans/1.json").json()
    entry = log.entries(group.group, subject="plan/1")[0]
    assert (data["question_sha256"], data["answer_sha256"]) == (entry.data["question"], entry.data["answer"])


def test_a_plan_without_a_promise_comes_back_with_the_reason(group: Cast) -> None:
    answer = browser("Di").post("/alpha/roadmap/plans/new/", {"cycle": "Zed", "version": 0})
    assert (answer.status_code, "Select a valid choice" in answer.content.decode()) == (422, True)
    assert group.group.plans.count() == 0


@pytest.mark.parametrize("path", ["pledges/?cycle=Zed", "pledges.json?cycle=Zed", "plans/", "plans/1/"])
def test_a_page_asks_as_many_questions_at_one_row_as_at_thirty(group: Cast, path: str) -> None:
    give_pledge(group.caller("Bo"), "borealis", "gears", "Zed", fte=Fraction(1), people=[group.people["Ed"].number])
    make_plan(group.caller("Di"), "Zed")
    one = questions(path)
    aurora = group.group.organisations.get(slug="aurora")
    for number in range(30):
        item = RoadmapItem.objects.create(
            group=group.group, slug=f"i{number}", title=f"I {number}", focus_area="Wheels", state="agreed"
        )
        pledge = Pledge.objects.create(
            organisation=aurora, item=item, cycle="Zed", fte=1, at=datetime(2017, 5, 1, tzinfo=UTC)
        )
        pledge.people.add(group.people["Ada"])
    for _ in range(2):
        make_plan(group.caller("Di"), "Zed")
    assert questions(path.replace("plans/1/", "plans/3/")) == one


def questions(path: str) -> int:
    client = browser("Bo")
    client.get("/alpha/liaisons/")  # what is kept from the first request on is kept now
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/alpha/roadmap/{path}").status_code == 200
    return len(asked)
