"""`muster charter`: check a charter, read it, or get the schema for an editor."""

import json
import sys
from typing import Any

import click

from muster.actions.charters import load_charter, resolve_charter
from muster.cli.charter_text import charter_text
from muster.domain.charter.schema import schema
from muster.domain.errors import CharterFaults
from muster.domain.printable import printable

FAULTY = 1


@click.group(epilog="Example: muster charter show lcoo")
def charter() -> None:
    """Check a charter, read it, or get its schema."""


@charter.command(epilog="Exit codes: 0 no fault; 1 some. Example: muster charter check lcoo")
@click.argument("file")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or programs.",
)
def check(file: str, form: str) -> None:
    """Name every fault of the charter in FILE, each with its line, its key and what would be right."""
    try:
        load_charter(resolve_charter(file))
        found = CharterFaults(file, ())
    except CharterFaults as faults:
        found = faults
    if form == "json":
        click.echo(json.dumps(_as_data(found), indent=2, ensure_ascii=False))
    elif not found.faults:
        click.echo(f"{printable(file)}: no faults")
    else:
        for fault in found.faults:
            click.echo(str(fault), err=True)
    if found.faults:
        sys.exit(FAULTY)


@charter.command(epilog="Example: muster charter show lcoo")
@click.argument("charter")
def show(charter: str) -> None:
    """Print the whole CHARTER as a person would read it.

    CHARTER is a charter file, or `lcoo` for the built-in group.
    """
    click.echo(charter_text(load_charter(resolve_charter(charter)).charter), nl=False)


@charter.command("schema", epilog="Example: muster charter schema > charter.schema.json")
def print_schema() -> None:
    """Print the JSON Schema of a charter, for editors."""
    click.echo(schema_text(), nl=False)


def schema_text() -> str:
    """Give the JSON Schema as it is printed and published."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _as_data(found: CharterFaults) -> dict[str, Any]:
    return {
        "file": found.where,
        "faults": [
            {"line": fault.line, "column": fault.column, "key": fault.key, "what": fault.what, "mend": fault.mend}
            for fault in found.faults
        ],
    }
