"""A charter that is kept as a file may name a file of items, by which its roadmap is counted."""

from datetime import date
from pathlib import Path

import pytest

from muster.actions.charters import load_charter
from muster.actions.gathering import Gathered, gather
from muster.actions.request import StandingRequest
from muster.domain.errors import RequestFault
from muster.evidence.progress import Silence
from tests.evidence.upstream import Upstream

CHARTER = """
version = "1"
group = { name = "Alpha", mission = "Letters." }
evidence = { repositories = ["alpha/engine"] }
roadmap = { items = "roadmap.toml" }
"""
ITEMS = """
[[items]]
slug = "gears"
agreed = 2017-03-01
selectors = ["path gears in alpha/engine"]
"""


def gathered(folder: Path, *, on: date) -> Gathered:
    (folder / "charter.toml").write_text(CHARTER)
    request = StandingRequest(on=on, workers=1)
    return gather(load_charter(folder / "charter.toml"), request, home=folder / "home", progress=Silence())


def test_the_items_of_the_day_are_counted_by_and_their_paths_are_read(tmp_path: Path) -> None:
    upstream = Upstream(tmp_path / "alpha" / "engine")
    upstream.branch(upstream.commit(tree=upstream.tree_of(gears="teeth", rims="round")))
    (tmp_path / "roadmap.toml").write_text(ITEMS)
    (item,) = gathered(tmp_path, on=date(2017, 3, 1)).items
    assert (item.slug, item.counts) == ("gears", True)
    before = gathered(tmp_path, on=date(2017, 2, 28))
    assert [one.counts for one in before.items] == [False]
    assert before.paths == {"alpha/engine": ("gears",)}
    assert "touched" in before.evidence.repositories[0].tables


def test_a_file_of_items_that_is_not_there_or_makes_no_sense_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestFault, match=r"roadmap.items: .*roadmap.toml: It cannot be read"):
        gathered(tmp_path, on=date(2017, 3, 1))
    (tmp_path / "roadmap.toml").write_text(ITEMS.replace("path gears", "paths gears"))
    with pytest.raises(RequestFault, match="item 1: selector 1: 'paths' is no kind of selector"):
        gathered(tmp_path, on=date(2017, 3, 1))
