"""A roadmap's items as the tables that measures read, and what RE2 finds in messages before any of them is asked.

Patterns are matched here and not in SQL: Arrow's engine is RE2, which never takes for ever, while Spark's own can.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from muster.domain.errors import RequestFault
from muster.domain.roadmap.items import Selector, SelectorKind
from muster.domain.roadmap.measured import MeasuredItem
from muster.domain.roadmap.selectors import is_pattern, written
from muster.evidence.engines.shape import Engine
from muster.evidence.measures.base_tables import schema_of

_PROBES = ("", "qx", "7", "Zk - vj", "#")
"""No message, and messages that have nothing in common."""

Subjects = Callable[[], pa.Table]
"""Gives repository, sha and subject of commits; asked only if some pattern looks at them."""


def load_items(engine: Engine, items: Sequence[MeasuredItem], subjects: Subjects) -> None:
    """Load everything that the measures of a roadmap read, beside the evidence. RequestFault: RE2 refuses a pattern."""
    said = [(item.slug, number, one) for item in items for number, one in enumerate(item.selectors)]
    tables: dict[str, list[tuple[object, ...]]] = {
        "roadmap_items": [(item.slug, int(item.counts)) for item in items],
        "selectors": [(slug, number, *_row(one)) for slug, number, one in said],
        "confirmations": [
            (item.slug, key, belongs)
            for item in items
            for belongs, keys in ((1, item.confirmed), (0, item.refused))
            for key in sorted(keys)
        ],
    }
    for table, rows in tables.items():
        engine.load(table, as_table(table, rows))
    engine.load("matched_commits", _matched(said, subjects))


def refused_by_re2(pattern: str) -> str:
    """Say why RE2 does not take a pattern, or why it would match everything; "" if it is fit."""
    import pyarrow.compute as pc  # noqa: PLC0415 - loads slowly, and most roadmaps have no pattern

    try:
        fits = pc.match_substring_regex(pa.array(_PROBES), pattern, ignore_case=True).to_pylist()
    except pa.ArrowInvalid as wrong:
        return f"RE2 cannot read it: {str(wrong).rpartition(': ')[2][:200]}."
    return "It fits nearly every message." if fits[0] or all(fits[1:]) else ""


def subjects_in(files: Iterable[Path]) -> pa.Table:
    """Give repository, sha and subject of all commits in files of the lake."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    columns = ["repository", "sha", "subject"]
    tables = [pq.read_table(file, columns=columns) for file in files]
    return pa.concat_tables(tables) if tables else pa.table({name: pa.array([], pa.string()) for name in columns})


def _row(selector: Selector) -> tuple[str, str, str, str]:
    """Give a selector as kind, value, repository and how the value is held against marks."""
    kind, value = str(selector.kind), selector.value
    match selector.kind:
        case SelectorKind.PATH:
            return kind, value, selector.repository, "below"
        case SelectorKind.MESSAGE:
            return kind, value, selector.repository, "pattern"
        case _ if is_pattern(selector):
            return kind, value.replace("*", "%"), selector.repository, "like"
    return kind, value, selector.repository, "exact"


def _matched(said: Sequence[tuple[str, int, Selector]], subjects: Subjects) -> pa.Table:
    patterns = [one for one in said if one[2].kind is SelectorKind.MESSAGE]
    if not patterns:
        return schema_of("matched_commits").empty_table()
    for _, _, selector in patterns:
        if reason := refused_by_re2(selector.value):
            raise RequestFault(written(selector)[:100], reason, "Write another pattern.")
    return pa.concat_tables(_matches(patterns, subjects()))


def _matches(patterns: Iterable[tuple[str, int, Selector]], commits: pa.Table) -> Iterator[pa.Table]:
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    for slug, number, selector in patterns:
        there = commits
        if selector.repository:
            there = commits.filter(pc.equal(commits["repository"], selector.repository))
        fits = there.filter(pc.match_substring_regex(there["subject"], selector.value, ignore_case=True))
        rows = fits.num_rows
        columns = [pa.repeat(slug, rows), pa.repeat(pa.scalar(number, pa.int64()), rows)]
        yield pa.table([*columns, fits["repository"], fits["sha"]], schema=schema_of("matched_commits"))


def as_table(table: str, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    """Give rows as a base table."""
    schema = schema_of(table)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema.names)
    return pa.table([pa.array(cells, type=one.type) for cells, one in zip(columns, schema, strict=True)], schema=schema)
