"""The measures: each one SQL file, with a sheet beside it that says what it means.

    active_days_v1.sql    the counting, in the SQL that DuckDB and Spark share; it counts, Python judges
    active_days_v1.toml   meaning, unit, source of the rule, grain (the columns that name a row), inputs, columns

A changed definition is a new file with the next number, so that an old figure can be computed again as it was.
A measure marked `staging` renames and filters and no more; engines compute it wherever it is used and never store it.
"""

import graphlib
import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import pyarrow as pa

from muster.domain.errors import MeasureFault
from muster.evidence.measures.base_tables import BASE_TABLES

TYPES = {"string": pa.string(), "integer": pa.int64(), "date": pa.date32()}
_SQL_TYPES = {"string": "STRING", "integer": "BIGINT", "date": "DATE"}  # names that both engines know

_NAME = re.compile(r"[a-z][a-z_]*_v[1-9][0-9]*")
_NOT_CODE = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
_READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)", re.IGNORECASE)
_NAMED_INSIDE = re.compile(r"\b(\w+)\s+AS\s*\(", re.IGNORECASE)
_WORD_OR_ALL = re.compile(r"\w+|(?<!\()\*")
_NUMBER = re.compile(r"(?<![\w.])\d[\w.]*")
_HARMLESS = {"0", "1"}
_KEYS = {"meaning", "unit", "source", "grain", "inputs", "columns", "staging"}


@dataclass(frozen=True)
class Column:
    """One column of a measure; type is a key of TYPES."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Measure:
    """A measure as its two files say it.

    grain: the columns that name a row; no two rows share them, and rows are sorted by them.
    inputs: the base tables and other measures that the SQL reads.
    """

    name: str
    sql: str
    meaning: str
    unit: str
    source: str
    grain: tuple[str, ...]
    inputs: tuple[str, ...]
    columns: tuple[Column, ...]
    staging: bool

    @property
    def schema(self) -> pa.Schema:
        """The Arrow types of its rows."""
        return pa.schema({column.name: TYPES[column.type] for column in self.columns})

    @property
    def typed_sql(self) -> str:
        """The SQL with each column in the sheet's type: SUM and COUNT have other types in each engine."""
        columns = ", ".join(
            f"CAST({column.name} AS {_SQL_TYPES[column.type]}) AS {column.name}" for column in self.columns
        )
        return f"SELECT {columns} FROM (\n{self.sql}\n) AS {self.name}_rows"  # noqa: S608 - our own files, no input

    @property
    def order(self) -> str:
        """The one order of its rows: by grain, strings byte by byte, null first."""
        return ", ".join(f"{column} ASC NULLS FIRST" for column in self.grain)

    def may_read(self, columns: Collection[str]) -> bool:
        """Whether one of these columns can be in what it reads: a word of its SQL, or a star but that of COUNT(*)."""
        words = _WORD_OR_ALL.findall(_NOT_CODE.sub("''", self.sql).lower())
        return not {"*", *columns}.isdisjoint(words)


def measure(name: str) -> Measure:
    """The measure of that name. MeasureFault if there is none, or if it, or any that it reads, is wrong."""
    catalogue = _catalogue()
    if name not in catalogue:
        raise MeasureFault(name, "There is no such measure.", f"Ask for one of: {', '.join(catalogue)}.")
    return catalogue[name]


def measures() -> tuple[Measure, ...]:
    """All measures, each after those that it reads."""
    return tuple(_catalogue().values())


@cache
def _catalogue() -> dict[str, Measure]:
    return read_catalogue(files("muster.evidence.measures"))


def read_catalogue(folder: Traversable) -> dict[str, Measure]:
    """Every measure in a folder, each after those that it reads. MeasureFault at the first that is wrong."""
    found = {sheet.name.removesuffix(".toml"): sheet for sheet in folder.iterdir() if sheet.name.endswith(".toml")}
    read = {name: _read(name, found[name], folder / f"{name}.sql") for name in sorted(found)}
    for sql in folder.iterdir():
        if sql.name.endswith(".sql") and sql.name.removesuffix(".sql") not in found:
            raise MeasureFault(sql.name, "It has no sheet.", "Write the .toml beside it.")
    for one in read.values():
        for name in one.inputs:
            if name not in read and name not in BASE_TABLES:
                where = f"{one.name}.toml: inputs"
                raise MeasureFault(where, f"There is no {name}.", "Name a measure or a base table.")
    return {name: read[name] for name in _in_order(read) if name in read}


def _in_order(read: dict[str, Measure]) -> Iterator[str]:
    try:
        yield from graphlib.TopologicalSorter({name: one.inputs for name, one in read.items()}).static_order()
    except graphlib.CycleError as cycle:
        circle = " ← ".join(cycle.args[1])
        raise MeasureFault("measures", f"They read each other in a circle: {circle}.", "Break it.") from cycle


def _read(name: str, sheet_file: Traversable, sql_file: Traversable) -> Measure:
    if not _NAME.fullmatch(name):
        raise MeasureFault(f"{name}.toml", "The name has no version.", "Call it <name>_v<number>.")
    try:
        sheet = tomllib.loads(sheet_file.read_text(encoding="utf-8"))
        sql = sql_file.read_text(encoding="utf-8").strip()
    except FileNotFoundError as missing:
        raise MeasureFault(f"{name}.sql", "It is missing.", "Write it beside its sheet.") from missing
    except tomllib.TOMLDecodeError as broken:
        raise MeasureFault(f"{name}.toml", f"It is no TOML: {broken}.", "Mend it.") from broken
    if unknown := set(sheet) ^ (_KEYS - ({"staging"} - set(sheet))):
        raise MeasureFault(f"{name}.toml", f"Missing or unknown: {', '.join(sorted(unknown))}.", "Mend the sheet.")
    columns = tuple(_column(name, *item) for item in sheet["columns"].items())
    one = Measure(
        name=name,
        sql=sql,
        meaning=sheet["meaning"],
        unit=sheet["unit"],
        source=sheet["source"],
        grain=tuple(sheet["grain"]),
        inputs=tuple(sheet["inputs"]),
        columns=columns,
        staging=sheet.get("staging", False),
    )
    _check(one)
    return one


def _column(measure_name: str, name: str, said: dict[str, str]) -> Column:
    if set(said) != {"type", "meaning"} or said["type"] not in TYPES:
        where = f"{measure_name}.toml: columns.{name}"
        raise MeasureFault(where, "It needs a type and a meaning.", f"Types are: {', '.join(TYPES)}.")
    return Column(name, said["type"], said["meaning"])


def _check(one: Measure) -> None:
    """Hold the sheet against the SQL. That the SQL has the sheet's columns, the engine finds when it reads the SQL."""
    if not one.grain or not {column.name for column in one.columns} >= set(one.grain):
        raise MeasureFault(f"{one.name}.toml: grain", "It names no columns of the measure.", "Name the ones that do.")
    code = _NOT_CODE.sub("''", one.sql)
    if numbers := sorted(set(_NUMBER.findall(code)) - _HARMLESS):
        what = f"It has the number {', '.join(numbers)}: SQL counts, Python judges."
        raise MeasureFault(f"{one.name}.sql", what, "Count here, and compare with the charter's number in Python.")
    read = set(_READ.findall(code)) - set(_NAMED_INSIDE.findall(code))
    if read != set(one.inputs):
        differing = ", ".join(sorted(read ^ set(one.inputs)))
        raise MeasureFault(f"{one.name}.toml: inputs", f"The sheet and the SQL differ: {differing}.", "Mend the sheet.")
