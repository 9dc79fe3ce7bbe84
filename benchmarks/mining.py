"""Mining repositories from nothing to Parquet, against git alone and against programs that others use for it.

The whole process is timed, the start of Python included, into a lake that is not there yet. The floor is one `git log`
that prints the same fields to nowhere; both use the repository's commit-graph, and both see the same number of commits.

The peers look at files too (`git log --raw --numstat -M -C -c`), at tags and at merges, and cannot be told not to. They
are compared with the floor as Muster is, and run once where once is long enough.
"""

from pathlib import Path
from typing import Final

from benchmarks import peer
from benchmarks.commands import bare_log, check_commits, mine
from benchmarks.measuring import Cost, Duel, both_times, duel, mebibytes, median
from benchmarks.peer import Attempt, Peer
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import Setting

REPOSITORIES: Final = ("openstack/ceilometer", "openstack/neutron", "openstack/nova")
LIMIT: Final = 1.3
PEER_ROUNDS: Final = 3
LONG_ENOUGH: Final = 60.0
"""Seconds. A peer that takes longer runs once."""


def run(setting: Setting) -> Findings:
    """Compare on each repository."""
    folders = {name: setting.repository(name, whole=True) for name in REPOSITORIES}
    peers = (peer.perceval(setting), peer.git2effort(setting))
    rows = [_muster(setting, name, folder) for name, folder in folders.items()]
    notes: list[str] = []
    for name, folder in folders.items():
        for one in peers:
            row, note = _peer(setting, name, folder, one)
            rows.append(row)
            notes += note
    return Findings(rows, notes)


def _muster(setting: Setting, name: str, folder: Path) -> Row:
    home = setting.home("mining")
    commits = check_commits(mine(home, {name: folder}), folder)
    result = duel(mine(home, {name: folder}), bare_log(folder), rounds=setting.rounds)
    return Row(
        what=f"Muster, {name}, {commits:,} commits",
        against="bare git log",
        time=both_times(result),
        ratio=str(result.ratio("wall")),
        cpu=str(result.ratio("cpu")),
        peak=mebibytes(median(result.ours, "peak")),
        target=at_most(LIMIT, result.ratio("wall").median, f"{LIMIT} ×"),
    )


def _peer(setting: Setting, name: str, folder: Path, one: Peer) -> tuple[Row, list[str]]:
    floor = bare_log(folder)
    floor.run()  # not counted: it brings git's files into memory
    attempts: list[Attempt] = []
    floors: list[Cost] = []
    while len(attempts) < _rounds(attempts):
        attempts.append(one.read(folder, setting=setting))
        floors.append(floor.run())
    result = Duel([attempt.cost for attempt in attempts], floors)
    stopped = attempts[0].stopped
    more = "more than " if stopped else ""
    row = Row(
        what=f"{one.name}, {name}",
        against="bare git log",
        time=both_times(result),
        ratio=f"{more}{result.ratio('wall')}",
        cpu=f"{more}{result.ratio('cpu')}",
        peak=mebibytes(median(result.ours, "peak")),
    )
    note = f"{one.name} stopped in {name} after {attempts[0].commits:,} commits: {stopped}."
    return row, [note] if stopped else []


def _rounds(attempts: list[Attempt]) -> int:
    """Return how often a peer is to run, by how its first attempt went."""
    if not attempts:
        return 1
    return PEER_ROUNDS if attempts[0].cost.wall < LONG_ENOUGH and not attempts[0].stopped else 1
