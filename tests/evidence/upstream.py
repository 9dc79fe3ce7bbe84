"""Upstream repositories that tests write object by object, so that they can hold what git itself would refuse."""

import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from muster.evidence.collect import collect
from muster.evidence.evidence import RepositoryEvidence, RepositoryRequest

ADA = b"Ada Alpha <ada@alpha.example>"
BO = b"Bo Beta <bo@beta.example>"
CY = b"Cy Gamma <cy@gamma.example>"

Row = dict[str, Any]


def moment(text: str) -> int:
    """Seconds since 1970 of a UTC moment like "2016-10-26 12:00"."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


NOON = moment("2016-10-26 12:00")


class Upstream:
    """A git repository at `folder`. Commits are written as raw bytes and are on no branch until `branch` says so."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git_dir = folder if "--bare" in options else folder / ".git"
        self.git("init", "--quiet", "--initial-branch=main", "--template=", *options, str(folder))
        self.tree = self.git("hash-object", "-t", "tree", "-w", "--stdin")

    def git(self, *arguments: str, given: bytes = b"") -> str:
        environment = dict(os.environ)
        if arguments[0] not in {"init", "clone"}:
            environment["GIT_DIR"] = str(self.git_dir)
            if self.git_dir != self.folder:
                environment["GIT_WORK_TREE"] = str(self.folder)
        done = subprocess.run(["git", *arguments], input=given, capture_output=True, check=True, env=environment)
        return done.stdout.decode("utf-8", "replace").strip()

    def commit(
        self,
        message: bytes = b"Work\n",
        *,
        at: int = NOON,
        author: bytes | None = None,
        committer: bytes | None = None,
        parents: Sequence[str] = (),
        headers: bytes = b"",
        tree: str = "",
    ) -> str:
        """Write a commit. `author` and `committer` are the whole of their lines, whatever that is."""
        lines = [b"tree " + (tree or self.tree).encode()]
        lines += [b"parent " + parent.encode() for parent in parents]
        lines += [b"author " + (author if author is not None else ADA + b" %d +0000" % at)]
        lines += [b"committer " + (committer if committer is not None else BO + b" %d +0000" % at)]
        return self.raw_commit(b"\n".join(lines) + b"\n" + headers + b"\n" + message)

    def raw_commit(self, content: bytes) -> str:
        return self.git("hash-object", "-t", "commit", "--literally", "-w", "--stdin", given=content)

    def tree_of(self, **files: str) -> str:
        """Write a tree of files (a dot in their names is written as __) and return it."""
        entries = [
            f"100644 blob {self.git('hash-object', '-w', '--stdin', given=text.encode())}\t{name.replace('__', '.')}\n"
            for name, text in sorted(files.items())
        ]
        return self.git("mktree", given="".join(entries).encode())

    def branch(self, sha: str, name: str = "refs/heads/main") -> str:
        self.git("update-ref", name, sha)
        return sha

    def line_of(self, *messages: bytes, at: int = NOON, parents: Sequence[str] = ()) -> list[str]:
        """Write a line of commits a minute apart and return their shas."""
        shas = list(parents)
        for minute, message in enumerate(messages):
            shas.append(self.commit(message, at=at + 60 * minute, parents=shas[-1:]))
        return shas[len(parents) :]


def evidence_of(upstream: Upstream | Path | str, home: Path, *paths: str) -> RepositoryEvidence:
    """Read one repository into the lake at `home`."""
    location = upstream.folder if isinstance(upstream, Upstream) else upstream
    (found,) = collect([RepositoryRequest("upstream", str(location), paths)], home).repositories
    return found


def rows_of(evidence: RepositoryEvidence, table: str = "commits") -> list[Row]:
    """The rows of one table, as they lie."""
    return pq.read_table(evidence.tables[table]).to_pylist() if table in evidence.tables else []


def row_of(evidence: RepositoryEvidence, sha: str) -> Row:
    """The row of one commit."""
    (row,) = [row for row in rows_of(evidence) if row["sha"] == sha]
    return row


def bytes_of(evidence: RepositoryEvidence) -> dict[str, bytes]:
    """The bytes of every table."""
    return {name: path.read_bytes() for name, path in evidence.tables.items()}
