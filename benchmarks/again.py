"""Mining again when nothing is new upstream: what a repository costs beyond the start of Python.

The fifty repositories are those of the built-in group. They are read once; then the same command runs again and again,
in turns with a Python that does nothing. The difference, divided by the repositories, is what is reported.
"""

import statistics
from pathlib import Path
from typing import Final

from benchmarks.commands import mine, python_alone
from benchmarks.measuring import duel, mebibytes, median, seconds
from benchmarks.report import Findings, Row, at_most
from benchmarks.setting import Setting
from muster.samples.lcoo.build import build

LIMIT: Final = 0.050


def run(setting: Setting) -> Findings:
    """Look again at one repository, and at fifty."""
    sample = build(setting.cache / "sample") / "repositories"
    fifty = {str(folder.relative_to(sample)).removesuffix(".git"): folder for folder in sorted(sample.glob("*/*.git"))}
    one = {"openstack/nova": setting.repository("openstack/nova")}
    return Findings([_again(setting, "openstack/nova", one), _again(setting, "the built-in group's", fifty)])


def _again(setting: Setting, what: str, repositories: dict[str, Path]) -> Row:
    home = setting.home(f"again-{len(repositories)}")
    mine(home, repositories).run()
    result = duel(mine(home, repositories, anew=False), python_alone(), rounds=setting.rounds)
    pairs = zip(result.ours, result.theirs, strict=True)
    beyond = statistics.median((ours.wall - theirs.wall) / len(repositories) for ours, theirs in pairs)
    return Row(
        what=f"Nothing new in {what}: each of {len(repositories)}",
        time=f"{seconds(beyond)} beyond Python's start",
        peak=mebibytes(median(result.ours, "peak")),
        target=at_most(LIMIT, beyond, seconds(LIMIT)),
    )
