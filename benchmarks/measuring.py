"""Costs of whole processes, and ratios taken pair by pair.

One figure says little on a machine that others use too; the ratio of two commands that ran one right after the other
says nearly the same on every machine. So contenders take turns (A B A B …), each round gives one ratio, and what is
reported is the median of the ratios with the least and the greatest.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

STOPWATCH: Final = Path(__file__).with_name("stopwatch.py")
AN_HOUR: Final = 3600.0
Quantity: TypeAlias = Literal["wall", "cpu", "peak"]


class CommandFailed(Exception):
    """A command that is timed ended with an error."""


@dataclass(frozen=True)
class Cost:
    """What one run of a command cost: seconds by the clock, seconds of all processors, bytes of its largest process.

    cpu and peak cover the command and whatever it started and waited for. ended: it took too long and was stopped.
    """

    wall: float
    cpu: float
    peak: int
    code: int
    ended: bool


@dataclass(frozen=True)
class Contender:
    """A command to be timed. prepare: what has to be put right before each run, outside the time."""

    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    prepare: Callable[[], object] = lambda: None

    def run(self, *, bound: float = AN_HOUR, output: Path | None = None) -> Cost:
        """Run it once, in a clean environment; CommandFailed if it fails. bound: seconds after which it is stopped."""
        cost, complaints = self.try_out(bound=bound, output=output)
        if cost.code or cost.ended:
            raise CommandFailed(f"{' '.join(self.command)} ended with {cost.code}: {complaints}")
        return cost

    def try_out(self, *, bound: float = AN_HOUR, output: Path | None = None) -> tuple[Cost, str]:
        """Run it once; return what it cost, whether or not it failed, and its last complaint."""
        self.prepare()
        with tempfile.NamedTemporaryFile() as complaints:
            to = [str(bound), str(output or os.devnull), complaints.name]
            answer = subprocess.run(
                [sys.executable, "-I", "-S", str(STOPWATCH), *to, *self.command],
                stdout=subprocess.PIPE,
                env={**clean_environment(), **(self.environment or {})},
                check=True,
            )
            said = complaints.read().decode("utf-8", "replace").strip()
        return Cost(**json.loads(answer.stdout)), _last_complaint(said)


def _last_complaint(said: str) -> str:
    """Return what git said last before it gave up, whoever passes it on; else the last line of all."""
    fatal = said.rfind("fatal: ")
    lines = said[fatal:].splitlines()[:1] if fatal >= 0 else said.splitlines()[-1:]
    return "".join(lines)


def clean_environment() -> dict[str, str]:
    """Return the caller's environment without what makes Python slower than its users have it."""
    slows = {
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONPYCACHEPREFIX",
        "PYTHONDEVMODE",
        "PYTHONTRACEMALLOC",
        "COVERAGE_PROCESS_START",
    }
    return {name: value for name, value in os.environ.items() if name not in slows}


@dataclass(frozen=True)
class Ratio:
    """The median over the rounds, the least and the greatest."""

    median: float
    least: float
    greatest: float

    def __str__(self) -> str:
        """Say it for a table."""
        if self.least == self.greatest:
            return times(self.median)
        return f"{times(self.median)} ({_rounded(self.least)}–{_rounded(self.greatest)})"


@dataclass(frozen=True)
class Duel:
    """Two contenders that took turns: the costs of each, in the order of the rounds."""

    ours: Sequence[Cost]
    theirs: Sequence[Cost]

    def ratio(self, quantity: Quantity) -> Ratio:
        """Return ours over theirs, each round with itself."""
        ratios = [_of(o, quantity) / _of(t, quantity) for o, t in zip(self.ours, self.theirs, strict=True)]
        return Ratio(statistics.median(ratios), min(ratios), max(ratios))


def duel(ours: Contender, theirs: Contender, *, rounds: int) -> Duel:
    """Let two contenders take turns; a first round, which fills caches and compiles bytecode, is not counted."""
    pairs = [(ours.run(), theirs.run()) for _ in range(rounds + 1)][1:]
    return Duel([one for one, _ in pairs], [other for _, other in pairs])


def both_times(result: Duel) -> str:
    """Say how long ours and theirs took."""
    return f"{seconds(median(result.ours, 'wall'))} : {seconds(median(result.theirs, 'wall'))}"


def median(costs: Sequence[Cost], quantity: Quantity) -> float:
    """Return the median of one quantity."""
    return statistics.median([_of(cost, quantity) for cost in costs])


def _of(cost: Cost, quantity: Quantity) -> float:
    return {"wall": cost.wall, "cpu": cost.cpu, "peak": float(cost.peak)}[quantity]


def times(ratio: float) -> str:
    """Say a ratio, in as many digits as mean something."""
    return f"{_rounded(ratio)} ×"


def seconds(value: float) -> str:
    """Say a time, in as many digits as mean something."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{_rounded(value)} s"


def mebibytes(value: float) -> str:
    """Say a size of memory."""
    return f"{value / 2**20:,.0f} MiB"


def _rounded(value: float) -> str:
    """Round to three digits or to a whole number."""
    decimals = next((decimals for limit, decimals in ((9.995, 2), (99.95, 1)) if value < limit), 0)
    return f"{value:,.{decimals}f}"
