"""A published standing is read back as it was written, and nothing else is taken for one."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.published import FAULTS_AT_MOST, PublishedStanding, read_published, since_when
from muster.domain.contribution.verdict import Verdict
from muster.publication.standing_data import as_json
from tests.publication.standings import small


def data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_json(small()))
    return found


def read() -> PublishedStanding:
    found = read_published(data())
    assert isinstance(found, PublishedStanding), found
    return found


def test_what_muster_standing_writes_is_read_back_the_same() -> None:
    written, found = small(), read()
    assert (found.group, found.on, found.window) == (written.group, written.on, written.window)
    roll = (*written.members, *written.others)
    assert [(one.name, one.state, one.people, one.changes, one.fte) for one in found.members] == [
        (one.name, one.state, one.people, one.changes, one.fte) for one in roll
    ]
    assert [
        [(c.id, c.minimum, c.figures, c.verdict, c.window, c.margin, c.flips) for c in one.criteria]
        for one in found.members
    ] == [[(c.id, c.minimum, c.figures, c.verdict, c.window, c.margin, c.flips) for c in one.criteria] for one in roll]
    assert [(one.name, one.fte) for one in found.companies] == [(one.name, one.fte) for one in written.companies]
    name = written.members[0].name
    assert found.trend_of([name]) == [(point.on, dict(point.fte)[name]) for point in reversed(written.trend)]
    assert (found.charter_version, found.fingerprint) == (
        written.provenance.charter_version,
        written.provenance.fingerprint,
    )


def test_a_member_is_found_by_any_of_its_names_and_judged_by_its_worst_verdict() -> None:
    found = read().member(["Somebody", "ALPHA"])
    assert found
    assert found.name == "Alpha"
    assert found.overall == Verdict.MEETS
    assert read().member(["Somebody"]) is None


def test_a_verdict_holds_since_the_earliest_standing_in_a_row_that_says_the_same() -> None:
    now = read()
    before, first = replace(now, on=date(2016, 10, 1)), replace(now, on=date(2016, 9, 1))
    short = replace(now.members[0].criteria[0], verdict=Verdict.SHORT)
    otherwise = replace(
        now, on=date(2016, 8, 1), members=(replace(now.members[0], criteria=(short,)), *now.members[1:])
    )
    name = now.members[0].name
    assert since_when([now, before, first], name, "dedicated-fte") == first.on
    assert since_when([now, before, otherwise, first], name, "dedicated-fte") == before.on
    assert since_when([now], name, "dedicated-fte") == now.on
    assert since_when([now, before], "Nobody", "dedicated-fte") == before.on


def without(path: str) -> dict[str, Any]:
    changed = data()
    *above, last = path.split(".")
    place: Any = changed
    for step in above:
        place = place[int(step) if step.isdigit() else step]
    del place[last]
    return changed


def having(path: str, value: object) -> dict[str, Any]:
    changed = data()
    *above, last = path.split(".")
    place: Any = changed
    for step in above:
        place = place[int(step) if step.isdigit() else step]
    place[int(last) if last.isdigit() else last] = value
    return changed


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        (without("members"), "members"),
        (without("members.0.name"), "members.0.name"),
        (having("members.0.criteria.0.likely", 4.0), "members.0.criteria.0.likely"),
        (having("members.0.criteria.0.likely", "4/0"), "members.0.criteria.0.likely"),
        (having("members.0.criteria.0.likely", "9" * 41), "members.0.criteria.0.likely"),
        (having("members.0.criteria.0.verdict", "splendid"), "members.0.criteria.0.verdict"),
        (having("members.0.criteria.0.verdict", "short"), "members.0.criteria.0"),
        (having("members.0.people", -1), "members.0.people"),
        (having("members.0.people", "3"), "members.0.people"),
        (having("on", "26 October"), "on"),
        (having("window.end", "2015-01-01"), "window"),
        (having("provenance.fingerprint", "<script>"), "provenance.fingerprint"),
        ([], "the standing"),
        ("text", "the standing"),
        (None, "the standing"),
    ],
)
def test_what_is_no_standing_is_refused_with_the_place_of_its_fault(changed: object, place: str) -> None:
    found = read_published(changed)
    assert isinstance(found, tuple)
    assert [fault.split(": ")[0] for fault in found] == [place]


def test_of_many_faults_the_first_twenty_are_said_and_the_rest_counted() -> None:
    changed = data()
    changed["companies"] = [{"name": ""} for _ in range(30)]
    found = read_published(changed)
    assert isinstance(found, tuple)
    assert len(found) == FAULTS_AT_MOST + 1
    assert found[-1] == "And 160 more."


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["on", "window", "members", "name"]), inner)
        ),
        max_leaves=8,
    )
)
def test_no_json_at_all_breaks_the_reader(value: object) -> None:
    assert isinstance(read_published(value), tuple)


def test_figures_stay_exact_however_long_they_are() -> None:
    changed = having("companies.0.likely", "1000000000000000000001/3")
    found = read_published(changed)
    assert isinstance(found, PublishedStanding)
    assert found.companies[0].fte.likely == Fraction(1000000000000000000001, 3)
