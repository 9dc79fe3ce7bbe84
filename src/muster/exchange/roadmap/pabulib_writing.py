"""Rounds of priorities, written as Pabulib files, with which anybody can count them again (pabulib.py reads them)."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from muster.domain.roadmap.priorities.ballots import POINTS, Kind, Said, kept
from muster.domain.roadmap.priorities.question import Rule
from muster.exchange.roadmap.pabulib import OWN_RULE

VOTE_TYPES: Final[Mapping[Kind, str]] = {"approvals": "approval", "ranks": "ordinal", "points": "cumulative"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFile:
    """What is written. costs, titles: by item. ballots: what each seat said, {} if it said nothing.

    selected: what the rule selects; None while it is not known.
    """

    title: str
    kind: Kind
    budget: Fraction
    rule: Rule
    costs: Mapping[str, Fraction]
    titles: Mapping[str, str]
    ballots: Mapping[str, Said]
    selected: Collection[str] | None = None


def write(file: RoundFile) -> str:
    """Write the file: the same text for the same round."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerows([("META",), ("key", "value"), *_meta(file)])
    more = [] if file.selected is None else ["selected"]
    writer.writerows([("PROJECTS",), ("project_id", "cost", "name", *more)])
    for name, cost in sorted(file.costs.items()):
        chosen = [] if file.selected is None else ["1" if name in file.selected else "0"]
        writer.writerow((name, _decimal(cost), _plain(file.titles.get(name, name)), *chosen))
    column = {"approvals": [], "ranks": ["places"], "points": ["points"]}[file.kind]
    writer.writerows([("VOTES",), ("voter_id", "vote", *column)])
    for seat, said in sorted(file.ballots.items()):
        ballot = kept(file.kind, said)
        figures = [",".join(map(str, ballot.values()))] if column else []
        writer.writerow((seat, ",".join(ballot), *figures))
    return out.getvalue()


def _meta(file: RoundFile) -> list[tuple[str, str]]:
    return [
        ("description", _plain(file.title)),
        ("num_projects", str(len(file.costs))),
        ("num_votes", str(len(file.ballots))),
        ("budget", _decimal(file.budget)),
        ("vote_type", VOTE_TYPES[file.kind]),
        *([("max_sum_points", str(POINTS))] if file.kind == "points" else []),
        ("rule", OWN_RULE),
        ("satisfaction", file.rule.satisfaction),
        ("completion", file.rule.completion),
        ("step", str(file.rule.step)),
        ("seed", file.rule.seed),
    ]


def _plain(text: str) -> str:
    """Give a text in one line: a row of the format ends where its line ends."""
    return " ".join(text.split())


def _decimal(figure: Fraction) -> str:
    """Write what has at most two decimals, as costs and budgets have."""
    hundredths = figure * 100
    if hundredths.denominator > 1:
        message = f"{figure} has more than two decimals"
        raise ValueError(message)
    whole, part = divmod(int(hundredths), 100)
    return f"{whole}.{part:02}" if part else str(whole)
