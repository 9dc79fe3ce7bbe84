"""DuckDB: the engine of one machine. All in this process, in bounded memory, with the rest on disk while it runs."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from muster.domain.errors import MeasureFault
from muster.evidence.engines.shape import Engine
from muster.evidence.measures.base_tables import schema_of


class DuckDBEngine(Engine):
    """threads: how many cores to use, all by default. memory: what it may hold, in DuckDB's words ("2GB")."""

    name = "duckdb"

    def __init__(self, *, threads: int | None = None, memory: str = "2GB", temporary: Path | None = None) -> None:
        super().__init__()
        self._spill = tempfile.TemporaryDirectory(prefix="muster-duckdb-", dir=temporary)
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "temp_directory": self._spill.name,
            # Rows are sorted at the end; to keep them in order on the way would hold them all in memory.
            "preserve_insertion_order": False,
            # Nothing is ever fetched: what is not built in is an error.
            "autoinstall_known_extensions": False,
        }
        if threads is not None:
            config["threads"] = threads
        self._connection = duckdb.connect(config=config)

    def close(self) -> None:
        """Free the memory and the temporary folder."""
        self._connection.close()
        self._spill.cleanup()

    def _put_rows(self, table: str, rows: pa.Table) -> None:
        self._drop(table)
        self._connection.register(table, rows)

    def _put_files(self, table: str, paths: Sequence[Path]) -> None:
        self._drop(table)
        columns = ", ".join(schema_of(table).names)
        quoted = ", ".join(f"'{_literal_path(path)}'" for path in paths)
        self._run(table, f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM read_parquet([{quoted}])")  # noqa: S608 - quoted above

    def _drop(self, table: str) -> None:
        self._run(table, f"DROP VIEW IF EXISTS {table}")

    def _put_measure(self, name: str, rows: pa.Table) -> None:
        self._connection.register("taken_rows", rows)
        self._keep(name, "SELECT * FROM taken_rows")
        self._connection.unregister("taken_rows")

    def _keep(self, name: str, statement: str) -> None:
        self._run(name, f"CREATE TEMP TABLE {name} AS {statement}")

    def _forget(self, name: str) -> None:
        self._run(name, f"DROP TABLE {name}")

    def _answer(self, name: str, statement: str) -> pa.Table:
        try:
            return self._connection.sql(statement).to_arrow_table()
        except duckdb.Error as fault:
            raise _as_measure_fault(name, fault) from fault

    def _run(self, where: str, sql: str) -> None:
        try:
            self._connection.execute(sql)
        except duckdb.Error as fault:
            raise _as_measure_fault(where, fault) from fault


def _literal_path(path: Path) -> str:
    """A path inside an SQL string, where `*`, `?` and `[` would otherwise stand for other names."""
    bracketed = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path.absolute()))
    return bracketed.replace("'", "''")


def _as_measure_fault(where: str, fault: duckdb.Error) -> MeasureFault:
    first_line = str(fault).partition("\n")[0]
    mend = "Read the repositories again, or report the measure."
    if isinstance(fault, duckdb.OutOfMemoryException):
        mend = "Give the engine more memory, or the temporary folder more room."
    return MeasureFault(where, f"DuckDB cannot compute it: {first_line}.", mend)
