"""The shape of a source: one kind of upstream history, and the tables of the lake that it fills.

A source is a module in this package with the names of `Source` below and one line in `muster.evidence.sources`.
It reads through a SafeRepository alone, keeps no state, and gives rows as they come: order, files and what has been
read up to where are the lake's.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from muster.evidence.tables import Cells

if TYPE_CHECKING:
    from muster.evidence.git import SafeRepository


class Row(NamedTuple):
    """One row for one table: its cells in the order of the lake's columns, without the leading `repository`.

    Moments are seconds since 1970-01-01 UTC, days are whole days since 1970-01-01.
    """

    table: str
    cells: Cells


class Request(NamedTuple):
    """What one reading of one repository is asked for.

    paths: the paths of focus areas. since: the tips that were read before; since_default: that of the default branch
    then, "" if it was unknown. paths_since: those of the paths that were asked for then too.
    """

    paths: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    since_default: str = ""
    paths_since: frozenset[str] = frozenset()

    def beyond(self, tips: Iterable[str], default: str, paths: Iterable[str]) -> "Request":
        """Return the same request for what is new since `tips`, for which `paths` were asked too."""
        return Request(self.paths, tuple(sorted(set(tips))), default, frozenset(paths))


class Findings:
    """What a source says beside its rows.

    remarks: whole sentences for people. commits: how many were read. merges: merge commits left out. now_on_default:
    commits that were read before and have come onto the default branch since.
    """

    def __init__(self) -> None:
        """Nothing was said yet."""
        self.remarks: list[str] = []
        self.commits = 0
        self.merges = 0
        self.now_on_default: set[str] = set()


class Source(Protocol):
    """One kind of upstream history: a module of this package with these names.

    NAME: as it stands in cursor.json and in reviews.parquet. VERSION: raised whenever the rows of the same history
    change, so that they are read again. TABLES: the tables whose rows it gives. STEPS: True if it can give only what
    is new since Request.since; False if it gives everything every time.
    """

    @property
    def NAME(self) -> str: ...  # noqa: D102, N802 - a constant of the module; a property says that it is only read
    @property
    def VERSION(self) -> int: ...  # noqa: D102, N802 - see the class
    @property
    def TABLES(self) -> tuple[str, ...]: ...  # noqa: D102, N802 - see the class
    @property
    def STEPS(self) -> bool: ...  # noqa: D102, N802 - see the class

    def cursor(self, repository: "SafeRepository") -> str:
        """Return a cheap fingerprint of the tips that it reads; "" if the repository holds nothing for it."""

    def read(
        self, repository: "SafeRepository", request: Request, findings: Findings
    ) -> Iterator[Row] | Iterator[tuple[str, Cells]]:
        """Yield the rows, each once, in any order; for a source in STEPS, those that are new since `request.since`."""
