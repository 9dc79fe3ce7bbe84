"""The roadmap on an earlier day, told from the log: the states of items, and what stood promised to them."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.record.chain import Said
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.proof.past import STATES, Stood, promised_on, states_on

NOON = datetime(2017, 5, 9, 12, tzinfo=UTC)
DAY = date(2017, 5, 9)
ONE = timedelta(days=1)
PLACE = ("aurora", "t1", "Pike")


def said(kind: str, subject: str, at: datetime = NOON, **data: Any) -> Said:  # noqa: ANN401 - as an entry has it
    return Said("alpha", 1, at, kind, subject, "person/1", "", data)


def pledge(fte: str, at: datetime, *people: str, kind: str = "pledge.given") -> Said:
    return said(kind, "pledges/aurora", at, item="item/t1", cycle="Pike", fte=fte, before="", people=list(people))


LIFE = (
    said("item.proposed", "item/t1", NOON - 9 * ONE),
    said("item.agreed", "item/t1", NOON),
    said("item.delivered", "item/t1", NOON + 9 * ONE),
    said("item.taken-up", "item/t1", NOON + 10 * ONE),
    said("item.dropped", "item/t1", NOON + 11 * ONE),
)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-10, ItemState.PROPOSED),
        (-9, ItemState.PROPOSED),
        (-1, ItemState.PROPOSED),
        (0, ItemState.AGREED),
        (8, ItemState.AGREED),
        (9, ItemState.DELIVERED),
        (10, ItemState.PROPOSED),
        (11, ItemState.DROPPED),
    ],
)
def test_an_item_is_what_the_group_had_said_of_it_by_the_end_of_the_day(days: int, state: ItemState) -> None:
    assert states_on(LIFE, DAY + days * ONE) == {"t1": state}


def test_what_changes_no_state_and_other_things_are_not_looked_at() -> None:
    others = (said("item.changed", "item/t1", changes={}), said("use-case.opened", "use-case/1"), pledge("1.00", NOON))
    assert states_on(others, DAY) == {}
    assert promised_on(LIFE, DAY) == {}


@given(kinds=st.lists(st.sampled_from(sorted(STATES))), days=st.integers(-3, 12))
def test_the_last_word_up_to_the_day_is_the_state(kinds: list[str], days: int) -> None:
    told = [said(kind, "item/t1", NOON + place * ONE) for place, kind in enumerate(kinds)]
    before = [STATES[kind] for place, kind in enumerate(kinds) if place <= days]
    expected = before[-1] if before else ItemState.PROPOSED
    assert states_on(told, DAY + days * ONE) == ({"t1": expected} if kinds else {})


@pytest.mark.parametrize(
    ("days", "stood"),
    [
        (-1, Stood()),
        (0, Stood(Fraction(5, 4), ("person/2",))),
        (1, Stood(Fraction(1000))),
        (2, Stood()),
        (3, Stood(Fraction(1, 2), ("person/2", "person/3"))),
    ],
)
def test_a_promise_stands_as_it_was_given_last_until_it_is_taken_back(days: int, stood: Stood) -> None:
    told = (
        pledge("1.25", NOON, "person/2"),
        pledge("1,000.00", NOON + ONE),
        pledge("0.00", NOON + 2 * ONE, kind="pledge.taken-back"),
        pledge("0.50", NOON + 3 * ONE, "person/2", "person/3"),
    )
    assert promised_on(told, DAY + days * ONE) == {PLACE: stood}
