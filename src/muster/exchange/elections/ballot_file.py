"""Muster's public ballot file: the anonymous ballots of an election, its rule and its result, for anybody to recount.

One JSON file, a line a ballot. The same election gives the same bytes: ballots stand in the order of their receipts'
codes, or, where those are kept apart from the ballots, in the order of their ranks; so nothing is left of the order in
which they were cast. docs/reference/ballot-files.md says what each key means.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from muster.domain.elections.ballots import Blanks, Poll, Ranks, dense
from muster.domain.elections.counting import count
from muster.domain.elections.result import as_data
from muster.domain.elections.rule import Rule
from muster.domain.errors import ElectionFault

NAME: Final = "muster"
FORMAT: Final = "muster-ballots-1"
ABOUT: Final = "The ballots, the rule and the result of an election. To recount it: muster elections count FILE"

_BEGINS: Final = re.compile(r'\s*\{\s*"format"\s*:\s*"muster-ballots-')


@dataclass(frozen=True, slots=True)
class BallotFile:
    """What the file says.

    election: the name by which receipts know the election, such as `lcoo/election/3`. ballots: one rank a candidate.
    codes: of the receipts, one for each ballot and in their order; where they are kept `apart`, sorted. voters: how
    many might vote; None if the file does not say. result: as `as_data` gives it, empty if there is none yet.
    """

    election: str
    candidates: tuple[str, ...]
    rule: Rule
    ballots: tuple[Ranks, ...]
    codes: tuple[str, ...]
    apart: bool = False
    blanks: Blanks = "no-opinion"
    title: str = ""
    voters: int | None = None
    withdrawn: frozenset[str] = field(default_factory=frozenset)
    result: Mapping[str, Any] = field(default_factory=dict)

    def poll(self) -> Poll:
        """Give the ballots as any method counts them."""
        return Poll(self.candidates, Counter(self.ballots), self.blanks, self.title, self.rule.seats, self.withdrawn)


def recognises(text: str) -> bool:
    """Whether it begins as every ballot file does."""
    return _BEGINS.match(text) is not None


def closed(file: BallotFile) -> BallotFile:
    """Give the file as it is published when an election closes: in order, and with its result.

    ElectionFault: the rule and the ballots do not fit, or two ballots have one receipt.
    """
    if len(set(file.codes)) < len(file.codes) or len(file.codes) != len(file.ballots):
        raise ElectionFault(file.election, "There is not one receipt for each ballot.", "Look for the clash.")
    ballots = [dense(ranks) for ranks in file.ballots]
    if file.apart:
        in_order = replace(file, ballots=tuple(sorted(ballots)), codes=tuple(sorted(file.codes)))
    else:
        pairs = sorted(zip(file.codes, ballots, strict=True))
        codes, ballots = [code for code, _ in pairs], [ranks for _, ranks in pairs]
        in_order = replace(file, ballots=tuple(ballots), codes=tuple(codes))
    return replace(in_order, result=as_plain(as_data(count(in_order.poll(), in_order.rule))))


def as_plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give data as they come back from JSON: lists for tuples."""
    plain: dict[str, Any] = json.loads(json.dumps(data))
    return plain


def write(file: BallotFile) -> str:
    """Write the file."""
    rule = file.rule
    if file.apart:
        ballots: Iterable[Mapping[str, Any]] = ({"ranks": ranks} for ranks in file.ballots)
    else:
        pairs = zip(file.codes, file.ballots, strict=True)
        ballots = ({"receipt": code, "ranks": ranks} for code, ranks in pairs)
    parts = {
        "format": _json(FORMAT),
        "about": _json(ABOUT),
        "election": _json(file.election),
        "title": _json(file.title),
        "rule": _json(
            {
                "method": rule.method,
                "seats": rule.seats,
                "blanks": file.blanks,
                "seed": rule.seed,
                "cap": rule.cap,
                "employers": dict(sorted(rule.employers.items())),
                "held": dict(sorted(rule.held.items())),
            }
        ),
        "candidates": _lines("[]", map(_json, file.candidates)),
        "withdrawn": _json(sorted(file.withdrawn)),
        "voters": _json(file.voters),
        "ballots": _lines("[]", map(_json, ballots)),
        **({"receipts": _lines("[]", map(_json, file.codes))} if file.apart else {}),
        "result": as_lines(file.result),
    }
    return _lines("{}", (f"{_json(key)}: {value}" for key, value in parts.items())) + "\n"


def as_lines(data: Mapping[str, Any]) -> str:
    """Write data as JSON, a line for each key."""
    return _lines("{}", (f"{_json(key)}: {_json(value)}" for key, value in data.items()))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _lines(brackets: str, items: Iterable[str]) -> str:
    lines = ",\n".join(items)
    return f"{brackets[0]}\n{lines}\n{brackets[1]}" if lines else brackets
