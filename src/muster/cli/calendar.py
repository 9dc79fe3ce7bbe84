"""`muster calendar`: read the schedules that others keep, and write them as a charter's calendar or as data."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from muster.cli.options import write_out
from muster.domain.contribution.words import counted
from muster.domain.errors import RequestFault
from muster.domain.printable import printable
from muster.domain.words import neutral

if TYPE_CHECKING:
    from muster.domain.charter.calendar import Event
    from muster.exchange.calendars.reading import File

REFUSED = 1
LARGEST = 800_001
"""Bytes that are read of a file: one more than any schedule has."""
NAMES = ("schedule.yaml", "schedule.rst", "series_status.yaml")


@click.group(epilog="Example: muster calendar read pike/schedule.yaml pike/schedule.rst series_status.yaml")
def calendar() -> None:
    """Read release schedules."""


@calendar.command(epilog="Example: muster calendar read releases/doc/source releases/data --format toml")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--series", default="", metavar="NAME", help="Which series a schedule is of, where no folder names it.")
@click.option("--aside", is_flag=True, help="List on standard error what was not taken as it stands, with the reason.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "toml"]),
    default="table",
    show_default=True,
    help="For people, for programs, for spreadsheets, or as a charter's calendar.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def read(*, files: tuple[str, ...], series: str, aside: bool, form: str, output: Path | None) -> None:
    """Read schedules of openstack/releases: cycles with their milestones, and events.

    A FILE is a schedule.yaml, the schedule.rst beside it, or series_status.yaml; a folder stands for all of these in
    it. The folder that a schedule lies in names its series: pike/schedule.yaml.
    """
    from muster.cli.calendar_out import WRITERS  # noqa: PLC0415 - help needs none of it
    from muster.domain.charter.calendar import Calendar  # noqa: PLC0415 - as above
    from muster.domain.roadmap.calendar.changes import faults_of_calendar  # noqa: PLC0415 - as above
    from muster.exchange.calendars.reading import read_releases  # noqa: PLC0415 - PyYAML loads slowly

    found = read_releases([_file(path, series) for name in files for path in _paths(name)])
    for fault in found.faults:
        click.echo(neutral(str(fault)), err=True)
    if found.faults:
        sys.exit(REFUSED)
    data = Calendar(cycles=tuple(found.cycles), events=_known(found.events, {one.name for one in found.cycles}))
    faults = faults_of_calendar(data.model_dump(exclude_defaults=True), datetime.now(UTC).date())
    for text in faults:
        click.echo(neutral(text), err=True)
    if faults:
        sys.exit(REFUSED)
    if aside:
        for one in found.aside:
            click.echo(neutral(f"{one}{'' if one.taken else ' Left out.'}"), err=True)
    elif found.aside:
        left = sum(not one.taken for one in found.aside)
        number = counted(len(found.aside), "thing was", "things were")
        click.echo(f"{number} not taken as it stands, {left} of them left out; --aside lists them.", err=True)
    write_out(WRITERS[form](data, found), output)


def _known(events: "list[Event]", cycles: set[str]) -> "tuple[Event, ...]":
    """Give the events, each planning a cycle that was read, or none."""
    return tuple(one if one.cycle in cycles else one.model_copy(update={"cycle": None}) for one in events)


def _paths(name: str) -> list[Path]:
    folder = Path(name)
    if not folder.is_dir():
        return [folder]
    inside = sorted(path for known in NAMES for path in folder.rglob(known) if path.is_file())
    if not inside:
        what = f"There is no {', '.join(NAMES[:-1])} or {NAMES[-1]} in that folder."
        raise RequestFault(printable(name), what, "Name a folder with schedules.")
    return inside


def _file(path: Path, series: str) -> "File":
    from muster.exchange.calendars.reading import File  # noqa: PLC0415 - PyYAML loads slowly

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
    except (OSError, ValueError) as wrong:
        said = wrong.strerror if isinstance(wrong, OSError) else "its name cannot be"
        raise RequestFault(printable(str(path)), f"It cannot be read: {said}.", "Name a file that can.") from None
    # The folder names the series only where it can: /tmp/x1/schedule.yaml is of nobody knows which.
    named = series or (path.parent.name if re.fullmatch(r"[A-Za-z]{2,30}", path.parent.name) else "")
    return File(str(path), data, "" if path.name == "series_status.yaml" else named)
