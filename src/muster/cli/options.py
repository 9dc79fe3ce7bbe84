"""Options that several commands share."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import click

from muster.actions.request import StandingRequest, parse_day, parse_theta
from muster.domain.contribution.windows import parse_window

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 120
"""Columns of a table in a pipe or a file: the same everywhere, so that the same answer is the same bytes."""

Command = Callable[..., Any]


class EvidenceOptions(TypedDict):
    """What `evidence_options` adds to a command, as it was typed."""

    on: str | None
    window: str | None
    theta: str | None
    repositories: tuple[str, ...]
    affiliations: tuple[str, ...]
    engine: str
    master: str | None
    workers: int | None


def evidence_options(command: Command) -> Command:
    """Add the options that say what is counted, over which window, and how."""
    for option in reversed(
        (
            click.option(
                "--on", metavar="DATE", help="The day asked about; its window ends as it begins. Default: today, UTC."
            ),
            click.option(
                "--window", metavar="START..END", help="Count these days (END not among them) for every criterion."
            ),
            click.option("--theta", metavar="DAYS", help="Active days that make a full-timer: 12, or 9,12,15."),
            click.option(
                "--repo",
                "repositories",
                multiple=True,
                metavar="REPO",
                help="Count only this repository (repeatable): a NAME of the charter, NAME=LOCATION, or a LOCATION.",
            ),
            click.option(
                "--affiliations",
                multiple=True,
                metavar="[FORMAT:]FILE",
                help="Who works for whom, instead of the charter's files (repeatable).",
            ),
            click.option(
                "--engine",
                type=click.Choice(["duckdb", "spark"]),
                default="duckdb",
                show_default=True,
                help="What counts.",
            ),
            click.option("--master", metavar="URL", help="The Spark master to count on. Default: this machine."),
            click.option("--workers", type=click.IntRange(1, 64), help="How many repositories to read at once."),
        )
    ):
        command = option(command)
    return command


def request_from(options: EvidenceOptions) -> StandingRequest:
    """Turn what was typed into a question; RequestFault for what makes no sense."""
    window = parse_window(options["window"]) if options["window"] else None
    if options["on"]:
        on = parse_day(options["on"])
    elif window:
        on = window.end_day
    else:
        on = datetime.now(UTC).date()
    return StandingRequest(
        on=on,
        window=window,
        theta=parse_theta(options["theta"]) if options["theta"] else None,
        repositories=options["repositories"],
        affiliations=options["affiliations"],
        engine=options["engine"],
        master=options["master"],
        workers=options["workers"],
    )


def home() -> Path:
    """Give the folder for mirrors, evidence and samples: $MUSTER_HOME, or `muster` in the user's data folder."""
    if named := os.environ.get("MUSTER_HOME"):
        return Path(named).expanduser().absolute()
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser().absolute() / "muster"


@contextmanager
def console_for(output: Path | None) -> "Iterator[Console]":
    """Give where tables are printed: the terminal, or plain text of one width into a pipe or a file."""
    from rich.console import Console  # noqa: PLC0415 - JSON needs no table, and should not wait for it

    if output is None:
        console = Console(highlight=False)
        yield console if console.is_terminal else Console(highlight=False, width=PLAIN_WIDTH)
        return
    text = io.StringIO()
    yield Console(file=text, highlight=False, width=PLAIN_WIDTH, color_system=None)
    write_out(text.getvalue(), output)


def write_out(text: str, output: Path | None) -> None:
    """Write an answer to a file, or to standard output; a file is replaced whole or not at all."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    draft = output.with_name(f".{output.name}.part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(output)
    click.echo(f"Written to {output}", err=True)
