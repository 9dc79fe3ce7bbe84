"""Counting the priorities in a file again, whoever collected them: read it, settle by which rule, count, compare."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from muster.domain.errors import ElectionFault
from muster.domain.roadmap.priorities.counting import count
from muster.domain.roadmap.priorities.outcome import Outcome
from muster.domain.roadmap.priorities.question import Completion, Rule, Satisfaction
from muster.exchange.elections.reading import text_of
from muster.exchange.roadmap.pabulib import Budget, read

LARGEST_FILE: Final = 256 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks for; None where the file, or else what is usual, decides. more: as `count` has it."""

    completion: Completion | None = None
    step: Fraction | None = None
    satisfaction: Satisfaction | None = None
    seed: str | None = None
    more: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Recount:
    """A file, counted. agrees: whether it says itself that this is selected.

    It is None where the file says nothing that could be compared, or was counted by another rule than its own.
    """

    budget: Budget
    rule: Rule
    outcome: Outcome
    agrees: bool | None = None


def recount_file(path: Path, asked: Asked) -> Recount:
    """Count a file. BallotFaults: it cannot be read. ElectionFault: it is not there, or cannot be counted so."""
    budget = read(_text(path), str(path))
    own: Mapping[str, Any] = (
        {}
        if budget.rule is None
        else {key: getattr(budget.rule, key) for key in ("completion", "step", "satisfaction", "seed")}
    )
    wanted = {key: getattr(asked, key) for key in ("completion", "step", "satisfaction", "seed")}
    rule = Rule(**{**own, **{key: value for key, value in wanted.items() if value is not None}})
    outcome = count(budget.question, rule, more=asked.more)
    agrees = None
    if rule == budget.rule and budget.selected is not None:
        agrees = frozenset(outcome.names) == budget.selected
    return Recount(budget, rule, outcome, agrees)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ElectionFault(
                str(path), "The file is too large.", f"Count at most {LARGEST_FILE // 2**20} MiB at once."
            )
        return text_of(path.read_bytes(), str(path))
    except OSError as fault:
        raise ElectionFault(str(path), f"The file cannot be read: {fault.strerror}.", "Name a Pabulib file.") from None
