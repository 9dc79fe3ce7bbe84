"""What mining costs as a history grows: histories of ten thousand, a hundred thousand and a million commits.

They are made up, always the same, and have messages such as OpenStack's. What matters is the memory of the largest
process, git's among them: it must stay below a bound whatever the length.
"""

from typing import Final

from benchmarks.commands import bare_log, mine
from benchmarks.histories import history
from benchmarks.measuring import both_times, duel, mebibytes, median
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import Setting

SIZES: Final = (10_000, 100_000, 1_000_000)
ROUNDS: Final = 1
LIMIT: Final = 200 * 2**20


def run(setting: Setting) -> Findings:
    """Mine each of them from nothing."""
    return Findings([_row(setting, commits) for commits in SIZES])


def _row(setting: Setting, commits: int) -> Row:
    folder = history(commits, cache=setting.cache)
    result = duel(mine(setting.home("growth"), {"made-up": folder}), bare_log(folder), rounds=ROUNDS)
    peak = median(result.ours, "peak")
    return Row(
        what=f"Muster, {commits:,} commits",
        against="bare git log",
        time=both_times(result),
        ratio=str(result.ratio("wall")),
        cpu=str(result.ratio("cpu")),
        peak=f"{mebibytes(peak)} : {mebibytes(median(result.theirs, 'peak'))}",
        target=at_most(LIMIT, peak, mebibytes(LIMIT)),
    )
