"""The change index: what pages compute the roadmap from, in milliseconds and without git.

One folder a group. A reading writes its tables into a folder of their own, named by what is in them; then `index.json`,
which names that folder, takes its name in one step. So a reader sees one reading whole, the earlier or the new one.

    index.json            what was read, when, from where, by which conventions; names the folder of the tables
    index-<digest>/       one Parquet file a table, in canonical order; the one before is kept for who still reads it

The tables are rows of measures, computed once under the group's own conventions, and an engine takes them as such: over
the index the same SQL gives the same rows as over the lake. No address is in any of them: columns that hold one in a
measure are empty here, and `finders` has a keyed hash instead, by which people find themselves and nobody else.
"""

import hashlib
import hmac
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from muster.domain.errors import LakeFault
from muster.evidence.disk import disk_faults
from muster.evidence.engines.shape import Engine
from muster.evidence.lake import sha256_of
from muster.evidence.locks import held

FORMAT: Final = 1
"""Raised when tables change: an index in another format is as good as none, and is read again."""

TAKEN: Final = (
    *("changes_v1", "credits_v1", "change_marks_v1", "change_areas_v1", "linked_changes_v1", "roadmap_changes_v1"),
    *("change_subjects_v1", "reviewers_v1"),
)
"""The measures whose rows the index keeps."""

FINDERS: Final = "finders"
_ADDRESSES: Final = ("author_mail", "address")
_NAME: Final = "index.json"


class ChangeIndex(NamedTuple):
    """One reading, as it lies on the disk. facts: what `index.json` says."""

    folder: Path
    facts: Mapping[str, Any]

    def table(self, name: str) -> pa.Table:
        """Read one table. LakeFault: it is gone or damaged."""
        path = self.folder / f"{name}.parquet"
        try:
            return pq.read_table(path)
        except (OSError, pa.ArrowInvalid) as wrong:
            raise LakeFault(str(path), f"It cannot be read: {str(wrong)[:200]}.", "Read the group again.") from None

    def give_to(self, engine: Engine) -> None:
        """Let an engine compute every measure of a roadmap from this reading."""
        for name in TAKEN:
            engine.take(name, self.table(name))


def tables_for_index(engine: Engine) -> dict[str, pa.Table]:
    """Compute the tables with an engine that has everything loaded but a question, and blank their addresses."""
    engine.expect(TAKEN)
    tables = {name: _without_addresses(engine.rows(name)) for name in TAKEN}
    marks = tables["change_marks_v1"]
    order = [(name, "ascending") for name in marks.column_names]
    tables["change_marks_v1"] = marks.group_by(marks.column_names).aggregate([]).sort_by(order).combine_chunks()
    return tables


def finders(addresses: Iterable[tuple[str, str]], key: bytes) -> pa.Table:
    """Give the table by which whoever knows an address finds its person: pairs of (keyed hash, person)."""
    rows = sorted({(finder(address, key), person) for address, person in addresses if address})
    return pa.table(
        {
            "finder": pa.array([row[0] for row in rows], pa.string()),
            "person": pa.array([row[1] for row in rows], pa.string()),
        }
    )


def finder(address: str, key: bytes) -> str:
    """Hash an address with the installation's key, without which nobody can try addresses out."""
    return hmac.new(key, address.strip().lower().encode(), hashlib.sha256).hexdigest()


def write_index(home: Path, tables: Mapping[str, pa.Table], facts: Mapping[str, Any]) -> ChangeIndex:
    """Put a reading in the place of the one before. home: the group's folder. LakeFault: it cannot be written."""
    with disk_faults(home):
        home.mkdir(parents=True, exist_ok=True)
    with held(home / "index.lock", lambda _: None), disk_faults(home):
        before = read_index(home)
        scratch = Path(tempfile.mkdtemp(prefix=".index-", dir=home))
        try:
            digests = {name: _write(table, scratch / f"{name}.parquet") for name, table in sorted(tables.items())}
            digest = hashlib.sha256(json.dumps(digests).encode()).hexdigest()[:16]
            folder = home / f"index-{digest}"
            if not folder.is_dir():
                scratch.chmod(0o755)
                scratch.rename(folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        said = {**facts, "format": FORMAT, "folder": folder.name, "tables": digests}
        draft = home / f".{_NAME}.part"
        draft.write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", encoding="ascii")
        _sync(draft)
        draft.replace(home / _NAME)
        kept = {folder, before.folder if before else folder}
        for old in home.glob("index-*"):
            if old not in kept:
                shutil.rmtree(old, ignore_errors=True)
    return ChangeIndex(folder, said)


def read_index(home: Path) -> ChangeIndex | None:
    """Give what was read last; None if there is nothing, or only what an older Muster wrote."""
    try:
        facts = json.loads((home / _NAME).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as wrong:
        raise LakeFault(str(home / _NAME), f"It cannot be read: {str(wrong)[:200]}.", "Read the group again.") from None
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        return None
    folder = home / str(facts["folder"])
    return ChangeIndex(folder, facts) if folder.is_dir() else None


def changed_at(home: Path) -> tuple[int, int] | None:
    """Tell one reading from the next without opening it; None without any."""
    with suppress(OSError):
        found = (home / _NAME).stat()
        return found.st_mtime_ns, found.st_ino
    return None


def _without_addresses(rows: pa.Table) -> pa.Table:
    for name in set(_ADDRESSES) & set(rows.column_names):
        empty = pa.repeat(pa.scalar("", pa.string()), rows.num_rows)
        rows = rows.set_column(rows.column_names.index(name), name, empty)
    return rows


def _write(table: pa.Table, path: Path) -> str:
    pq.write_table(table, path, compression="zstd", store_schema=False)
    _sync(path)
    return sha256_of(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
