"""A round of priorities from its plan to the proposal that comes of it, each step with its entry."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from muster.actions.roadmap.items import ItemWritten, change_item
from muster.actions.roadmap.rounds import change_round, say
from muster.actions.roadmap.rounds_budget import Suggested, suggested
from muster.actions.roadmap.rounds_proposing import propose_outcome
from muster.actions.roadmap.rounds_settling import (
    outcome_of,
    round_file,
    round_file_with_outcome,
    settle,
    settle_everywhere,
    settle_now,
)
from muster.domain.errors import AgainstTheRules, Stale
from muster.domain.roadmap.priorities.counting import count
from muster.domain.roadmap.priorities.outcome import Account
from muster.domain.roadmap.priorities.rounds import Phase
from muster.exchange.roadmap.pabulib import read
from muster.records import log
from muster.records.models import Organisation, Pledge, Proposal, RoadmapItem, Round, Seat
from muster.records.queries.roadmap.rounds import round_at
from muster.records.queries.roadmap.waiting import rounds_waiting
from tests.cast import NOON, Cast
from tests.rounds import CLOSES, OPENS, WHILE_OPEN, answered, given_items, given_round, planned, wants

pytestmark = pytest.mark.usefixtures("database")


def kinds(alpha: Cast, row: Round) -> list[str]:
    return list(alpha.group.entries.filter(subject=row.handle).order_by("number").values_list("kind", flat=True))


def test_a_round_is_planned_opened_answered_counted_and_put_to_the_board(alpha: Cast) -> None:
    row = answered(alpha)
    assert settle(alpha.group, CLOSES) == 1
    row.refresh_from_db()
    now = round_at(alpha.group, row.number, CLOSES)
    found = outcome_of(now)
    assert found is not None
    assert found.names == ("t1",)
    assert found.accounts == {
        "aurora": Account(Fraction(3), {"t1": Fraction(2)}),
        "borealis": Account(Fraction(3), {"t1": Fraction(2)}),
        "corona": Account(Fraction(3), {}),
    }
    assert [(one.name, one.missing) for one in found.missed] == [("l1", Fraction(3, 2))]
    assert found.one_more is not None
    assert (found.one_more.gained, found.one_more.lost) == ((), ())
    proposal = propose_outcome(alpha.caller("Ada", at=CLOSES), row.number, "motion")
    row.refresh_from_db()
    assert row.proposal == proposal.handle
    assert kinds(alpha, row) == [
        "round.planned",
        "round.opened",
        "round.said",
        "round.said",
        "round.closed",
        "round.proposed",
    ]
    assert log.verify(alpha.group)[1] == []


def test_what_is_written_down_is_what_was_worked_out_before(alpha: Cast) -> None:
    row = answered(alpha)
    before = outcome_of(round_at(alpha.group, row.number, CLOSES))
    settle(alpha.group, CLOSES)
    after = outcome_of(round_at(alpha.group, row.number, CLOSES))
    assert before == after
    assert settle(alpha.group, CLOSES) == 0
    assert settle_everywhere(CLOSES + timedelta(days=1)) == 0


def test_before_it_closes_there_is_no_outcome(alpha: Cast) -> None:
    row = answered(alpha)
    now = round_at(alpha.group, row.number, CLOSES - timedelta(seconds=1))
    assert (now.phase, outcome_of(now)) == (Phase.OPEN, None)
    with pytest.raises(AgainstTheRules, match=r"It closes 17.May.2017"):
        round_file_with_outcome(now)
    with pytest.raises(AgainstTheRules, match=r"It closes 17.May.2017"):
        propose_outcome(alpha.caller("Ada", at=WHILE_OPEN), row.number, "motion")


def test_the_proposal_says_what_is_selected_and_where_it_can_be_checked(alpha: Cast) -> None:
    row = answered(alpha, completion="greedy")
    proposal = propose_outcome(alpha.caller("Di", at=CLOSES), row.number, "motion")
    version = alpha.group.entries.get(subject=proposal.handle, kind="proposal.opened")
    assert proposal.title == "Priorities of 2017Q2"
    assert "1. Rolling upgrades (t1), 4 FTE\\n2. Root wrap (l1), 2.50 FTE\\n\\n" in version.body
    assert "They cost 6.50 FTE of 9. 2 of 3 seats said what they want, each with a share of 3 FTE." in version.body
    assert f"/alpha/roadmap/priorities/{row.number}/" in version.body


def test_what_the_clock_brought_about_since_is_no_change_that_anybody_made(alpha: Cast) -> None:
    row, other = given_round(alpha), given_round(alpha)
    for one, name in ((row, "Ada"), (row, "Bo"), (other, "Ada"), (other, "Bo")):
        wants(alpha, one, name, "t1")
    seen = {one.handle: log.version(alpha.group, one.handle) for one in (row, other)}
    wants(alpha, row, "Cy", "m1")
    chair = alpha.caller("Ada", at=CLOSES)
    with pytest.raises(Stale):
        propose_outcome(chair, row.number, "motion", expected=seen[row.handle])
    assert kinds(alpha, row)[-1] == "round.closed"
    assert kinds(alpha, other)[-1] == "round.closed"
    assert propose_outcome(chair, other.number, "motion", expected=seen[other.handle]).title == "Priorities of 2017Q2"


def test_it_is_put_to_the_board_once_and_in_ones_own_words(alpha: Cast) -> None:
    row = answered(alpha)
    chair = alpha.caller("Ada", at=CLOSES)
    propose_outcome(chair, row.number, "motion", title="Upgrades first", text="As the round says.")
    assert Proposal.objects.get(group=alpha.group).title == "Upgrades first"
    with pytest.raises(AgainstTheRules, match="It was put to the board: proposal/1"):
        propose_outcome(chair, row.number, "motion")


def test_a_round_in_which_nobody_spoke_selects_nothing_and_is_not_put_to_the_board(alpha: Cast) -> None:
    row = given_round(alpha)
    with pytest.raises(AgainstTheRules, match="selects no item"):
        propose_outcome(alpha.caller("Ada", at=CLOSES), row.number, "motion")
    assert kinds(alpha, row) == ["round.planned", "round.opened", "round.closed"]


def test_a_seat_says_anew_what_it_wants_until_the_close(alpha: Cast) -> None:
    row = answered(alpha)
    wants(alpha, row, "Ada", "m1", at=CLOSES - timedelta(seconds=1))
    now = round_at(alpha.group, row.number, CLOSES)
    assert now.ballots == {"aurora": {"m1": 1}, "borealis": {"l1": 1, "t1": 1}, "corona": {}}
    assert kinds(alpha, row)[-1] == "round.said anew"
    with pytest.raises(AgainstTheRules, match=r"It closed 17.May.2017, 00:00 UTC, by the server's clock"):
        wants(alpha, row, "Ada", "t1", at=CLOSES)


def test_the_secretary_writes_down_what_a_seat_has_said_and_the_log_says_so(alpha: Cast) -> None:
    row = given_round(alpha)
    ballot = wants(alpha, row, "Di", "t1", seat="corona")
    assert (ballot.seat.slug, ballot.person) == ("corona", alpha.people["Di"])
    entry = alpha.group.entries.get(subject=row.handle, kind="round.said")
    said = json.loads(entry.body)
    assert (said["by"], said["for"], said["data"]) == (
        "person/4",
        "seat/corona",
        {"entered": True, "wants": {"t1": 1}},
    )


def test_whose_shares_there_are_is_settled_by_the_day_of_opening_whenever_it_is_written_down(alpha: Cast) -> None:
    row = given_round(alpha)
    Seat.objects.create(group=alpha.group, slug="dione", name="Dione", since=OPENS.date())
    Seat.objects.filter(group=alpha.group, slug="corona").update(until=OPENS.date() + timedelta(days=1))
    settle(alpha.group, CLOSES)
    row.refresh_from_db()
    assert row.seats == ["aurora", "borealis", "corona", "dione"]


def test_seats_are_asked_from_the_moment_of_opening_whether_or_not_anybody_wrote_that_down(alpha: Cast) -> None:
    row = given_round(alpha)
    assert rounds_waiting([alpha.group.pk], OPENS - timedelta(seconds=1)) == []
    waiting = rounds_waiting([alpha.group.pk, alpha.other.pk], OPENS)
    assert [(one.round, one.silent) for one in waiting] == [(row, frozenset({"aurora", "borealis", "corona"}))]
    wants(alpha, row, "Bo", "t1")
    assert [one.silent for one in rounds_waiting([alpha.group.pk], WHILE_OPEN)] == [frozenset({"aurora", "corona"})]
    assert rounds_waiting([alpha.group.pk], CLOSES) == []


def test_a_round_that_opens_for_nobody_comes_to_nothing(alpha: Cast) -> None:
    row = given_round(alpha)
    Seat.objects.filter(group=alpha.group).update(until=OPENS.date())
    assert settle(alpha.group, WHILE_OPEN) == 0
    assert settle(alpha.group, CLOSES) == 2
    assert settle(alpha.group, CLOSES) == 0
    row.refresh_from_db()
    assert row.seats == []
    assert row.outcome is not None
    found = outcome_of(round_at(alpha.group, row.number, CLOSES))
    assert found is not None
    assert not found.selected
    assert not found.accounts
    assert found.left_over == 9


def test_a_round_is_changed_until_it_opens_and_reads_costs_anew(alpha: Cast) -> None:
    row = given_round(alpha)
    change_item(alpha.caller("Ada"), "t1", ItemWritten(title="Upgrades", need="Why.", cost=Decimal(5)))
    seen = log.version(alpha.group, row.handle)
    changed = change_round(alpha.caller("Ada"), row.number, planned(budget=Decimal(20)), expected=seen)
    assert (changed.budget, [one for one in changed.items if one["slug"] == "t1"]) == (
        Decimal(20),
        [{"slug": "t1", "title": "Upgrades", "cost": "5.00"}],
    )
    with pytest.raises(Stale):
        change_round(alpha.caller("Ada"), row.number, planned(), expected=seen)
    with pytest.raises(AgainstTheRules, match=r"It opened 10.May.2017"):
        change_round(alpha.caller("Ada", at=WHILE_OPEN), row.number, planned())


def test_a_round_can_open_at_once(alpha: Cast) -> None:
    row = given_round(alpha, opens_at=None)
    assert row.opens_at == NOON
    wants(alpha, row, "Ada", "t1", at=NOON)
    assert kinds(alpha, row) == ["round.planned", "round.opened", "round.said"]


def test_a_closed_round_is_written_down_when_somebody_asks_for_it(alpha: Cast) -> None:
    row = answered(alpha)
    settle_now(alpha.caller("Di", at=CLOSES))
    assert kinds(alpha, row)[-1] == "round.closed"


def test_the_file_of_a_round_counts_again_as_the_record_says(alpha: Cast) -> None:
    row = given_round(alpha, kind="ranks", completion="add-one")
    for name, said in (("Ada", {"t1": 1, "m1": 2}), ("Bo", {"l1": 1, "t1": 1}), ("Cy", {"m1": 1})):
        say(alpha.caller(name, at=WHILE_OPEN), row.number, said)
    settle(alpha.group, CLOSES)
    now = round_at(alpha.group, row.number, CLOSES)
    found = outcome_of(now)
    assert found is not None
    budget = read(round_file_with_outcome(now), "round.pb")
    assert budget.rule == now.rule
    assert budget.selected == frozenset(found.names)
    assert count(budget.question, now.rule, more=Fraction(1)) == found
    assert read(round_file(now), "round.pb").selected is None
    assert now.rule.seed == "alpha/round/1"
    assert now.rule.step == Fraction(1, 3)


def test_a_budget_is_suggested_from_pledges_else_from_the_charter_else_one_a_seat(alpha: Cast) -> None:
    assert suggested(alpha.group, NOON.date()) == Suggested(
        Decimal(3), "", "Nothing is pledged yet: this is one FTE for 3 seats."
    )


def test_pledges_for_the_cycle_that_comes_are_the_budget(alpha: Cast) -> None:
    given_items(alpha.caller("Ed"))
    calendar = {"cycles": [{"name": "Queens", "start": "2017-08-30", "planned_release": "2018-02-28"}]}
    alpha.group.calendars.create(at=NOON, data=calendar)
    item = RoadmapItem.objects.get(group=alpha.group, slug="t1")
    for slug in ("aurora", "corona"):
        organisation = Organisation.objects.get(group=alpha.group, slug=slug)
        Pledge.objects.create(organisation=organisation, item=item, cycle="Queens", fte="1.25", at=NOON)
    found = suggested(alpha.group, NOON.date())
    assert found == Suggested(Decimal("2.50"), "Queens", "Members have pledged 2.50 FTE for Queens.")


def test_a_day_in_utc_decides_and_not_the_hour(alpha: Cast) -> None:
    row = given_round(alpha, opens_at=datetime(2017, 5, 10, 23, 30, tzinfo=UTC))
    Seat.objects.create(group=alpha.group, slug="dione", name="Dione", since=date(2017, 5, 10))
    assert "dione" in round_at(alpha.group, row.number, WHILE_OPEN).seats
