"""What is asked of somebody, by when and for whom: of everybody what is theirs, and of nobody what is not."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.actions.needs.registry import needs_from
from muster.actions.needs.shape import Need
from muster.actions.seats import appoint, seat_called
from muster.records.models import (
    Account,
    Action,
    Candidacy,
    Election,
    Elector,
    Group,
    Liaison,
    OutsideBody,
    Person,
    Statement,
)
from muster.records.queries.me import standpoints_in, standpoints_of
from tests.cast import NOON, Cast, address

DAY = timedelta(days=1)


def asked(name: str, *, at: datetime = NOON, group: Group | None = None) -> list[tuple[str, str]]:
    return [(need.kind, need.what) for need in needs(name, at=at, group=group)]


def needs(name: str, *, at: datetime = NOON, group: Group | None = None) -> list[Need]:
    account = Account.objects.get(email=address(name))
    return needs_from(standpoints_of(account, at.date(), group), at)


def an_action(owner: Person, title: str, due: date | None = None, **more: str) -> Action:
    number = Action.objects.filter(group=owner.group).count() + 1
    return Action.objects.create(
        group=owner.group, number=number, title=title, owner=owner, due=due, opened_at=NOON, **more
    )


def an_election(group: Group, **more: datetime) -> Election:
    times = {
        "nominations_open": NOON - 9 * DAY,
        "nominations_close": NOON - 2 * DAY,
        "voting_opens": NOON - DAY,
        "voting_closes": NOON + 6 * DAY,
        **more,
    }
    number = Election.objects.filter(group=group).count() + 1
    times["frozen_at"] = times["voting_opens"]
    return Election.objects.create(
        group=group,
        number=number,
        title=f"Chair {number}",
        office="chair",
        method="schulze",
        seed="a seed",
        eligible_on=date(2017, 5, 1),
        **times,
    )


def a_statement(group: Group, by: Person, **more: object) -> Statement:
    body, _ = OutsideBody.objects.get_or_create(group=group, slug="board", defaults={"name": "The Board"})
    number = Statement.objects.filter(group=group).count() + 1
    said = {
        "direction": "in",
        "purpose": "action",
        "title": f"Question {number}",
        "deadline": date(2017, 5, 20),
        **more,
    }
    return Statement.objects.create(
        group=group, number=number, body=body, text="…", dated=date(2017, 5, 1), entered_at=NOON, entered_by=by, **said
    )


def test_an_open_action_is_asked_of_its_owner_until_it_is_done(alpha: Cast) -> None:
    ed = alpha.people["Ed"]
    an_action(ed, "Write it up", date(2017, 5, 12))
    an_action(ed, "Done already", state="done")
    an_action(ed, "Dropped", state="dropped")
    assert asked("Ed") == [("action", "Write it up")]
    assert asked("Bo") == []
    (need,) = needs("Ed")
    assert need == Need(
        whose=ed,
        kind="action",
        about="action/1",
        what="Write it up",
        where=need.where,
        by=datetime(2017, 5, 12, 23, 59, tzinfo=NOON.tzinfo),
    )


def test_a_ballot_is_asked_of_whoever_has_a_vote_left_while_voting_is_open(alpha: Cast) -> None:
    open_now = an_election(alpha.group)
    called_off = an_election(alpha.group)
    Election.objects.filter(pk=called_off.pk).update(called_off="Nobody stands.")
    before, after = an_election(alpha.group, voting_opens=NOON + DAY), an_election(alpha.group, voting_closes=NOON)
    Election.objects.filter(pk=after.pk).update(confirmed_at=NOON)
    for election in (open_now, called_off, before, after):
        Elector.objects.create(election=election, person=alpha.people["Bo"], seat="borealis")
        Elector.objects.create(election=election, person=alpha.people["Cy"], seat="corona", has_voted=True)
    assert asked("Bo") == [("ballot", "Cast your ballot in “Chair 1”")]
    assert asked("Cy") == asked("Ed") == []
    (need,) = needs("Bo")
    assert (need.by, need.on_behalf) == (open_now.voting_closes, ("Borealis",))
    assert asked("Bo", at=open_now.voting_opens) != []
    assert asked("Bo", at=open_now.voting_closes) == []


def test_whoever_has_two_votes_in_an_election_is_asked_once_for_both_seats_that_are_left(alpha: Cast) -> None:
    election = an_election(alpha.group)
    appoint(alpha.caller("Di"), seat_called(alpha.group, "corona"), alpha.people["Bo"], NOON.date())
    for seat in ("corona", "borealis"):
        Elector.objects.create(election=election, person=alpha.people["Bo"], seat=seat)
    assert [need.on_behalf for need in needs("Bo")] == [("Borealis", "Corona")]
    Elector.objects.filter(seat="corona").update(has_voted=True)
    assert [need.on_behalf for need in needs("Bo")] == [("Borealis",)]


def test_a_nomination_is_to_be_answered_until_nominations_close(alpha: Cast) -> None:
    election = an_election(alpha.group, nominations_close=NOON + DAY, voting_opens=NOON + 2 * DAY)
    named = [(alpha.people["Bo"], "nominated"), (alpha.people["Cy"], "accepted"), (alpha.people["Ed"], "declined")]
    for person, state in named:
        Candidacy.objects.create(election=election, person=person, nominated_by=alpha.people["Ada"], state=state)
    assert asked("Bo") == [("nomination", "Accept or decline your nomination in “Chair 1”")]
    assert asked("Cy") == asked("Ed") == []
    assert asked("Bo", at=NOON + DAY) == []
    Election.objects.update(called_off="Nobody stands.")
    assert asked("Bo") == []


def test_a_statement_is_answered_by_who_speaks_with_the_body_and_else_by_those_who_run_the_group(alpha: Cast) -> None:
    di = alpha.people["Di"]
    first = a_statement(alpha.group, di)
    a_statement(alpha.group, di, purpose="information")
    a_statement(alpha.group, di, direction="out")
    wanted = [("statement", "Answer “Question 1” from The Board")]
    assert asked("Ada") == asked("Di") == wanted
    assert asked("Bo") == []
    Liaison.objects.create(body=first.body, person=alpha.people["Bo"], since=date(2017, 5, 1), until=date(2017, 5, 10))
    assert asked("Bo") == wanted
    assert asked("Ada") == []
    assert asked("Bo", at=NOON + DAY) == [], "their time as liaison is over"
    assert asked("Ada", at=NOON + DAY) == wanted
    a_statement(alpha.group, di, direction="out", answers=first)
    assert asked("Bo") == []


def test_what_is_due_first_comes_first_and_what_has_no_deadline_last(alpha: Cast) -> None:
    ed = alpha.people["Ed"]
    for title, due in (
        ("Never", None),
        ("Late", date(2017, 5, 1)),
        ("Later", date(2017, 6, 1)),
        ("Soon", date(2017, 5, 10)),
    ):
        an_action(ed, title, due)
    assert [what for _, what in asked("Ed")] == ["Late", "Soon", "Later", "Never"]


def test_the_start_page_is_over_all_groups_or_one(alpha: Cast) -> None:
    ada = Account.objects.get(email=address("Ada"))
    elsewhere = Person.objects.create(group=alpha.other, number=50, name="Ada of Omega", account=ada)
    an_action(alpha.people["Ada"], "Here")
    an_action(elsewhere, "There")
    an_action(alpha.people["Oz"], "Somebody else's")
    assert asked("Ada") == [("action", "Here"), ("action", "There")]
    assert asked("Ada", group=alpha.group) == [("action", "Here")]
    assert asked("Ada", group=alpha.other) == [("action", "There")]
    assert asked("Pat") == []


def everything(person: Person) -> None:
    an_action(person, "Write it up", date(2017, 5, 12))
    Elector.objects.create(election=an_election(person.group), person=person, seat="borealis")
    election = an_election(person.group, nominations_close=NOON + DAY, voting_opens=NOON + 2 * DAY)
    Candidacy.objects.create(election=election, person=person, nominated_by=person)
    statement = a_statement(person.group, person)
    Liaison.objects.get_or_create(body=statement.body, person=person, since=date(2017, 5, 1))


def queries_for(account: Account) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as queries:
        found = needs_from(standpoints_of(account, NOON.date()), NOON)
    return len(queries), len(found)


def test_the_number_of_queries_is_the_same_for_one_thing_in_one_group_and_for_thirty_in_four(alpha: Cast) -> None:
    bo = alpha.people["Bo"]
    assert bo.account
    everything(bo)
    once, found = queries_for(bo.account)
    assert found == 4
    for number in range(3):
        group = Group.objects.create(slug=f"more-{number}", name=f"More {number}")
        here = Person.objects.create(group=group, number=1, name="Bo", account=bo.account)
        for _ in range(10):
            everything(here)
    again, found = queries_for(bo.account)
    assert found == 4 + 120
    assert again == once <= 15


def test_a_group_is_asked_for_everybody_in_it_at_once_and_for_nobody_else(alpha: Cast) -> None:
    for name in ("Ada", "Bo", "Oz"):
        an_action(alpha.people[name], f"For {name}")
    Account.objects.filter(email=address("Bo")).update(is_active=False)
    assert [(need.whose.name, need.what) for need in needs_from(standpoints_in(alpha.group, NOON.date()), NOON)] == [
        ("Ada", "For Ada")
    ]
    Account.objects.filter(email=address("Bo")).update(is_active=True)
    with CaptureQueriesContext(connection) as few:
        needs_from(standpoints_in(alpha.group, NOON.date()), NOON)
    for number in range(30):
        account = Account.objects.create_user(f"{uuid4()}@alpha.example")
        person = Person.objects.create(group=alpha.group, number=100 + number, name="Somebody", account=account)
        an_action(person, "More")
    with CaptureQueriesContext(connection) as many:
        assert len(needs_from(standpoints_in(alpha.group, NOON.date()), NOON)) == 32
    assert len(many) == len(few)


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "two\nlines", "x" * 500])
def test_what_people_wrote_is_handed_on_as_it_is_for_the_page_to_escape(alpha: Cast, title: str) -> None:
    an_action(alpha.people["Ed"], title)
    assert asked("Ed") == [("action", title)]
