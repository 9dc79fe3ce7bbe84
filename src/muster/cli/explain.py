"""`muster explain`: why a figure is what it is, down to the day, the change, and the source of the affiliation."""

from pathlib import Path
from typing import Unpack

import click

from muster.actions.explaining import Subject
from muster.actions.explaining import explain as explained
from muster.cli.charter_named import charter_named
from muster.cli.explain_table import print_explanation
from muster.cli.options import EvidenceOptions, console_for, evidence_options, home, request_from, write_out
from muster.cli.progress import progress
from muster.publication.explanation_data import as_json


class _Options(EvidenceOptions):
    member: str | None
    person: str | None
    change: str | None
    files: Path | None


@click.command(epilog="Example: muster explain lcoo --on 2016-10-26 --member Orange")
@click.argument("charter")
@evidence_options
@click.option("--member", metavar="NAME", help="Why a member's figure is what it is: its people and their days.")
@click.option("--person", metavar="WHO", help="A person, by id, name or address: each day, and each change on it.")
@click.option("--change", metavar="ID", help="One change, by Change-Id or hash: how it was counted, for whom.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people or for programs.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
@click.option(
    "--files",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Where the files lie that the charter of a group on the record names. Default: here.",
)
def explain(charter: str, form: str, output: Path | None, **options: Unpack[_Options]) -> None:
    """Walk from a figure down to people, days, changes, and the rule that put each of them there.

    CHARTER is a charter file, `lcoo` for the built-in group, or the name of a group on the record.
    """
    asked = [Subject(kind, value) for kind in ("member", "person", "change") if (value := options[kind])]
    if len(asked) != 1:
        raise click.UsageError("Ask for one of --member NAME, --person WHO and --change ID.")
    request = request_from(options)
    with progress() as watched:
        loaded = charter_named(
            charter, request.on, home=home(), files=options["files"], recorded=False, say=watched.say
        )
        answer = explained(loaded, request, asked[0], home=home(), progress=watched)
    if form == "json":
        write_out(as_json(answer), output)
        return
    with console_for(output) as console:
        print_explanation(answer, console, charter=charter)
