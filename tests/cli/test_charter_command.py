"""`muster charter`: check names every fault, show prints everything, and the published pages are what the code says."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from muster.actions.charters import load_charter, resolve_charter
from muster.cli.charter import schema_text
from muster.cli.charter_reference import charter_reference
from muster.cli.charter_text import WIDTH, charter_text
from muster.cli.main import muster
from muster.domain.errors import CharterFaults
from tests.domain.charter.whole import WHOLE

ROOT = Path(__file__).parents[2]
CHARTERS = ["lcoo", *(str(path) for path in sorted((ROOT / "tests" / "charters").glob("*.toml")))]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(muster, ["charter", *arguments])


def leaves(data: Any) -> Iterator[str]:  # noqa: ANN401 - TOML data are of any shape
    if isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from leaves(item)
    elif isinstance(data, str | int | date) and not isinstance(data, bool):
        yield str(data)


def shown(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", CHARTERS, ids=lambda name: Path(name).stem)
def test_the_charters_that_we_ship_have_no_faults(name: str) -> None:
    result = run("check", name)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{name}: no faults\n", "")


def test_faults_go_to_standard_error_one_a_line_and_set_the_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "charter.toml"
    path.write_text('version = "1"\n[group]\nname = "Alpha"\nmission = "Letters."\ncolour = "red"\nfounded = 2020\n')
    result = run("check", str(path))
    assert (result.exit_code, result.stdout, result.stderr.splitlines()) == (
        1,
        "",
        [
            (
                f"{path}:5: group.colour: is no key that belongs here; "
                "the keys here are name, full_name, mission, parent, founded"
            ),
            f"{path}:6: group.founded: is a whole number (2020), not a date; write the day alone, such as 2016-10-26",
        ],
    )


def test_faults_for_programs_are_json_on_standard_output(tmp_path: Path) -> None:
    path = tmp_path / "charter.toml"
    path.write_text('version = "1"\n[group]\nname = "Alpha"\nmission = 3\n')
    result = run("check", str(path), "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "file": str(path),
        "faults": [
            {
                "line": 4,
                "column": 1,
                "key": "group.mission",
                "what": "is a whole number (3), not text",
                "mend": 'write mission = "Common contribution toward a commonly defined roadmap." or the like: '
                "what the group is for, in its own words",
            }
        ],
    }


def test_no_faults_for_programs_are_an_empty_list() -> None:
    result = run("check", "lcoo", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"file": "lcoo", "faults": []})


def test_a_charter_that_is_not_there_cannot_be_shown(tmp_path: Path) -> None:
    assert isinstance(run("show", str(tmp_path / "none.toml")).exception, CharterFaults)


def test_what_show_prints_of_lcoo_is_what_the_reference_shows() -> None:
    result = run("show", "lcoo")
    assert result.exit_code == 0
    assert result.stdout == (ROOT / "docs" / "reference" / "lcoo-charter.txt").read_text("utf-8"), "run `make docs`"


def test_the_published_schema_is_what_the_command_prints() -> None:
    assert (
        run("schema").stdout
        == (ROOT / "docs" / "reference" / "charter.schema.json").read_text("utf-8")
        == schema_text()
    )


def test_the_reference_of_the_charter_is_fresh() -> None:
    assert (ROOT / "docs" / "reference" / "charter.md").read_text("utf-8") == charter_reference(), "run `make docs`"


@pytest.mark.parametrize("name", [*CHARTERS, "whole"], ids=lambda name: Path(name).stem)
def test_show_leaves_nothing_out_that_the_charter_says(name: str, tmp_path: Path) -> None:
    path = resolve_charter(name)
    if name == "whole":
        path = tmp_path / "whole.toml"
        path.write_text(WHOLE)
    text = shown(charter_text(load_charter(path).charter))
    said_in_words = {
        *(
            "measured",
            "attested",
            "pledged",
            "member",
            "prospect",
            "members",
            "election",
            "parent",
            "electorate",
            "board",
        ),
        *(
            "schulze",
            "approval",
            "stv",
            "irv",
            "majority",
            "as-one",
            "vote",
            "consensus-then-vote",
            "yes-and-no",
            "cast",
        ),
        *("recent-attendance", "restarts", "continues", "says-nothing", "agrees", "recorded", "block", "organisation"),
        *("any-seat", "stays-in-base", "author", "local", "co-authors", "address", "answered", "present", "1/2", "2/3"),
        *("cast", "1/3", "seats", "seat", "fails", "passes", "secret"),
    }
    missing = [leaf for leaf in leaves(tomllib.loads(path.read_text("utf-8"))) if shown(leaf) not in text]
    assert set(missing) - said_in_words == set()


def test_lines_are_no_wider_than_a_narrow_terminal_except_for_addresses() -> None:
    lines = charter_text(load_charter(resolve_charter("lcoo")).charter).splitlines()
    assert [line for line in lines if len(line) > WIDTH and "https://" not in line] == []


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        (
            "openstack-tc",
            [
                "The board (Technical Committee) has 13 seats; they are elected.",
                "At most half of all seats may belong to one organisation.",
                "Motion (motion). Decided by a vote. A vote passes if the votes in favour are:",
                "at least 5; and more than the votes against.",
                "Amendment of the charter (amendment). Decided by a vote.",
                "A vote passes if the votes in favour are at least 9.",
                "Quorum, in seats: at least 7 must be present.",
                "A tie fails.",
            ],
        ),
        (
            "kubernetes-steering",
            [
                "has 7 seats; they are elected.",
                "At most 2 seats may belong to one organisation. Related organisations count as one.",
                "for 4, then 3 seats in turn, by Schulze's method; a seat is held for 24 months.",
            ],
        ),
        (
            "five-for-the-future",
            [
                "(pledged: pledged_hours of at least 1/2 a week, confirmed every 6 months)",
                "There is no board.",
                "The charter lays down no rules for decisions.",
            ],
        ),
        (
            "ca-browser-forum",
            [
                "in the class certificate-issuer, at least two thirds of the votes for and against;",
                "and in the class certificate-consumer, more than the votes against;",
                "and in the class certificate-issuer, at least 1; and in the class certificate-consumer, at least 1.",
                "Quorum: more than half of the mean attendance of the last 3 meetings must answer.",
                "Discussion: at least 7 days. A new version restarts it.",
                "A proposal lapses after 90 days without a decision.",
            ],
        ),
        (
            "w3c-like",
            [
                "Related organisations count as one.",
                "Every organisation has one vote.",
                "Objections are recorded with the decision and answered.",
                "Alpha member founder open part of Omega Holdings",
            ],
        ),
    ],
)
def test_show_says_the_rules_of_each_group_as_its_members_would(name: str, sentences: list[str]) -> None:
    text = shown(run("show", str(ROOT / "tests" / "charters" / f"{name}.toml")).stdout)
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_the_small_charter_of_the_how_to_is_a_charter_and_its_messages_are_real(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "write-a-charter.md").read_text("utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    path = tmp_path / "charter.toml"
    path.write_text(blocks[0])
    assert run("check", str(path)).exit_code == 0
    path.write_text(blocks[0].replace('name = "Member"', 'nmae = "Member"').replace("minimum = 2", "minimum = 3.5"))
    printed = re.findall(r"^charter\.toml:\d+: .*$", page, re.MULTILINE)
    assert printed == [line.removeprefix(f"{tmp_path}/") for line in run("check", str(path)).stderr.splitlines()]
