"""Mining repositories from nothing to Parquet, against git alone.

The whole process is timed, the start of Python included, into a lake that is not there yet. The floor is one `git log`
that prints the same fields to nowhere; both use the repository's commit-graph, and both see the same number of commits.
"""

from pathlib import Path
from typing import Final

from benchmarks.commands import bare_log, check_commits, mine
from benchmarks.measuring import both_times, duel, mebibytes, median
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import Setting

REPOSITORIES: Final = ("openstack/ceilometer", "openstack/neutron", "openstack/nova")
LIMIT: Final = 1.3


def run(setting: Setting) -> Findings:
    """Compare on each repository."""
    return Findings([_row(setting, name, setting.repository(name)) for name in REPOSITORIES])


def _row(setting: Setting, name: str, folder: Path) -> Row:
    ours = mine(setting.home("mining"), {name: folder})
    commits = check_commits(ours, folder)
    result = duel(ours, bare_log(folder), rounds=setting.rounds)
    return Row(
        what=f"Muster, {name}, {commits:,} commits",
        against="bare git log",
        time=both_times(result),
        ratio=str(result.ratio("wall")),
        cpu=str(result.ratio("cpu")),
        peak=mebibytes(median(result.ours, "peak")),
        target=at_most(LIMIT, result.ratio("wall").median, f"{LIMIT} ×"),
    )
