"""The tables of the lake: their columns, and the order in which their rows lie.

Flat tables of plain types, so that every engine reads the same. Moments are seconds since 1970-01-01 UTC, days are
dates. The first column of every table is `repository`, the name that the charter gives; rows do not carry it until
they are written.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeAlias

Cell: TypeAlias = str | int | bool | None
Cells: TypeAlias = tuple[Cell, ...]
Kind: TypeAlias = Literal["string", "int64", "int32", "date32", "bool"]


class Column(NamedTuple):
    """One column; an optional one may be null."""

    name: str
    kind: Kind
    optional: bool = False


class Table(NamedTuple):
    """One table. `order`: the columns that place a row, and tell it from every other row of its repository.

    sort_key: the same for the cells of a row, nulls first; None where the cells themselves sort so.
    """

    name: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    sort_key: Callable[[Cells], Any] | None = None


def _nulls_first(cells: Cells) -> list[tuple[bool, Cell]]:
    return [(cell is not None, cell) for cell in cells]


def _by_commit_time(cells: Cells) -> tuple[Cell, Cell]:
    # A moment is never negative, so -1 stands before all; this runs once a commit.
    return (-1 if cells[1] is None else cells[1], cells[0])


COMMITS = Table(
    "commits",
    (
        Column("sha", "string"),
        Column("committed_at", "int64", optional=True),
        Column("authored_at", "int64", optional=True),
        Column("committed_day", "date32", optional=True),
        Column("authored_day", "date32", optional=True),
        Column("committed_local_day", "date32", optional=True),
        Column("authored_local_day", "date32", optional=True),
        Column("author_name", "string"),
        Column("author_mail", "string"),
        Column("committer_name", "string"),
        Column("committer_mail", "string"),
        Column("change_id", "string", optional=True),
        Column("subject", "string"),
        Column("on_default", "bool"),
        Column("reachable", "bool"),
        Column("aside", "string", optional=True),
        Column("remark", "string", optional=True),
    ),
    ("committed_at", "sha"),
    _by_commit_time,
)
GOALS = Table(
    "goals", (Column("sha", "string"), Column("kind", "string"), Column("key", "string")), ("sha", "kind", "key")
)
CO_AUTHORS = Table(
    "co_authors", (Column("sha", "string"), Column("name", "string"), Column("mail", "string")), ("sha", "name", "mail")
)
TOUCHED = Table("touched", (Column("sha", "string"), Column("path", "string")), ("sha", "path"))
_REVIEW_COLUMNS = (
    Column("change_number", "string"),
    Column("change_id", "string", optional=True),
    Column("source", "string"),
    Column("label", "string"),
    Column("value", "int32"),
    Column("voter_name", "string"),
    Column("voter_mail", "string"),
    Column("account", "string"),
    Column("voted_at", "int64", optional=True),
    Column("voted_day", "date32", optional=True),
    Column("event", "string"),
    Column("aside", "string", optional=True),
)
REVIEWS = Table("reviews", _REVIEW_COLUMNS, tuple(column.name for column in _REVIEW_COLUMNS), _nulls_first)
TOPICS = Table(
    "topics",
    (Column("change_number", "string"), Column("change_id", "string"), Column("topic", "string")),
    ("change_number",),
)

TABLES: dict[str, Table] = {table.name: table for table in (COMMITS, GOALS, CO_AUTHORS, TOUCHED, REVIEWS, TOPICS)}
