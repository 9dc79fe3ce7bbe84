"""`muster roadmap`: read what came upstream of a group's roadmap, and hold the items against it."""

from datetime import UTC, datetime
from pathlib import Path

import click

from muster.cli.installation import on_the_record
from muster.cli.options import console_for, home, write_out
from muster.cli.progress import progress
from muster.cli.roadmap_editions import editions


@click.group()
def roadmap() -> None:
    """Read what came upstream of a group's roadmap, and prove its items by it."""


roadmap.add_command(editions)


@roadmap.command(epilog="Example: muster roadmap read lcoo")
@click.argument("group_name", metavar="GROUP")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where [evidence] location of the charter starts from; said once, and remembered.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="How many repositories to read at once.")
@on_the_record
def read(group_name: str, folder: Path | None, workers: int | None) -> None:
    """Read what is new upstream for GROUP; its pages compute from that until it is read again.

    The built-in group, lcoo, needs no folder: its upstream is laid out where evidence is kept.
    """
    from muster.actions.roadmap.indexing import read_upstream  # noqa: PLC0415 - once the record is at hand
    from muster.domain.contribution.words import counted  # noqa: PLC0415 - as above
    from muster.records.queries.groups import group_called  # noqa: PLC0415 - as above

    group = group_called(group_name)
    with progress() as watched:
        state = read_upstream(
            group, on=datetime.now(UTC).date(), lake=home(), progress=watched, folder=folder, workers=workers
        )
    days = f", {state.first_day} to {state.last_day}" if state.first_day else ""
    read_now = counted(len(state.repositories), "repository", "repositories")
    click.echo(f"{counted(state.changes, 'change')} in {read_now}{days}; fingerprint {state.fingerprint[:16]}.")
    for name, problem in state.unread:
        click.echo(f"{name} could not be read: {problem}", err=True)


@roadmap.command(epilog="Example: muster roadmap proof lcoo --window 2017-02-27..2017-08-30")
@click.argument("group_name", metavar="GROUP")
@click.option("--window", "window_text", metavar="START..END", help="Which days. Default: the charter's months so far.")
@click.option(
    "--on", "on_text", metavar="DAY", help="Up to which day signs of life are seen. Default: the window's end."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="For people, for programs, or for spreadsheets.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
@on_the_record
def proof(group_name: str, *, window_text: str | None, on_text: str | None, form: str, output: Path | None) -> None:
    """Say what came of every item of GROUP's roadmap in a window, and from whom."""
    from muster.actions.charter_in_force import charter_in_force  # noqa: PLC0415 - once the record is at hand
    from muster.actions.request import parse_day  # noqa: PLC0415 - as above
    from muster.actions.roadmap.proving import NOTHING_READ, proof_of  # noqa: PLC0415 - as above
    from muster.domain.contribution.windows import parse_window, window_before  # noqa: PLC0415 - as above
    from muster.domain.errors import RequestFault  # noqa: PLC0415 - as above
    from muster.records.queries.groups import group_called  # noqa: PLC0415 - as above

    group = group_called(group_name)
    window = parse_window(window_text) if window_text else None
    today = datetime.now(UTC).date()
    on = parse_day(on_text) if on_text else window.end_day if window else today
    if window is None:
        window = window_before(on, charter_in_force(group, on).counting.window_months)
    found = proof_of(group, window, on=on)
    if found is None:
        what, _, mend = NOTHING_READ.partition(": ")
        raise RequestFault(group.slug, f"{what}.", f"{mend[:1].upper()}{mend[1:]}")
    from muster.cli.roadmap_proof_out import as_csv, as_json, print_proof  # noqa: PLC0415 - a refusal needs no table

    if form == "table":
        with console_for(output) as console:
            print_proof(group.name, found, console)
    else:
        write_out((as_json if form == "json" else as_csv)(group.name, found), output)
