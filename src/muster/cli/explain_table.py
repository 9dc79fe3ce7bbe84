"""An explanation as people read it in a terminal."""

import shlex
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from muster.domain.contribution.explanation import ExplainedChange, ExplainedPerson, Explanation
from muster.domain.contribution.words import number, rounded
from muster.domain.words import neutral

CHANGES_AT_ONCE = 40


def print_explanation(explanation: Explanation, console: Console, *, charter: str) -> None:
    """Print the whole answer. charter: as it was named on the command line, for the commands it leads to."""
    console.print(Group(*_parts(explanation, charter)))


def _parts(explanation: Explanation, charter: str) -> Iterable[RenderableType]:
    window, theta = explanation.window, explanation.theta
    yield Text(
        f"{explanation.kind.capitalize()} {neutral(explanation.subject)} in {neutral(explanation.group)}", style="bold"
    )
    if explanation.kind == "change":
        for change in explanation.changes:
            yield from _change_story(change)
        return
    yield Text(
        f"{rounded(explanation.fte.likely)} FTE likely ({rounded(explanation.fte.lenient)} lenient, "
        f"{rounded(explanation.fte.strict)} strict), {rounded(explanation.roadmap_fte.likely)} of it on the roadmap; "
        f"counted {window.first_day} to {window.end_day} (that day not included)."
    )
    yield Text(
        f"A person's FTE is their active days ÷ {number(theta.likely * window.months / 6)} "
        f"(θ {theta.likely} in six months, for {number(window.months)} months), at most 1."
    )
    if not explanation.people:
        yield Text("Nobody was active.")
    elif explanation.kind == "member":
        yield _people(explanation.people)
        first = explanation.people[0].person
        yield Text(f"\nEach day: muster explain {charter} --on {explanation.on} --person {shlex.quote(neutral(first))}")
    else:
        yield _days(explanation.people[0])
        yield _changes(explanation.changes)
    for caveat in explanation.caveats:
        yield Text(f"- {neutral(caveat)}")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        left = column.startswith("<")
        table.add_column(column.lstrip("<"), justify="left" if left else "right", overflow="fold")
    return table


def _people(people: tuple[ExplainedPerson, ...]) -> Group:
    table = _table("<Person", "<Ask for it as", "Days here", "of all", "FTE", "exactly", "Roadmap", "<Affiliation")
    for one in people:
        table.add_row(
            neutral(one.name),
            neutral(one.person),
            number(one.days),
            number(one.all_days),
            rounded(one.fte.likely, 2),
            str(one.fte.likely),
            rounded(one.roadmap_fte.likely, 2),
            ", ".join(dict.fromkeys(day.attribution.how for day in one.active)),
        )
    return Group(table, *_rules(people))


def _days(person: ExplainedPerson) -> Group:
    table = _table("<Day", "<Company", "Changes", "on the roadmap", "<Affiliation", "<Source")
    for day in person.active:
        shared = f" (1/{day.companies_that_day} of the day)" if day.companies_that_day > 1 else ""
        table.add_row(
            str(day.day),
            neutral(day.attribution.company) + shared,
            str(day.changes),
            str(day.roadmap_changes),
            day.attribution.how,
            neutral(day.attribution.source),
        )
    return Group(table, *_rules([person]))


def _rules(people: Iterable[ExplainedPerson]) -> Iterable[Text]:
    """Say each rule once, below the table that names it by a word."""
    rules = {(day.attribution.how, day.attribution.rule) for one in people for day in one.active}
    yield Text()
    for how, rule in sorted(rules):
        yield Text(f"{how}: {neutral(rule)}")


def _key(change: ExplainedChange) -> str:
    """Write a change as Gerrit does, with a capital I; a commit by its hash."""
    return f"I{change.key[1:]}" if change.key.startswith("i") else neutral(change.key.removeprefix("commit:"))


def _changes(changes: tuple[ExplainedChange, ...]) -> RenderableType:
    table = _table("<Day", "<Change", "<Repository", "<What", "<Goals")
    for change in changes[:CHANGES_AT_ONCE]:
        table.add_row(
            str(change.day),
            _key(change)[:13],
            neutral(change.repository),
            neutral(change.subject),
            neutral(", ".join(change.goals)),
        )
    left = len(changes) - CHANGES_AT_ONCE
    return Group(Text(), table, Text(f"... and {left} more: --format json has them all" if left > 0 else ""))


def _change_story(change: ExplainedChange) -> Iterable[Text]:
    attribution = change.attribution
    yield Text(f"{_key(change)}: {neutral(change.subject)}")
    times = "one commit" if change.commits == 1 else f"{change.commits} commits, over all branches and repositories"
    yield Text(
        f"  carried by {times}; counted once, as the earliest: {change.sha[:12]} in {neutral(change.repository)}"
    )
    yield Text(f"  counts on {change.day} (UTC), the day it landed there")
    goals = neutral(", ".join(change.goals)) or "no goal"
    yield Text(f"  names: {goals}; {'on' if change.on_roadmap else 'not on'} the roadmap")
    yield Text(f"  credited to {neutral(change.person)} as {change.credited_as}, for {neutral(attribution.company)}")
    yield Text(f"  because ({attribution.how}): {neutral(attribution.rule)}")
    if attribution.source:
        yield Text(f"  source: {neutral(attribution.source)}")
