"""`muster roadmap editions`: what was published is taken away as files that prove themselves."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from muster.actions.roadmap.editions import publish_edition
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.reports import draft_report, publish_report
from muster.cli.main import muster
from muster.domain.errors import RequestFault
from muster.domain.roadmap.quarters import Quarter
from muster.domain.roadmap.reports.report import month_of
from muster.records import log
from tests.cast import Cast

JUNE = datetime(2017, 6, 2, tzinfo=UTC)


def run(folder: Path) -> Result:
    return CliRunner().invoke(muster, ("roadmap", "editions", "alpha", str(folder)), catch_exceptions=False)


def test_editions_and_published_reports_are_files_whose_digests_are_in_the_log(alpha: Cast, tmp_path: Path) -> None:
    propose_item(alpha.caller("Ed"), ItemWritten(title="Tests", need="Much."), slug="t1")
    publish_edition(alpha.caller("Di"), Quarter(2017, 2))
    draft_report(alpha.caller("Di", at=JUNE), month_of(date(2017, 4, 1)))
    draft_report(alpha.caller("Di", at=JUNE), month_of(date(2017, 5, 1)))
    publish_report(alpha.caller("Di", at=JUNE), month_of(date(2017, 5, 1)))
    folder = tmp_path / "away" / "there"
    assert run(folder).output == f"5 files in {folder}.\n"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in first.items() if name != "SHA256SUMS"}
    assert sorted(digests) == [
        "edition-1-2017Q2.html",
        "edition-1-2017Q2.json",
        "edition-1-2017Q2.md",
        "report-2017-05.md",
    ]
    sums = dict(line.split("  ")[::-1] for line in first["SHA256SUMS"].decode().splitlines())
    assert sums == digests
    said = {entry.subject: entry.data.get("sha256") for entry in log.entries(alpha.group) if "published" in entry.kind}
    assert said == {
        "edition/1": digests["edition-1-2017Q2.json"],
        "report/2017-05": digests["report-2017-05.md"],
    }
    run(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_a_folder_that_cannot_be_written_to_is_refused(alpha: Cast, tmp_path: Path) -> None:  # noqa: ARG001 - the group is there
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RequestFault, match="cannot be written to"):
        run(tmp_path / "file" / "folder")
