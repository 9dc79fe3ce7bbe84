"""The built-in group's use cases and items: made by deeds, and nothing in them that its charter does not know."""

from datetime import UTC, datetime

import pytest

from muster.actions.roadmap.knowing import known_in
from muster.actions.sample.making import make_sample
from muster.domain.roadmap.checking import faults_of
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.selectors import read_selectors
from muster.records import log
from muster.records.models import Group, RoadmapItem, UseCase
from muster.records.queries.roadmap.items import items_of
from muster.records.queries.roadmap.use_cases import use_cases_of

TODAY = datetime(2026, 11, 1, 12, tzinfo=UTC)
FIRST_MEETING = datetime(2016, 11, 15, 17, tzinfo=UTC)
ITEMS = ["t1", "t2", "t3", "l1", "m1", "m2", "r1", "r2", "r3", "n1", "n2", "n3", "c1", "c2"]
RESERVE = ["n4", "n5", "o1", "h1"]


@pytest.fixture
def lcoo(database: str) -> Group:  # noqa: ARG001 - the group lies in it
    return make_sample(today=TODAY)


def test_its_fourteen_items_are_agreed_and_four_wait_and_all_are_said_to_be_invented(lcoo: Group) -> None:
    # One test, since making the year takes seconds on either database.
    items = {one.item.slug: one.item for one in items_of(lcoo)}
    assert sorted(items) == sorted(ITEMS + RESERVE)
    assert {slug for slug, item in items.items() if item.state is ItemState.PROPOSED} == set(RESERVE)
    delivered = [slug for slug, item in items.items() if item.state is ItemState.DELIVERED]
    assert sorted(delivered) == ["c2", "m1", "n3", "r1", "r3", "t2"]
    for model in (RoadmapItem, UseCase):
        assert not model.objects.filter(group=lcoo, invented=False).exists()

    known = known_in(lcoo, TODAY.date())
    for row in RoadmapItem.objects.filter(group=lcoo):
        assert read_selectors(row.selectors).faults == ()
        assert faults_of(items[row.slug], known, before=items[row.slug]) == ()
        entries = log.entries(lcoo, subject=row.handle)
        assert entries[0].kind == "item.proposed"
        assert entries[0].at <= FIRST_MEETING

    cases = use_cases_of(lcoo)
    assert [(one.row.number, str(one.state)) for one in cases if one.state != "accepted"] == [
        (11, "open"),
        (10, "open"),
        (9, "declined"),
        (6, "served"),
    ]
    unserved = [one.row.number for one in cases if not one.items]
    assert unserved == [9]
    assert log.verify(lcoo)[1] == []
