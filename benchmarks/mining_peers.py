"""What mining costs with programs that others use for it, against git alone and against Muster.

The peers look at files too (`git log --raw --numstat -M -C -c`), at tags and at merges, and cannot be told not to. In
each round a peer, the bare `git log` and Muster run one right after the other.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.commands import bare_log, mine
from benchmarks.measuring import Cost, Duel, both_times, mebibytes, median
from benchmarks.mining import REPOSITORIES
from benchmarks.peer import Attempt, Peer, git2effort, perceval
from benchmarks.report import Findings, Row
from benchmarks.setting import Setting

ROUNDS: Final = 3
LONG_ENOUGH: Final = 60.0
"""Seconds. A peer that takes longer runs once."""


def run(setting: Setting) -> Findings:
    """Have each peer read each repository."""
    rows: list[Row] = []
    notes: list[str] = []
    for peer in (perceval(setting), git2effort(setting)):
        for name in REPOSITORIES:
            more_rows, more_notes = _compare(setting, peer, name, setting.repository(name, whole=True))
            rows += more_rows
            notes += more_notes
    return Findings(rows, notes)


def _compare(setting: Setting, peer: Peer, name: str, folder: Path) -> tuple[list[Row], list[str]]:
    floor, muster = bare_log(folder), mine(setting.home("peers"), {name: folder})
    floor.run()  # not counted: it brings git's files into memory
    attempts: list[Attempt] = []
    costs: dict[str, list[Cost]] = {"bare git log": [], "Muster": []}
    while len(attempts) < _rounds(attempts):
        attempts.append(peer.read(folder, setting=setting))
        costs["bare git log"].append(floor.run())
        costs["Muster"].append(muster.run())
    what, first = f"{peer.name}, {name}", attempts[0]
    if first.failed:
        return [Row(what=what, ratio="did not come through")], [
            f"{what}: after {first.commits:,} commits {first.failed}."
        ]
    theirs = [attempt.cost for attempt in attempts]
    rows = [_row(what, against, Duel(theirs, ours), stopped=first.cost.ended) for against, ours in costs.items()]
    note = f"{what}: stopped after {setting.bound:.0f} seconds, at {first.commits:,} of {first.expected:,} commits."
    return rows, [note] if first.cost.ended else []


def _rounds(attempts: Sequence[Attempt]) -> int:
    """Return how often a peer is to run, by how its first attempt went."""
    again = attempts and attempts[0].cost.wall < LONG_ENOUGH and not attempts[0].failed
    return ROUNDS if again else 1


def _row(what: str, against: str, result: Duel, *, stopped: bool) -> Row:
    more = "more than " if stopped else ""
    return Row(
        what=what,
        against=against,
        time=both_times(result),
        ratio=f"{more}{result.ratio('wall')}",
        cpu=f"{more}{result.ratio('cpu')}",
        peak=mebibytes(median(result.ours, "peak")),
    )
