"""The shape of a source: one kind of upstream history, and the tables of the lake that it fills.

A source is a module in this package with the names of `Source` below and one line in `muster.evidence.sources`.
It reads through a SafeRepository alone, keeps no state, and gives rows as they come: order, files and what has been
read up to where are the lake's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeAlias

from muster.evidence.git import SafeRepository

Cell: TypeAlias = str | int | bool | None


class Row(NamedTuple):
    """One row for one table: its cells in the order of the lake's columns, without the leading `repository`.

    Moments are seconds since 1970-01-01 UTC, days are whole days since 1970-01-01.
    """

    table: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Request:
    """What one reading of one repository is asked for.

    paths: the paths of focus areas; empty for the whole repository alone.
    since: the tips that were read before (only for a source that reads in STEPS).
    """

    paths: tuple[str, ...] = ()
    since: tuple[str, ...] = ()


@dataclass
class Findings:
    """What a source says beside its rows: whole sentences for people."""

    remarks: list[str] = field(default_factory=list)


class Source(Protocol):
    """One kind of upstream history: a module of this package with these names.

    NAME: as it stands in cursor.json and in reviews.parquet. VERSION: raised whenever the rows of the same history
    change, so that they are read again. TABLES: the tables whose rows it gives. STEPS: True if it can give only what
    is new since Request.since; False if it gives everything every time.
    """

    NAME: str
    VERSION: int
    TABLES: tuple[str, ...]
    STEPS: bool

    def cursor(self, repository: SafeRepository) -> str:
        """Return a cheap fingerprint of the tips that it reads; "" if the repository holds nothing for it."""

    def read(self, repository: SafeRepository, request: Request, findings: Findings) -> Iterator[Row]:
        """Yield the rows, in any order."""
