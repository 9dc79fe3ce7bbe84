"""What came of a group's items, from its own upstream to exact figures."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.actions.roadmap.proving import item_people, proof_of
from muster.domain.contribution.windows import Window
from muster.domain.roadmap.proof.proof import Proof
from muster.records.models import Confirmation, RoadmapItem
from tests.cast import Cast
from tests.roadmap_upstream import Upstreams, key, with_an_upstream

WINDOW = Window(date(2017, 2, 1), date(2017, 8, 1))
ON = date(2017, 5, 9)


def item(group: Cast, slug: str, *selectors: str, state: str = "agreed") -> RoadmapItem:
    return RoadmapItem.objects.create(
        group=group.group, slug=slug, title=slug, focus_area="Engines", selectors=list(selectors), state=state
    )


@pytest.fixture
def group(alpha: Cast, upstream: Upstreams, tmp_path: Path, settings: Any) -> Cast:  # noqa: ANN401 - as pytest-django has it
    settings.HOME = tmp_path / "home"
    found = with_an_upstream(alpha)
    item(found, "gears", "blueprint gears in alpha/engine")
    item(found, "bearings", "bug 1700017")
    item(found, "rims", "repository alpha/wheels", state="proposed")
    upstream.read(found.group, on=ON)
    return found


def proved(group: Cast, window: Window = WINDOW) -> Proof:
    proof = proof_of(group.group, window, on=ON)
    assert proof is not None
    return proof


def test_each_item_has_its_changes_its_companies_and_its_last_sign_of_life(group: Cast) -> None:
    bearings, gears, rims = proved(group).items
    assert (gears.slug, gears.changes, gears.linked, gears.unattributed) == ("gears", 3, 3, 1)
    assert (gears.first_day, gears.last_day, gears.last_seen) == (date(2017, 3, 1), date(2017, 3, 3), date(2017, 3, 3))
    assert [(one.company, one.changes, one.people, one.days, one.member) for one in gears.shares] == [
        ("Aurora", 1, 1, 1, True),
        ("Borealis", 1, 1, 1, True),
    ]
    assert gears.shared
    assert [(one.company, one.changes, one.days) for one in bearings.shares] == [("Aurora", 2, 2)]
    assert not bearings.shared
    assert [(one.company, one.changes) for one in rims.shares] == [("Aurora", 1), ("Borealis", 1)]


def test_items_add_up_to_the_roadmap_fte_and_what_is_only_proposed_adds_nothing(group: Cast) -> None:
    """Ada was active on three days: one for gears and bearings, one for rims, one for bearings."""
    aurora = proved(group).companies["Aurora"]
    assert aurora.fte.likely == Fraction(3, 12)
    assert aurora.roadmap_fte.likely == Fraction(2, 12)
    assert {slug: fte.likely for slug, fte in aurora.items.items()} == {
        "gears": Fraction(1, 24),
        "bearings": Fraction(3, 24),
        "rims": Fraction(1, 12),
    }


def test_each_area_says_how_much_is_linked_and_how_much_is_on_items(group: Cast) -> None:
    engines, wheels = proved(group).areas
    assert (engines.name, engines.changes, engines.linked, engines.on_items) == ("Engines", 4, 4, 4)
    assert (wheels.name, wheels.changes, wheels.linked, wheels.on_items) == ("Wheels", 2, 1, 0)


def test_signs_of_life_are_seen_whatever_the_window_and_not_beyond_the_day(group: Cast) -> None:
    late = proof_of(group.group, Window(date(2017, 4, 1), date(2017, 5, 1)), on=date(2017, 4, 5))
    assert late is not None
    gears, bearings = late.item("gears"), late.item("bearings")
    assert gears is not None
    assert bearings is not None
    assert (gears.changes, gears.begun_on, gears.last_seen) == (0, date(2017, 3, 1), date(2017, 3, 3))
    assert (bearings.changes, bearings.last_day, bearings.last_seen) == (1, date(2017, 4, 6), date(2017, 3, 1))


def test_peoples_words_come_before_selectors(group: Cast) -> None:
    said = {"item": RoadmapItem.objects.get(group=group.group, slug="gears"), "person": group.people["Ada"]}
    when = "2017-05-01T12:00:00Z"
    Confirmation.objects.create(**said, change=key(5), belongs=True, at=when)
    Confirmation.objects.create(**said, change=key(4), belongs=False, at=when)
    gears = proved(group).item("gears")
    assert gears is not None
    assert (gears.changes, gears.unattributed) == (3, 0)
    assert [(one.company, one.changes) for one in gears.shares] == [("Aurora", 2), ("Borealis", 1)]


def test_the_same_question_is_answered_from_memory_until_something_changes(group: Cast) -> None:
    first = proved(group)
    assert proved(group) is first
    RoadmapItem.objects.filter(group=group.group, slug="rims").update(state="agreed")
    second = proved(group)
    assert second is not first
    assert second.companies["Aurora"].roadmap_fte.likely == Fraction(3, 12)


def test_nothing_read_is_no_proof(group: Cast) -> None:
    assert proof_of(group.other, WINDOW, on=ON) is None
    assert item_people(group.other, WINDOW) == ()


def test_who_worked_on_what_is_told_by_opaque_id(group: Cast) -> None:
    rows = {(row.subject, row.company): row.days for row in item_people(group.group, WINDOW)}
    assert rows["gears", "Borealis"] == 1
    assert all("@" not in row.person for row in item_people(group.group, WINDOW))


def test_the_number_of_queries_does_not_grow_with_items(group: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            proved(group)
        return len(asked)

    few = queries()
    for number in range(30):
        item(group, f"more-{number}", f"bug {number + 100}")
    assert queries() == few
