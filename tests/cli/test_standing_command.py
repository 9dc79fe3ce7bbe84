"""`muster standing` on the built-in group: the figures, their form, and what overrides the charter."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from muster.cli.main import muster

pytestmark = pytest.mark.sample

FOUNDING = "2016-10-26"
LIKELY = {
    "AT&T": "9.5",
    "Comcast": "1.5",
    "Intel": "34.0",
    "NTT": "6.5",
    "Orange": "5.5",
    "Reliance Jio": "0.4",
    "Walmart": "0.8",
}


def ask(home: Path, *arguments: str) -> Result:
    """Run `muster standing lcoo` in-process, with its evidence under `home`."""
    return CliRunner(env={"MUSTER_HOME": str(home)}).invoke(
        muster, ["standing", "lcoo", *arguments], catch_exceptions=False
    )


def answer(home: Path, *arguments: str) -> dict[str, Any]:
    """Give the JSON answer on the founding day."""
    found: dict[str, Any] = json.loads(ask(home, "--on", FOUNDING, "--format", "json", *arguments).output)
    return found


def dedicated(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give each member's first criterion, by name."""
    return {member["name"]: member["criteria"][0] for member in found["members"]}


def test_four_of_seven_founders_had_four_full_time_people_on_the_founding_day(sample_home: Path) -> None:
    criteria = dedicated(answer(sample_home))
    assert {name: f"{float(Fraction(c['likely'])):.1f}" for name, c in criteria.items()} == LIKELY
    assert {name for name, c in criteria.items() if c["verdict"] == "meets"} == {"AT&T", "Intel", "NTT", "Orange"}
    assert {c["verdict"] for name, c in criteria.items() if name in {"Comcast", "Reliance Jio", "Walmart"}} == {"short"}
    assert criteria["Intel"] | {"flips": []} == {
        "id": "dedicated-fte",
        "text": "at least 4 full-time people dedicated to upstream",
        "measure": "fte",
        "unit": "FTE",
        "minimum": "4",
        "lenient": "2507/63",
        "likely": "2855/84",
        "strict": "207/7",
        "verdict": "meets",
        "window": {"start": "2016-04-26", "end": "2016-10-26"},
        "margin": {"lenient": "2255/63", "likely": "2519/84", "strict": "179/7"},
        "holds_up_to_theta": 124,
        "flips": [],
    }


def test_a_year_later_three_founders_had_one_active_day_between_them(sample_home: Path) -> None:
    found: dict[str, Any] = json.loads(ask(sample_home, "--on", "2017-10-26", "--format", "json").output)
    criteria = dedicated(found)
    assert [criteria[name]["likely"] for name in ("Comcast", "Reliance Jio", "Walmart")] == ["0", "0", "1/12"]


def test_the_answer_has_its_agreed_shape(sample_home: Path) -> None:
    found = answer(sample_home)
    assert (found["group"], found["on"]) == ("LCOO", FOUNDING)
    assert found["window"] == {"start": "2016-04-26", "end": "2016-10-26", "months": "6"}
    assert [member["name"] for member in found["members"]] == list(LIKELY)
    assert {key: found["members"][2][key] for key in ("people", "active_days", "changes")} == {
        "people": 75,
        "active_days": 497,
        "changes": 604,
    }
    assert found["bots"] == []
    assert found["unattributed"]["changes"] == 530


def test_companies_add_up_to_everyone(sample_home: Path) -> None:
    found = answer(sample_home)
    for key in ("people", "active_days", "changes"):
        assert sum(company[key] for company in found["companies"]) == found["total"][key]
    for key in ("lenient", "likely", "strict"):
        assert sum(Fraction(company[key]) for company in found["companies"]) == Fraction(found["total"][key])


def test_the_same_question_gives_the_same_bytes_however_it_is_worked_out(sample_home: Path, tmp_path: Path) -> None:
    """Again, from nothing under another home with one worker, and with four."""
    first = ask(sample_home, "--on", FOUNDING, "--format", "json").output
    assert ask(sample_home, "--on", FOUNDING, "--format", "json", "--workers", "4").output == first
    assert ask(tmp_path, "--on", FOUNDING, "--format", "json", "--workers", "1").output == first


@pytest.mark.spark
def test_spark_gives_the_same_bytes_as_duckdb(sample_home: Path) -> None:
    arguments = "--on", FOUNDING, "--format", "json"
    assert ask(sample_home, *arguments, "--engine", "spark").output == ask(sample_home, *arguments).output


def test_the_spreadsheet_has_a_row_a_member_and_criterion(sample_home: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(sample_home, "--on", FOUNDING, "--format", "csv").output)))
    assert len(rows) == 10 * 2
    orange = next(row for row in rows if row["member"] == "Orange")
    assert (orange["criterion"], orange["likely"], orange["verdict"]) == ("dedicated-fte", "11/2", "meets")


def test_the_table_for_people_says_who_keeps_the_promise(sample_home: Path) -> None:
    shown = ask(sample_home, "--on", FOUNDING).output
    assert "3 of 7 members keep every promise that can be measured: AT&T, Intel and NTT." in shown
    assert "muster explain lcoo --on 2016-10-26" in shown
    assert max(map(len, shown.splitlines())) <= 120


def test_the_page_is_written_whole_to_the_file_that_is_named(sample_home: Path, tmp_path: Path) -> None:
    page = tmp_path / "standing.html"
    assert ask(sample_home, "--on", FOUNDING, "--format", "html", "--output", str(page)).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [page]


def test_one_theta_stands_for_all_three(sample_home: Path) -> None:
    intel = dedicated(answer(sample_home, "--theta", "18"))["Intel"]
    assert intel["lenient"] == intel["likely"] == intel["strict"]


def test_a_window_overrides_the_charters_months(sample_home: Path) -> None:
    found = answer(sample_home, "--window", "2016-04-26..2016-10-26")
    assert dedicated(found)["Intel"]["likely"] == "2855/84"
    shorter = answer(sample_home, "--window", "2016-07-26..2016-10-26")
    assert shorter["window"]["months"] == "3"
    assert dedicated(shorter)["Intel"]["likely"] == "37"


def test_a_repository_of_the_charter_can_be_counted_alone(sample_home: Path) -> None:
    found = answer(sample_home, "--repo", "openstack/nova", "--repo", "openstack/neutron")
    assert [one["name"] for one in found["provenance"]["repositories"]] == ["openstack/nova", "openstack/neutron"]
    assert found["total"]["changes"] < 12_005


def test_a_day_without_evidence_proves_nothing_against_anyone(sample_home: Path) -> None:
    found: dict[str, Any] = json.loads(ask(sample_home, "--on", "2030-01-01", "--format", "json").output)
    assert {criterion["verdict"] for criterion in dedicated(found).values()} == {"unproven"}
    assert any("evidence ends on 2018-05-30" in caveat for caveat in found["caveats"])


def test_once_items_are_agreed_the_roadmap_is_counted_by_them(sample_home: Path) -> None:
    """On the founding day none was, so the rule for groups without items held; a year later Intel kept two of nine."""

    def on_the_roadmap(found: dict[str, Any]) -> dict[str, tuple[str, str]]:
        return {one["name"]: (one["criteria"][1]["likely"], one["criteria"][1]["verdict"]) for one in found["members"]}

    assert on_the_roadmap(answer(sample_home))["Intel"] == ("2634699/99484", "meets")
    later = json.loads(ask(sample_home, "--on", "2017-10-26", "--format", "json").output)
    assert on_the_roadmap(later) == {
        "AT&T": ("3506137/332166", "meets"),
        "Comcast": ("0", "short"),
        "Intel": ("373/120", "meets"),
        "NTT": ("551/816", "short"),
        "Orange": ("1/86", "short"),
        "Reliance Jio": ("0", "short"),
        "SK Telecom": ("29/12", "borderline"),
        "Walmart": ("0", "short"),
    }
