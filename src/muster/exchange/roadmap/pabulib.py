"""Pabulib files (pabulib.org/format), read: a budget, what it can be spent on, and what each voter wants.

    META
    key;value
    budget;120905
    vote_type;approval
    PROJECTS
    project_id;cost;name
    1137;7000;Bins
    VOTES
    voter_id;vote
    588;1137,1017

Cells are parted by semicolons, the items of a vote by commas. vote_type says what a vote is: `approval` or `choose-1`,
the items wanted; `ordinal`, the same from best to worst; `cumulative` or `scoring`, with the points of each in a column
`points`. Columns and keys that nobody knows are passed over. Muster's own files (pabulib_writing.py) say besides how
they are counted, and may have a column `places` where items share a rank.

Cities' files are taken as they come: without the head of META, with an item approved of twice, which is once, or given
points several times, which add up.
"""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from muster.domain.roadmap.priorities.question import COMPLETIONS, MOST, SATISFACTIONS, Question, Rule, Weights
from muster.exchange.elections.reading import LONGEST_NAME, Faults, shown

SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}
"""Each with the columns that it must have."""

OWN_RULE: Final = "equal-shares"
"""What Muster's own files call the rule."""

_NUMBER: Final = re.compile(r"[0-9]{1,16}(?:[.,][0-9]{1,9})?", re.ASCII)
_FRACTION: Final = re.compile(r"[0-9]{1,16}(?:/[1-9][0-9]{0,15})?", re.ASCII)
_Row = tuple[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Budget:
    """A file, read. titles: what each item is called, by its id. rule: how the file itself says that it is counted.

    selected: which items the file says are selected by that rule.
    """

    title: str
    question: Question
    titles: Mapping[str, str]
    rule: Rule | None = None
    selected: frozenset[str] | None = None


@dataclass(slots=True)
class _Parts:
    """A file, taken apart into rows with the numbers of their lines."""

    meta: dict[str, tuple[int, str]] = field(default_factory=dict)
    projects: list[_Row] = field(default_factory=list)
    votes: list[_Row] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)


def read(text: str, origin: str) -> Budget:
    """Read a file; BallotFaults names every line that is wrong."""
    faults = Faults(origin)
    parts = _parts(text, faults)
    budget = _budget(parts, faults)
    costs, titles = _projects(parts, faults)
    reader = _votes_reader(parts, faults)
    ballots: dict[str, Weights] = {}
    for line, row in parts.votes:
        voter = row["voter_id"]
        if not voter or len(voter) > LONGEST_NAME:
            faults.add(line, "A voter has no id, or one that is too long.", "Number the voters.")
        elif voter in ballots:
            faults.add(line, f"The voter {shown(voter)} was there before.", "Give each voter one line.")
        ballots[voter] = _vote(reader, (line, row), costs, faults)
    if not parts.votes:
        faults.add(0, "There are no votes.", "Write a section VOTES with a line for each voter.")
    for key, found in (("num_projects", len(parts.projects)), ("num_votes", len(parts.votes))):
        if key in parts.meta and parts.meta[key][1] != str(found):
            line, said = parts.meta[key]
            faults.add(line, f"{key} is {shown(said)}, and the file has {found}.", "See whether some of it is missing.")
    rule, selected = _rule(parts, faults)
    faults.stop()
    title = parts.meta.get("description", (0, ""))[1]
    return Budget(title, Question(costs, ballots, budget), titles, rule, selected)


def _parts(text: str, faults: Faults) -> _Parts:
    """Take a file apart; every row that does not fit its section is noted, and left out."""
    parts = _Parts()
    section = ""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if (name := line.strip("; \t").upper()) in SECTIONS:
            section = name
            if section in parts.columns:
                faults.add(number, f"The section {section} was there before.", "Write each section once.")
            parts.columns.pop(section, None)
        elif line.strip() and not section:
            faults.add(number, f"{shown(line)} stands before any section.", "Begin with a line META.")
            return parts
        elif line.strip():
            _line(parts, section, (number, line), faults)
    for name in SECTIONS:
        if name not in parts.columns:
            faults.add(0, f"There is no section {name}.", "Write META, PROJECTS and VOTES, each headed by its columns.")
    return parts


def _line(parts: _Parts, section: str, found: tuple[int, str], faults: Faults) -> None:
    """Take in a line: the head of its section, or a row under it."""
    number, cells = found[0], _cells(found[1])
    if section == "META" and section not in parts.columns and len(cells) > 1 and not {*cells} & {*SECTIONS[section]}:
        parts.columns[section] = [*SECTIONS[section]]  # some files leave this head out
    columns = parts.columns.setdefault(section, cells)
    if columns is cells:
        for name in SECTIONS[section]:
            if cells.count(name) != 1:
                what = f"The section {section} must have one column {name}."
                faults.add(number, what, f"Head it with {';'.join(SECTIONS[section])} and what else there is.")
        return
    if any(name not in columns for name in SECTIONS[section]):
        return  # that was said
    if len(cells) > len(columns):
        what = f"The line has {len(cells)} cells, and {section} has {len(columns)} columns."
        faults.add(number, what, 'Put a cell with a semicolon in it into quotes ("…").')
        return
    # Empty cells at the end of a line may be left out.
    row = dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=True))
    if section == "META":
        if row["key"] in parts.meta:
            faults.add(number, f"The key {shown(row['key'])} was there before.", "Write each key once.")
        parts.meta[row["key"]] = number, row["value"]
    else:
        (parts.projects if section == "PROJECTS" else parts.votes).append((number, row))


def _cells(line: str) -> list[str]:
    """Take a line apart. Where its quotes make no sense, they are characters like others."""
    if '"' in line:
        try:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=";", strict=True))]
        except csv.Error:
            pass
    return [cell.strip() for cell in line.split(";")]


def _number(text: str) -> Fraction | None:
    return Fraction(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _budget(parts: _Parts, faults: Faults) -> Fraction:
    line, said = parts.meta.get("budget", (0, ""))
    found = _number(said)
    if found is None or found > MOST:
        what = f"The budget is {shown(said)}." if said else "The file does not say what the budget is."
        faults.add(line, what, f"Write budget; and a number from 0 to {MOST} in the section META.")
    return found or Fraction(0)


def _projects(parts: _Parts, faults: Faults) -> tuple[dict[str, Fraction], dict[str, str]]:
    costs: dict[str, Fraction] = {}
    titles: dict[str, str] = {}
    for line, row in parts.projects:
        name, cost = row["project_id"], _number(row["cost"])
        if not name or len(name) > LONGEST_NAME or "," in name:
            faults.add(line, f"{shown(name)} is no id.", "Give each project an id without a comma in it.")
        elif name in costs:
            faults.add(line, f"The project {shown(name)} was there before.", "Give each project one line.")
        if cost is None or cost > MOST:
            faults.add(line, f"The cost is {shown(row['cost'])}.", f"Write a number from 0 to {MOST}.")
        costs[name] = cost or Fraction(0)
        titles[name] = row.get("name", "") or name
    if not costs:
        faults.add(0, "There are no projects.", "Write a section PROJECTS with a line for each.")
    return costs, titles


class _Unfit(Exception):
    """What is wrong with a vote, and how to mend it: a sentence each."""


_Votes = Callable[[list[str], Mapping[str, str]], Weights]


def _votes_reader(parts: _Parts, faults: Faults) -> _Votes:
    """Give what reads a vote of the type that the file has."""
    line, kind = parts.meta.get("vote_type", (0, ""))
    most = _number(parts.meta.get("max_sum_points", (0, "1"))[1]) or Fraction(1)
    readers: Mapping[str, _Votes] = {
        "approval": _approvals,
        "choose-1": _approvals,
        "ordinal": _places,
        "cumulative": lambda names, row: _points(names, row, most),
        "scoring": lambda names, row: _points(_once(names), row, most),
    }
    if kind not in readers:
        what = f"The vote_type is {shown(kind)}." if kind else "The file does not say what a vote is."
        faults.add(line, what, f"Write vote_type; and one of {', '.join(readers)} in the section META.")
    return readers.get(kind, _approvals)


def _vote(read_one: _Votes, found: _Row, costs: Mapping[str, Fraction], faults: Faults) -> Weights:
    line, row = found
    names = [name.strip() for name in row["vote"].split(",")] if row["vote"] else []
    if strange := [name for name in names if name not in costs]:
        faults.add(line, f"{shown(strange[0])} is no project.", "Name those of the section PROJECTS.")
    else:
        try:
            return read_one(names, row)
        except _Unfit as unfit:
            faults.add(line, *unfit.args)
    return {}


def _once(names: list[str]) -> list[str]:
    """Give the names back, if each is there once."""
    if len(set(names)) < len(names):
        raise _Unfit("The vote names a project twice.", "Name each once.")
    return names


def _approvals(names: list[str], row: Mapping[str, str]) -> Weights:  # noqa: ARG001 - one shape for all
    return dict.fromkeys(names, Fraction(1))


def _places(names: list[str], row: Mapping[str, str]) -> Weights:
    """Read places: as they stand in their column, or else the order of the vote."""
    said = row.get("places", "")
    places = said.split(",") if said else [str(place) for place in range(1, len(names) + 1)]
    found = [_number(place.strip()) for place in places]
    if len(found) != len(names) or any(not place or place.denominator > 1 for place in found):
        what = f"The places are {shown(said)}, for {len(names)} projects."
        raise _Unfit(what, "Write a whole number from 1 on for each, parted by commas.")
    return {name: 1 / place for name, place in zip(_once(names), found, strict=True) if place}


def _points(names: list[str], row: Mapping[str, str], most: Fraction) -> Weights:
    said = row.get("points", "")
    found = [_number(points.strip()) for points in said.split(",")] if said else []
    if len(found) != len(names) or any(points is None or points > MOST for points in found):
        what = f"The points are {shown(said)}, for {len(names)} projects."
        raise _Unfit(what, "Write a number from 0 on for each, parted by commas, in a column points.")
    weights: dict[str, Fraction] = {}
    for name, points in zip(names, found, strict=True):
        if points:
            weights[name] = weights.get(name, Fraction(0)) + points / most
    return weights


def _rule(parts: _Parts, faults: Faults) -> tuple[Rule | None, frozenset[str] | None]:
    """Give the rule that one of Muster's own files names, and what it says is selected; nothing of others."""
    if parts.meta.get("rule", (0, ""))[1] != OWN_RULE:
        return None, None
    said = {key: parts.meta.get(key, (0, default)) for key, default in _RULE.items()}
    step, completion, satisfaction = said["step"], said["completion"], said["satisfaction"]
    wrong = [
        (*step, "a number above 0, such as 1/7") if not _FRACTION.fullmatch(step[1]) or not Fraction(step[1]) else None,
        (*completion, f"one of {', '.join(COMPLETIONS)}") if completion[1] not in COMPLETIONS else None,
        (*satisfaction, f"one of {', '.join(SATISFACTIONS)}") if satisfaction[1] not in SATISFACTIONS else None,
    ]
    for line, text, right in filter(None, wrong):
        faults.add(line, f"{shown(text)} is none of a rule.", f"Write {right}.")
    if any(wrong):
        return None, None
    rule = Rule(
        completion=next(one for one in COMPLETIONS if one == completion[1]),
        step=Fraction(step[1]),
        satisfaction=next(one for one in SATISFACTIONS if one == satisfaction[1]),
        seed=said["seed"][1],
    )
    if "selected" not in parts.columns.get("PROJECTS", ()):
        return rule, None
    return rule, frozenset(row["project_id"] for _, row in parts.projects if row["selected"] == "1")


_RULE: Final = {"completion": "none", "step": "1", "satisfaction": "cost", "seed": ""}
