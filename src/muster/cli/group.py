"""`muster group`: what an administrator does with groups."""

from datetime import UTC, datetime
from pathlib import Path

import click

from muster.cli.installation import on_the_record


@click.group()
def group() -> None:
    """Found groups, and say who administers them."""


@group.command(epilog="Example: muster group found alpha charter.toml")
@click.argument("name")
@click.argument("charter", type=click.Path(path_type=Path, dir_okay=False))
@on_the_record
def found(name: str, charter: Path) -> None:
    """Found a group from the CHARTER file; NAME is what it is called in addresses.

    The charter's members are enrolled, and their seats made.
    """
    from muster.actions.charters import read_charter_text  # noqa: PLC0415 - once the record is at hand
    from muster.actions.founding import found_group  # noqa: PLC0415 - as above

    made = found_group(name, read_charter_text(charter), at=datetime.now(UTC))
    click.echo(
        f"{made.name} is founded, with {made.organisations.count()} organisations and {made.seats.count()} seats."
    )


@group.command("list", epilog="Example: muster group list")
@on_the_record
def list_() -> None:
    """List the groups of this installation, one a line."""
    from muster.records.models import Group  # noqa: PLC0415 - once the record is at hand

    for one in Group.objects.order_by("slug"):
        click.echo(f"{one.slug}\t{one.name}")


@group.command(epilog="Example: muster group administrator alpha ada@aurora.example --name Ada")
@click.argument("group_name", metavar="GROUP")
@click.argument("address")
@click.option("--name", required=True, help="What the person is called.")
@click.password_option(help="What they sign in with; asked for if left out.")
@on_the_record
def administrator(group_name: str, address: str, name: str, password: str) -> None:
    """Let ADDRESS sign in, as an administrator of GROUP: the first person, who invites the others."""
    from muster.actions.founding import first_administrator  # noqa: PLC0415 - once the record is at hand

    person = first_administrator(group_name, address, name, password, at=datetime.now(UTC))
    click.echo(f"{person} can sign in with {address} and administers {person.group}.")
