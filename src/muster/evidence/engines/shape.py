"""The one shape of all engines: tables in, a measure's rows out.

A question is one statement: the asked measure and those below it, each named in WITH. A measure that is needed for a
second time is kept, computed once: a single measure pays for no storage, and a page full of them shares the changes and
credits, from the first question on if it says before what it will ask (`expect`). Loading a table again forgets
whatever was computed from what differs in it, and nothing else: to count by another convention, load `conventions`.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import ClassVar, Self

import pyarrow as pa
import pyarrow.parquet as pq

from muster.domain.errors import MeasureFault
from muster.evidence.measures.base_tables import BASE_TABLES, as_schema, check_file, fitted, schema_of
from muster.evidence.measures.catalog import Measure, measure, measures


class Engine(ABC):
    """Loads base tables and answers measures; the same rows from every engine, with any number of workers."""

    name: ClassVar[str]

    def __init__(self) -> None:
        self._loaded: dict[str, pa.Table | None] = {}  # base tables; the rows, where they are not in files
        self._needed: set[str] = set()
        self._expected: set[str] = set()
        self._kept: set[str] = set()

    def load(self, table: str, source: pa.Table | Sequence[Path]) -> None:
        """Load, or replace, a base table: from rows at hand, or from Parquet files, whose rows are taken together.

        Files are read when a measure needs them and must stay until then. Loading the rows that are there already
        changes nothing. MeasureFault if columns do not fit.
        """
        if not isinstance(source, pa.Table):
            for path in source:
                check_file(str(path), table, _parquet_schema(path))
            if source:
                self._forget_what_reads(table, schema_of(table).names)
                self._put_files(table, source)
                self._loaded[table] = None
                return
            source = schema_of(table).empty_table()
        rows = fitted(table, source)
        there = self._loaded.get(table)
        if changed := _changed_columns(there, rows):
            self._forget_what_reads(table, changed)
            self._put_rows(table, rows)
            self._loaded[table] = rows

    def take(self, measure_name: str, rows: pa.Table) -> None:
        """Take a measure's rows as they were computed before, instead of computing them: what reads it reads these.

        They hold until a table below them is loaded for a second time. MeasureFault if they are of other columns.
        """
        taken = measure(measure_name)
        if rows.column_names != taken.schema.names:
            what = f"The rows have the columns {', '.join(rows.column_names)}."
            raise MeasureFault(taken.name, what, f"The measure's are: {', '.join(taken.schema.names)}.")
        self._put_measure(taken.name, as_schema(rows, taken.schema))
        self._kept.add(taken.name)

    def rows(self, measure_name: str) -> pa.Table:
        """The measure's rows: the sheet's columns and types, sorted by its grain, in one chunk."""
        asked = measure(measure_name)
        if asked.name not in self._kept:
            self._prepare(asked)
        answer = self._answer(asked.name, f"{self._statement(asked)} ORDER BY {asked.order}")
        return as_schema(answer, asked.schema).combine_chunks()

    def expect(self, measure_names: Collection[str]) -> None:
        """Be told what will be asked: what several of these measures read is kept when the first of them is asked.

        Holds until a table below them is replaced.
        """
        times_read: Counter[str] = Counter()
        for one in reversed(measures()):  # each comes before those that it reads
            if one.name in measure_names or one.name in times_read:
                times_read.update(one.inputs)
        self._expected = {name for name, times in times_read.items() if times > 1 and name not in BASE_TABLES}
        self._needed |= self._expected

    @abstractmethod
    def close(self) -> None:
        """Free whatever the engine holds."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(self, asked: Measure) -> None:
        """See that all tables below a measure are loaded; keep what is needed again."""
        self._needed.add(asked.name)
        for name in asked.inputs:
            if name in BASE_TABLES:
                if name not in self._loaded:
                    raise MeasureFault(name, f"{asked.name} reads it, and it was not loaded.", "Load it first.")
            elif name not in self._kept:
                below = measure(name)
                keep = name in self._needed and not below.staging
                if not keep or name in self._expected:
                    self._prepare(below)
                if keep:
                    self._keep(name, self._statement(below))
                    self._kept.add(name)

    def _statement(self, asked: Measure) -> str:
        """One statement for a measure: whatever below it is not kept, and itself."""
        parts: dict[str, str] = {}

        def add(name: str) -> None:
            if name not in BASE_TABLES and name not in self._kept and name not in parts:
                one = measure(name)
                for below in one.inputs:
                    add(below)
                parts[name] = f"{name} AS (\n{one.typed_sql}\n)"

        add(asked.name)
        named = f"WITH {', '.join(parts.values())} " if parts else ""
        return f"{named}SELECT * FROM {asked.name}"  # noqa: S608 - our own files, no input

    def _forget_what_reads(self, table: str, columns: Collection[str]) -> None:
        """Forget every measure that was computed from these columns, directly or not, and what was expected of them."""
        if table not in self._loaded:
            return
        stale: set[str] = set()
        all_of_it = set(columns) >= set(schema_of(table).names)  # what counts rows alone names none of the columns
        for one in measures():  # in the order in which they read each other
            if stale.intersection(one.inputs) or (table in one.inputs and (all_of_it or one.may_read(columns))):
                stale.add(one.name)
        for name in sorted(stale & self._kept):
            self._forget(name)
        self._needed -= stale
        self._expected -= stale
        self._kept -= stale

    @abstractmethod
    def _put_rows(self, table: str, rows: pa.Table) -> None:
        """Make the rows readable under the table's name, replacing what was there."""

    @abstractmethod
    def _put_files(self, table: str, paths: Sequence[Path]) -> None:
        """Make the rows of the Parquet files readable under the table's name, replacing what was there."""

    @abstractmethod
    def _put_measure(self, name: str, rows: pa.Table) -> None:
        """Make the rows of a measure readable under its name, as `_keep` would."""

    @abstractmethod
    def _keep(self, name: str, statement: str) -> None:
        """Compute a measure now, and make its rows readable under its name."""

    @abstractmethod
    def _forget(self, name: str) -> None:
        """Drop what was kept."""

    @abstractmethod
    def _answer(self, name: str, statement: str) -> pa.Table:
        """The rows of the statement, in its order; name: the measure's, for faults."""


def _changed_columns(before: pa.Table | None, now: pa.Table) -> list[str]:
    """The columns that differ. Where rows come or go all do, for what reads any of them counts rows."""
    if before is None or before.num_rows != now.num_rows:
        return list(now.column_names)
    return [name for name in now.column_names if not now.column(name).equals(before.column(name))]


def _parquet_schema(path: Path) -> pa.Schema:
    try:
        return pq.read_schema(path)
    except (OSError, pa.ArrowInvalid) as fault:
        raise MeasureFault(str(path), f"It cannot be read: {fault}.", "Read the repository again.") from fault
