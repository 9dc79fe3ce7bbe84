"""Items become the tables that measures read; what patterns find in messages, RE2 finds before."""

import time

import pyarrow as pa
import pytest

from muster.actions.loading_items import load_items, refused_by_re2
from muster.domain.errors import RequestFault
from muster.domain.roadmap.items import Selector, SelectorKind
from muster.domain.roadmap.measured import MeasuredItem
from muster.domain.roadmap.selectors import read_selectors
from muster.evidence.engines.duckdb_engine import DuckDBEngine
from tests.evidence.measures.given import Row, load_all

COMMITS: list[Row] = [
    {"sha": "a1", "when": "2016-05-02 10:00", "change_id": "i1", "subject": "Add L3 Cache meter"},
    {"sha": "b1", "when": "2016-05-02 10:00", "change_id": "i2", "subject": "Mend the perf event"},
    {"sha": "c1", "when": "2016-05-02 10:00", "change_id": "i3", "subject": "Paint", "repository": "org/zun"},
    {"sha": "d1", "when": "2016-05-02 10:00", "change_id": "i4", "subject": "Add L3 cache", "repository": "org/zun"},
]


def subjects() -> pa.Table:
    names = ("repository", "sha", "subject")
    return pa.Table.from_pylist([{name: row.get(name, "org/nova") for name in names} for row in COMMITS])


def item(slug: str, *lines: str, counts: bool = True) -> MeasuredItem:
    read = read_selectors(lines)
    assert not read.faults
    return MeasuredItem(slug, read.selectors, counts)


def caught(*items: MeasuredItem) -> list[tuple[str, int, str]]:
    with DuckDBEngine(threads=1) as engine:
        load_all(engine, commits=COMMITS)
        load_items(engine, items, subjects)
        rows = engine.rows("caught_changes_v1").to_pylist()
    return [(row["item"], row["number"], row["change_key"]) for row in rows]


def test_a_pattern_finds_messages_whatever_their_case_and_only_in_its_repository() -> None:
    assert caught(item("m1", "bug 1", "message l3 cache|perf event in org/nova"), item("m2", "message l3 cache")) == [
        ("m1", 1, "i1"),
        ("m1", 1, "i2"),
        ("m2", 0, "i1"),
        ("m2", 0, "i4"),
    ]


def test_messages_are_only_read_if_a_pattern_asks_for_them() -> None:
    def never() -> pa.Table:
        raise AssertionError

    with DuckDBEngine(threads=1) as engine:
        load_all(engine, commits=COMMITS)
        load_items(engine, [item("t1", "repository org/zun")], never)
        assert engine.rows("item_changes_v1")["change_key"].to_pylist() == ["i3", "i4"]


def test_a_pattern_that_takes_other_engines_for_ever_takes_no_time() -> None:
    hard = pa.table({"repository": ["org/nova"], "sha": ["a1"], "subject": ["a" * 40 + "b"]})
    begun = time.process_time()
    with DuckDBEngine(threads=1) as engine:
        load_all(engine, commits=COMMITS)
        load_items(engine, [item("t1", "message (aaa|aaaa|aaa+)+(aaa|aaaa)+$")], lambda: hard)
    assert time.process_time() - begun < 5


def test_what_re2_does_not_take_is_refused_with_the_line() -> None:
    nested = Selector(SelectorKind.MESSAGE, "((((abc){200}){200}){200}){200}")
    with pytest.raises(RequestFault) as refused, DuckDBEngine(threads=1) as engine:
        load_items(engine, [MeasuredItem("t1", (nested,))], subjects)
    assert refused.value.where.startswith("message ((((abc)")
    assert refused.value.what.startswith("RE2 cannot read it")


@pytest.mark.parametrize("pattern", ["(abc)*", "(abc|.)", "abc|^"])
def test_a_pattern_that_fits_messages_without_anything_in_common_is_refused(pattern: str) -> None:
    assert refused_by_re2(pattern) == "It fits nearly every message."


def test_a_pattern_that_says_something_is_taken() -> None:
    assert refused_by_re2("abc") == ""


def test_peoples_words_and_whether_an_item_counts_are_loaded() -> None:
    said = MeasuredItem("t1", (), confirmed=frozenset({"i1"}), refused=frozenset({"i2"}))
    with DuckDBEngine(threads=1) as engine:
        load_all(engine, commits=COMMITS)
        load_items(engine, [said, item("t2", "repository org/nova", counts=False)], subjects)
        assert engine.rows("roadmap_changes_v2")["change_key"].to_pylist() == ["i1"]
        assert engine.rows("item_changes_v1").to_pylist() == [
            {"item": "t1", "change_key": "i1"},
            {"item": "t2", "change_key": "i1"},
            {"item": "t2", "change_key": "i2"},
        ]
