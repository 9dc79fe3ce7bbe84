"""The outcome of a round of priorities as people read it in a terminal."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from muster.actions.roadmap.rounds_recount import Recount
from muster.cli.options import console_for
from muster.domain.roadmap.priorities.words import amount, one_more_sentence, outcome_sentence, rule_sentences
from muster.domain.words import neutral


def print_recount(found: Recount, output: Path | None) -> None:
    """Print the whole answer, to the terminal or into a file."""
    with console_for(output) as console:
        console.print(Group(*_parts(found)), soft_wrap=False)


def _parts(found: Recount) -> Iterable[RenderableType]:
    outcome = found.outcome
    if found.budget.title:
        yield Text(neutral(found.budget.title), style="bold")
    for sentence in (*rule_sentences(outcome, found.rule), outcome_sentence(outcome)):
        yield Text(neutral(sentence))
    if outcome.one_more:
        yield Text(neutral(one_more_sentence(outcome.one_more, {})))
    yield Text()
    yield _items(found)
    if found.agrees:
        yield Text("\nThis is what the file says is selected.")


def _items(found: Recount) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Place", justify="right", no_wrap=True)
    table.add_column("Item", no_wrap=True)
    table.add_column("Cost", justify="right", no_wrap=True)
    table.add_column("Outcome", no_wrap=True)
    table.add_column("Backers", justify="right", no_wrap=True)
    table.add_column("Title")
    backers = dict.fromkeys(found.budget.question.items, 0)
    for said in found.budget.question.ballots.values():
        for name in said:
            backers[name] += 1
    titles = found.budget.titles

    def row(place: str, name: str, outcome: str) -> None:
        cost = amount(found.budget.question.items[name])
        title = titles[name] if titles[name] != name else ""
        table.add_row(place, neutral(name), cost, outcome, str(backers[name]), neutral(title))

    for place, one in enumerate(found.outcome.selected, 1):
        row(str(place), one.name, "◐ from what was left" if one.left_over else "● selected")
    for other in found.outcome.missed:
        row("", other.name, f"○ {amount(other.missing)} missing" if other.missing else "○ missed")
    return table
