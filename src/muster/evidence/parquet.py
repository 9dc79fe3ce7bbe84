"""Rows to Parquet in canonical order, in bounded memory, the same bytes for the same rows.

Rows are gathered in memory and, beyond a limit, spilled to disk in sorted runs. A table is written by merging the runs
of this reading with the file of the earlier one. However many runs and steps there were, the file is cut into the same
row groups, so its bytes depend on nothing but its rows.

Importing this module loads Arrow, which takes longer than many a reading: do so while git is at work.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from muster.evidence.tables import COMMITS, TABLES, Cells, Table

pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own allocator is no faster here, and keeps 50 MiB that are free

ROW_GROUP: Final = 16_384
BUFFERED: Final = 40_000
"""Together these keep a reading of any history below 200 MiB; histories below BUFFERED commits never touch the disk."""
_BLOCK: Final = 2_048
_RUNS_AT_ONCE: Final = 32
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
        while batch := list(islice(waiting, _TAKEN_AT_ONCE)):
            before = len(commits)
            for table, cells in batch:
                self._rows[table].append(cells)
            tell(len(commits) - before)
            for name, held in self._rows.items():
                if len(held) >= BUFFERED:
                    self._spill(name)

    def _spill(self, name: str) -> None:
        """Write what is gathered to a run of its own; many runs are merged into one, so that few are open at a time."""
        runs = self._runs[name]
        runs.append(self._write_run(name, self._sorted(name)))
        if len(runs) == _RUNS_AT_ONCE:
            merged = self._write_run(name, _merged(TABLES[name], map(_spilled, runs)))
            for run in runs:
                run.unlink()
            runs[:] = [merged]

    def _write_run(self, name: str, pieces: Iterable[pa.Table]) -> Path:
        descriptor, path = mkstemp(prefix=name, dir=self._scratch)
        options = pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)
        with os.fdopen(descriptor, "wb") as file, pa.ipc.new_stream(file, schema(name), options=options) as run:
            for piece in pieces:
                run.write_table(piece, max_chunksize=_BLOCK)
        return Path(path)

    def _sorted(self, name: str) -> Iterator[pa.Table]:
        """Take what is gathered out of memory as Arrow tables, in order."""
        table = TABLES[name]
        rows = self._rows[name]
        rows.sort(key=table.sort_key)
        for start in range(0, len(rows), _BLOCK):
            piece = rows[start : start + _BLOCK]
            cells = zip(zip(*piece, strict=True), table.columns, strict=True)
            columns = [pa.array(values, _TYPES[column.kind]) for values, column in cells]
            names = pa.repeat(pa.scalar(self._repository, pa.string()), len(piece))
            yield pa.Table.from_arrays([names, *columns], schema=schema(name))
        rows.clear()

    def merged(self, name: str, earlier: Iterable[pa.Table] = ()) -> Iterator[pa.Table]:
        """Give the rows of a table in order, in pieces; where a row stands in `earlier` too, the one read now."""
        return _merged(TABLES[name], [iter(earlier), *map(_spilled, self._runs[name]), self._sorted(name)])


def _merged(table: Table, runs: Iterable[Iterator[pa.Table]]) -> Iterator[pa.Table]:
    alive = [run for run in map(_Run.started, runs) if run]
    if len(alive) > 1:
        yield from _merge(table, alive)
    for last in alive:
        yield last.head
        yield from last.rest


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
    """Merge sorted runs, later runs winning, until one or none is left in `runs`.

    Each round takes all rows up to where the first of the heads ends.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 - loads slowly, and a first reading of most histories never merges

    order = [(name, "ascending", "at_start") for name in (*table.order, "_age")]
    while len(runs) > 1:
        boundary = min(_place(table, run.head, run.head.num_rows - 1) for run in runs)
        block = pa.concat_tables(
            piece.append_column("_age", pa.repeat(pa.scalar(-age, pa.int32()), piece.num_rows))
            for age, piece in enumerate(run.cut(table, boundary) for run in runs)
        )
        places = pc.sort_indices(block, sort_keys=order)
        block = block.take(places).drop_columns("_age").combine_chunks()
        yield block.filter(_first_of_each(table, block, pc))
        runs[:] = [run for run in runs if run.head.num_rows]


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


def _spilled(path: Path) -> Iterator[pa.Table]:
    options = pa.ipc.IpcReadOptions(use_threads=False)  # each thread would keep memory of its own
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file, options=options) as run:
        for batch in run:
            yield pa.Table.from_batches([batch])


def read_pieces(path: Path, table: str, change: Callable[[pa.Table], pa.Table]) -> Iterator[pa.Table]:
    """Give an earlier file piece by piece, each put through `change`."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_BLOCK, use_threads=False):
            # The file's schema carries the metadata of that time.
            yield change(pa.Table.from_arrays(batch.columns, schema=schema(table)))


def write(table: str, pieces: Iterable[pa.Table], path: Path, facts: Mapping[str, str]) -> int:
    """Write a table to a new file and return its rows; `facts` (text to text) go into the file's own metadata."""
    columns = schema(table)
    total = 0
    with_dictionary = [name for name in columns.names if name not in _SELDOM_TWICE]
    settings = {"compression": "zstd", "store_schema": False, "use_dictionary": with_dictionary}
    with pq.ParquetWriter(path, columns, **settings) as writer:
        writer.add_key_value_metadata(dict(facts))
        for group in _groups(pieces):
            writer.write_table(group, row_group_size=ROW_GROUP)
            total += group.num_rows
    return total


def _groups(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Cut pieces of any size into tables of ROW_GROUP rows, the last one shorter."""
    waiting: list[pa.Table] = []
    held = 0
    for piece in pieces:
        waiting.append(piece)
        held += piece.num_rows
        while held >= ROW_GROUP:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, ROW_GROUP).combine_chunks()
            waiting = [whole.slice(ROW_GROUP)]
            held -= ROW_GROUP
    if held:
        yield pa.concat_tables(waiting).combine_chunks()
