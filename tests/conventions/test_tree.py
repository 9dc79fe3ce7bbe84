"""The folders say the job, the files say the area, and the map says so."""

import ast

from docs.generate import UNSAID
from tests.conventions.house import PACKAGE, ROOT, TESTS, python_files, said, syntax

LINES = 300


def test_no_file_of_code_is_longer_than_three_hundred_lines() -> None:
    ours = [path for path in python_files() if path.parent.name != "migrations"]  # Django writes those
    lengths = {str(path.relative_to(ROOT)): said(path).count("\n") for path in ours}
    too_long = {name for name, length in lengths.items() if length > LINES}
    assert too_long == set(), "make it a folder of that name"


def test_importing_muster_starts_nothing_because_its_package_is_empty() -> None:
    assert said(PACKAGE / "__init__.py") == ""


def test_no_package_hides_logic_in_its_init_file() -> None:
    def is_quiet(statement: ast.stmt) -> bool:
        docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        exported = isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__"
        return docstring or exported or isinstance(statement, ast.ImportFrom)

    inits = [path for path in python_files(PACKAGE) if path.name == "__init__.py"]
    assert [path for path in inits if not all(map(is_quiet, syntax(path).body))] == []


def test_the_map_in_architecture_says_of_each_folder_what_belongs_there() -> None:
    # That the map has every folder and module, and no other, test_docs.py holds.
    assert UNSAID not in said(ROOT / "ARCHITECTURE.md")


def test_every_test_file_has_a_name_of_its_own() -> None:
    names = [path.name for path in python_files(TESTS) if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))


def test_every_test_is_named_by_a_sentence_of_at_least_four_words() -> None:
    short = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for path in python_files(TESTS)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and len(node.name.split("_")) <= 4
    ]
    assert short == []


def test_no_journey_compares_what_may_not_be_on_the_page_yet() -> None:
    # A click ends once the next page begins to come; only `expect` waits for what will be on it.
    hasty = {"all_inner_texts", "count", "inner_text", "input_value", "is_checked", "is_hidden", "is_visible"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files(TESTS / "journeys")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Assert)
        and hasty & {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    ]
    assert found == [], "expect(...) waits; assert does not"
