"""Write the pages that say what the code says: `make docs`. A test fails while one of them is stale.

A page of its own is a function here and a line in PAGES; it returns the whole page as text.
"""

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from docs.api import api_reference
from docs.outputs import with_outputs

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "muster"
MAP = re.compile(r"(?<=^## The map\n).*?^```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)

SHOWING = ("docs/tutorial/who-keeps-the-promise.md",)
"""Pages that show what commands print."""

UNSAID = "(say here what belongs into this folder)"


def architecture() -> str:
    """Return ARCHITECTURE.md with its map brought up to date; what a folder is for is kept as a person wrote it."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    block = MAP.search(page)
    if block is None:
        message = "ARCHITECTURE.md has no fenced block of text under the heading 'The map'"
        raise ValueError(message)
    written = dict(re.split(r"\s{2,}", line, maxsplit=1) for line in block[1].splitlines())
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    folders = {folder for path in files for folder in path.relative_to(PACKAGE).parents if folder.parts}
    entries = {f"{folder}/": written.get(f"{folder}/", UNSAID) for folder in folders}
    for path in files:
        if path.suffix == ".py" and path.name != "__init__.py":
            entries[str(path.relative_to(PACKAGE))] = _first_sentence(path)
    width = max(map(len, entries)) + 2
    lines = "".join(f"{name:<{width}}{entries[name]}\n" for name in sorted(entries))
    return page[: block.start(1)] + lines + page[block.end(1) :]


def _first_sentence(module: Path) -> str:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


def commands() -> str:
    """Return the reference of the command line: what each command says of itself with --help."""
    root = importlib.import_module("muster.cli.main").muster
    shown = [f"## `{context.command_path}`\n\n```text\n{context.get_help()}\n```\n" for context in _contexts(root)]
    return "\n".join([_head("The command line", "what each command answers to `--help`"), *shown])


def _contexts(command: click.Command, parent: click.Context | None = None) -> Iterator[click.Context]:
    settings = {**command.context_settings, "terminal_width": 100, "max_content_width": 100}
    context = click.Context(command, info_name=command.name, parent=parent, **settings)
    yield context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if below := command.get_command(context, name):
                yield from _contexts(below, context)


def errors() -> str:
    """Return the reference of errors: the tree, and what each of them means."""
    module = importlib.import_module("muster.domain.errors")
    kinds = [kind for kind in vars(module).values() if inspect.isclass(kind)]
    meanings = [f"## {kind.__name__}\n\n{inspect.getdoc(kind)}\n" for kind in kinds]
    head = _head("Errors", "every way in which Muster says no")
    return "\n".join([head, f"```text\n{inspect.getdoc(module)}\n```\n", *meanings])


def _head(title: str, what: str) -> str:
    return f"# {title}\n\n<!-- Written by `make docs` from the code: {what}. Change it there. -->\n"


def measures() -> str:
    """Return the reference of the measures: what each counts, from its sheet of meaning."""
    catalog = importlib.import_module("muster.evidence.measures.catalog")
    pages = [_head("Measures", "the sheets of meaning beside the SQL in `src/muster/evidence/measures`")]
    for one in catalog.measures():
        columns = "".join(f"| `{column.name}` | {column.type} | {column.meaning} |\n" for column in one.columns)
        pages.append(
            f"## {one.name}\n\n{one.meaning}. Counted in {one.unit}; one row for each {', '.join(one.grain)}.\n\n"
            f"Rule: {one.source}. Reads: {', '.join(f'`{name}`' for name in one.inputs)}.\n\n"
            f"| column | type | meaning |\n|---|---|---|\n{columns}"
        )
    return "\n".join(pages)


LAKE = """
One folder a repository under `lake/`, one Parquet file a table. The same history gives the same bytes. Every table
begins with the column `repository`. `cursor.json` says what has been read up to where, with the SHA-256 of every file;
`reads.jsonl` says when.
"""


def lake() -> str:
    """Return the reference of the lake: its tables and columns."""
    tables = importlib.import_module("muster.evidence.tables")
    pages = [_head("The lake", "the tables of `src/muster/evidence/tables.py`") + LAKE]
    for table in tables.TABLES.values():
        columns = "".join(
            f"| `{one.name}` | {one.kind}{', may be null' if one.optional else ''} |\n" for one in table.columns
        )
        order = ", ".join(f"`{name}`" for name in table.order)
        pages.append(
            f"## {table.name}.parquet\n\nRows lie in the order of {order}.\n\n| column | type |\n|---|---|\n{columns}"
        )
    return "\n".join(pages)


def charter_reference() -> str:
    """Return the reference of the charter's keys."""
    page: str = importlib.import_module("muster.cli.charter_reference").charter_reference()
    return page


def charter_schema() -> str:
    """Return the JSON Schema of a charter."""
    text: str = importlib.import_module("muster.cli.charter").schema_text()
    return text


def lcoo_charter() -> str:
    """Return LCOO's charter as `muster charter show` prints it."""
    charters = importlib.import_module("muster.actions.charters")
    loaded = charters.load_charter(charters.resolve_charter("lcoo"))
    text: str = importlib.import_module("muster.cli.charter_text").charter_text(loaded.charter)
    return text


PAGES: dict[str, Callable[[], str]] = {
    "ARCHITECTURE.md": architecture,
    "docs/reference/api.md": api_reference,
    "docs/reference/charter.md": charter_reference,
    "docs/reference/charter.schema.json": charter_schema,
    "docs/reference/commands.md": commands,
    "docs/reference/errors.md": errors,
    "docs/reference/lake.md": lake,
    "docs/reference/lcoo-charter.txt": lcoo_charter,
    "docs/reference/measures.md": measures,
    **{name: partial(with_outputs, name) for name in SHOWING},
}


def main() -> None:
    """Write every page that is stale, and say which."""
    for name, page in PAGES.items():
        path, text = ROOT / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
