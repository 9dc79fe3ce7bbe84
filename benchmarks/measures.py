"""What a measure costs: active days over ten million changes, beside the bare query; and the same rows from Spark.

    python -m benchmarks.measures [--changes 10000000] [--rounds 3] [--without-spark]

The bare query asks DuckDB the same in one statement, with the usual conventions written out, straight from the same
Parquet files. Both run in processes of their own, in turn, so that a busy machine is busy for both. Spark is a master
and two workers of one core each, started here on loopback and stopped whatever happens.
"""

import argparse
import json
import os
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from muster.evidence.engines.java import java_home
from muster.evidence.engines.registry import open_engine
from muster.evidence.engines.shape import Engine
from muster.evidence.measures.base_tables import CONVENTIONS, schema_of

CHANGES = 10_000_000
MEMORY = "2GB"
TARGET = 1.5  # times the bare query
PATIENCE = 1800  # seconds for one run, then it is stopped
HALF_YEARS = [(date(year, month, 1)) for year in range(2010, 2021) for month in (1, 7)]
QUESTIONS = {
    "windows": pa.table(
        {
            "window_id": [str(day) for day in HALF_YEARS],
            "first_day": HALF_YEARS,
            "end_day": [*HALF_YEARS[1:], date(2021, 1, 1)],
        }
    ),
    "conventions": pa.table({name: [words[0]] for name, words in CONVENTIONS.items()}),
    "goal_kinds": pa.table({"kind": ["blueprint", "bug"]}),
    # No roadmap: the rule for groups without items.
    **{
        table: schema_of(table).empty_table()
        for table in ("roadmap_items", "selectors", "matched_commits", "confirmations", "topics")
    },
    "focus_areas": pa.table(
        {"area": ["Testing"] * 5, "repository": [f"org/repository-{n:02d}" for n in range(5)], "path": [None] * 5}
    ),
}

# Ten commits in eleven are a change's only one, the others are copies of one before; three changes make one active day;
# one commit in four names a goal. Everything follows from the number of the commit, so every run counts the same.
SYNTHETIC_COMMITS = """
    SELECT
        'org/repository-' || LPAD(CAST(HASH(i, 1) % 50 AS VARCHAR), 2, '0') AS repository,
        SUBSTR(MD5(CAST(i AS VARCHAR)) || MD5('sha' || i), 1, 40) AS sha,
        CAST(1262304000 + day_number * 86400 + (i - change) * 60 + change % 3 AS BIGINT) AS committed_at,
        DATE '2010-01-01' + CAST(day_number AS INTEGER) AS committed_day,
        committed_day AS authored_day,
        committed_day AS committed_local_day,
        committed_day AS authored_local_day,
        'Person ' || person AS author_name,
        'person' || person || '@company' || (person % 400) || '.example' AS author_mail,
        CASE
            WHEN i % 20 <> 0 OR i <> change
            THEN 'i' || SUBSTR(MD5('id' || change) || MD5(CAST(change AS VARCHAR)), 1, 40)
        END AS change_id,
        'Subject ' || i AS subject,
        i = change AS on_default,
        CASE WHEN i % 9973 = 0 THEN 'undatable' END AS aside
    FROM (
        SELECT i, change, HASH(change // 3, 2) % 4000 AS day_number, HASH(change // 3, 3) % 20000 AS person
        FROM (SELECT range AS i, CASE WHEN range % 11 = 10 THEN range - 1 - HASH(range) % 9 ELSE range END AS change
              FROM range(?))
    )
"""
SYNTHETIC_GOALS = "SELECT repository, sha, 'bug' AS kind, SUBSTR(sha, 1, 4) AS key FROM commits WHERE HASH(sha) % 4 = 0"
SYNTHETIC_AFFILIATIONS = """
    SELECT DISTINCT
        author_mail AS address, MD5(author_name) AS person, MD5(author_mail) AS alone,
        DATE '0001-01-01' AS first_day, DATE '9999-12-31' AS end_day,
        'Company ' || SUBSTR(SPLIT_PART(author_mail, '@', 2), 8) AS company,
        CASE WHEN author_name = 'Person 7' THEN 'bot' ELSE 'domain' END AS how,
        'by domain' AS rule, 'synthetic' AS source
    FROM commits
"""

BARE = """
    WITH counted AS (
        SELECT COALESCE(LOWER(change_id), 'commit:' || sha) AS change_key, repository, sha, committed_at,
            committed_day AS day, author_mail
        FROM commits WHERE aside IS NULL
    ),
    several AS (SELECT change_key FROM counted GROUP BY ALL HAVING COUNT(*) > 1),
    changes AS (
        SELECT change_key, day, author_mail FROM counted ANTI JOIN several USING (change_key)
        UNION ALL
        SELECT change_key, day, author_mail FROM counted SEMI JOIN several USING (change_key)
        QUALIFY ROW_NUMBER() OVER (PARTITION BY change_key ORDER BY committed_at, sha, repository) = 1
    ),
    linked AS (
        SELECT DISTINCT change_key FROM goals JOIN counted USING (repository, sha)
        WHERE kind IN ('blueprint', 'bug')
            AND change_key IN (SELECT change_key FROM counted WHERE repository <= 'org/repository-04')
    ),
    worked AS (
        SELECT person, company, day, COUNT(linked.change_key) > 0 AS roadmap
        FROM changes JOIN affiliations ON address = author_mail AND first_day <= day AND day < end_day
        LEFT JOIN linked USING (change_key)
        WHERE how <> 'bot'
        GROUP BY ALL
    )
    SELECT window_id, person, company, companies_that_day, COUNT(*) AS days,
        CAST(COUNT(*) FILTER (roadmap) AS BIGINT) AS roadmap_days
    FROM (SELECT *, COUNT(*) OVER (PARTITION BY person, day) AS companies_that_day FROM worked)
    JOIN windows ON first_day <= day AND day < end_day
    GROUP BY ALL ORDER BY ALL
"""


def write_synthetic(folder: Path, changes: int) -> None:
    """Write the evidence: commits.parquet, goals.parquet, affiliations.parquet."""
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder / "spill")}) as connection:
        for table, sql in (
            ("commits", SYNTHETIC_COMMITS.replace("?", str(changes))),
            ("goals", SYNTHETIC_GOALS),
            ("affiliations", SYNTHETIC_AFFILIATIONS),
        ):
            file = folder / f"{table}.parquet"
            connection.execute(f"COPY ({sql}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
            connection.execute(f"CREATE VIEW {table} AS FROM '{file}'")


def run_bare(folder: Path) -> pa.Table:
    """Ask DuckDB itself."""
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder / "spill")}) as connection:
        connection.execute("SET preserve_insertion_order = false")
        for table in ("commits", "goals", "affiliations"):
            connection.execute(f"CREATE VIEW {table} AS FROM '{folder / table}.parquet'")
        connection.register("windows", QUESTIONS["windows"])
        return connection.sql(BARE).to_arrow_table()


def run_measure(folder: Path, engine: Engine) -> pa.Table:
    """Ask an engine for the measure, as the command line does."""
    with engine:
        for table in ("commits", "goals", "affiliations"):
            engine.load(table, [folder / f"{table}.parquet"])
        for table in ("co_authors", "touched"):
            engine.load(table, [])
        for table, rows in QUESTIONS.items():
            engine.load(table, rows.cast(schema_of(table)))
        return engine.rows("active_days_v1")


def run_spark(folder: Path, master: str) -> pa.Table:
    """Ask Spark's master for the measure."""
    settings = {"spark.executor.memory": "1500m", "spark.executor.cores": "1", "spark.local.dir": str(folder / "spill")}
    return run_measure(folder, open_engine("spark", master=master, settings=settings))


RUNS: dict[str, Callable[..., pa.Table]] = {
    "bare": run_bare,
    "measure": lambda folder: run_measure(folder, open_engine("duckdb", memory=MEMORY)),
    "spark": run_spark,
}


def main() -> None:
    """Run and print, or be one of the runs."""
    parser = argparse.ArgumentParser(description="What a measure over many changes costs.")
    parser.add_argument("--changes", type=int, default=CHANGES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-spark", action="store_true")
    parser.add_argument("--run", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        one_run(*options.run)
        return
    # Being told to stop must not leave Spark running: it becomes an exit, on the way of which everything is put away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    with tempfile.TemporaryDirectory(prefix="muster-benchmark-") as name:
        compare(Path(name), options.changes, options.rounds, with_spark=not options.without_spark)


def one_run(name: str, folder: str, *more: str) -> None:
    """In a process of its own: time, peak memory, and the rows in a file."""
    started = time.perf_counter()
    rows = RUNS[name](Path(folder), *more)
    seconds = time.perf_counter() - started
    pq.write_table(rows, Path(folder, f"{name}.rows.parquet"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "peak": peak}))


def compare(folder: Path, changes: int, rounds: int, *, with_spark: bool) -> None:
    """Run everything in turn, hold the rows against each other, and print what came out."""
    print(f"writing {changes:,} commits …", flush=True)
    write_synthetic(folder, changes)
    taken: dict[str, list[float]] = {"bare": [], "measure": []}
    for _ in range(rounds):
        for name, seconds in taken.items():
            result = in_own_process(name, folder)
            seconds.append(result["seconds"])
            print(f"{name:8} {result['seconds']:6.1f} s, at most {result['peak']:.0f} MiB", flush=True)
    same_rows(folder, "bare", "measure")
    ratio = statistics.median(mine / bare for bare, mine in zip(*taken.values(), strict=True))
    print(f"the measure takes {ratio:.2f} × the bare query (target: {TARGET} ×), same rows")
    if with_spark:
        with spark_master(folder) as master:
            result = in_own_process("spark", folder, master)
        same_rows(folder, "bare", "spark")
        against = result["seconds"] / statistics.median(taken["measure"])
        print(f"spark    {result['seconds']:6.1f} s on two workers, {against:.1f} × DuckDB, same rows")


def in_own_process(name: str, *arguments: object) -> dict[str, float]:
    """One run, stopped if it takes too long."""
    command = [sys.executable, "-m", "benchmarks.measures", "--run", name, *map(str, arguments)]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=PATIENCE).stdout
    result: dict[str, float] = json.loads(said.splitlines()[-1])
    return result


def same_rows(folder: Path, one: str, other: str) -> None:
    """Stop if two runs came to different rows."""
    left, right = (pq.read_table(folder / f"{name}.rows.parquet") for name in (one, other))
    if not left.num_rows or not left.equals(right.cast(left.schema)):
        sys.exit(f"{one} and {other} differ: {left.num_rows} and {right.num_rows} rows")


@contextmanager
def spark_master(folder: Path) -> Iterator[str]:
    """The address of a standalone master on loopback, with two workers of one core."""
    import pyspark  # noqa: PLC0415 - an optional extra

    spark_class = Path(pyspark.__file__).parent / "bin" / "spark-class"
    environment = os.environ | {"JAVA_HOME": str(java_home(folder)), "SPARK_LOCAL_IP": "127.0.0.1"}
    running: list[subprocess.Popen[bytes]] = []

    def start(name: str, role: str, ready: str, *arguments: str) -> str:
        log = folder / f"{name}.log"
        command = [str(spark_class), f"org.apache.spark.deploy.{role}", "--host", "127.0.0.1", "--webui-port", "0"]
        with log.open("wb") as output:
            running.append(
                subprocess.Popen(
                    [*command, *arguments], env=environment, stdout=output, stderr=output, start_new_session=True
                )
            )
        return wait_for(ready, log, running[-1])

    try:
        master = start("master", "master.Master", r"spark://127\.0\.0\.1:\d+", "--port", "0")
        for name in ("worker-1", "worker-2"):
            room = ["--cores", "1", "--memory", "2g", "--work-dir", str(folder / name)]
            start(name, "worker.Worker", "Successfully registered with master", *room, master)
        yield master
    finally:
        for process in reversed(running):
            os.killpg(process.pid, signal.SIGTERM)
        for process in running:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(pattern: str, log: Path, process: subprocess.Popen[bytes]) -> str:
    """What the pattern finds in the log, once it is there."""
    for _ in range(600):
        if found := re.search(pattern, log.read_text(errors="replace")):
            return found[0]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit(f"Spark did not start:\n{log.read_text(errors='replace')[-2000:]}")


if __name__ == "__main__":
    main()
