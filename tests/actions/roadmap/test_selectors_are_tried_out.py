"""While somebody writes selectors, they see what these catch, what they nearly catch, and what is linked to nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from muster.actions.roadmap.selecting import Preview, preview
from muster.domain.roadmap.selectors import read_selectors
from muster.records.models import RoadmapItem
from tests.cast import Cast
from tests.roadmap_upstream import Upstreams, key, with_an_upstream


@pytest.fixture
def group(alpha: Cast, upstream: Upstreams, tmp_path: Path, settings: Any) -> Cast:  # noqa: ANN401 - as pytest-django has it
    settings.HOME = tmp_path / "home"
    found = with_an_upstream(alpha)
    upstream.read(found.group, on=date(2017, 5, 9))
    return found


def tried(group: Cast, *lines: str, area: str = "Engines", **options: Any) -> Preview:  # noqa: ANN401 - handed on
    read = read_selectors(lines)
    assert not read.faults
    shown = preview(group.group, read.selectors, focus_area=area, **options)
    assert shown is not None
    return shown


def test_what_is_caught_is_told_with_the_selector_that_catches_it_the_latest_first(group: Cast) -> None:
    shown = tried(group, "blueprint gears in alpha/engine", "message oil the in alpha/engine")
    assert [(one.change, one.company, one.subject, one.by) for one in shown.caught] == [
        (key(4), "*unaffiliated", "Count teeth", ("blueprint gears in alpha/engine",)),
        (
            key(3),
            "Borealis",
            "Oil the gears",
            ("blueprint gears in alpha/engine", "message oil the in alpha/engine"),
        ),
        (key(1), "Aurora", "Add gears", ("blueprint gears in alpha/engine",)),
    ]
    assert shown.count == 3
    assert shown.by_selector == (("blueprint gears in alpha/engine", 3), ("message oil the in alpha/engine", 1))


def test_near_misses_say_why_and_those_of_the_area_come_first(group: Cast) -> None:
    near = [(one.change, one.why, one.in_area) for one in tried(group, "blueprint gears in alpha/engine").near]
    assert near == []
    near = [(one.change, one.why, one.in_area) for one in tried(group, "bug 1700017 in alpha/engine").near]
    assert near == [(key(7), "names bug 1700017, in another repository", False)]
    near = [(one.change, one.why, one.in_area) for one in tried(group, "blueprint gears", area="Wheels").near]
    assert near == [(key(6), "names blueprint gears-ii, whose name is like gears", True)]


def test_a_bug_that_a_caught_change_names_is_looked_for_elsewhere(group: Cast) -> None:
    near = [(one.change, one.why) for one in tried(group, "message bearing in alpha/engine").near]
    assert near == [(key(7), "names bug 1700017, as a change that is caught does")]


def test_the_words_of_a_blueprint_in_a_message_that_does_not_link_it_are_near(group: Cast) -> None:
    near = [(one.change, one.why) for one in tried(group, "blueprint round-the-rims", area="Wheels").near]
    assert near == [(key(5), "has the words of round-the-rims in its first line, and does not link it")]


def test_peoples_words_are_seen_and_what_they_refused_is_not_near(group: Cast) -> None:
    shown = tried(group, "bug 1700017 in alpha/engine", confirmations={key(7): False, key(5): True, key(2): False})
    assert [(one.change, one.by) for one in shown.caught] == [(key(5), ())]
    assert shown.near == ()


def test_the_area_says_how_much_of_it_is_linked_to_nothing(group: Cast) -> None:
    shown = tried(group, "bug 99", area="Wheels")
    assert (shown.count, shown.area_changes, shown.area_on_items, shown.area_unlinked) == (0, 2, 0, 1)
    shown = tried(group, "repository alpha/wheels", area="Wheels")
    assert (shown.count, shown.area_changes, shown.area_on_items, shown.area_unlinked) == (2, 2, 2, 0)
    RoadmapItem.objects.create(
        group=group.group, slug="rims", title="Rims", selectors=["repository alpha/wheels"], state="agreed"
    )
    assert tried(group, "bug 99", area="Wheels").area_on_items == 2
    assert tried(group, "bug 99", area="Wheels", slug="rims").area_on_items == 0
    assert tried(group, area="No such area").area_changes == 0


def test_what_cannot_be_told_is_said(group: Cast) -> None:
    shown = tried(
        group, "repository alpha/vanished", "path src in alpha/engine", "message ((((abc){200}){200}){200}){200}"
    )
    assert shown.count == 0
    assert len(shown.remarks) == 3
    assert shown.remarks[0] == ("alpha/vanished is none of the repositories that were read, so it catches nothing.")
    assert shown.remarks[1] == "Which changes touch src is known once the item is saved and upstream read again."
    assert shown.remarks[2].startswith("“message ((((abc){200}){200}){200}){200}” is left aside: RE2 cannot read it")


def test_without_anything_read_there_is_no_preview(group: Cast) -> None:
    assert preview(group.other, read_selectors("bug 1700017").selectors, focus_area="Engines") is None
