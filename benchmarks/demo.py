"""The built-in group's standing, as `make demo` prints it: from nothing, and asked again.

From nothing means that its fifty histories are rebuilt, read and counted; asked again, that they are looked at and
counted.
"""

import shutil
import sys
from pathlib import Path
from typing import Final

from benchmarks.measuring import Contender, mebibytes, median, seconds
from benchmarks.report import Findings, Row
from benchmarks.setting import Setting

ROUNDS: Final = 3


def run(setting: Setting) -> Findings:
    """Time both."""
    home = setting.home("demo")
    command = [str(Path(sys.executable).with_name("muster")), "standing", "lcoo", "--on", "2016-10-26"]
    environment = {"MUSTER_HOME": str(home)}
    anew = Contender(command, environment, lambda: shutil.rmtree(home, ignore_errors=True))
    again = Contender(command, environment)
    return Findings([_row(setting, "from nothing", anew), _row(setting, "asked again", again)])


def _row(setting: Setting, what: str, ours: Contender) -> Row:
    costs = [ours.run() for _ in range(min(ROUNDS, setting.rounds) + 1)][1:]
    return Row(
        what=f"muster standing lcoo, {what}",
        time=seconds(median(costs, "wall")),
        peak=mebibytes(median(costs, "peak")),
    )
