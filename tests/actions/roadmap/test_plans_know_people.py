"""What a plan knows of people: what they gave upstream in the window, and what they have worked on."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from muster.actions.people import rename_person
from muster.actions.roadmap.indexing import read_upstream
from muster.actions.roadmap.planning import make_plan
from muster.actions.roadmap.planning_people import people_found
from muster.actions.roadmap.pledging import give_pledge
from muster.actions.roadmap.team import join_team
from muster.domain.contribution.windows import Window
from muster.domain.roadmap.planning.staffing import Found
from muster.evidence.progress import Silence
from muster.records.models import Membership, RoadmapItem
from muster.records.queries.roadmap.plans import plan_numbered
from tests.cast import NOON, Cast
from tests.roadmap_upstream import lay_out, with_an_upstream

WINDOW = Window(date(2017, 2, 1), date(2017, 8, 1))
ON = NOON.date()


@pytest.fixture
def group(alpha: Cast, tmp_path: Path, settings: Any) -> Cast:  # noqa: ANN401 - as pytest-django has it
    settings.HOME = tmp_path / "home"
    with_an_upstream(alpha)
    for slug, area, selector in (
        ("gears", "Engines", "blueprint gears in alpha/engine"),
        ("belts", "Engines", "bug 99"),
        ("rims", "Wheels", "repository alpha/wheels"),
    ):
        RoadmapItem.objects.create(
            group=alpha.group,
            slug=slug,
            title=slug.title(),
            focus_area=area,
            selectors=[selector],
            state="agreed",
            cost=Decimal(1),
            cycle="Pike",
        )
    return alpha


@pytest.fixture
def read(group: Cast, tmp_path: Path) -> Cast:
    folder = lay_out(tmp_path / "upstream")
    read_upstream(group.group, on=ON, lake=tmp_path / "home", progress=Silence(), folder=folder, workers=1)
    return group


def found(group: Cast, window: Window = WINDOW) -> list[Found]:
    people = people_found(group.group, window, on=ON)
    assert people is not None
    return sorted(people, key=lambda one: one.member)


def test_everybody_of_a_member_is_found_with_what_they_gave_and_know_and_nobody_else_is(read: Cast) -> None:
    ada, bo = found(read)
    assert (ada.member, ada.fte, ada.items, ada.areas) == (
        "aurora",
        Fraction(3, 12),
        frozenset({"gears", "rims"}),
        frozenset({"Engines", "Wheels"}),
    )
    assert (bo.member, bo.fte, bo.items, bo.areas) == (
        "borealis",
        Fraction(2, 12),
        frozenset({"gears", "rims"}),
        frozenset({"Engines", "Wheels"}),
    )
    assert "@" not in ada.key + bo.key


def test_only_the_window_counts_and_a_window_that_nothing_read_reaches_finds_nothing_out(read: Cast) -> None:
    (ada,) = found(read, Window(date(2017, 3, 1), date(2017, 3, 2)))
    assert (ada.member, ada.items) == ("aurora", frozenset({"gears"}))
    assert people_found(read.group, Window(date(2019, 1, 1), date(2019, 7, 1)), on=ON) is None


def test_a_member_of_the_day_on_which_it_is_planned_has_the_people_whom_it_had_before(read: Cast) -> None:
    Membership.objects.filter(organisation__slug="aurora").update(since=ON)
    people = people_found(read.group, Window(date(2017, 2, 1), ON), on=ON)
    assert people is not None
    assert sorted(one.member for one in people) == ["aurora", "borealis"]


def test_before_anything_was_read_nothing_is_known_of_anybody(group: Cast) -> None:
    assert people_found(group.group, WINDOW, on=ON) is None


def test_whoever_is_named_and_said_who_they_are_upstream_gives_what_they_gave_there(read: Cast) -> None:
    ada, _ = found(read)
    join_team(read.caller("Ada"), upstream=ada.key)
    people = [read.people[name].number for name in ("Ada", "Di")]
    give_pledge(read.caller("Ada"), "aurora", "belts", "Pike", fte=Fraction(3), people=people)
    shown = plan_numbered(read.group, make_plan(read.caller("Ada"), "Pike").number)
    labels = shown.words.workers
    placed = sorted((labels[one.worker], one.amount, one.fit) for one in shown.answer.placed)
    assert placed == [("Ada", 25, 4 + 1), ("Di", 75, 4)]
    assert "Ada" not in str(shown.row.question)
    rename_person(read.caller("Di"), read.people["Ada"], "Somebody")
    assert plan_numbered(read.group, 1).words.workers != labels


def test_a_plan_puts_whoever_knows_an_item_on_it_and_nobody_above_what_they_gave(read: Cast) -> None:
    for name, member, item in (("Ada", "aurora", "gears"), ("Bo", "borealis", "belts"), ("Cy", "corona", "rims")):
        give_pledge(read.caller(name), member, item, "Pike", fte=Fraction(1))
    shown = plan_numbered(read.group, make_plan(read.caller("Ada"), "Pike").number)
    assert shown.question.measured_over == "2016-11-09..2017-05-09"
    labels = shown.words.workers
    assert [(labels[one.worker], one.item, one.amount, one.fit) for one in shown.answer.placed] == [
        ("Aurora, person 1", "gears", 25, 2),
        ("Borealis, person 1", "belts", 16, 1),
    ]
    corona = [shown.words.sentence(one) for one in shown.answer.wishes if one.member == "corona"]
    assert corona == [
        (
            "Corona promised 1.00 to Rims, and 0.00 of it is planned: "
            "nobody of it was found upstream from 2016-11-09 until 2017-05-09, and it named nobody."
        )
    ]
