"""An upstream for Alpha's roadmap: three small repositories whose every change can be counted by hand.

Ada is Aurora's and Bo Borealis's, by their domains; Cy is nobody's. Days are in March and April 2017.

| change | repository | day      | who | names              | first line          |
|--------|------------|----------|-----|--------------------|---------------------|
| i…01   | engine     | 1 March  | Ada | blueprint gears    | Add gears           |
| i…02   | engine     | 1 March  | Ada | bug 1700017        | Mend a bearing      |
| i…03   | engine     | 2 March  | Bo  | blueprint gears    | Oil the gears       |
| i…04   | engine     | 3 March  | Cy  | blueprint gears    | Count teeth         |
| i…05   | wheels     | 4 March  | Ada |                    | Round the rims      |
| i…06   | wheels     | 5 April  | Bo  | blueprint gears-ii | Prepare more gears  |
| i…07   | tools      | 6 April  | Ada | bug 1700017        | Sharpen             |
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from muster.actions.roadmap.indexing import IndexState, read_upstream
from muster.evidence.progress import Silence
from muster.records.models import Group, Organisation
from tests.cast import Cast
from tests.evidence.upstream import Upstream, moment
from tests.roadmaps import with_a_roadmap

ADA: Final = b"Ada <ada@aurora.example>"
BO: Final = b"Bo <bo@borealis.example>"
CY: Final = b"Cy <cy@nowhere.example>"
CHANGES: Final = (
    ("engine", "2017-03-01 10:00", ADA, "Add gears", "Implements: blueprint gears"),
    ("engine", "2017-03-01 11:00", ADA, "Mend a bearing", "Closes-Bug: #1700017"),
    ("engine", "2017-03-02 10:00", BO, "Oil the gears", "Partially-Implements: blueprint gears"),
    ("engine", "2017-03-03 10:00", CY, "Count teeth", "blueprint gears"),
    ("wheels", "2017-03-04 10:00", ADA, "Round the rims", ""),
    ("wheels", "2017-04-05 10:00", BO, "Prepare more gears", "Implements: blueprint gears-ii"),
    ("tools", "2017-04-06 10:00", ADA, "Sharpen", "Closes-Bug: #1700017"),
)


@dataclass(frozen=True, slots=True)
class Upstreams:
    """Where the repositories lie, and where what was read of them is kept."""

    folder: Path
    lake: Path

    def read(self, group: Group, *, on: date) -> IndexState:
        """Read them for a group."""
        return read_upstream(group, on=on, lake=self.lake, progress=Silence(), folder=self.folder, workers=1)


def key(number: int) -> str:
    """Give the Change-Id of one change of the table, as evidence has it."""
    return f"i{number:040x}"


def lay_out(folder: Path) -> Path:
    """Write the three repositories below a folder, where Alpha's charter looks for them."""
    tips: dict[str, tuple[Upstream, str]] = {}
    for number, (name, at, who, subject, link) in enumerate(CHANGES, start=1):
        if name not in tips:
            tips[name] = Upstream(folder / "alpha" / name), ""
        there, before = tips[name]
        message = f"{subject}\n\n{link}\nChange-Id: I{number:040x}\n".encode()
        when = moment(at)
        line = who + b" %d +0000" % when
        parents = [before] if before else []
        tips[name] = there, there.commit(message, at=when, author=line, committer=line, parents=parents)
    for there, tip in tips.values():
        there.branch(tip)
    return folder


@pytest.fixture(scope="session")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Upstreams:
    """The three repositories, and a lake into which they are read once; no test changes either."""
    return Upstreams(lay_out(tmp_path_factory.mktemp("upstream")), tmp_path_factory.mktemp("lake"))


def with_an_upstream(alpha: Cast) -> Cast:
    """Let Alpha have a charter with a roadmap, and Aurora and Borealis their domains."""
    for slug in ("aurora", "borealis"):
        Organisation.objects.filter(group=alpha.group, slug=slug).update(domains=[f"{slug}.example"])
    return with_a_roadmap(alpha)
