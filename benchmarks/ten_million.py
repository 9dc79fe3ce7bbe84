"""A measure over ten million commits: active days on DuckDB against the bare query, and the same rows from Spark.

The evidence, the queries and the Spark master with its two workers are those of benchmarks/measures.py, which can be
run by itself. Whole processes are timed here, and all three must give the same rows.
"""

import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.measures import CHANGES, TARGET, same_rows, spark_master, write_synthetic
from benchmarks.measuring import Contender, Duel, both_times, duel, mebibytes, median
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import Setting

ROUNDS: Final = 3


def run(setting: Setting) -> Findings:
    """Compare the measure with the bare query, and Spark with DuckDB."""
    with tempfile.TemporaryDirectory(dir=setting.cache) as name:
        folder = Path(name)
        write_synthetic(folder, CHANGES)
        rows = [_on_duckdb(folder, min(ROUNDS, setting.rounds)), _on_spark(folder)]
    return Findings(rows)


def _on_duckdb(folder: Path, rounds: int) -> Row:
    result = duel(_asked("measure", folder), _asked("bare", folder), rounds=rounds)
    same_rows(folder, "bare", "measure")
    return Row(
        what=f"active_days_v1 over {CHANGES:,} commits, DuckDB",
        against="the bare query",
        time=both_times(result),
        ratio=str(result.ratio("wall")),
        cpu=str(result.ratio("cpu")),
        peak=f"{mebibytes(median(result.ours, 'peak'))} : {mebibytes(median(result.theirs, 'peak'))}",
        target=at_most(TARGET, result.ratio("wall").median, f"{TARGET} ×"),
    )


def _on_spark(folder: Path) -> Row:
    measure = _asked("measure", folder)
    with spark_master(folder) as master:
        result = Duel([_asked("spark", folder, master).run()], [measure.run()])
    same_rows(folder, "measure", "spark")
    return Row(
        what="The same on Spark, two workers of one core",
        against="the measure on DuckDB",
        time=both_times(result),
        ratio=str(result.ratio("wall")),
        target="the same rows: met",
    )


def _asked(engine: str, folder: Path, *more: str) -> Contender:
    return Contender([sys.executable, "-m", "benchmarks.measures", "--run", engine, str(folder), *more])
