"""`muster elections`: count the ballots of any file again, and write them in another format."""

import csv
import gc
import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypedDict, Unpack, get_args

import click

from muster.actions.counting_ballots import Asked, count_file, read_poll
from muster.domain.elections.ballots import Blanks
from muster.domain.elections.result import Result, as_data
from muster.domain.elections.rule import METHODS, Method
from muster.domain.errors import BallotFaults, ElectionFault
from muster.domain.words import neutral
from muster.exchange.elections.ballot_file import NAME, as_lines
from muster.exchange.elections.formats import FORMATS, named

REFUSED = 1


class ReadingOptions(TypedDict):
    """What `reading_options` adds to a command, as it was typed."""

    form: str | None
    blanks: Blanks | None
    output: Path | None


class CountOptions(ReadingOptions):
    """How to count, as it was typed."""

    method: Method | None
    seats: int | None
    seed: str | None
    cap: int | None
    employers: Path | None
    held: tuple[str, ...]


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a file is read, and where the answer goes."""
    form = click.option("--from", "form", type=click.Choice([NAME, *FORMATS]), help="The format, if it is mistaken.")
    blanks = click.option(
        "--blanks",
        type=click.Choice(get_args(Blanks)),
        help="What it means that a ballot leaves a candidate out. Default: as the format has it.",
    )
    output = click.option(
        "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to the terminal."
    )
    return form(blanks(output(command)))


@click.group(epilog="Example: muster elections count ballots.csv --method schulze --seats 3")
def elections() -> None:
    """Count ballots again, whoever collected them."""


@elections.command(
    epilog="Exit codes: 0 counted; 1 refused, or the file's own result is another. "
    "Example: muster elections count ballots.csv --method schulze --seats 3 --format json"
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--method", type=click.Choice(METHODS), help="How to count. Default: as the file says.")
@click.option("--seats", type=click.IntRange(1), help="How many to elect. Default: as the file says, or 1.")
@click.option("--seed", metavar="TEXT", help="What ties are broken with, as it was published beforehand.")
@click.option("--cap", type=click.IntRange(1), help="At most so many seats for one employer; needs --employers.")
@click.option("--employers", type=click.Path(path_type=Path), help="A CSV file of candidates and their employers.")
@click.option("--held", multiple=True, metavar="EMPLOYER=N", help="Seats that an employer has already (repeatable).")
@reading_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="For people, for programs, or for spreadsheets.",
)
def count(file: Path, style: str, **options: Unpack[CountOptions]) -> None:
    """Count the ballots in FILE.

    FILE is a ballot file as Muster publishes it, which says itself how it is counted, and whose own result is checked;
    or ballots as CSV of ranks, BLT, PrefLib or ABIF.
    """
    with _faults_told(), _collector_at_rest():
        _count(file, style, options)


def _count(file: Path, style: str, options: CountOptions) -> None:
    asked = Asked(
        form=options["form"],
        method=options["method"],
        seats=options["seats"],
        seed=options["seed"],
        cap=options["cap"],
        employers=options["employers"],
        held=_held(options["held"]),
        blanks=options["blanks"],
    )
    counted = count_file(file, asked)
    output = options["output"]
    match style:
        case "json":
            _write({**as_data(counted.result), "agrees": counted.agrees}, output)
        case "csv":
            _write(_as_csv(counted.result), output)
        case _:
            # What draws tables takes longer to load than most elections take to count.
            from muster.cli.election_table import print_result  # noqa: PLC0415 - see above

            print_result(counted, output)
    if counted.agrees is False:
        raise ElectionFault(
            str(file), "The file says another result than this count.", "Ask whoever published it, with both in hand."
        )


@elections.command(epilog="Example: muster elections convert ballots.csv --to blt --blanks last")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "target", type=click.Choice(list(FORMATS)), required=True, help="The format to write.")
@reading_options
def convert(file: Path, target: str, **options: Unpack[ReadingOptions]) -> None:
    """Write the ballots in FILE in another format; refused if that has no words for something in them."""
    with _faults_told():
        poll = read_poll(file, Asked(form=options["form"], blanks=options["blanks"]))
    _write(named(target).write(poll), options["output"])


@contextmanager
def _faults_told() -> Iterator[None]:
    """Tell every fault of a file of ballots, a line each, and end."""
    try:
        yield
    except BallotFaults as refused:
        for fault in refused.faults:
            click.echo(neutral(str(fault)), err=True)
        if refused.more:
            click.echo(f"{neutral(refused.where)}: {refused.more} more faults.", err=True)
        sys.exit(REFUSED)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking through millions of ranks, again and again and once more at the end.

    Nothing here makes cycles, and it is on again only when the ranks are gone.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _held(given: Sequence[str]) -> Mapping[str, int]:
    held: dict[str, int] = {}
    for one in given:
        employer, _, seats = one.rpartition("=")
        if not employer or not seats.isdecimal():
            raise click.BadParameter(f"{one!r} is not EMPLOYER=N.", param_hint="--held")
        held[employer] = int(seats)
    return held


def _as_csv(result: Result) -> str:
    """Write the ranking as CSV: place, candidate, what became of them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("place", "candidate", "outcome"))
    seating = result.outcome.seating
    outcomes = dict.fromkeys(seating.winners, "elected") | dict.fromkeys(seating.capped_out, "passed over")
    if seating.undecided:
        outcomes |= dict.fromkeys(seating.undecided.candidates, "undecided")
    for place, rank in enumerate(result.ranking, 1):
        writer.writerows((place, name, outcomes.get(name, "")) for name in rank)
    return out.getvalue()


def _write(answer: str | Mapping[str, Any], output: Path | None) -> None:
    text = answer if isinstance(answer, str) else as_lines(answer) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    from muster.cli.options import write_out  # noqa: PLC0415 - loads what only other commands need

    write_out(text, output)
