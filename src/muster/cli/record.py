"""`muster record`: prepare the tables; check and take away a group's log."""

import json
from pathlib import Path

import click

from muster.cli.installation import make_tables, on_the_record, set_up
from muster.domain.errors import RecordBroken
from muster.domain.record.published import check


@click.group()
def record() -> None:
    """Check a group's log, take it away, and prepare the tables that it lies in."""


@record.command(epilog="Example: muster record verify lcoo-record.jsonl --head 3f1c…")
@click.argument("log", metavar="FILE|GROUP")
@click.option("--head", metavar="HASH", help="The hash that the last entry must have, as you noted it.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(log: str, head: str | None, style: str) -> None:
    """Check that nothing in a log was changed, left out or added in between.

    FILE is a log as a group's record page gives it (JSON Lines); nothing else is needed to check it. GROUP is one of
    this installation's groups. Exit code 1: the log does not hold; every place is named.
    """
    found = check(_lines(log), head=head)
    if style == "json":
        broken = [{"number": one.number, "what": one.what} for one in found.breaks]
        click.echo(json.dumps({"group": found.group, "entries": found.entries, "head": found.head, "breaks": broken}))
    if found.breaks:
        raise RecordBroken(log, "\n".join(map(str, found.breaks)), "Compare it with another copy.")
    if style == "text":
        click.echo(f"{found.entries} entries of {found.group} hold. The head is {found.head}.")


@record.command(epilog="Example: muster record export lcoo > lcoo-record.jsonl")
@click.argument("group")
@on_the_record
def export(group: str) -> None:
    """Print a group's whole log as JSON Lines."""
    for line in _of_group(group):
        click.echo(line, nl=False)


@record.command(epilog="Example: muster record prepare")
def prepare() -> None:
    """Make the tables of the record, or bring them up to date."""
    set_up()
    make_tables()
    click.echo("The record is ready.")


def _lines(log: str) -> list[str]:
    path = Path(log)
    if path.is_file() or path.suffix:
        from muster.actions.record_files import read_log  # noqa: PLC0415 - a group's name needs none of it

        return read_log(path)
    return _of_group(log)


@on_the_record
def _of_group(name: str) -> list[str]:
    from muster.records import log  # noqa: PLC0415 - once the record is at hand
    from muster.records.queries.groups import group_called  # noqa: PLC0415 - as above

    return list(log.published(group_called(name)))
