"""`muster standing`: who keeps the promise on a day."""

from pathlib import Path
from typing import Unpack

import click

from muster.actions.standing import standing_of
from muster.cli.charter_named import charter_named
from muster.cli.options import EvidenceOptions, console_for, evidence_options, home, request_from, write_out
from muster.cli.progress import progress
from muster.publication.standing_data import as_csv, as_json


class _Options(EvidenceOptions):
    files: Path | None
    publish: bool


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
@click.option(
    "--files",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Where the files lie that the charter of a group on the record names. Default: here.",
)
@click.option("--publish", is_flag=True, help="Publish it on the pages of the group, which is one on the record.")
def standing(charter: str, form: str, output: Path | None, **options: Unpack[_Options]) -> None:
    """Say where every member stands on a day, by how much, and what would flip it.

    CHARTER is a charter file, `lcoo` for the built-in group, or a group on the record by its name in addresses: that is
    measured by the charter in force on the day, with the members that the record has.
    """
    request = request_from(options)
    with progress() as watched:
        loaded = charter_named(
            charter, request.on, home=home(), files=options["files"], recorded=options["publish"], say=watched.say
        )
        answer = standing_of(loaded, request, home=home(), progress=watched)
    if options["publish"]:
        _publish(charter, as_json(answer))
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


def _publish(group: str, text: str) -> None:
    """Publish a standing of a group on the record, and say so on standard error: the answer itself may be piped."""
    from muster.actions.caller import Caller  # noqa: PLC0415 - once the record is at hand
    from muster.actions.published_standing import publish_standing  # noqa: PLC0415 - as above
    from muster.records.queries.groups import group_called  # noqa: PLC0415 - as above

    kept = publish_standing(Caller(group_called(group), muster=True), text)
    click.echo(f"The standing of {kept.on} is published.", err=True)
