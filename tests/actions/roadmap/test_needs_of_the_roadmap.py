"""What the roadmap asks of a seat: its ballot in an open round, and a promise for the cycle that comes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from muster.actions.needs.roadmap import ballots_of_rounds, pledges_to_give
from muster.actions.needs.shape import Need
from muster.records.models import CalendarVersion, Group, Pledge, RoadmapItem, Round, RoundBallot, Seat
from muster.records.queries.me import standpoints_in
from muster.records.queries.roadmap.waiting import rounds_that_want
from tests.cast import NOON, Cast
from tests.roadmaps import with_a_roadmap

DAY = timedelta(days=1)
AUGUST = datetime(2017, 8, 1, 12, tzinfo=UTC)
"""Five weeks before Queens begins."""


def a_round(group: Group, **more: object) -> Round:
    said = {
        "quarter": "2017Q2",
        "ballots": "ranks",
        "completion": "none",
        "opens_at": NOON - DAY,
        "closes_at": NOON + DAY,
        "budget": 6,
        "seats": ["aurora", "borealis"],
        **more,
    }
    return Round.objects.create(group=group, number=Round.objects.filter(group=group).count() + 1, **said)


def an_item(group: Group, slug: str, state: str = "agreed") -> RoadmapItem:
    return RoadmapItem.objects.create(group=group, slug=slug, title=slug, focus_area="Engines", state=state)


def told(needs: list[Need]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.whose.name, one.what, one.on_behalf) for one in needs]


def test_an_open_round_asks_every_seat_that_has_a_share_and_said_nothing(alpha: Cast) -> None:
    one = a_round(alpha.group)
    a_round(alpha.group, opens_at=NOON + DAY)
    a_round(alpha.group, closes_at=NOON)
    a_round(alpha.group, outcome={})
    RoundBallot.objects.create(round=one, seat=Seat.objects.get(group=alpha.group, slug="aurora"), data={}, at=NOON)
    asked = list(ballots_of_rounds(standpoints_in(alpha.group, NOON.date()), NOON))
    assert told(asked) == [("Bo", "Say what the roadmap should do first in 2017Q2", ("Borealis",))]
    assert (asked[0].by, asked[0].about) == (NOON + DAY, "round/1")
    organisations = {each.slug: each for each in alpha.group.organisations.all()}
    assert [waiting.round for waiting in rounds_that_want(organisations["borealis"], NOON)] == [one]
    assert rounds_that_want(organisations["aurora"], NOON) == []


def test_a_cycle_that_comes_asks_every_member_that_promised_nothing_for_it(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    item, aurora = an_item(alpha.group, "t1"), alpha.group.organisations.get(slug="aurora")
    promise = Pledge.objects.create(organisation=aurora, item=item, cycle="Queens", fte=1, at=NOON)
    asked = list(pledges_to_give(standpoints_in(alpha.group, AUGUST.date()), AUGUST))
    assert told(asked) == [
        ("Bo", "Say what you promise to the roadmap for Queens", ("Borealis",)),
        ("Cy", "Say what you promise to the roadmap for Queens", ("Corona",)),
    ]
    assert (asked[0].where, asked[0].by) == ("/alpha/roadmap/pledges/", datetime(2017, 9, 4, tzinfo=UTC))
    Pledge.objects.filter(pk=promise.pk).update(fte=0)  # taken back
    assert len(list(pledges_to_give(standpoints_in(alpha.group, AUGUST.date()), AUGUST))) == 3


@pytest.mark.parametrize(
    ("at", "asked"),
    [
        (datetime(2017, 7, 23, tzinfo=UTC), 0),
        (datetime(2017, 7, 24, tzinfo=UTC), 3),
        (datetime(2017, 10, 2, tzinfo=UTC), 3),
        (datetime(2017, 10, 3, tzinfo=UTC), 0),
    ],
)
def test_promises_are_asked_for_six_weeks_before_and_four_after_a_cycle_begins(
    at: datetime, asked: int, alpha: Cast
) -> None:
    with_a_roadmap(alpha)
    an_item(alpha.group, "t1")
    assert len(list(pledges_to_give(standpoints_in(alpha.group, at.date()), at))) == asked


def test_a_group_that_has_agreed_on_nothing_asks_for_no_promise(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    for state in ("proposed", "delivered", "dropped"):
        an_item(alpha.group, state, state)
    an_item(alpha.other, "t1")
    assert list(pledges_to_give(standpoints_in(alpha.group, AUGUST.date()), AUGUST)) == []


def test_the_calendar_that_a_group_was_given_counts_and_not_its_charters(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    an_item(alpha.group, "t1")
    data = {"cycles": [{"name": "Quick", "start": "2017-08-10", "release": "2017-08-20"}]}
    CalendarVersion.objects.create(group=alpha.group, at=NOON, data=data)
    asked = list(pledges_to_give(standpoints_in(alpha.group, date(2017, 8, 1)), AUGUST))
    assert {one.what for one in asked} == {"Say what you promise to the roadmap for Quick"}
