"""`muster standing GROUP`: measured by the charter in force, with the members that the record has; and published."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from muster.actions.admission import change_state
from muster.actions.caller import Caller
from muster.actions.founding import found_group
from muster.cli.main import muster
from muster.domain.errors import AgainstTheRules, CharterFaults, NotThere
from muster.records.models import Group, Standing
from tests.evidence.upstream import Upstream
from tests.journeys.test_a_group_of_ones_own import ADA, BO, CHARTER, days

ASKED = "--on", "2026-07-01", "--format", "json"


@pytest.fixture
def ours(database: str, tmp_path: Path) -> Group:  # noqa: ARG001 - on both
    """A group whose two members worked in one repository; Beta left in June."""
    text = CHARTER.replace('["engine", "tools", "empty", "gone", "headless"]', '["engine"]')
    text = text.replace('affiliations = [{ format = "overlay", file = "people.csv" }]', "")
    text = (
        text.replace("\n[counting]", "")
        .replace('bots = ["ci@robots.example"]', "")
        .replace('overlay = "overlay.toml"', "")
    )
    group = found_group("ours", text, at=datetime(2026, 1, 2, 9, tzinfo=UTC))
    engine = Upstream(tmp_path / "repositories" / "engine")
    days(engine, ADA, "2026-02-01", 12)
    days(engine, BO, "2026-03-01", 6)
    beta = group.organisations.get(slug="beta")
    at = datetime(2026, 6, 1, 9, tzinfo=UTC)
    change_state(Caller(group, clock=lambda: at, muster=True), beta, "former", date(2026, 6, 1))
    return group


def run(tmp_path: Path, *arguments: str) -> Result:
    environment = {"MUSTER_HOME": str(tmp_path / "home")}
    return CliRunner(env=environment).invoke(muster, ["standing", *arguments], catch_exceptions=False)


def members(answer: Result) -> list[str]:
    found: dict[str, Any] = json.loads(answer.stdout)
    return [one["name"] for one in found["members"]]


@pytest.mark.usefixtures("ours")
def test_a_group_is_measured_with_the_members_that_the_record_has_on_the_day(tmp_path: Path) -> None:
    files = "--files", str(tmp_path)
    assert members(run(tmp_path, "ours", *files, *ASKED)) == ["Alpha"]
    assert members(run(tmp_path, "ours", *files, "--on", "2026-05-01", "--format", "json")) == ["Alpha", "Beta"]
    assert Standing.objects.count() == 0


def test_it_is_published_with_the_answer_and_once(ours: Group, tmp_path: Path) -> None:
    answer = run(tmp_path, "ours", "--files", str(tmp_path), *ASKED, "--publish")
    assert "The standing of 2026-07-01 is published." in answer.stderr
    kept = Standing.objects.get(group=ours)
    assert kept.data == json.loads(answer.stdout)
    assert ours.entries.filter(kind="standing.published").count() == 1
    with pytest.raises(AgainstTheRules, match="published already"):
        run(tmp_path, "ours", "--files", str(tmp_path), *ASKED, "--publish")


@pytest.mark.usefixtures("ours")
def test_what_is_neither_a_file_nor_a_group_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotThere, match="no such group"):
        run(tmp_path, "theirs", *ASKED)
    with pytest.raises(CharterFaults) as refused:
        run(tmp_path, "theirs.toml", *ASKED)
    assert "there is no such file" in str(refused.value.faults[0])
