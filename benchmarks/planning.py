"""Making a plan for 40 members, 200 people and 120 items with HiGHS, and how that grows.

The questions are made up, always the same: a quarter of the items waits for another, every member is asked for two FTE,
everybody knows five items and the areas of fifteen. Where time is scarce, members promise more than their people can
give; where promises are few, most fall short of the charter's two FTE and could be asked for more, for any item.
The whole process is measured: reading the question, both programmes, checking the answer in whole numbers, writing it.
The peer reads the same question and loads the same libraries, and plans nothing.
"""

import json
import random
import sys
from pathlib import Path
from typing import Final

from benchmarks.measuring import Contender, both_times, duel, mebibytes, median
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import CannotRun, Setting
from muster.domain.roadmap.planning.question import Member, Promise, Question, Work, Worker, question_as_data

MEMBERS, PEOPLE, ITEMS = 40, 200, 120
SECONDS: Final = 10
GROWTH: Final = ((10, 50, 30), (20, 100, 60), (60, 300, 180))
KINDS: Final = {"time is scarce": (8, (25, 50, 75, 100, 150)), "promises are few": (3, (10, 20, 30))}
"""By what they are called: to how many items each member promises something, and how many hundredths of an FTE."""

PLAN: Final = """
import json, sys
from pathlib import Path
from muster.actions.roadmap.highs import solve
from muster.domain.roadmap.planning.answer import answer_as_data
from muster.domain.roadmap.planning.making import plan
from muster.domain.roadmap.planning.question import question_from
question = question_from(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
print(json.dumps(answer_as_data(plan(question, solve))))
"""
READ: Final = """
import json, sys
from pathlib import Path
import highspy, numpy
from muster.domain.roadmap.planning.question import question_from
question = question_from(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
print(json.dumps({"placed": [], "asked": [], "wishes": []}))
"""


def run(setting: Setting) -> Findings:
    """Make each plan."""
    sizes = ((MEMBERS, PEOPLE, ITEMS), *GROWTH)
    rows = [_row(setting, size, kind) for kind in KINDS for size in sizes]
    return Findings(rows, ("Each plan was made twice and came out the same.",))


def made_up(members: int, people: int, items: int, kind: str) -> Question:
    """Make a question up."""
    chance = random.Random(members)  # noqa: S311 - the same question every time
    each, amounts = KINDS[kind]
    names = [f"i{number:03d}" for number in range(items)]
    slugs = [f"m{number:02d}" for number in range(members)]
    works = tuple(
        Work(
            name,
            name,
            place,
            chance.choice([50, 100, 200, 300, 400]),
            (chance.choice(names[: place - 1]),) if place > 1 and chance.random() < 1 / 4 else (),
        )
        for place, name in enumerate(names, start=1)
    )
    workers = tuple(
        Worker(
            f"w{number:03d}",
            slugs[number % members],
            f"Person {number}",
            chance.randint(5, 100),
            knows=tuple(chance.sample(names, 5)),
            near=tuple(chance.sample(names, 15)),
        )
        for number in range(people)
    )
    promises = tuple(
        Promise(slug, name, chance.choice(amounts)) for slug in slugs for name in chance.sample(names, each)
    )
    return Question("Made up", 100, tuple(Member(slug, slug, 200) for slug in slugs), workers, works, promises)


def _row(setting: Setting, size: tuple[int, int, int], kind: str) -> Row:
    members, people, items = size
    path = setting.cache / f"plan-{members}-{people}-{items}-{kind.split(maxsplit=1)[0]}.json"
    path.write_text(json.dumps(question_as_data(made_up(members, people, items, kind))), encoding="utf-8")
    ours = Contender([sys.executable, "-c", PLAN, str(path)])
    placed, asked = _checked(ours, setting.cache / "said")
    result = duel(ours, Contender([sys.executable, "-c", READ, str(path)]), rounds=setting.rounds)
    is_asked = size == (MEMBERS, PEOPLE, ITEMS)
    return Row(
        what=f"{members} members, {people} people, {items} items, {kind}: {placed} places, {asked} asked beside",
        against="reading the question alone",
        time=both_times(result),
        ratio=str(result.ratio("wall")),
        cpu=str(result.ratio("cpu")),
        peak=f"{mebibytes(median(result.ours, 'peak'))} : {mebibytes(median(result.theirs, 'peak'))}",
        target=at_most(SECONDS, median(result.ours, "wall"), f"{SECONDS} s") if is_asked else "",
    )


def _checked(ours: Contender, said: Path) -> tuple[int, int]:
    """Give how many places there are, and how many things could be asked for; stop if two runs differ."""
    answers = []
    for _ in range(2):
        ours.run(output=said)
        answers.append(said.read_text(encoding="utf-8"))
    if answers[0] != answers[1]:
        message = "the same question was not answered alike twice."
        raise CannotRun(message)
    found = json.loads(answers[0])
    return len(found["placed"]), len(found["asked"])
