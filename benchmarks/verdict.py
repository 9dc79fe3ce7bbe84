"""From repositories to every member's standing: five repositories read, counted and judged, against a bare git log.

The command is the one that people type, with a home that is not there yet, so that all five are read. The charter is
that of the built-in group; who works for whom says Stackalytics (`--affiliations FILE`, its default_data.json).
"""

import shutil
import sys
from pathlib import Path
from typing import Final

from benchmarks.commands import bare_log
from benchmarks.measuring import Contender, Duel, both_times, duel, mebibytes, median
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import CannotRun, Setting
from muster.samples.lcoo.build import build

REPOSITORIES: Final = (
    "openstack/nova",
    "openstack/neutron",
    "openstack/tempest",
    "openstack/ceilometer",
    "openstack/placement",
)
DAY: Final = "2016-10-26"
LIMIT: Final = 3.0


def run(setting: Setting) -> Findings:
    """Compare from nothing, and say what asking again costs."""
    if setting.affiliations is None:
        raise CannotRun("Say who works for whom: --affiliations FILE, a default_data.json of Stackalytics.")
    folders = {name: setting.repository(name) for name in REPOSITORIES}
    home = setting.home("verdict")
    charter = build(setting.cache / "sample") / "charter.toml"
    again = _standing(charter, home, folders, setting.affiliations)
    floor = bare_log(*folders.values())
    anew = Contender(again.command, again.environment, lambda: shutil.rmtree(home, ignore_errors=True))
    return Findings(
        [
            _row("from nothing", duel(anew, floor, rounds=setting.rounds), LIMIT),
            _row("asked again", duel(again, floor, rounds=setting.rounds), None),
        ]
    )


def _standing(charter: Path, home: Path, folders: dict[str, Path], affiliations: Path) -> Contender:
    program = str(Path(sys.executable).with_name("muster"))
    repositories = [part for name, folder in folders.items() for part in ("--repo", f"{name}={folder}")]
    question = ["standing", str(charter), "--on", DAY, *repositories, "--affiliations", f"stackalytics:{affiliations}"]
    return Contender([program, *question, "--format", "json"], {"MUSTER_HOME": str(home)})


def _row(what: str, result: Duel, limit: float | None) -> Row:
    wall = result.ratio("wall")
    return Row(
        what=f"muster standing, {len(REPOSITORIES)} repositories, {what}",
        against="bare git log of all of them",
        time=both_times(result),
        ratio=str(wall),
        cpu=str(result.ratio("cpu")),
        peak=mebibytes(median(result.ours, "peak")),
        target=at_most(limit, wall.median, f"{limit:g} ×") if limit else "",
    )
