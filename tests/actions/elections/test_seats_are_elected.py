"""Elected seats: a cap on employers in the count and in the taking, and who takes which seat."""

from datetime import date, datetime

import pytest

from muster.actions.caller import Caller
from muster.actions.elections.ballot_box import published
from muster.actions.elections.candidacies import nominate
from muster.actions.elections.confirming import confirm_result, places_for, winners_of
from muster.actions.elections.planning import Planned, plan_election
from muster.actions.elections.settling import settle
from muster.actions.elections.upcoming import suggested
from muster.actions.elections.voting import cast, new_receipt
from muster.actions.founding import found_group
from muster.actions.people import add_person, affiliate
from muster.actions.seats import appoint, give_office, seat_called
from muster.domain.errors import AgainstTheRules
from muster.records import log
from muster.records.models import Account, Election, Group, Holding, Person
from muster.records.models.elections import Electorate
from muster.records.queries.elections import election_on
from tests.cast import FOUNDED, NOON
from tests.electing import CHAIR, CLOSES, NOMINATING, VOTING

CHARTER = """
version = "1"
group = { name = "Crew", mission = "To sail.", founded = 2017-01-02 }
classes = [{ id = "member", name = "Member" }]
members = [{ name = "Aurora", membership = "member" }, { name = "Borealis", membership = "member" }]

[board]
filled_by = "election"
seats = 3
cap = { seats = 1 }
election = { method = "approval", electorate = "everybody", every_months = 12, term_months = 12 }
roles = [{ id = "chair", name = "Chair", chosen_by = "board" }]
"""
TODAY = CLOSES.date()


class Crew:
    """A group whose three seats are elected; one organisation holds one at most. Ann and Abe work for Aurora."""

    def __init__(self) -> None:
        self.group: Group = found_group("crew", CHARTER, at=FOUNDED)
        self.people: dict[str, Person] = {}
        muster = Caller(self.group, clock=lambda: FOUNDED, muster=True)
        for name, organisation in (("Ann", "aurora"), ("Abe", "aurora"), ("Bea", "borealis"), ("Nor", "")):
            person = add_person(muster, name, organisation=organisation, invented=True)
            person.account = Account.objects.create_user(
                f"{name.lower()}@crew.example", "a long enough word", name=name
            )
            person.save()
            self.people[name] = person
        give_office(muster, "chair", self.people["Ann"], date(2017, 1, 2))

    def caller(self, name: str, at: datetime = NOON) -> Caller:
        return Caller(self.group, self.people[name].account, lambda: at)

    def plan(self, *up: str, cap: int | None = 1) -> Election:
        planned = Planned(
            title="Seats",
            office="seat",
            up=up,
            method="approval",
            cap=cap,
            electorate=Electorate.PEOPLE,
            calendar=CHAIR.calendar,
            seed="a seed",
        )
        return plan_election(self.caller("Ann"), planned)

    def hold(self, row: Election, ballots: dict[str, list[int]]) -> None:
        """Let everybody stand, these vote, and the ballots be counted."""
        for name in self.people:
            nominate(self.caller(name, NOMINATING), row.number, self.people[name])
        for name, ranks in ballots.items():
            cast(self.caller(name, VOTING), row.number, ranks, receipt=new_receipt())
        settle(self.group, CLOSES)
        row.refresh_from_db()

    def sitting(self) -> dict[str, str]:
        held = Holding.objects.filter(seat__group=self.group, until=None)
        return dict(held.values_list("seat__slug", "person__name"))


@pytest.fixture
def crew(database: str) -> Crew:  # noqa: ARG001 - it lives in it
    """The crew."""
    return Crew()


ALL_FOR_AURORA = {"Ann": [1, 1, 0, 0], "Abe": [1, 1, 0, 0], "Bea": [1, 0, 1, 1]}
"""Ann has three votes, Abe two, Bea and Nor one."""


def test_the_cap_passes_over_whoever_works_for_an_organisation_that_has_its_seat(crew: Crew) -> None:
    row = crew.plan("1", "2", "3")
    crew.hold(row, ALL_FOR_AURORA)
    assert row.employers == {"person/1": "Aurora", "person/2": "Aurora", "person/3": "Borealis"}
    found = published(election_on(crew.group, row.number, CLOSES))
    assert (found.result.winners, found.result.outcome.seating.capped_out) == (
        ("person/1", "person/3", "person/4"),
        ("person/2",),
    )
    confirm_result(crew.caller("Ann", CLOSES), row.number, TODAY)
    assert crew.sitting() == {"1": "Ann", "2": "Bea", "3": "Nor"}
    assert {one.decided_by for one in Holding.objects.filter(seat__group=crew.group)} == {"election/1"}
    assert log.verify(crew.group)[1] == []


def test_seats_that_are_not_up_count_for_the_cap(crew: Crew) -> None:
    appoint(crew.caller("Ann"), seat_called(crew.group, "3"), crew.people["Abe"], NOON.date())
    row = crew.plan("1", "2")
    crew.hold(row, ALL_FOR_AURORA)
    assert row.held == {"Aurora": 1}
    assert [one.name for one in winners_of(row)] == ["Bea", "Nor"]


def test_the_charters_cap_holds_at_the_taking_even_if_the_election_had_none(crew: Crew) -> None:
    row = crew.plan("1", "2", "3", cap=None)
    crew.hold(row, {"Ann": [1, 1, 0, 0], "Abe": [1, 1, 1, 0]})
    assert [one.name for one in winners_of(row)] == ["Ann", "Abe", "Bea"]
    with pytest.raises(AgainstTheRules, match="lets one organisation hold 1"):
        confirm_result(crew.caller("Ann", CLOSES), row.number, TODAY)
    row.refresh_from_db()
    assert (crew.sitting(), row.confirmed_at) == ({}, None)
    affiliate(crew.caller("Ann", CLOSES), crew.people["Abe"], "borealis", date(2017, 5, 10))
    with pytest.raises(AgainstTheRules, match="lets one organisation hold 1"):
        confirm_result(crew.caller("Ann", CLOSES), row.number, TODAY)


def test_the_elected_take_the_seats_that_they_are_given_and_each_takes_one(crew: Crew) -> None:
    row = crew.plan("1", "2")
    crew.hold(row, {"Ann": [0, 0, 1, 1]})
    bea, nor = (crew.people[name].number for name in ("Bea", "Nor"))
    for places in ({bea: "1"}, {bea: "1", nor: "1"}, {bea: "1", nor: "3"}, {bea: "1", nor: "2", 1: "3"}):
        with pytest.raises(AgainstTheRules, match="no two the same"):
            confirm_result(crew.caller("Ann", CLOSES), row.number, TODAY, places=places)
    confirm_result(crew.caller("Ann", CLOSES), row.number, TODAY, places={bea: "2", nor: "1"})
    assert crew.sitting() == {"1": "Nor", "2": "Bea"}


def test_whoever_is_elected_again_keeps_their_seat_and_the_others_make_way(crew: Crew) -> None:
    for slug, name in (("1", "Ann"), ("2", "Bea")):
        appoint(crew.caller("Ann"), seat_called(crew.group, slug), crew.people[name], date(2017, 1, 2))
    row = crew.plan("1", "2")
    crew.hold(row, {"Ann": [0, 0, 1, 1]})
    bea, nor = crew.people["Bea"], crew.people["Nor"]
    assert places_for(row, [nor, bea], TODAY) == {bea.number: "2", nor.number: "1"}
    confirm_result(crew.caller("Ann", CLOSES), row.number, TODAY)
    assert crew.sitting() == {"1": "Nor", "2": "Bea"}
    terms = Holding.objects.filter(seat__slug="2", seat__group=crew.group).order_by("since")
    assert list(terms.values_list("since", "until")) == [(date(2017, 1, 2), TODAY), (TODAY, None)]


def test_the_charter_wants_the_seats_elected_that_are_empty_or_whose_term_ends(crew: Crew) -> None:
    (wanted,) = [one for one in suggested(crew.group, NOON.date()) if one.planned.office == "seat"]
    assert (wanted.planned.up, wanted.planned.seats, wanted.planned.cap) == (("1", "2", "3"), 3, 1)
    for slug, name, since in (("1", "Ann", date(2017, 1, 2)), ("2", "Bea", NOON.date()), ("3", "Nor", NOON.date())):
        appoint(crew.caller("Ann"), seat_called(crew.group, slug), crew.people[name], since)
    assert [one for one in suggested(crew.group, NOON.date()) if one.planned.office == "seat"] == []
    (wanted,) = [one for one in suggested(crew.group, date(2017, 12, 1)) if one.planned.office == "seat"]
    assert (wanted.planned.up, wanted.due.by) == (("1",), date(2018, 1, 2))
    crew.plan("1")
    assert [one for one in suggested(crew.group, date(2017, 12, 1)) if one.planned.office == "seat"] == []
