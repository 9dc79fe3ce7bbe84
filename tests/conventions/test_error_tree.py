"""Every way of saying no stands in one tree, and in a test."""

import re

import pytest

from muster.domain import errors
from tests.conventions.house import TESTS, python_files, said

CLASSES = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type)}


def drawn() -> dict[str, str | None]:
    """Read the tree at the top of errors.py: each error, and the one it hangs from."""
    parents: dict[str, str | None] = {}
    branch: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"([│ ]*(?:[├└]── )?)([A-Z]\w+(?:, [A-Z]\w+)*)(?:  |$)", line)
        if not found or not (found[1] or line == "MusterError"):
            continue
        branch = [(depth, name) for depth, name in branch if depth < len(found[1])]
        parents[found[2]] = branch[-1][1] if branch else None
        branch.append((len(found[1]), found[2]))
    return parents


def test_the_tree_at_the_top_of_errors_draws_every_error_under_its_parent() -> None:
    real = {name: kind.__base__.__name__ for name, kind in CLASSES.items() if kind.__base__ is not None}
    assert drawn() == {name: None if base == "Exception" else base for name, base in real.items()}


@pytest.mark.parametrize("name", [name for name, kind in CLASSES.items() if not kind.__subclasses__()])
def test_every_error_is_raised_or_caught_in_some_test(name: str) -> None:
    elsewhere = [path for path in python_files(TESTS) if path.parent.name != "conventions"]
    assert any(re.search(rf"\b{name}\b", said(path)) for path in elsewhere)
