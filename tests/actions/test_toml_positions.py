"""Every key and entry of a TOML file is found at its line and column."""

import tomllib
from typing import Any

import pytest

from muster.actions.charters import resolve_charter
from muster.actions.toml_positions import Position, nearest_position, positions
from tests.domain.charter.whole import WHOLE

ODD = """\
# a comment
plain = 1
"quoted \\u00e9" = 1
'literal.dot' = 2
dotted.key = 3
[table]
"é" = { inner = [1, { deep = 2 }], "two words" = 3 }
[table.sub.under]
list = [
    1, # one
    [2, 3],
]
[[many]]
first = 1
[[many]]
second = 2
[many.sub]
third = 3
[[many.more]]
fourth = 4
"""
PLACES = {
    ("plain",): (2, 1),
    ("quoted é",): (3, 1),
    ("literal.dot",): (4, 1),
    ("dotted",): (5, 1),
    ("dotted", "key"): (5, 8),
    ("table",): (6, 2),
    ("table", "é"): (7, 1),
    ("table", "é", "inner"): (7, 9),
    ("table", "é", "inner", 0): (7, 18),
    ("table", "é", "inner", 1): (7, 21),
    ("table", "é", "inner", 1, "deep"): (7, 23),
    ("table", "é", "two words"): (7, 36),
    ("table", "sub"): (8, 8),
    ("table", "sub", "under"): (8, 12),
    ("table", "sub", "under", "list"): (9, 1),
    ("table", "sub", "under", "list", 0): (10, 5),
    ("table", "sub", "under", "list", 1): (11, 5),
    ("table", "sub", "under", "list", 1, 0): (11, 6),
    ("table", "sub", "under", "list", 1, 1): (11, 9),
    ("many",): (13, 3),
    ("many", 0): (13, 3),
    ("many", 0, "first"): (14, 1),
    ("many", 1): (15, 3),
    ("many", 1, "second"): (16, 1),
    ("many", 1, "sub"): (17, 7),
    ("many", 1, "sub", "third"): (18, 1),
    ("many", 1, "more"): (19, 8),
    ("many", 1, "more", 0): (19, 8),
    ("many", 1, "more", 0, "fourth"): (20, 1),
}


def paths_of(data: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:  # noqa: ANN401 - TOML data are of any shape
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return ({path} if path else set()) | {inner for step, item in items for inner in paths_of(item, (*path, step))}


def test_keys_of_every_form_are_found_where_they_stand() -> None:
    assert positions(ODD) == {path: Position(*place) for path, place in PLACES.items()}


@pytest.mark.parametrize("text", [ODD, WHOLE, resolve_charter("lcoo").read_text()], ids=["odd", "whole", "lcoo"])
def test_every_path_that_tomllib_reads_has_a_place_and_no_other_has(text: str) -> None:
    assert set(positions(text)) == paths_of(tomllib.loads(text))


def test_a_key_that_is_not_there_is_looked_for_at_the_table_around_it() -> None:
    found = positions(ODD)
    assert nearest_position(("many", 1, "missing", 3), found) == Position(15, 3)
    assert nearest_position(("nowhere",), found) == Position(1, 1)
