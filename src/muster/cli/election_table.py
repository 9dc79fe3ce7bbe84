"""The result of an election as people read it in a terminal: sentences, the ranking, and how it came about."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from muster.actions.counting_ballots import Counted
from muster.cli.options import console_for
from muster.domain.contribution.words import listed
from muster.domain.elections.result import Pairs, Result, Tally
from muster.domain.elections.words import result_sentences, round_sentences
from muster.domain.words import neutral

MOST_NAMES = 3


def print_result(counted: Counted, output: Path | None) -> None:
    """Print the whole answer, to the terminal or into a file."""
    with console_for(output) as console:
        console.print(Group(*_parts(counted)), soft_wrap=False)


def _parts(counted: Counted) -> Iterable[RenderableType]:
    if counted.poll.title:
        yield Text(neutral(counted.poll.title), style="bold")
    for sentence in result_sentences(counted.result, counted.rule):
        yield Text(neutral(sentence))
    yield Text()
    yield _ranking(counted.result)
    rounds = round_sentences(counted.result)
    if rounds:
        yield Text()
    for sentence in rounds:
        yield Text(neutral(sentence))
    if counted.agrees:
        yield Text("\nThis is the result that the file says.")


def _ranking(result: Result) -> Table:
    heading, figures = _figures(result)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Place", justify="right", no_wrap=True)
    table.add_column("Candidate")
    table.add_column("Outcome", no_wrap=True)
    if figures:
        table.add_column(heading)
    seating = result.outcome.seating
    left = seating.undecided.candidates if seating.undecided else ()
    for place, rank in enumerate(result.ranking, 1):
        for name in rank:
            outcome = "● elected" if name in seating.winners else "○ passed over" if name in seating.capped_out else ""
            outcome = "? undecided" if name in left else outcome
            table.add_row(str(place), neutral(name), outcome, *([neutral(figures[name])] if figures else []))
    return table


def _figures(result: Result) -> tuple[str, dict[str, str]]:
    """Give the one figure of each candidate that the ranking rests on, where there is one, and what it is called."""
    match result.outcome.derivation:
        case Pairs(beaten_by=beaten_by):
            return "Beaten by", {
                name: listed(list(others)) if len(others) <= MOST_NAMES else str(len(others))
                for name, others in beaten_by.items()
            }
        case Tally(votes=votes):
            return "Votes", {name: str(own) for name, own in votes.items()}
        case _:
            return "", {}
