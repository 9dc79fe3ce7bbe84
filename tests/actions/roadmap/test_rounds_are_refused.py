"""What is refused in rounds of priorities: to whom, when, and what cannot be planned or said."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from muster.actions.caller import Caller
from muster.actions.roadmap.deciding import drop_item
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.rounds import plan_round, say
from muster.actions.roadmap.rounds_proposing import propose_outcome
from muster.actions.roadmap.rounds_settling import (
    settle_now,
)
from muster.actions.seats import appoint, seat_called
from muster.domain.errors import AgainstTheRules, DeedRefused, NotAllowed, NotThere, RequestFault
from muster.records.models import Holding, RoadmapItem, Round, Seat
from muster.records.queries.roadmap.rounds import round_at
from tests.cast import NOON, Cast
from tests.rounds import CLOSES, OPENS, WHILE_OPEN, answered, given_items, given_round, planned, wants

pytestmark = pytest.mark.usefixtures("database")


def kinds(alpha: Cast, row: Round) -> list[str]:
    return list(alpha.group.entries.filter(subject=row.handle).order_by("number").values_list("kind", flat=True))


def test_nothing_is_said_before_it_opens(alpha: Cast) -> None:
    row = given_round(alpha)
    with pytest.raises(AgainstTheRules, match=r"It opens 10.May.2017"):
        wants(alpha, row, "Ada", "t1", at=OPENS - timedelta(seconds=1))
    assert kinds(alpha, row) == ["round.planned"]


@pytest.mark.parametrize(
    ("name", "seat", "kind", "why"),
    [
        ("Ed", "", NotAllowed, "whoever holds a seat"),
        ("Bo", "aurora", NotAllowed, "You do not speak for this seat"),
        ("Di", "", AgainstTheRules, "which seat"),
        ("Bo", "nowhere", NotThere, "no such seat"),
    ],
)
def test_nobody_speaks_for_a_seat_that_is_not_theirs(
    name: str, seat: str, kind: type[DeedRefused], why: str, alpha: Cast
) -> None:
    row = given_round(alpha)
    with pytest.raises(kind, match=why):
        wants(alpha, row, name, "t1", seat=seat)


def test_whoever_speaks_for_two_seats_says_for_which(alpha: Cast) -> None:
    muster = Caller(alpha.group, clock=lambda: NOON, muster=True)
    appoint(muster, seat_called(alpha.group, "corona"), alpha.people["Bo"], date(2017, 5, 9), part="alternate")
    row = given_round(alpha)
    with pytest.raises(AgainstTheRules, match="several seats: borealis, corona"):
        wants(alpha, row, "Bo", "t1")
    assert wants(alpha, row, "Bo", "t1", seat="corona").seat.slug == "corona"


def test_a_seat_that_came_after_the_opening_waits_for_the_next_round(alpha: Cast) -> None:
    row = given_round(alpha)
    wants(alpha, row, "Ada", "t1")
    late = Seat.objects.create(group=alpha.group, slug="dione", name="Dione", since=date(2017, 5, 11))
    Holding.objects.create(seat=late, person=alpha.people["Ed"], part="representative", since=date(2017, 5, 11))
    with pytest.raises(NotAllowed, match="not there when the round opened"):
        wants(alpha, row, "Ed", "t1")
    assert list(round_at(alpha.group, row.number, CLOSES).seats) == ["aurora", "borealis", "corona"]


def test_a_ballot_that_is_none_is_refused_and_the_one_before_stands(alpha: Cast) -> None:
    row = answered(alpha)
    with pytest.raises(AgainstTheRules, match="names x9, which is not chosen among"):
        wants(alpha, row, "Ada", "x9")
    with pytest.raises(AgainstTheRules, match="names no item"):
        wants(alpha, row, "Ada")
    assert round_at(alpha.group, row.number, WHILE_OPEN).ballots["aurora"] == {"t1": 1}


@pytest.mark.parametrize(
    ("otherwise", "kind", "why"),
    [
        ({"quarter": "2017Q5"}, RequestFault, "no quarter"),
        ({"cycle": "Zircon"}, RequestFault, "no such cycle"),
        ({"kind": "shouts"}, AgainstTheRules, "no such kind of ballot"),
        ({"completion": "all"}, AgainstTheRules, "no such completion"),
        ({"opens_at": NOON - timedelta(seconds=1)}, AgainstTheRules, "would have opened"),
        ({"closes_at": OPENS}, AgainstTheRules, "close before it opens"),
        ({"closes_at": OPENS + timedelta(days=400)}, AgainstTheRules, "more than a year"),
        ({"items": ("t1",)}, AgainstTheRules, "1 item to choose among"),
        ({"items": ("t1", "x9")}, NotThere, "no such item"),
        ({"items": ("t1", "free")}, AgainstTheRules, "free is without a cost"),
        ({"items": ("t1", "gone")}, AgainstTheRules, "gone is over"),
        ({"budget": Decimal(-1)}, AgainstTheRules, "budget cannot be"),
        ({"budget": Decimal(0)}, AgainstTheRules, "budget cannot be"),
        ({"budget": Decimal(1_000_000)}, AgainstTheRules, "at most 100,000 FTE"),
        ({"budget": Decimal("NaN")}, AgainstTheRules, "budget cannot be"),
        ({"budget": Decimal("1.005")}, AgainstTheRules, "two decimals"),
        ({"budget": Decimal(2)}, AgainstTheRules, "costs more than the whole budget"),
    ],
)
def test_a_round_that_cannot_be_held_is_not_planned(
    otherwise: dict[str, Any], kind: type[Exception], why: str, alpha: Cast
) -> None:
    given_items(alpha.caller("Ed"), free="0", gone="1")
    drop_item(alpha.caller("Ada"), "gone", "No more.")
    with pytest.raises(kind, match=why):
        plan_round(alpha.caller("Ada"), planned(**otherwise))
    assert not Round.objects.filter(group=alpha.group).exists()


def test_a_group_without_a_seat_plans_no_round(alpha: Cast) -> None:
    given_items(alpha.caller("Ed"))
    Seat.objects.filter(group=alpha.group).update(until=NOON.date())
    with pytest.raises(AgainstTheRules, match="no seat"):
        plan_round(alpha.caller("Ada"), planned())


def test_only_the_chair_and_the_secretary_plan_settle_and_propose(alpha: Cast) -> None:
    row = answered(alpha)
    with pytest.raises(NotAllowed):
        plan_round(alpha.caller("Bo"), planned())
    with pytest.raises(NotAllowed):
        settle_now(alpha.caller("Bo", at=CLOSES))
    with pytest.raises(NotAllowed):
        propose_outcome(alpha.caller("Bo", at=CLOSES), row.number, "motion")
    with pytest.raises(AgainstTheRules, match="nothing to write down"):
        settle_now(alpha.caller("Di", at=CLOSES))
    with pytest.raises(NotThere):
        say(alpha.caller("Ada"), 9, {"t1": 1})


def test_items_of_another_group_are_not_chosen_among(alpha: Cast) -> None:
    given_items(alpha.caller("Ed"))
    propose_item(alpha.caller("Oz", group=alpha.other), ItemWritten(title="X", need="Y"), slug="theirs")
    assert RoadmapItem.objects.filter(slug="theirs").exists()
    with pytest.raises(NotThere, match="theirs"):
        plan_round(alpha.caller("Ada"), planned(items=("t1", "theirs")))
