"""`muster roadmap`: upstream is read, and items are proved, from a terminal."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from muster.cli.main import muster
from muster.domain.errors import RequestFault
from muster.records.models import RoadmapItem
from tests.cast import Cast
from tests.roadmap_upstream import Upstreams, with_an_upstream


@pytest.fixture
def group(alpha: Cast, muster_home: Path, settings: Any) -> Cast:  # noqa: ANN401 - as pytest-django has it
    settings.HOME = muster_home
    found = with_an_upstream(alpha)
    RoadmapItem.objects.create(
        group=found.group, slug="gears", title="Gears", state="agreed", selectors=["blueprint gears in alpha/engine"]
    )
    return found


def run(*arguments: str) -> Result:
    return CliRunner().invoke(muster, ("roadmap", *arguments), catch_exceptions=False)


@pytest.mark.usefixtures("group")
def test_upstream_is_read_and_the_items_are_proved(upstream: Upstreams) -> None:
    with pytest.raises(RequestFault, match="Nothing was read upstream yet"):
        run("proof", "alpha")
    said = run("read", "alpha", "--folder", str(upstream.folder), "--workers", "1").output
    assert said.startswith("7 changes in 3 repositories, 2017-03-01 to 2017-04-06; fingerprint ")
    window = ("--window", "2017-02-01..2017-08-01")
    table = run("proof", "alpha", *window).output
    assert "Aurora 1 (0.1), Borealis 1 (0.1)" in table
    data = json.loads(run("proof", "alpha", *window, "--format", "json").output)
    (item,) = data["items"]
    assert (item["item"], item["changes"], item["unattributed"], item["shared"]) == ("gears", 3, 1, True)
    assert item["companies"][0]["fte"] == {"lenient": "1/9", "likely": "1/12", "strict": "1/15"}
    assert data["companies"][0]["items"] == {"gears": {"lenient": "1/9", "likely": "1/12", "strict": "1/15"}}
    rows = list(csv.DictReader(io.StringIO(run("proof", "alpha", *window, "--format", "csv").output)))
    assert [(row["item"], row["company"], row["member"], row["fte_likely"]) for row in rows] == [
        ("gears", "Aurora", "1", "1/12"),
        ("gears", "Borealis", "1", "1/12"),
    ]


@pytest.mark.usefixtures("group")
def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RequestFault, match="The window ends before it has begun"):
        run("proof", "alpha", "--window", "2017-08-01..2017-02-01")


@pytest.mark.usefixtures("group")
def test_a_repository_that_is_gone_is_named_beside_what_was_read(tmp_path: Path) -> None:
    said = run("read", "alpha", "--folder", str(tmp_path), "--workers", "1")
    assert "0 changes in 0 repositories; fingerprint " in said.output
    assert "alpha/engine could not be read: " in said.output
