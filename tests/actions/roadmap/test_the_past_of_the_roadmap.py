"""A cycle or year that is over is told as of its end, whatever was promised, delivered or dropped since."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.actions.caller import Caller
from muster.actions.roadmap import proof_as_data
from muster.actions.roadmap.deciding import agree_item, deliver_item, drop_item
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.keeping import Known, known_of
from muster.actions.roadmap.pledging import give_pledge
from muster.actions.roadmap.representing import Answers, answers_of
from muster.actions.roadmap.years import told_year
from muster.records.models import Account, Group
from tests.cast import Cast, address
from tests.roadmap_index import Landed, index_of
from tests.roadmaps import with_a_roadmap

pytestmark = pytest.mark.usefixtures("database")
MARCH = date(2018, 3, 1)
"""After Queens; Pike was over on 30 August 2017."""


def on(year: int, month: int, day: int) -> Callable[[], datetime]:
    return lambda: datetime(year, month, day, 12, tzinfo=UTC)


@pytest.fixture
def group(alpha: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Group:
    """Alpha, on which much was said after Pike: an item delivered, one dropped, promises changed and taken back."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    found = with_a_roadmap(alpha).group

    def chair(year: int, month: int, day: int) -> Caller:
        return Caller(found, Account.objects.get(email=address("Ada")), on(year, month, day))

    begun = chair(2017, 5, 10)
    for slug in ("spin", "grip"):
        written = ItemWritten(
            title=slug.title(), need="Why.", focus_area="Engines", cycle="Queens", selectors=(f"blueprint {slug}",)
        )
        propose_item(begun, written, slug=slug)
        agree_item(begun, slug)
    give_pledge(begun, "aurora", "spin", "Pike", fte=Fraction(1))
    give_pledge(begun, "aurora", "spin", "Queens", fte=Fraction(1))
    give_pledge(begun, "aurora", "grip", "Queens", fte=Fraction(2))
    later = chair(2017, 10, 1)
    give_pledge(later, "aurora", "spin", "Queens", fte=Fraction(3))
    give_pledge(later, "aurora", "grip", "Queens", fte=Fraction(0))
    drop_item(later, "grip", "Nobody works on it.")
    deliver_item(chair(2018, 1, 5), "spin", "It turns.")
    landed = [
        Landed(f"{goal}-{day}", date(2017, month, day), "Aurora", "ann", goals=(f"blueprint {goal}",))
        for goal, month in (("spin", 8), ("grip", 5))
        for day in range(11, 15)
    ]
    index_of(found, home=tmp_path, landed=[*landed, Landed("late", date(2018, 1, 10), "Stranger", "sam")])
    return found


def answers(known: Known, cycle: str) -> Answers:
    chosen = known.chosen(cycle)
    return answers_of(known, known.organisation("aurora"), known.season(chosen), chosen, rounds=[])


def test_items_are_told_in_the_state_in_which_they_were_at_the_end_of_the_cycle(group: Group) -> None:
    known = known_of(group, MARCH)
    words = {}
    for name in ("Pike", "Queens"):
        season = known.season(known.chosen(name))
        words[name] = {slug: life.word for slug, life in known.lives(season.proof, season.as_of).items()}
        data = proof_as_data.season(known, season, known.lives(season.proof, season.as_of))
        assert data["as_of"] == season.as_of.isoformat()
    assert known.season(known.chosen("Pike")).as_of == date(2017, 8, 30)
    assert words == {"Pike": {"grip": "stalled", "spin": "active"}, "Queens": {"grip": "dropped", "spin": "delivered"}}


def test_a_cycle_that_runs_is_told_as_of_today(group: Group) -> None:
    known = known_of(group, date(2018, 1, 10))
    season = known.season(known.chosen("Queens"))
    assert (season.running, season.as_of) == (True, date(2018, 1, 10))
    assert [(row.item, row.promised) for row in season.ledger.rows if row.verdict] == [("spin", Fraction(3))]


def test_promises_are_told_as_they_stood_at_the_end_of_the_cycle(group: Group) -> None:
    known = known_of(group, MARCH)
    then = {(one.item.slug, one.cycle): one.fte for one in known.pledges_on(date(2017, 8, 30))}
    assert then == {("spin", "Pike"): 1, ("spin", "Queens"): 1, ("grip", "Queens"): 2}
    assert {(one.item.slug, one.cycle): one.fte for one in known.pledges_on(MARCH)} == {
        ("spin", "Pike"): 1,
        ("spin", "Queens"): 3,
    }
    assert known.pledges_on(date(2017, 5, 9)) == ()
    found = answers(known, "Pike")
    assert found.sentences[3] == "Queens: 3 FTE promised, 2 items meant for it."
    assert [one.item for one in found.doubts] == ["grip"]


def test_a_year_says_what_stalled_by_its_end_and_not_what_was_delivered_after(group: Group) -> None:
    known = known_of(group, MARCH)
    told = told_year(known, 2017)
    assert told.year is not None
    assert (told.as_of, [one.slug for one in told.year.stalled]) == (date(2018, 1, 1), ["spin"])
    assert {one.slug: one.life.word for one in told.year.items if one.life} == {"grip": "dropped", "spin": "stalled"}
    assert proof_as_data.year(known, told)["as_of"] == "2018-01-01"


def test_the_record_is_asked_as_often_however_much_was_said(group: Group) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            answers(known_of(group, MARCH), "Pike")
        return len(asked)

    few = queries()
    chair = Caller(group, Account.objects.get(email=address("Ada")), on(2018, 1, 6))
    for number in range(12):
        slug = f"more-{number}"
        propose_item(chair, ItemWritten(title=slug, need="Why.", focus_area="Engines"), slug=slug)
        agree_item(chair, slug)
        give_pledge(chair, "aurora", slug, "Queens", fte=Fraction(1))
    assert queries() == few
