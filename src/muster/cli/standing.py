"""`muster standing`: who keeps the promise on a day."""

from pathlib import Path
from typing import Unpack

import click

from muster.actions.charters import load_charter, resolve_charter
from muster.actions.standing import standing_of
from muster.cli.options import EvidenceOptions, console_for, evidence_options, home, request_from, write_out
from muster.cli.progress import progress
from muster.publication.standing_data import as_csv, as_json


@click.command(epilog="Example: muster standing lcoo --on 2016-10-26")
@click.argument("charter")
@evidence_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "html"]),
    default="table",
    show_default=True,
    help="For people, for programs, for spreadsheets, or as one self-contained page.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to the terminal."
)
def standing(charter: str, form: str, output: Path | None, **options: Unpack[EvidenceOptions]) -> None:
    """Say where every member stands on a day, by how much, and what would flip it.

    CHARTER is a charter file, or `lcoo` for the built-in group.
    """
    request = request_from(options)
    with progress() as watched:
        loaded = load_charter(resolve_charter(charter, home(), say=watched.say))
        answer = standing_of(loaded, request, home=home(), progress=watched)
    match form:
        case "json":
            write_out(as_json(answer), output)
        case "csv":
            write_out(as_csv(answer), output)
        case "html":
            # Charts take half a second to load; nobody who asks for a table should wait for them.
            from muster.publication.standing import render  # noqa: PLC0415 - see above

            write_out(render(answer, charter=charter), output)
        case _:
            from muster.cli.standing_table import print_standing  # noqa: PLC0415 - as above

            with console_for(output) as console:
                print_standing(answer, console, charter=charter)
