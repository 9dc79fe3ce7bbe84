"""The change index: over it an engine gives the rows that it gives over the lake, and no address is in it."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from muster.domain.errors import LakeFault, MeasureFault
from muster.evidence.change_index import (
    TAKEN,
    changed_at,
    finder,
    finders,
    read_index,
    tables_for_index,
    write_index,
)
from muster.evidence.engines.duckdb_engine import DuckDBEngine
from muster.evidence.engines.registry import ENGINES
from muster.evidence.engines.shape import Engine
from muster.evidence.measures.base_tables import schema_of
from tests.evidence.measures.given import Row, filled, load_all

HISTORY: dict[str, list[Row]] = {
    "commits": [
        {"sha": "a1", "when": "2016-05-02 10:00", "change_id": "i1", "subject": "Add"},
        {"sha": "a2", "when": "2016-06-02 10:00", "change_id": "i1", "subject": "Add", "repository": "org/placement"},
        {"sha": "b1", "when": "2016-05-02 11:00", "change_id": "i2", "author_mail": "bo@beta.example"},
        {"sha": "c1", "when": "2016-05-03 10:00", "change_id": None, "author_mail": "cy@nowhere.example"},
    ],
    "goals": [{"sha": "a1", "kind": "bug", "key": "1"}, {"sha": "b1", "kind": "blueprint", "key": "x"}],
    "touched": [{"sha": "c1", "path": "nova/virt/driver.py"}],
    "affiliations": [
        {"address": "ada@alpha.example", "person": "ada", "company": "Alpha"},
        {"address": "bo@beta.example", "person": "bo", "company": "Beta"},
    ],
    "focus_areas": [{"area": "Compute", "repository": "org/nova"}],
}
QUESTION: dict[str, list[Row]] = {
    "windows": [{"window_id": "2016", "first_day": date(2016, 1, 1), "end_day": date(2017, 1, 1)}],
    "roadmap_items": [{"item": "t1", "counts": 1}, {"item": "t2", "counts": 0}],
    "selectors": [
        {"item": "t1", "number": 0, "kind": "bug", "value": "1", "repository": "", "matching": "exact"},
        {
            "item": "t1",
            "number": 1,
            "kind": "path",
            "value": "nova/virt",
            "repository": "org/nova",
            "matching": "below",
        },
        {"item": "t2", "number": 0, "kind": "repository", "value": "", "repository": "org/nova", "matching": "exact"},
    ],
    "confirmations": [{"item": "t1", "change_key": "i2", "belongs": 1}],
    "matched_commits": [],
}
ASKED = (
    *("item_changes_v1", "roadmap_changes_v2", "active_days_v1", "subject_days_v1", "subject_work_v1"),
    *("subject_totals_v1", "people_areas_v1"),
)


def written(home: Path) -> None:
    with DuckDBEngine(threads=1) as engine:
        load_all(engine, **HISTORY)
        write_index(home, tables_for_index(engine), {"note": "ours"})


def ask(engine: Engine) -> None:
    for table, rows in QUESTION.items():
        engine.load(table, pa.Table.from_pylist([filled(table, row) for row in rows], schema=schema_of(table)))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.spark] if name == "spark" else []) for name in ENGINES]
)
def test_the_same_sql_gives_the_same_rows_over_the_index_and_over_the_lake(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    written(tmp_path)
    index = read_index(tmp_path)
    assert index is not None
    with DuckDBEngine(threads=1) as over_the_lake:
        load_all(over_the_lake, **HISTORY, **QUESTION)
        expect = {measure: over_the_lake.rows(measure).to_pylist() for measure in ASKED}
    assert len(expect["subject_days_v1"]) > 3
    over_the_index: Engine = request.getfixturevalue(f"{name}_engine")
    load_all(over_the_index)  # other tests share the engine: what they loaded is none of this question
    index.give_to(over_the_index)
    ask(over_the_index)
    assert {measure: over_the_index.rows(measure).to_pylist() for measure in ASKED} == expect
    for history in (HISTORY, {}):  # other tests share the engine: what was taken is forgotten
        load_all(over_the_index, **history)
    assert over_the_index.rows("credits_v1").num_rows == 0


def test_no_address_is_in_any_table(tmp_path: Path) -> None:
    written(tmp_path)
    index = read_index(tmp_path)
    assert index is not None
    for name in TAKEN:
        assert "@" not in json.dumps(index.table(name).to_pylist(), default=str)
    assert index.table("credits_v1")["person"].to_pylist() == ["*unresolved", "ada", "bo"]


def test_rows_that_are_taken_hold_and_must_have_the_measures_columns() -> None:
    with DuckDBEngine(threads=1) as engine:
        with pytest.raises(MeasureFault, match="The measure's are: change_key, area"):
            engine.take("change_areas_v1", pa.table({"change_key": ["i1"]}))
        engine.take("change_areas_v1", pa.table({"change_key": ["i1"], "area": ["Compute"]}))
        for _ in range(2):
            engine.load("confirmations", schema_of("confirmations").empty_table())
        assert engine.rows("change_areas_v1").to_pylist() == [{"change_key": "i1", "area": "Compute"}]


def test_one_reading_takes_the_place_of_another_in_one_step(tmp_path: Path) -> None:
    assert read_index(tmp_path) is None
    assert changed_at(tmp_path) is None
    written(tmp_path)
    stamp, first = changed_at(tmp_path), read_index(tmp_path)
    assert first is not None
    written(tmp_path)
    again = read_index(tmp_path)
    assert again is not None
    assert (again.folder, again.facts["note"]) == (first.folder, "ours")  # the same rows are the same folder
    assert changed_at(tmp_path) != stamp
    for number in range(3):
        write_index(tmp_path, {"changes_v1": pa.table({"n": [number]})}, {})
    assert len(list(tmp_path.glob("index-*"))) == 2  # the one before is kept for whoever reads it
    assert not list(tmp_path.glob(".index-*"))


def test_a_table_that_is_gone_is_said(tmp_path: Path) -> None:
    written(tmp_path)
    index = read_index(tmp_path)
    assert index is not None
    (index.folder / "changes_v1.parquet").unlink()
    with pytest.raises(LakeFault, match="Read the group again"):
        index.table("changes_v1")


def test_an_address_is_found_under_its_key_alone() -> None:
    table = finders([("Ada@alpha.example", "ada"), ("", "nobody")], b"key").to_pylist()
    assert table == [{"finder": finder(" ada@Alpha.example ", b"key"), "person": "ada"}]
    assert finder("ada@alpha.example", b"key") != finder("ada@alpha.example", b"other")
