"""A file of items says by which work on the roadmap is counted, or everything that is wrong with it."""

from datetime import date

import pytest

from muster.domain.errors import RequestFault
from muster.domain.roadmap.items import Selector, SelectorKind
from muster.domain.roadmap.measured import MeasuredItem, fingerprint_of, paths_of, read_roadmap

ON = date(2016, 11, 22)
PATROLE = Selector(SelectorKind.REPOSITORY, "", "openstack/patrole")

FILE = """
[[items]]
slug = "t1"
title = "Policy tests"
focus_area = "Testing"
selectors = ["repository openstack/patrole"]

[[items]]
slug = "t2"
state = "proposed"

[[items]]
slug = "t3"
state = "delivered"

[[items]]
slug = "t4"
state = "dropped"
"""


def test_agreed_and_delivered_items_count_and_others_are_measured_beside_them() -> None:
    assert read_roadmap(FILE, "roadmap.toml", on=ON) == (
        MeasuredItem("t1", (PATROLE,), counts=True, focus_area="Testing"),
        MeasuredItem("t2", (), counts=False),
        MeasuredItem("t3", (), counts=True),
        MeasuredItem("t4", (), counts=False),
    )


@pytest.mark.parametrize(
    ("agreed", "counts"), [("2016-11-22", True), ("2016-11-23", False), ("2016-11-22T15:00:00Z", True)]
)
def test_an_item_counts_from_the_day_on_which_it_is_agreed(agreed: str, counts: bool) -> None:
    (item,) = read_roadmap(f'[[items]]\nslug = "t1"\nagreed = {agreed}', "roadmap.toml", on=ON)
    assert item.counts is counts


def test_every_fault_of_the_file_is_told_at_once() -> None:
    text = """
    [[items]]
    slug = "T 1"
    wish = 1
    agreed = "today"
    selectors = ["bug one", "repository a/b", "message .*"]
    [[items]]
    slug = "t2"
    state = "alive"
    selectors = "bug 1"
    [[items]]
    slug = "t2"
    """
    with pytest.raises(RequestFault) as refused:
        read_roadmap(text, "roadmap.toml", on=ON)
    assert refused.value.where == "roadmap.toml"
    for part in (
        "item 1: its slug must be",
        "item 1: the day on which it was agreed must be a date",
        "item 1: wish means nothing here",
        "item 1: selector 1: 'one' is no number of a bug.",
        "item 1: selector 3: The pattern would catch nearly everything.",
        "item 2: its state must be one of",
        "item 2: its selectors must be a list",
        "item 3: 't2' is the name of another item",
    ):
        assert part in refused.value.what


@pytest.mark.parametrize("text", ["[[items", "items = 1", "items = [1]", "x = 1"])
def test_what_is_no_file_of_items_is_refused(text: str) -> None:
    with pytest.raises(RequestFault):
        read_roadmap(text, "roadmap.toml", on=ON)


def test_the_fingerprint_knows_everything_that_is_measured_by_and_no_order() -> None:
    one, two = MeasuredItem("t1", (PATROLE,)), MeasuredItem("t2", ())
    assert fingerprint_of(()) == ""
    assert fingerprint_of((one, two)) == fingerprint_of((two, one))
    different = [
        one,
        two,
        MeasuredItem("t1", (PATROLE,), counts=False),
        MeasuredItem("t1", (PATROLE,), confirmed=frozenset({"i1"})),
        MeasuredItem("t1", (PATROLE,), refused=frozenset({"i1"})),
    ]
    assert len({fingerprint_of((item,)) for item in different}) == len(different)


def test_the_paths_of_selectors_have_to_be_read() -> None:
    path = Selector(SelectorKind.PATH, "nova/virt", "org/nova")
    assert paths_of([MeasuredItem("t1", (PATROLE, path)), MeasuredItem("t2", (path,))]) == {"org/nova": ("nova/virt",)}
