"""Counting an election of 100,000 ballots and 30 candidates, against reading the ballots and doing nothing with them.

The ballots are made up, always the same: a third rank everybody, a third their first few and the rest last, a third
have no opinion on some. Nearly all of them differ, which is the worst case. The floor reads the same file with Python's
own reader, turns each rank into a number and keeps it: csv for a file of ranks, json for Muster's own, which holds the
receipts besides. Both sides are whole processes.
"""

import csv
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.measuring import Contender, both_times, duel, mebibytes, median
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import CannotRun, Setting
from muster.domain.elections.rule import METHODS, Rule
from muster.exchange.elections.ballot_file import BallotFile, closed, write

BALLOTS: Final = 100_000
CANDIDATES: Final = tuple(f"c{number:02d}" for number in range(1, 31))
SEATS: Final = 3
TARGET: Final = 1.5

READ_CSV: Final = """
import csv, sys
with open(sys.argv[1], newline="") as file:
    rows = csv.reader(file)
    next(rows)
    print(len([[0 if cell == "No opinion" else int(cell) for cell in row] for row in rows]))
"""
READ_JSON: Final = """
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    print(len(json.load(file)["ballots"]))
"""


def run(setting: Setting) -> Findings:
    """Count one file by each method, and one of Muster's own."""
    ballots = made_up()
    ranks, own = setting.cache / "ballots.csv", setting.cache / "ballots.json"
    _write_csv(ranks, ballots)
    _write_own(own, ballots)
    by_method = [
        _row(f"muster elections count, {method}", _count(ranks, "--method", method), _floor(READ_CSV, ranks), setting)
        for method in METHODS
    ]
    whole = _row("muster elections count of Muster's own file, schulze", _count(own), _floor(READ_JSON, own), setting)
    return Findings([*by_method, whole])


def made_up() -> list[tuple[int, ...]]:
    """Make the ballots up."""
    chance = random.Random(2016)  # noqa: S311 - the same ballots every time
    size = len(CANDIDATES)
    ballots = []
    for _ in range(BALLOTS):
        order = chance.sample(range(1, size + 1), size)
        kind, cut = chance.randrange(3), chance.randrange(1, size)
        if kind == 1:
            order = [rank if rank <= cut else size for rank in order]
        elif kind:
            order = [rank if chance.randrange(size) < cut else 0 for rank in order]
        ballots.append(tuple(order))
    return ballots


def _write_csv(path: Path, ballots: Sequence[Sequence[int]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(CANDIDATES)
        writer.writerows([[rank or "No opinion" for rank in ranks] for ranks in ballots])


def _write_own(path: Path, ballots: Sequence[tuple[int, ...]]) -> None:
    codes = tuple(hashlib.sha256(str(number).encode()).hexdigest() for number in range(len(ballots)))
    rule = Rule("schulze", SEATS, "a seed")
    path.write_text(write(closed(BallotFile("election/1", CANDIDATES, rule, tuple(ballots), codes))), encoding="utf-8")


def _count(file: Path, *options: str) -> Contender:
    seats = ["--seats", "1" if "irv" in options else str(SEATS), "--seed", "a seed"] if options else []
    command = [sys.executable, "-m", "muster.cli.main", "elections", "count", str(file)]
    return Contender([*command, *options, *seats, "--format", "json"])


def _floor(script: str, file: Path) -> Contender:
    return Contender([sys.executable, "-c", script, str(file)])


def _row(what: str, ours: Contender, floor: Contender, setting: Setting) -> Row:
    _check(ours, floor, setting.cache / "said")
    result = duel(ours, floor, rounds=setting.rounds)
    ratio = result.ratio("wall")
    return Row(
        what=what,
        against="reading the ballots alone",
        time=both_times(result),
        ratio=str(ratio),
        cpu=str(result.ratio("cpu")),
        peak=f"{mebibytes(median(result.ours, 'peak'))} : {mebibytes(median(result.theirs, 'peak'))}",
        target=at_most(TARGET, ratio.median, f"{TARGET} ×"),
    )


def _check(ours: Contender, floor: Contender, said: Path) -> None:
    """Stop if the two do not see the same ballots."""
    ours.run(output=said)
    counted = json.loads(said.read_text(encoding="utf-8"))
    floor.run(output=said)
    if counted["ballots"] != int(said.read_text(encoding="utf-8")) or counted["agrees"] is False:
        raise CannotRun("the count and the floor do not see the same ballots.")
