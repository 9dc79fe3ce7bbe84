"""Counting a round of 500 items and 50 members by equal shares, and how that grows with items and with members.

The rounds are made up, always the same: costs from half an FTE to eight, and every member wants between a sixth and a
third of the items, up to sixty. Every kind of ballot is counted with every completion, each time with what one FTE more
would have bought, as a page shows it. The whole process is measured: reading the file, counting, writing the account of
every share. The peer reads the same file with Python's own reader and does nothing with it.
"""

import json
import random
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Final

from benchmarks.measuring import Contender, both_times, duel, mebibytes, median
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import CannotRun, Setting
from muster.domain.roadmap.priorities.ballots import POINTS, Kind
from muster.domain.roadmap.priorities.question import COMPLETIONS, Completion
from muster.domain.roadmap.priorities.rounds import rule_of
from muster.exchange.roadmap.pabulib_writing import RoundFile, write

ITEMS: Final = 500
MEMBERS: Final = 50
FTE_A_MEMBER: Final = 8
SECONDS: Final = 5
GROWTH: Final = ((125, MEMBERS), (250, MEMBERS), (1000, MEMBERS), (ITEMS, 25), (ITEMS, 100), (ITEMS, 200))

READ: Final = """
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    print(sum(len(row) for row in csv.reader(file, delimiter=";")))
"""


def run(setting: Setting) -> Findings:
    """Count each of them."""
    kinds: tuple[Kind, ...] = ("approvals", "ranks", "points")
    whole = [_row(setting, ITEMS, MEMBERS, kind, completion) for kind in kinds for completion in COMPLETIONS]
    growth = [_row(setting, items, members, "ranks", "add-one") for items, members in GROWTH]
    notes = (f"Everything together costs several times the budget, which is {FTE_A_MEMBER} FTE a member.",)
    return Findings([*whole, *growth], notes)


def made_up(items: int, members: int, kind: Kind, completion: Completion) -> RoundFile:
    """Make a round up."""
    chance = random.Random(items * 1000 + members)  # noqa: S311 - the same round every time
    names = [f"i{number:04d}" for number in range(items)]
    said: Callable[[list[str]], dict[str, int]] = {
        "approvals": lambda chosen: dict.fromkeys(chosen, 1),
        "ranks": lambda chosen: {name: place for place, name in enumerate(chosen, 1)},
        "points": lambda chosen: dict(zip(chosen, _spread(len(chosen)), strict=True)),
    }[kind]
    most = min(items // 3, 60)
    return RoundFile(
        title=f"{items} items, {members} members",
        kind=kind,
        budget=Fraction(FTE_A_MEMBER * members),
        rule=rule_of("made-up/round/1", completion=completion, seats=members),
        costs={name: Fraction(chance.randint(50, 800), 100) for name in names},
        titles={},
        ballots={
            f"m{number:03d}": said(chance.sample(names, chance.randint(most // 2, most))) for number in range(members)
        },
    )


def _spread(many: int) -> list[int]:
    """Spread the points over many items, the first having more."""
    each, more = divmod(POINTS, many)
    return [each + (place < more) for place in range(many)]


def _row(setting: Setting, items: int, members: int, kind: Kind, completion: Completion) -> Row:  # noqa: PLR0917 - what a row varies
    path = setting.cache / f"round-{items}-{members}-{kind}-{completion}.pb"
    path.write_text(write(made_up(items, members, kind, completion)), encoding="utf-8")
    ours = Contender(
        [sys.executable, "-m", "muster.cli.main", "priorities", "count", str(path), "--more", "1", "--format", "json"]
    )
    selected, raised = _checked(ours, members, setting.cache / "said")
    result = duel(ours, Contender([sys.executable, "-c", READ, str(path)]), rounds=setting.rounds)
    seconds = median(result.ours, "wall")
    is_asked = (items, members) == (ITEMS, MEMBERS)
    steps = f", {raised} steps" if raised else ""
    return Row(
        what=f"{items} items, {members} members, {kind}, {completion}: {selected} selected{steps}",
        against="reading the file alone",
        time=both_times(result),
        ratio=str(result.ratio("wall")),
        cpu=str(result.ratio("cpu")),
        peak=f"{mebibytes(median(result.ours, 'peak'))} : {mebibytes(median(result.theirs, 'peak'))}",
        target=at_most(SECONDS, seconds, f"{SECONDS} s") if is_asked else "",
    )


def _checked(ours: Contender, members: int, said: Path) -> tuple[int, int]:
    """Give how many items are selected and how often shares were raised; stop if that is no outcome of the round."""
    ours.run(output=said)
    found = json.loads(said.read_text(encoding="utf-8"))
    if len(found["accounts"]) != members or Fraction(found["spent"]) > Fraction(found["budget"]):
        message = "the count does not see the round that was written."
        raise CannotRun(message)
    return len(found["selected"]), found["raised"]
