"""Where the evidence of a repository lies, and what has been read up to where.

<home>/lake/<slug>/
    commits.parquet, goals.parquet, …   one file a table that has rows (commits: always)
    cursor.json                         what these files rest on; written last
    reads.jsonl                         when each reading happened that brought something new
    lock                                held by the one who reads

A reading is committed in three steps, each of them all or nothing: the new files are written beside the old ones
(`.new`), then `cursor.next.json` says that they are complete, then files and cursor take their names. Killed before
the second step, the earlier reading stands; killed after it, whoever comes next finishes the third.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from muster.domain.errors import LakeFault
from muster.evidence.disk import disk_faults
from muster.evidence.locks import PATIENCE, held
from muster.evidence.tables import TABLES

FORMAT: Final = 1
"""Raised when columns change: whatever lies there in an older format is read again."""


def slug(name: str, location: str) -> str:
    """Return a folder name that is safe anywhere and differs wherever name or location do."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:80] or "repository"
    digest = hashlib.sha256(f"{name}\0{location}".encode("utf-8", "surrogateescape")).hexdigest()
    return f"{safe}-{digest[:8]}"


class RepositoryLake:
    """The folder of one repository."""

    def __init__(self, home: Path, name: str, location: str) -> None:
        """`home`: the folder of all evidence. `location`: absolute, without credentials."""
        self.folder = home / "lake" / slug(name, location)
        self.scratch = self.folder / "scratch"
        self._cursor = self.folder / "cursor.json"
        self._next = self.folder / "cursor.next.json"

    def table(self, name: str) -> Path:
        """Return where a table lies, whether it is there or not."""
        return self.folder / f"{name}.parquet"

    def draft(self, name: str) -> Path:
        """Return where the new file of a table is to be written before `commit`."""
        return self.folder / f"{name}.parquet.new"

    def cursor(self) -> dict[str, Any] | None:
        """Return what the files rest on; None if one of them is gone, or not in this FORMAT, or it needs `locked`."""
        if self.unfinished:
            return None
        try:
            with disk_faults(self.folder):
                cursor = json.loads(self._cursor.read_bytes()) if self._cursor.exists() else None
        except ValueError as error:
            what = f"It is damaged ({error})."
            raise LakeFault(str(self._cursor), what, "Delete this folder; it will be read again.") from error
        if not isinstance(cursor, dict) or cursor.get("format") != FORMAT:
            return None
        return cursor if all(self.table(name).exists() for name in cursor["files"]) else None

    @property
    def in_disorder(self) -> bool:
        """Whether someone is reading, or was killed while reading: `locked` waits for the one and clears the other."""
        return self.unfinished or self.scratch.exists()

    @property
    def unfinished(self) -> bool:
        """Whether a reader was killed after its files were complete and before they had their names."""
        return self._next.exists()

    @contextmanager
    def locked(self, say: Callable[[str], None], *, patience: float = PATIENCE) -> Iterator[None]:
        """Hold the repository for reading: what a killed reader left is finished or swept first.

        say: told once if another reader holds it. LakeBusy if that one does not let go in time.
        """
        with disk_faults(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with held(self.folder / "lock", say, patience=patience):
            with disk_faults(self.folder):
                self._recover()
                self.scratch.mkdir()
            try:
                yield
            finally:
                import shutil  # noqa: PLC0415 - loads slowly, and a look at what stands never gets here

                shutil.rmtree(self.scratch, ignore_errors=True)
                if not self.unfinished:
                    self._sweep()

    def _recover(self) -> None:
        if self.unfinished:
            self._take_names(json.loads(self._next.read_bytes()))
        self._sweep()
        if self.scratch.exists():
            import shutil  # noqa: PLC0415 - as in locked

            shutil.rmtree(self.scratch, ignore_errors=True)

    def _sweep(self) -> None:
        for left in self.folder.glob("*.new"):
            with suppress(FileNotFoundError):
                left.unlink()

    def commit(self, cursor: Mapping[str, Any]) -> None:
        """Make the drafts and `cursor` what stands; a table without rows in `cursor["files"]` goes."""
        with disk_faults(self.folder):
            for name in TABLES:
                if self.draft(name).exists():
                    _sync(self.draft(name))
            text = json.dumps(cursor, ensure_ascii=True, indent=1, sort_keys=True) + "\n"
            draft = self.folder / "cursor.json.new"
            draft.write_text(text, encoding="ascii")
            _sync(draft)
            draft.rename(self._next)
            _sync(self.folder)
            self._take_names(cursor)
            read = {"read_at": cursor.get("read_at"), "fingerprint": cursor.get("fingerprint")}
            with (self.folder / "reads.jsonl").open("a", encoding="ascii") as reads:
                reads.write(json.dumps(read) + "\n")

    def _take_names(self, cursor: Mapping[str, Any]) -> None:
        for name in TABLES:
            if self.draft(name).exists():
                self.draft(name).rename(self.table(name))
            elif name not in cursor["files"]:
                with suppress(FileNotFoundError):
                    self.table(name).unlink()
        self._next.rename(self._cursor)
        _sync(self.folder)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
