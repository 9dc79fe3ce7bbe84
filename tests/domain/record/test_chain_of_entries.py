"""A chain of entries holds if nothing in it was touched, and only then."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.record.chain import BEFORE_THE_FIRST, Said, Sealed, breaks, canonical, read, seal, written
from muster.domain.record.published import check

NOON = datetime(2017, 5, 9, 12, tzinfo=UTC)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
data = st.dictionaries(words, st.one_of(words, st.integers(), st.booleans(), st.lists(words, max_size=3)), max_size=3)


def said(number: int, **others: object) -> Said:
    entry = Said("alpha", number, NOON + timedelta(minutes=number), "thing.done", "thing/1", "person/1", "", {})
    return replace(entry, **others)  # type: ignore[arg-type]  # fields by name


def chain(contents: list[dict[str, object]]) -> list[Sealed]:
    found: list[Sealed] = []
    for number, content in enumerate(contents, start=1):
        found.append(seal(said(number, data=content), found[-1].hash if found else BEFORE_THE_FIRST))
    return found


@given(st.lists(data, min_size=1, max_size=5))
def test_what_was_sealed_is_read_back_and_holds(contents: list[dict[str, object]]) -> None:
    sealed = chain(contents)
    assert breaks(sealed, group="alpha") == []
    assert [read(one.body)[0].data for one in sealed] == contents


@given(st.lists(data, min_size=2, max_size=5), st.data())
def test_a_change_to_any_entry_is_found_even_if_it_is_sealed_anew(
    contents: list[dict[str, object]], draw: st.DataObject
) -> None:
    sealed = chain(contents)
    place = draw.draw(st.integers(0, len(sealed) - 2))
    forged, previous = read(sealed[place].body)
    sealed[place] = seal(replace(forged, kind="other.thing"), previous)
    assert [one.number for one in breaks(sealed, group="alpha")] == [place + 2]


@given(st.lists(data, min_size=2, max_size=5), st.data())
def test_an_entry_left_out_or_turned_around_is_found(contents: list[dict[str, object]], draw: st.DataObject) -> None:
    sealed = chain(contents)
    place = draw.draw(st.integers(0, len(sealed) - 2))
    assert breaks(sealed[:place] + sealed[place + 1 :], group="alpha")
    sealed[place], sealed[place + 1] = sealed[place + 1], sealed[place]
    assert breaks(sealed, group="alpha")


def test_the_end_of_a_log_is_held_by_the_head_that_somebody_kept() -> None:
    sealed = chain([{"a": "1"}, {"a": "2"}])
    lines = [json.dumps({"body": one.body, "hash": one.hash}) for one in sealed]
    assert check(lines, head=sealed[-1].hash).breaks == ()
    (missing,) = check(lines[:1], head=sealed[-1].hash).breaks
    assert "not the head" in str(missing)


def test_an_entry_of_another_group_or_time_is_found() -> None:
    first = seal(said(1), BEFORE_THE_FIRST)
    stranger = seal(said(2, group="omega", at=NOON), first.hash)
    assert [one.what for one in breaks([first, stranger], group="alpha")] == [
        "it belongs to another group.",
        "it is dated before the entry before it.",
    ]


@pytest.mark.parametrize(
    "line",
    ["", "null", "[]", "{}", '{"body": 1, "hash": ""}', "[" * 100_000, '{"body": "[]", "hash": "x"}', "\ufeff{}"],
)
def test_a_line_that_is_no_entry_is_named_and_nothing_else_fails(line: str) -> None:
    good = chain([{}])
    found = check([json.dumps({"body": good[0].body, "hash": good[0].hash}), line])
    assert {one.number for one in found.breaks} == {2}


def test_an_empty_log_does_not_hold() -> None:
    assert [str(one) for one in check([]).breaks] == ["Entry 0: the log is empty."]


@pytest.mark.parametrize("value", [1.5, {"a": [1.5]}, {"a": ({"b": float("nan")},)}, {1: "a"}])
def test_what_programs_write_differently_is_not_let_into_a_body(value: object) -> None:
    with pytest.raises(ValueError, match="in the log"):
        canonical(value)


def test_a_moment_without_a_zone_is_not_let_into_the_log() -> None:
    with pytest.raises(ValueError, match="time zone"):
        written(datetime(2017, 5, 9))  # noqa: DTZ001 - that is the point
