"""What holds of the measures for any history. On DuckDB alone: the cases hold that Spark answers the same."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.evidence.engines.duckdb_engine import DuckDBEngine
from muster.evidence.engines.shape import Engine
from muster.evidence.measures.base_tables import BASE_TABLES, CONVENTIONS
from muster.evidence.measures.catalog import measure, measures
from tests.evidence.measures.given import Row, filled, load_all

SPRING: Row = {"window_id": "spring", "first_day": date(2016, 5, 1), "end_day": date(2016, 5, 4)}
EARLY: Row = {"window_id": "early", "first_day": date(2016, 5, 1), "end_day": date(2016, 5, 2)}
LATE: Row = {"window_id": "late", "first_day": date(2016, 5, 2), "end_day": date(2016, 5, 4)}
MOVED = date(2016, 5, 2)  # Ada goes from Alpha to Beta on this day
PEOPLE: list[Row] = [
    {"address": "ada@mail.example", "person": "ada", "company": "Alpha", "end_day": MOVED},
    {"address": "ada@mail.example", "person": "ada", "company": "Beta", "first_day": MOVED},
    {"address": "ada@alpha.example", "person": "ada", "company": "Alpha", "how": "domain"},
    {"address": "bo@beta.example", "person": "bo", "company": "Beta", "how": "domain"},
    {"address": "ci@robots.example", "person": "ci", "company": "*bot", "how": "bot"},
]
REPOSITORIES = ("org/nova", "org/placement", "org/zun")
ADDRESSES = (*sorted({str(row["address"]) for row in PEOPLE}), "who@knows.example")
FOCUS: list[Row] = [{"area": "Compute", "repository": "org/nova"}, {"area": "Compute", "repository": "org/placement"}]
ALL = tuple(one.name for one in measures())
FEW = settings(max_examples=settings().max_examples // 2)  # an example asks up to a dozen measures, twice
READ_BY_OTHERS = {name for one in measures() for name in one.inputs}
ANSWERS = tuple(name for name in ALL if name not in READ_BY_OTHERS)  # the ends of the chain, where all else shows


def moment(hours: int) -> str:
    """So many hours after the beginning of 30 April."""
    return datetime.fromtimestamp(1461974400 + hours * 3600, tz=UTC).isoformat(sep=" ").removesuffix("+00:00")


@st.composite
def histories(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Commits over five days, some of one change, some in several repositories, with goals and co-authors."""
    commits: dict[tuple[str, str], Row] = {}
    for number in range(draw(st.integers(0, 12))):
        sha = draw(st.sampled_from((f"{number:02d}a", "shared")))
        repository = draw(st.sampled_from(REPOSITORIES))
        commits[repository, sha] = {
            "repository": repository,
            "sha": sha,
            "when": moment(draw(st.integers(0, 119))),
            "author_mail": draw(st.sampled_from(ADDRESSES)),
            "change_id": draw(st.sampled_from((None, "i1", "i2", "i3", "i4"))),
            "on_default": draw(st.booleans()),
        }
    named = st.lists(st.sampled_from(sorted(commits)), max_size=6) if commits else st.just([])
    goals: list[Row] = [
        {"repository": repository, "sha": sha, "kind": draw(st.sampled_from(("bug", "blueprint"))), "key": "17"}
        for repository, sha in draw(named)
    ]
    helpers: list[Row] = [
        {"repository": repository, "sha": sha, "mail": draw(st.sampled_from(ADDRESSES))}
        for repository, sha in draw(named)
    ]
    asked: list[Row] = [{"kind": "company", "value": "Alpha"}, {"kind": "change", "value": "i1"}]
    conventions: Row = {name: draw(st.sampled_from(words)) for name, words in CONVENTIONS.items()}
    return {
        "commits": list(commits.values()),
        "goals": list({tuple(row.values()): row for row in goals}.values()),
        "co_authors": list({tuple(row.values()): row for row in helpers}.values()),
        "affiliations": PEOPLE,
        "focus_areas": FOCUS,
        "windows": [SPRING, EARLY, LATE],
        "asked": asked,
        "conventions": [conventions],
    }


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with DuckDBEngine(threads=2, memory="500MB") as started:
        yield started


def answers(engine: Engine, history: dict[str, list[Row]], names: tuple[str, ...] = ANSWERS) -> dict[str, list[Any]]:
    load_all(engine, **history)
    return {name: engine.rows(name).to_pylist() for name in names}


@FEW
@given(history=histories(), chance=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_questions_never_matters(
    engine: Engine, history: dict[str, list[Row]], chance: random.Random
) -> None:
    shuffled = {table: chance.sample(rows, len(rows)) for table, rows in history.items()}
    questions = tuple(chance.sample(ANSWERS, len(ANSWERS)))
    assert answers(engine, history) == answers(engine, shuffled, questions)


@FEW
@given(history=histories(), chance=st.randoms(use_true_random=False))
def test_the_order_and_number_of_files_never_matters(
    engine: Engine, history: dict[str, list[Row]], chance: random.Random
) -> None:
    expect = answers(engine, history)
    with TemporaryDirectory() as folder:
        files: list[Path] = []
        for repository in chance.sample(REPOSITORIES, len(REPOSITORIES)):
            rows = [filled("commits", row) for row in history["commits"] if row["repository"] == repository]
            files.append(Path(folder, f"{len(files)} [a*b] it's.parquet"))
            pq.write_table(pa.Table.from_pylist(rows, schema=BASE_TABLES["commits"]), files[-1])
        engine.load("commits", files)
        assert {name: engine.rows(name).to_pylist() for name in ANSWERS} == expect


@FEW
@given(history=histories(), others=histories())
def test_another_companys_work_never_changes_yours(
    engine: Engine, history: dict[str, list[Row]], others: dict[str, list[Row]]
) -> None:
    """The others work on changes of their own and in their own company; a person of both would share days."""

    def of_alpha(answer: dict[str, list[Any]]) -> dict[str, list[Any]]:
        return {name: [row for row in rows if row["company"] == "Alpha"] for name, rows in answer.items()}

    mine = ("active_days_v1", "contribution_v1", "contribution_by_area_v1", "repository_work_v1", "goal_work_v1")
    theirs = [
        row | {"sha": f"theirs {row['sha']}", "change_id": None, "author_mail": "cy@gamma.example"}
        for row in others["commits"]
    ]
    gamma: Row = {"address": "cy@gamma.example", "person": "cy", "company": "Gamma"}
    both = history | {"commits": history["commits"] + theirs, "affiliations": [*PEOPLE, gamma]}
    assert of_alpha(answers(engine, both, mine)) == of_alpha(answers(engine, history, mine))


@FEW
@given(history=histories(), copies=st.lists(st.integers(0, 40), max_size=12))
def test_a_change_counts_once_however_many_branches_carry_it(
    engine: Engine, history: dict[str, list[Row]], copies: list[int]
) -> None:
    """Each copy is a later commit of the same change: another sha, another branch, perhaps another repository."""
    history["conventions"] = [{}]
    carried = [
        row
        | {"sha": f"copy {number}", "when": moment(120 + hours), "repository": REPOSITORIES[hours % 3]}
        | {"author_mail": "bo@beta.example"}
        for number, (row, hours) in enumerate(zip(history["commits"], copies, strict=False))
        if row["change_id"] is not None
    ]
    counted = ("credits_v1", "active_days_v1", "contribution_v1", "repository_work_v1", "goal_work_v1", "bots_v1")
    once = answers(engine, history | {"focus_areas": []}, counted)
    assert answers(engine, history | {"commits": history["commits"] + carried, "focus_areas": []}, counted) == once


@FEW
@given(history=histories())
def test_people_sum_to_companies_and_companies_to_the_total(engine: Engine, history: dict[str, list[Row]]) -> None:
    load_all(engine, **history)
    people = engine.rows("active_days_v1").to_pylist()
    companies = engine.rows("contribution_v1").to_pylist()
    days: Counter[tuple[str, str]] = Counter()
    for row in people:
        days[row["window_id"], row["company"]] += row["days"]
    assert days == {(row["window_id"], row["company"]): row["active_days"] for row in companies}
    credited = [
        row for row in engine.rows("credits_v1").to_pylist() if date(2016, 5, 1) <= row["day"] < date(2016, 5, 4)
    ]
    assert sum(row["changes"] for row in companies if row["window_id"] == "spring") == len(credited)
    by_repository = engine.rows("repository_work_v1").to_pylist()
    assert sum(row["changes"] for row in by_repository if row["window_id"] == "spring") == len(credited)


@FEW
@given(history=histories())
def test_a_day_is_shared_out_whole_and_in_one_part_of_a_split_window(
    engine: Engine, history: dict[str, list[Row]]
) -> None:
    load_all(engine, **history)
    days: dict[str, Counter[tuple[str, str, int]]] = defaultdict(Counter)
    for row in engine.rows("active_days_v1").to_pylist():
        days[row["window_id"]][row["person"], row["company"], row["companies_that_day"]] = row["days"]
    assert days["early"] + days["late"] == days["spring"]
    shares: Counter[tuple[str, date]] = Counter()
    for row in engine.rows("person_days_v1").to_pylist():
        shares[row["person"], row["day"]] += 1
        assert row["roadmap_changes"] <= row["changes"]
    for row in engine.rows("person_days_v1").to_pylist():
        assert row["companies_that_day"] == shares[row["person"], row["day"]]


@pytest.fixture(scope="module")
def by_threads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """Engines of one thread and of four, over the same history, long enough to be shared out."""
    chance = random.Random(2016)  # noqa: S311 - no secret
    commits = [
        filled(
            "commits",
            {
                "repository": chance.choice(REPOSITORIES),
                "sha": f"{number:06x}",
                "when": moment(chance.randrange(2000)),
                "author_mail": chance.choice(ADDRESSES),
                "change_id": f"i{chance.randrange(9000)}" if number % 5 else None,
            },
        )
        for number in range(10_000)
    ]
    goals: list[Row] = [
        {"repository": row["repository"], "sha": row["sha"], "kind": "bug", "key": str(chance.randrange(90))}
        for row in commits[::3]
    ]
    file = tmp_path_factory.mktemp("lake") / "commits.parquet"
    pq.write_table(pa.Table.from_pylist(commits, schema=BASE_TABLES["commits"]), file, row_group_size=1000)
    asked: list[Row] = [{"kind": "company", "value": "Beta"}]
    with DuckDBEngine(threads=1) as one, DuckDBEngine(threads=4) as four:
        for engine in (one, four):
            load_all(engine, goals=goals, affiliations=PEOPLE, focus_areas=FOCUS, windows=[SPRING, EARLY], asked=asked)
            engine.load("commits", [file])
        yield one, four


@pytest.mark.parametrize("name", ALL)
def test_threads_never_matter_and_the_grain_names_each_row(name: str, by_threads: tuple[Engine, Engine]) -> None:
    one, four = by_threads
    rows = one.rows(name)
    assert rows.equals(four.rows(name))
    asked = measure(name)
    assert asked.staging or rows.select(asked.grain).group_by(asked.grain).aggregate([]).num_rows == rows.num_rows
