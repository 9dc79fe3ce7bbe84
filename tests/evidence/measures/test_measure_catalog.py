"""A measure whose sheet and SQL disagree is refused, with the place and the mend; ours agree."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from muster.domain.errors import MeasureFault
from muster.evidence.measures.base_tables import BASE_TABLES
from muster.evidence.measures.catalog import Measure, measure, measures, read_catalogue

SHEET = """
meaning = "Commits by author"
unit = "commits"
source = "DESIGN 4.1"
grain = ["author_mail"]
inputs = ["commits"]

[columns]
author_mail = { type = "string", meaning = "who" }
number = { type = "integer", meaning = "how many" }
"""
SQL = "SELECT author_mail, COUNT(*) AS number FROM commits GROUP BY author_mail"


def written(folder: Path, sheet: str = SHEET, sql: str = SQL, name: str = "mine_v1") -> Path:
    (folder / f"{name}.toml").write_text(sheet)
    (folder / f"{name}.sql").write_text(sql)
    return folder


def test_a_sheet_and_its_sql_make_a_measure(tmp_path: Path) -> None:
    read = read_catalogue(written(tmp_path))
    assert list(read) == ["mine_v1"]
    assert (read["mine_v1"].grain, read["mine_v1"].inputs) == (("author_mail",), ("commits",))
    assert read["mine_v1"].schema.names == ["author_mail", "number"]


@pytest.mark.parametrize(
    ("sheet", "sql", "where", "what"),
    [
        (SHEET, f"{SQL} HAVING COUNT(*) >= 12", "mine_v1.sql", "number 12"),
        (SHEET, SQL.replace("COUNT(*)", "COUNT(*) * 0.5"), "mine_v1.sql", "number 0.5"),
        (SHEET, SQL.replace("commits", "commits JOIN goals"), "mine_v1.toml: inputs", "differ: goals"),
        (SHEET.replace('["commits"]', '["commits", "goals"]'), SQL, "mine_v1.toml: inputs", "differ: goals"),
        (SHEET.replace("commits", "comits"), SQL.replace("commits", "comits"), "mine_v1.toml: inputs", "no comits"),
        (SHEET.replace('["author_mail"]', '["person"]'), SQL, "mine_v1.toml: grain", "no columns"),
        (SHEET.replace('["author_mail"]', "[]"), SQL, "mine_v1.toml: grain", "no columns"),
        (SHEET.replace('"integer"', '"float"'), SQL, "mine_v1.toml: columns.number", "a type"),
        (SHEET.replace('unit = "commits"', ""), SQL, "mine_v1.toml", "Missing or unknown: unit"),
        (f"threshold = 4\n{SHEET}", SQL, "mine_v1.toml", "Missing or unknown: threshold"),
        ("meaning =", SQL, "mine_v1.toml", "no TOML"),
    ],
)
def test_a_sheet_that_does_not_fit_its_sql_is_refused(
    tmp_path: Path, sheet: str, sql: str, where: str, what: str
) -> None:
    with pytest.raises(MeasureFault) as fault:
        read_catalogue(written(tmp_path, sheet, sql))
    assert fault.value.where == where
    assert what in fault.value.what


def test_words_of_comments_texts_and_own_parts_are_no_inputs(tmp_path: Path) -> None:
    some = "WITH some AS (SELECT author_mail FROM commits WHERE subject <> 'it''s FROM goals, 4 of them')"
    sql = f"-- taken FROM life, 12 times\n{some}\n{SQL.replace('commits', 'some')}"
    assert read_catalogue(written(tmp_path, sql=sql))


def test_measures_that_read_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    for mine, yours in (("one_v1", "two_v1"), ("two_v1", "one_v1")):
        written(tmp_path, SHEET.replace('["commits"]', f'["{yours}"]'), SQL.replace("commits", yours), mine)
    with pytest.raises(MeasureFault, match="circle"):
        read_catalogue(tmp_path)


def test_a_name_without_a_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MeasureFault, match="no version"):
        read_catalogue(written(tmp_path, name="mine"))


@pytest.mark.parametrize(("missing", "what"), [("mine_v1.sql", "missing"), ("mine_v1.toml", "no sheet")])
def test_one_file_without_the_other_is_refused(tmp_path: Path, missing: str, what: str) -> None:
    (written(tmp_path) / missing).unlink()
    with pytest.raises(MeasureFault, match=what):
        read_catalogue(tmp_path)


def test_an_unknown_measure_is_refused_by_name() -> None:
    with pytest.raises(MeasureFault) as fault:
        measure("active_days")
    assert fault.value.where == "active_days"
    assert "active_days_v1" in fault.value.mend


@pytest.fixture(scope="module")
def empty_tables() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of empty tables, each measure among them as its SQL gives it, without the sheet's help."""
    with duckdb.connect() as connection:
        for table, schema in BASE_TABLES.items():
            connection.from_arrow(schema.empty_table()).create(table)
        for one in measures():
            connection.execute(f"CREATE TABLE {one.name} AS {one.sql}")
        yield connection


@pytest.mark.parametrize("one", measures(), ids=lambda one: one.name)
def test_each_sheet_names_the_columns_and_inputs_of_its_sql(
    one: Measure, empty_tables: duckdb.DuckDBPyConnection
) -> None:
    assert sorted(empty_tables.sql(one.sql).columns) == sorted(column.name for column in one.columns)
    assert empty_tables.get_table_names(one.sql) == set(one.inputs)


@pytest.mark.parametrize("one", measures(), ids=lambda one: one.name)
def test_each_sheet_says_what_everything_means(one: Measure) -> None:
    assert all([one.meaning, one.unit, one.source, *(column.meaning for column in one.columns)])
