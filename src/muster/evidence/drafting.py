"""The new files of one repository, written beside those that stand. Loads Arrow: see `muster.evidence.parquet`."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

from muster.evidence.lake import RepositoryLake, sha256_of
from muster.evidence.parquet import RowStore, read_pieces, write
from muster.evidence.tables import CO_AUTHORS, COMMITS, GOALS, TOUCHED, Cells
from muster.evidence.tally import CommitTally

_BY_COMMIT: Final = (GOALS.name, CO_AUTHORS.name, TOUCHED.name)
_Change = Callable[[pa.Table], pa.Table]


class Drafts:
    """Takes rows, and writes them, merged with what stands, as drafts. `files`: table → SHA-256 of what will stand."""

    def __init__(self, lake: RepositoryLake, repository: str, files: Mapping[str, str]) -> None:
        """`files`: what stands now."""
        self._lake = lake
        self._store = RowStore(repository, lake.scratch)
        self.files = dict(files)

    def take(self, rows: Iterable[tuple[str, Cells]], tell: Callable[[int], None]) -> None:
        """Add rows, each with the name of its table; `tell` is called now and then with how many commits came."""
        self._store.take(rows, tell)

    def write_steps(self, now_on_default: set[str], facts: Mapping[str, str]) -> dict[str, Any]:
        """Write the tables of the git history: what stands, and the rows taken. Return what the commits add up to."""
        tally = self._write_commits(_onto_default(now_on_default) if now_on_default else _same, facts)
        for table in _BY_COMMIT:
            self._write(table, self._standing(table, _same), facts)
        return tally.counts()

    def write_anew(self, facts: Mapping[str, str]) -> dict[str, Any]:
        """Write them from the rows taken. Of what stands only commits that are gone upstream are kept, marked so."""
        tally = self._write_commits(_gone, facts)
        for table in _BY_COMMIT:
            kept = self._standing(table, _only_of(tally.lost)) if tally.lost else ()
            self._write(table, kept, facts)
        return tally.counts()

    def write_whole(self, tables: Iterable[str], facts: Mapping[str, str]) -> None:
        """Write tables from the rows taken alone."""
        for table in tables:
            self._write(table, (), facts)

    def _standing(self, table: str, change: _Change) -> Iterator[pa.Table]:
        return read_pieces(self._lake.table(table), table, change) if table in self.files else iter(())

    def _write_commits(self, change: _Change, facts: Mapping[str, str]) -> CommitTally:
        tally = CommitTally(now=time.time())
        pieces = self._store.merged(COMMITS.name, self._standing(COMMITS.name, change))
        self._put(COMMITS.name, tally.watch(pieces), facts)
        return tally

    def _write(self, table: str, standing: Iterable[pa.Table], facts: Mapping[str, str]) -> None:
        rows = self._put(table, self._store.merged(table, standing), facts)
        if not rows:  # no rows, no file
            self._lake.draft(table).unlink()
            del self.files[table]

    def _put(self, table: str, pieces: Iterable[pa.Table], facts: Mapping[str, str]) -> int:
        draft = self._lake.draft(table)
        rows = write(table, pieces, draft, facts)
        self.files[table] = sha256_of(draft)
        return rows


def _same(piece: pa.Table) -> pa.Table:
    return piece


def _gone(piece: pa.Table) -> pa.Table:
    never = pa.repeat(pa.scalar(value=False), piece.num_rows)
    return _with_column(_with_column(piece, "on_default", never), "reachable", never)


def _onto_default(shas: set[str]) -> _Change:
    arrived = pa.array(sorted(shas), pa.string())

    def change(piece: pa.Table) -> pa.Table:
        import pyarrow.compute as pc  # noqa: PLC0415 - as in parquet: rarely needed, slow to load

        now = pc.or_(piece.column("on_default"), pc.is_in(piece.column("sha"), arrived))
        return _with_column(piece, "on_default", now)

    return change


def _only_of(shas: list[str]) -> _Change:
    lost = pa.array(shas, pa.string())

    def change(piece: pa.Table) -> pa.Table:
        import pyarrow.compute as pc  # noqa: PLC0415 - as above

        return piece.filter(pc.is_in(piece.column("sha"), lost))

    return change


def _with_column(piece: pa.Table, name: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    place = piece.schema.get_field_index(name)
    return piece.set_column(place, piece.schema.field(place), values)
