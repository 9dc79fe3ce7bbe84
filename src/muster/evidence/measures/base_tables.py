"""The base tables that measures read: their columns and what the words in them may be.

A table may have more columns than these; measures never see the others. commits, goals, co_authors, touched, reviews
and topics are the lake's; the others say how to count:

windows       half open, `[first_day, end_day)`; they may overlap
focus_areas   path null: the whole repository; else a file or a folder in it
goal_kinds    which links count toward the roadmap
conventions   one row, DESIGN 4.8: see CONVENTIONS
asked         kind 'company', 'person' or 'change': what `explain` was asked about; the value of a change is its
              Change-Id, 'commit:' and a sha, or a sha, each also by its beginning
roadmap_items counts 1: on the roadmap; 0: measured beside it
selectors     an item's, numbered; matching says how value is held against a change's marks: exact, like (SQL's LIKE)
              or below (a path, or what is under it). matched_commits are those that a selector's RE2 pattern fits
confirmations people's words: belongs 1 or 0
affiliations  every address of the evidence, every day covered once; person is the merged identity, alone the address's
              own; how is overlay, listed, domain, none or bot
"""

from collections.abc import Mapping

import pyarrow as pa

from muster.domain.errors import MeasureFault

_TEXT, _WHOLE, _DAY, _FLAG = pa.string(), pa.int64(), pa.date32(), pa.bool_()

BASE_TABLES: Mapping[str, pa.Schema] = {
    "commits": pa.schema(
        {
            "repository": _TEXT,
            "sha": _TEXT,
            "committed_at": _WHOLE,
            "committed_day": _DAY,
            "authored_day": _DAY,
            "committed_local_day": _DAY,
            "authored_local_day": _DAY,
            "author_name": _TEXT,
            "author_mail": _TEXT,
            "change_id": _TEXT,
            "subject": _TEXT,
            "on_default": _FLAG,
            "aside": _TEXT,
        }
    ),
    "goals": pa.schema({"repository": _TEXT, "sha": _TEXT, "kind": _TEXT, "key": _TEXT}),
    "co_authors": pa.schema({"repository": _TEXT, "sha": _TEXT, "name": _TEXT, "mail": _TEXT}),
    "touched": pa.schema({"repository": _TEXT, "sha": _TEXT, "path": _TEXT}),
    "reviews": pa.schema(
        {
            "repository": _TEXT,
            "change_number": _TEXT,
            "change_id": _TEXT,
            "source": _TEXT,
            "label": _TEXT,
            "value": pa.int32(),
            "voter_mail": _TEXT,
            "account": _TEXT,
            "voted_day": _DAY,
            "event": _TEXT,
            "aside": _TEXT,
        }
    ),
    "topics": pa.schema({"repository": _TEXT, "change_id": _TEXT, "topic": _TEXT}),
    "affiliations": pa.schema(
        {
            "address": _TEXT,
            "person": _TEXT,
            "alone": _TEXT,
            "first_day": _DAY,
            "end_day": _DAY,
            "company": _TEXT,
            "how": _TEXT,
            "rule": _TEXT,
            "source": _TEXT,
        }
    ),
    "windows": pa.schema({"window_id": _TEXT, "first_day": _DAY, "end_day": _DAY}),
    "focus_areas": pa.schema({"area": _TEXT, "repository": _TEXT, "path": _TEXT}),
    "goal_kinds": pa.schema({"kind": _TEXT}),
    "conventions": pa.schema({"day_of": _TEXT, "clock": _TEXT, "refs": _TEXT, "credit": _TEXT, "identities": _TEXT}),
    "asked": pa.schema({"kind": _TEXT, "value": _TEXT}),
    "roadmap_items": pa.schema({"item": _TEXT, "counts": _WHOLE}),
    "selectors": pa.schema(
        {
            "item": _TEXT,
            "number": _WHOLE,
            "kind": _TEXT,
            "value": _TEXT,
            "repository": _TEXT,
            "matching": _TEXT,
        }
    ),
    "matched_commits": pa.schema({"item": _TEXT, "number": _WHOLE, "repository": _TEXT, "sha": _TEXT}),
    "confirmations": pa.schema({"item": _TEXT, "change_key": _TEXT, "belongs": _WHOLE}),
}

# The first of each is DESIGN's default.
CONVENTIONS: Mapping[str, tuple[str, ...]] = {
    "day_of": ("committer", "author"),
    "clock": ("utc", "local"),
    "refs": ("branches", "default"),
    "credit": ("author", "co-authors"),
    "identities": ("merged", "address"),
}


def schema_of(table: str) -> pa.Schema:
    """The columns of a base table. MeasureFault if there is no such table."""
    if table not in BASE_TABLES:
        raise MeasureFault(table, "This is no base table.", f"Load one of: {', '.join(BASE_TABLES)}.")
    return BASE_TABLES[table]


def fitted(table: str, rows: pa.Table) -> pa.Table:
    """The rows with just the columns of the base table, in their order and types. MeasureFault if they do not fit."""
    schema = schema_of(table)
    if lacking := sorted(set(schema.names) - set(rows.column_names)):
        raise MeasureFault(table, f"The rows lack {', '.join(lacking)}.", "Give all columns of the base table.")
    try:
        fitting = as_schema(rows.select(schema.names), schema)
    except pa.ArrowInvalid as fault:
        raise MeasureFault(table, f"The rows are of other types: {fault}.", f"The types are: {schema}.") from fault
    if table == "conventions":
        _check_conventions(fitting)
    return fitting


def as_schema(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """The rows in the types of `schema`. ArrowInvalid if they do not fit. To cast takes long the first time: seldom."""
    return (rows if rows.schema.equals(schema) else rows.cast(schema)).replace_schema_metadata()


def check_file(where: str, table: str, found: pa.Schema) -> None:
    """MeasureFault if a column of the base table is missing or of another type; a dictionary is no other type."""
    wrong = [
        f"{column.name} ({column.type})"
        for column in schema_of(table)
        if column.name not in found.names or _plain(found.field(column.name).type) != column.type
    ]
    if wrong:
        raise MeasureFault(where, f"As {table}, it lacks {', '.join(wrong)}.", "Read the repository again.")


def _plain(column: pa.DataType) -> pa.DataType:
    return column.value_type if pa.types.is_dictionary(column) else column


def _check_conventions(conventions: pa.Table) -> None:
    """One row of known words: an unknown word would silently count nothing, a second row everything twice."""
    rows = conventions.to_pylist()
    if len(rows) != 1:
        raise MeasureFault("conventions", f"There are {len(rows)} rows.", "Give one.")
    for name, words in CONVENTIONS.items():
        if rows[0][name] not in words:
            where = f"conventions.{name}"
            raise MeasureFault(where, f"{rows[0][name]!r} is unknown.", f"Say one of: {', '.join(words)}.")
