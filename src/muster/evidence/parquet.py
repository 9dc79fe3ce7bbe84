"""Rows to Parquet in canonical order, in bounded memory, the same bytes for the same rows.

Rows are gathered in memory and, beyond a limit, spilled to disk in sorted runs. A table is written by merging the runs
of this reading with the file of the earlier one. However many runs and steps there were, the file is cut into the same
row groups, so its bytes depend on nothing but its rows.

Importing this module loads Arrow, which takes longer than many a reading: do so while git is at work.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from muster.evidence.tables import COMMITS, TABLES, Cells, Table

ROW_GROUP: Final = 65_536
BUFFERED: Final = 60_000
_BLOCK: Final = 16_384
_TAKEN_AT_ONCE: Final = 2_048
_SELDOM_TWICE: Final = {"sha", "change_id", "subject", "committed_at", "authored_at"}
"""Columns for which a dictionary is made in vain."""
_TYPES: Final = {
    "string": pa.string(),
    "int64": pa.int64(),
    "int32": pa.int32(),
    "date32": pa.date32(),
    "bool": pa.bool_(),
}


@cache
def schema(table: str) -> pa.Schema:
    """Return the columns of a table of the lake, `repository` first."""
    fields = [pa.field(c.name, _TYPES[c.kind], nullable=c.optional) for c in TABLES[table].columns]
    return pa.schema([pa.field("repository", pa.string(), nullable=False), *fields])


class RowStore:
    """The rows of one reading of one repository, by table."""

    def __init__(self, repository: str, scratch: Path) -> None:
        """`repository`: its name. `scratch`: a folder for spilled runs, emptied by whoever gave it."""
        self._repository = repository
        self._scratch = scratch
        self._rows: dict[str, list[Cells]] = {name: [] for name in TABLES}
        self._runs: dict[str, list[Path]] = {name: [] for name in TABLES}

    def take(self, rows: Iterable[tuple[str, Cells]], tell: Callable[[int], None]) -> None:
        """Add rows, each with the name of its table; `tell` is called now and then with how many commits came."""
        waiting = iter(rows)
        commits = self._rows[COMMITS.name]
        with _no_collection():
            while batch := list(islice(waiting, _TAKEN_AT_ONCE)):
                before = len(commits)
                for table, cells in batch:
                    self._rows[table].append(cells)
                tell(len(commits) - before)
                for name, held in self._rows.items():
                    if len(held) >= BUFFERED:
                        self._spill(name)

    def _spill(self, name: str) -> None:
        path = self._scratch / f"{name}-{len(self._runs[name])}.run"
        pq.write_table(self._sorted(name), path, compression="zstd", row_group_size=_BLOCK)
        self._runs[name].append(path)

    def _sorted(self, name: str) -> pa.Table:
        """Take what is gathered out of memory as an Arrow table, in order and each row once."""
        table = TABLES[name]
        rows = self._rows[name]
        if len(table.order) == len(table.columns):
            rows[:] = set(rows)
        rows.sort(key=table.sort_key)
        cells = zip(*rows, strict=True) if rows else ([] for _ in table.columns)
        columns = [pa.array(c, _TYPES[column.kind]) for c, column in zip(cells, table.columns, strict=True)]
        columns.insert(0, pa.repeat(pa.scalar(self._repository, pa.string()), len(rows)))
        rows.clear()
        return pa.Table.from_arrays(columns, schema=schema(name))

    def merged(self, name: str, earlier: Iterable[pa.Table] = ()) -> Iterator[pa.Table]:
        """Give the rows of a table in order, in pieces; where a row stands in `earlier` too, the one read now."""
        held = self._sorted(name)
        runs = [iter(earlier), *(_pieces(path) for path in self._runs[name]), iter([held])]
        alive = [run for run in map(_Run.started, runs) if run]
        if len(alive) == 1:
            yield alive[0].head
            yield from alive[0].rest
        else:
            yield from _merge(TABLES[name], alive)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold back Python's search for cycles: rows have none, and looking for them takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Run:
    """A sorted run that is read piece by piece; `head` is the piece at hand."""

    def __init__(self, head: pa.Table, rest: Iterator[pa.Table]) -> None:
        self.head, self.rest = head, rest

    @classmethod
    def started(cls, pieces: Iterator[pa.Table]) -> "_Run | None":
        head = next((piece for piece in pieces if piece.num_rows), None)
        return None if head is None else cls(head, pieces)

    def cut(self, table: Table, boundary: list[Any]) -> pa.Table:
        """Take off the rows up to and with `boundary`."""
        low, high = 0, self.head.num_rows
        while low < high:
            middle = (low + high) // 2
            if _place(table, self.head, middle) <= boundary:
                low = middle + 1
            else:
                high = middle
        taken, self.head = self.head.slice(0, low), self.head.slice(low)
        while not self.head.num_rows and (following := next(self.rest, None)) is not None:
            self.head = following
        return taken


def _merge(table: Table, runs: list[_Run]) -> Iterator[pa.Table]:
    """Merge sorted runs, later runs winning, a block at a time: all rows up to where the first head ends."""
    import pyarrow.compute as pc  # noqa: PLC0415 - loads slowly, and a first reading of most histories never merges

    order = [(name, "ascending", "at_start") for name in (*table.order, "_age")]
    while runs:
        boundary = min(_place(table, run.head, run.head.num_rows - 1) for run in runs)
        block = pa.concat_tables(
            piece.append_column("_age", pa.repeat(pa.scalar(-age, pa.int32()), piece.num_rows))
            for age, piece in enumerate(run.cut(table, boundary) for run in runs)
        )
        places = pc.sort_indices(block, sort_keys=order)
        block = block.take(places).drop_columns("_age").combine_chunks()
        yield block.filter(_first_of_each(table, block, pc))
        runs = [run for run in runs if run.head.num_rows]


def _first_of_each(table: Table, block: pa.Table, pc: Any) -> pa.Array:  # noqa: ANN401 - the module of Arrow's functions
    """Mark each row whose place differs from that of the row before."""
    differs = pa.array([True] * min(block.num_rows, 1))
    if block.num_rows > 1:
        changes: pa.Array = pa.repeat(pa.scalar(value=False), block.num_rows - 1)
        for name in table.order:
            column = block.column(name).combine_chunks()
            before, after = column.slice(0, len(column) - 1), column.slice(1)
            equal = pc.fill_null(pc.equal(before, after), pc.and_(pc.is_null(before), pc.is_null(after)))
            changes = pc.or_(changes, pc.invert(equal))
        differs = pa.concat_arrays([differs, changes])
    return differs


def _place(table: Table, rows: pa.Table, index: int) -> list[Any]:
    cells = [rows.column(name)[index] for name in table.order]
    return [(cell.is_valid, cell.as_py()) for cell in cells]


def _pieces(path: Path) -> Iterator[pa.Table]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_BLOCK):
            yield pa.Table.from_batches([batch])


def read_pieces(path: Path, table: str, change: Callable[[pa.Table], pa.Table]) -> Iterator[pa.Table]:
    """Give an earlier file piece by piece, each put through `change`."""
    for piece in _pieces(path):
        yield change(piece).select(schema(table).names)


def write(table: str, pieces: Iterable[pa.Table], path: Path, facts: Mapping[str, str]) -> int:
    """Write a table to a new file and return its rows; `facts` (text to text) go into the file's own metadata."""
    columns = schema(table)
    total = 0
    with_dictionary = [name for name in columns.names if name not in _SELDOM_TWICE]
    settings = {"compression": "zstd", "store_schema": False, "use_dictionary": with_dictionary}
    with pq.ParquetWriter(path, columns, **settings) as writer:
        writer.add_key_value_metadata(dict(facts))
        for group in _groups(pieces, columns):
            writer.write_table(group, row_group_size=ROW_GROUP)
            total += group.num_rows
    return total


def _groups(pieces: Iterable[pa.Table], columns: pa.Schema) -> Iterator[pa.Table]:
    """Cut pieces of any size into tables of ROW_GROUP rows, the last one shorter."""
    waiting: list[pa.Table] = []
    held = 0
    for piece in pieces:
        waiting.append(piece.cast(columns))
        held += piece.num_rows
        while held >= ROW_GROUP:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, ROW_GROUP).combine_chunks()
            waiting = [whole.slice(ROW_GROUP)]
            held -= ROW_GROUP
    if held:
        yield pa.concat_tables(waiting).combine_chunks()
