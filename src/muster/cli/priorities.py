"""`muster priorities`: count a round of priorities again, Muster's own or any city's."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, TypedDict, Unpack

import click

from muster.actions.roadmap.rounds_recount import Asked, Recount, recount_file
from muster.domain.errors import BallotFaults, ElectionFault
from muster.domain.roadmap.priorities.outcome import as_data
from muster.domain.roadmap.priorities.question import COMPLETIONS, SATISFACTIONS, Completion, Satisfaction
from muster.domain.words import neutral

REFUSED = 1
_AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9}|/[1-9][0-9]{0,14})?", re.ASCII)


class CountOptions(TypedDict):
    """How to count, as it was typed."""

    completion: Completion | None
    step: Fraction | None
    satisfaction: Satisfaction | None
    seed: str | None
    more: Fraction | None


class _Amount(click.ParamType[Fraction]):
    """An amount above nothing: 2, 0.5 or 1/7."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:  # noqa: ANN401 - as click's own
        if isinstance(value, str) and _AMOUNT.fullmatch(value) and (found := Fraction(value)) > 0:
            return found
        return self.fail(f"{value!r} is no amount above 0; write 2, 0.5 or 1/7.", param, ctx)


def counting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say by which rule it is counted."""
    for option in reversed(
        (
            click.option(
                "--completion",
                type=click.Choice(COMPLETIONS),
                help="What becomes of what the shares leave over. Default: as the file says, or none.",
            ),
            click.option(
                "--step", type=_Amount(), help="By how much add-one raises each share. Default: as the file says, or 1."
            ),
            click.option(
                "--satisfaction",
                type=click.Choice(SATISFACTIONS),
                help="What an item is worth: its cost, or one. Default: as the file says, or its cost.",
            ),
            click.option("--seed", metavar="TEXT", help="What lots are drawn with, as it was published beforehand."),
            click.option("--more", type=_Amount(), help="Say besides what so much more in the budget would change."),
        )
    ):
        command = option(command)
    return command


@click.group(epilog="Example: muster priorities count budget.pb --completion add-one")
def priorities() -> None:
    """Count rounds of priorities again, whoever collected them."""


@priorities.command(
    epilog="Exit codes: 0 counted; 1 refused, or the file says that other items are selected. "
    "Example: muster priorities count budget.pb --completion add-one --format json"
)
@click.argument("file", type=click.Path(path_type=Path))
@counting_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="For people, for programs, or for spreadsheets.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to the terminal."
)
def count(file: Path, style: str, output: Path | None, **options: Unpack[CountOptions]) -> None:
    """Count the priorities in FILE by the method of equal shares, exactly.

    FILE is in the format of Pabulib: one of the hundreds of city budgets that are published so, or a round as Muster
    publishes it, which says itself how it is counted, and whose own result is checked.
    """
    try:
        found = recount_file(file, Asked(**options))
    except BallotFaults as refused:
        for fault in refused.faults:
            click.echo(neutral(str(fault)), err=True)
        if refused.more:
            click.echo(f"{neutral(refused.where)}: {refused.more} more faults.", err=True)
        sys.exit(REFUSED)
    match style:
        case "json":
            _write(f"{json.dumps({**as_data(found.outcome), 'agrees': found.agrees}, indent=1)}\n", output)
        case "csv":
            _write(_as_csv(found), output)
        case _:
            # What draws tables takes longer to load than most rounds take to count.
            from muster.cli.priorities_table import print_recount  # noqa: PLC0415 - see above

            print_recount(found, output)
    if found.agrees is False:
        raise ElectionFault(
            str(file), "The file says that other items are selected.", "Ask whoever published it, with both in hand."
        )


def _as_csv(found: Recount) -> str:
    """Write a line an item: place, item, cost, outcome, backers' money."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("place", "item", "cost", "outcome", "paid_by_shares", "missing"))
    for place, one in enumerate(found.outcome.selected, 1):
        paid = sum(one.paid.values(), Fraction(0))
        writer.writerow((place, one.name, str(one.cost), "left over" if one.left_over else "selected", str(paid), 0))
    for other in found.outcome.missed:
        writer.writerow(("", other.name, str(other.cost), "missed", 0, str(other.missing)))
    return out.getvalue()


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    from muster.cli.options import write_out  # noqa: PLC0415 - loads what only other commands need

    write_out(text, output)
