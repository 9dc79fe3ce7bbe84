"""What an item may say, and who may change it: as values, and as laws."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.roadmap.checking import (
    COST_AT_MOST,
    STEPS,
    Known,
    circle,
    faults_of,
    refusal_of_change,
    refusal_of_step,
    vanished,
)
from muster.domain.roadmap.items import Item, ItemState, Selector, SelectorKind
from muster.domain.roadmap.use_cases import STEPS as ANSWERS
from muster.domain.roadmap.use_cases import UseCaseState, refusal_of_answer
from muster.domain.roadmap.use_cases import refusal_of_change as refusal_of_change_to_a_use_case

KNOWN = Known(areas=("Engines",), cycles=("Pike",), repositories=frozenset({"a/b"}), items={"gears": (), "rims": ()})
ITEM = Item("tyres", "Tyres", "Ours burst.", "Engines")
NAMES = st.sampled_from("abcdef")
GRAPHS = st.dictionaries(NAMES, st.lists(NAMES, max_size=4).map(tuple))


def reaches(start: str, goal: str, graph: Mapping[str, tuple[str, ...]]) -> bool:
    """Say by brute force whether one can get from start to goal in a step or more."""
    reached, before = set(graph.get(start, ())), set[str]()
    while reached != before:
        before = set(reached)
        reached |= {after for one in before for after in graph.get(one, ())}
    return goal in reached


@given(graph=GRAPHS, slug=NAMES, depends_on=st.lists(NAMES, max_size=4))
def test_a_circle_is_found_exactly_where_there_is_one_and_is_one(
    graph: dict[str, tuple[str, ...]], slug: str, depends_on: list[str]
) -> None:
    whole = {**graph, slug: tuple(depends_on)}
    way = circle(slug, depends_on, graph)
    assert bool(way) == reaches(slug, slug, whole)
    if way:
        assert (way[0], way[-1]) == (slug, slug)
        assert all(then in whole[first] for first, then in pairwise(way))
        assert len(set(way)) == len(way) - 1


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (Fraction(-1), "An item cannot cost less than nothing."),
        (Fraction(1_000_000), f"No item costs more than {COST_AT_MOST} FTE."),
        (Fraction(1, 3), "Costs have two digits behind the point at most."),
    ],
)
def test_a_cost_that_nothing_has_is_refused(cost: Fraction, said: str) -> None:
    (fault,) = faults_of(Item("tyres", "Tyres", "Ours burst.", "Engines", cost=cost), KNOWN)
    assert (fault.field, fault.what) == ("cost", said)


@pytest.mark.parametrize("cost", [Fraction(0), Fraction(1, 4), Fraction(COST_AT_MOST)])
def test_a_cost_in_hundredths_is_taken(cost: Fraction) -> None:
    assert faults_of(Item("tyres", "Tyres", "Ours burst.", "Engines", cost=cost), KNOWN) == ()


@pytest.mark.parametrize("slug", ["", "T1", "a b", "-a", "a-", "a" * 41, "ä", "a/b", "a\n"])
def test_a_short_name_is_fit_for_an_address(slug: str) -> None:
    assert [one.field for one in faults_of(Item(slug, "Tyres", "Ours burst.", "Engines"), KNOWN)] == ["slug"]


def test_what_an_item_named_before_it_may_name_further() -> None:
    gone = Selector(SelectorKind.REPOSITORY, "", "gone/away")
    before = Item("gears", "Gears", "x", "Sails", ("Speed",), cycle="Zebra", owners=("o",), selectors=(gone,))
    assert faults_of(before, KNOWN, before=before) == ()
    assert [one.field for one in faults_of(before, KNOWN)] == [
        "slug",
        "focus_area",
        "vectors",
        "cycle",
        "owners",
        "selectors",
    ]
    assert vanished(before, KNOWN.repositories) == ("gone/away",)


def test_where_the_charter_names_no_focus_area_none_is_asked_for() -> None:
    assert faults_of(Item("tyres", "Tyres", "Ours burst.", ""), Known()) == ()
    assert [one.field for one in faults_of(Item("tyres", "Tyres", "Ours burst.", ""), KNOWN)] == ["focus_area"]


@pytest.mark.parametrize(
    ("state", "owners", "runs", "speaks_for", "may"),
    [
        (ItemState.PROPOSED, ("a",), False, (), True),
        (ItemState.AGREED, ("a",), False, (), False),
        (ItemState.AGREED, ("a",), False, ("a",), True),
        (ItemState.AGREED, ("a",), False, ("b",), False),
        (ItemState.AGREED, ("a",), True, (), True),
        (ItemState.AGREED, (), False, ("b",), True),
        (ItemState.AGREED, (), False, (), False),
        (ItemState.DELIVERED, ("a",), True, ("a",), False),
        (ItemState.DROPPED, (), True, (), False),
    ],
)
def test_who_may_change_an_item_depends_on_its_state_and_its_owners(
    state: ItemState, owners: tuple[str, ...], runs: bool, speaks_for: tuple[str, ...], may: bool
) -> None:
    assert (refusal_of_change(state, owners, runs=runs, speaks_for=speaks_for) is None) == may


def test_every_step_that_is_not_named_is_refused_with_those_that_are() -> None:
    for state in ItemState:
        for to in ItemState:
            refused = refusal_of_step(state, to)
            assert (refused is None) == (to in STEPS[state])
            assert refused is None or refused.mend.endswith(".")
    for answer in UseCaseState:
        for then in UseCaseState:
            refused = refusal_of_answer(answer, then, supported=True)
            assert (refused is None) == (then in ANSWERS[answer])


def test_a_use_case_is_changed_by_whoever_opened_it_while_it_is_open() -> None:
    may = {
        (state, opened_it, runs): refusal_of_change_to_a_use_case(state, opened_it=opened_it, runs=runs) is None
        for state in UseCaseState
        for opened_it in (True, False)
        for runs in (True, False)
    }
    assert {one for one, allowed in may.items() if allowed} == {
        (UseCaseState.OPEN, True, True),
        (UseCaseState.OPEN, True, False),
        (UseCaseState.OPEN, False, True),
        (UseCaseState.ACCEPTED, True, True),
        (UseCaseState.ACCEPTED, False, True),
    }
