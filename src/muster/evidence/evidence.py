"""What was read, as whoever counts it sees it: for each repository its tables, what they rest on and what is odd."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from muster.domain.errors import MusterError, RepositoryBroken, RepositoryUnsafe, SourceFault

Status: TypeAlias = Literal["read", "empty", "missing", "unsafe", "broken"]
_NONE: Final[Mapping[str, Any]] = {}


class RepositoryRequest(NamedTuple):
    """One repository to read: its name, a folder or an address, and the paths in it that stand for focus areas."""

    name: str
    location: str
    paths: tuple[str, ...] = ()


class Oddity(NamedTuple):
    """Commits that share a reason: how many, and the first few shas."""

    reason: str
    commits: int
    examples: tuple[str, ...]


class RepositoryEvidence(NamedTuple):
    """What is known of one repository.

    status: "read", or why it could not be read now (then `fault` says so). tables: files by table; if there are any
    beside a fault, they are of an earlier reading, at `read_at` (UTC, ISO 8601).
    tips: branch → sha. default_tip: "" if the repository does not say which branch is its default.
    boundary_day: for a shallow clone, the latest day of a commit at which it was cut off: only after it is it whole.
    commits: rows; of these `aside` are not counted. unreachable: rows whose branch is gone upstream, still counted.
    merges: merge commits left out. remarks: whole sentences. ahead: commits dated after the day of reading; no remark,
    for the same history has more or fewer of them on another day. fingerprint: SHA-256 of what the tables rest on, the
    same in however many steps it was read; "" if there are no tables.
    """

    name: str
    location: str
    status: Status
    fault: MusterError | None = None
    tables: Mapping[str, Path] = _NONE
    tips: Mapping[str, str] = _NONE
    default_ref: str = ""
    default_tip: str = ""
    shallow: bool = False
    boundary_day: date | None = None
    commits: int = 0
    unreachable: int = 0
    merges: int = 0
    aside: tuple[Oddity, ...] = ()
    odd: tuple[Oddity, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    remarks: tuple[str, ...] = ()
    ahead: int = 0
    read_at: str = ""
    fingerprint: str = ""


class Evidence(NamedTuple):
    """What is known of all the repositories that were asked for, in the order of the request."""

    repositories: tuple[RepositoryEvidence, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the fingerprints of the repositories by name, whatever their order."""
        parts = sorted((repository.name, repository.fingerprint) for repository in self.repositories)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def files(self, table: str) -> tuple[Path, ...]:
        """Return the files of one table, in the order of the repositories."""
        return tuple(r.tables[table] for r in self.repositories if table in r.tables)


def from_cursor(cursor: Mapping[str, Any], name: str, location: str, tables: Mapping[str, Path]) -> RepositoryEvidence:
    """Return the evidence that a cursor of the lake tells of."""
    tips, history = cursor["tips"], cursor["history"]
    return RepositoryEvidence(
        name=name,
        location=location,
        status="read" if any(history["commits"] or name != "commits" for name in cursor["files"]) else "empty",
        tables=tables,
        tips=tips["branches"],
        default_ref=tips["default_ref"],
        default_tip=tips["default"],
        shallow=bool(tips["boundary"]),
        boundary_day=_day(history["boundary_day"]),
        commits=history["commits"],
        unreachable=history["unreachable"],
        merges=history["merges"],
        aside=_oddities(history["aside"]),
        odd=_oddities(history["remarks"]),
        first_day=_day(history["first_day"]),
        last_day=_day(history["last_day"]),
        remarks=_remarks(cursor),
        ahead=history["future"],
        read_at=cursor["read_at"],
        fingerprint=cursor["fingerprint"],
    )


def with_fault(evidence: RepositoryEvidence, fault: SourceFault | None) -> RepositoryEvidence:
    """Return the evidence with the fault, if there is one, and the status that says what kind it is."""
    if fault is None:
        return evidence
    status: Status = "missing"
    if isinstance(fault, RepositoryUnsafe):
        status = "unsafe"
    elif isinstance(fault, RepositoryBroken):
        status = "broken"
    return evidence._replace(status=status, fault=fault)


def _remarks(cursor: Mapping[str, Any]) -> tuple[str, ...]:
    tips, history = cursor["tips"], cursor["history"]
    commits = f"{history['commits']} commits"
    said = []
    if tips["branches"] and not tips["default"]:
        said.append("HEAD names no branch that exists, so no commit counts as being on the default branch.")
    if tips["broken"]:
        said.append(f"Git cannot read these branches, so they are left out: {', '.join(tips['broken'])}.")
    if tips["boundary"]:
        said.append(f"The clone is shallow: up to {history['boundary_day'] or 'a day unknown'} commits are missing.")
    if history["unreachable"]:
        said.append(f"Gone upstream since they were read, and still counted: {history['unreachable']} of {commits}.")
    return (*said, *(remark for _, remarks in sorted(cursor["remarks"].items()) for remark in remarks))


def _oddities(found: Mapping[str, Any]) -> tuple[Oddity, ...]:
    return tuple(Oddity(reason, of["count"], tuple(of["examples"])) for reason, of in sorted(found.items()))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
