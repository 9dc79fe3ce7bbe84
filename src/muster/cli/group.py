"""`muster group`: what an administrator does with groups."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from muster.cli.installation import on_the_record
from muster.cli.options import home
from muster.cli.progress import progress


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


@group.command(epilog="Example: muster group publish lcoo standing.json")
@click.argument("group_name", metavar="GROUP")
@click.argument("standing", type=click.Path(path_type=Path, dir_okay=False))
@on_the_record
def publish(group_name: str, standing: Path) -> None:
    """Publish on GROUP's pages where its members stand: STANDING is what `muster standing --format json` printed."""
    from muster.actions.caller import Caller  # noqa: PLC0415 - once the record is at hand
    from muster.actions.published_standing import publish_standing  # noqa: PLC0415 - as above
    from muster.actions.record_files import read_text  # noqa: PLC0415 - as above
    from muster.records.queries.groups import group_called  # noqa: PLC0415 - as above

    kept = publish_standing(Caller(group_called(group_name), muster=True), read_text(standing))
    click.echo(f"The standing of {kept.on} is published.")


@group.command(epilog="Example: muster group sample")
@click.option(
    "--standing",
    type=click.Path(path_type=Path, dir_okay=False),
    help="What `muster standing lcoo --format json` printed, to be published with it.",
)
@click.option(
    "--upstream",
    is_flag=True,
    help="Read what came of its roadmap first, as `muster roadmap read lcoo` does, so that its editions say it.",
)
@on_the_record
def sample(standing: Path | None, *, upstream: bool) -> None:
    """Found the built-in group, LCOO, with its record: a year of meetings, decisions and an election.

    Who did what in it is invented, and its pages say so. Where it is there already, this only says how to sign in.
    """
    from muster.actions.record_files import read_text  # noqa: PLC0415 - once the record is at hand
    from muster.actions.roadmap.indexing import read_upstream  # noqa: PLC0415 - as above
    from muster.actions.sample.making import SLUG, accounts, make_sample, password  # noqa: PLC0415 - as above
    from muster.records.queries.groups import groups  # noqa: PLC0415 - as above

    if SLUG not in {one.slug for one in groups()}:
        said = read_text(standing) if standing else None
        with progress() as watched:
            reading = partial(read_upstream, on=datetime.now(UTC).date(), lake=home(), progress=watched)
            made = make_sample(today=datetime.now(UTC), standing=said, upstream=reading if upstream else None)
        click.echo(f"{made.name} is on the record, with {made.entries.count()} entries in its log.")
    click.echo(f"Sign in with any of these addresses and the words {password()!r}:")
    for address, part in accounts():
        click.echo(f"  {address:<32}{part}")
