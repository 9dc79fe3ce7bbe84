"""Reads the tables of a case, and fills in what the case does not care about; README.md says what with."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa

from muster.evidence.engines.shape import Engine
from muster.evidence.measures.base_tables import BASE_TABLES, CONVENTIONS
from muster.evidence.measures.catalog import measure

Cell: TypeAlias = str | int | bool | date | None
Row: TypeAlias = dict[str, Cell]

_DAYS = ("committed_day", "authored_day", "committed_local_day", "authored_local_day")
_OF_NOVA: Row = {"repository": "org/nova"}
_LEFT_OUT: dict[str, Row] = {
    "commits": _OF_NOVA | {"author_mail": "ada@alpha.example", "author_name": "", "subject": "", "on_default": True},
    "goals": _OF_NOVA,
    "co_authors": _OF_NOVA | {"name": ""},
    "touched": _OF_NOVA,
    "reviews": _OF_NOVA
    | {"source": "notedb", "event": "vote", "label": "Code-Review", "voter_mail": "", "account": ""},
    "affiliations": {
        "first_day": date(1, 1, 1),
        "end_day": date(9999, 12, 31),
        "how": "listed",
        "rule": "listed",
        "source": "people.json",
    },
    "conventions": {name: words[0] for name, words in CONVENTIONS.items()},
}
_NOT_GIVEN: dict[str, list[Row]] = {
    "conventions": [{}],
    "goal_kinds": [{"kind": kind} for kind in ("blueprint", "bug", "jira", "story", "task")],
    "windows": [{"window_id": "2016", "first_day": date(2016, 1, 1), "end_day": date(2017, 1, 1)}],
}
_READ: dict[pa.DataType, Callable[[str], Cell]] = {
    pa.string(): str,
    pa.int64(): int,
    pa.int32(): int,
    pa.date32(): date.fromisoformat,
    pa.bool_(): {"true": True, "false": False}.__getitem__,
}


def load_all(engine: Engine, **given: list[Row]) -> None:
    """Load every base table: the given rows, filled up; the usual ones where a table is not given."""
    for table, schema in BASE_TABLES.items():
        rows = [filled(table, row) for row in given.get(table, _NOT_GIVEN.get(table, []))]
        engine.load(table, pa.Table.from_pylist(rows, schema=schema))


def load_case(engine: Engine, case: Path) -> None:
    """Load the tables of a case's folder."""
    given = {path.stem.removeprefix("given_"): path for path in case.glob("given_*.csv")}
    load_all(engine, **{table: read_rows(path, BASE_TABLES[table]) for table, path in given.items()})


def expected(case: Path) -> pa.Table:
    """What the case says that its measure, the folder's name, must answer."""
    one = measure(case.parent.name)
    with (case / "expect.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert set(one.grain) <= set(columns) or not read_rows(case / "expect.csv", one.schema), "the grain names the rows"
    schema = pa.schema([one.schema.field(column) for column in columns])
    return pa.Table.from_pylist(read_rows(case / "expect.csv", one.schema), schema=schema)


def read_rows(path: Path, schema: pa.Schema) -> list[Row]:
    """The rows of a CSV file, its cells in the schema's types; `when` is read as a moment."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _cell(name, text, schema) for name, text in row.items()} for row in csv.DictReader(file)]


def _cell(name: str, text: str, schema: pa.Schema) -> Cell:
    if not text and name in {"voter_mail", "account", "scope", "value", "repository"}:
        return ""
    if not text:
        return None
    return text if name == "when" else _READ[schema.field(name).type](text)


def filled(table: str, row: Row) -> Row:
    """A row with what the case leaves out."""
    row = _LEFT_OUT.get(table, {}) | row
    if table == "affiliations":
        row.setdefault("alone", f"alone:{row['address']}")
    if when := row.pop("when", None):
        moment = datetime.fromisoformat(str(when)).replace(tzinfo=UTC)
        row["committed_at"] = int(moment.timestamp())
        for day in _DAYS:
            row.setdefault(day, moment.date())
    return row
