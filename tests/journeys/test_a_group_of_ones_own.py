"""A secretary points Muster at her own charter and repositories, some of them broken: nothing is lost or let in."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from muster.cli.main import muster
from muster.domain.errors import CharterFaults, IdentityFault, MusterError, RequestFault
from tests.evidence.upstream import Upstream, moment

CHARTER = """
version = "1"

[group]
name = "Ours"
mission = "To work together."

[[classes]]
id = "member"
name = "Member"

[[classes.criteria]]
id = "people"
kind = "measured"
text = "one full-time person"
measure = "fte"
minimum = 1

[[classes.criteria]]
id = "roadmap"
kind = "measured"
text = "a third of a person on the roadmap"
measure = "roadmap_fte"
minimum = "1/3"

[[members]]
name = "Alpha"
membership = "member"
domains = ["alpha.example"]

[[members]]
name = "Beta"
membership = "member"
also_known_as = ["Beta Works"]

[evidence]
location = "repositories/{name}"
repositories = ["engine", "tools", "empty", "gone", "headless"]
affiliations = [{ format = "overlay", file = "people.csv" }]

[[focus_areas]]
name = "Engine"
repositories = ["engine"]

[counting]
bots = ["ci@robots.example"]
overlay = "overlay.toml"
"""

PEOPLE = "address,company,from,until,why\nbo@home.example,Beta Works,2026-01-01,,said so\n"
OVERLAY = """
[[affiliation]]
address = "cy@home.example"
company = "Alpha"
until = 2026-05-01
why = "payroll"

[[affiliation]]
address = "cy@home.example"
company = "Beta"
from = 2026-05-01
why = "payroll"
"""

ADA, BO, CY = b"Ada <ada@alpha.example>", b"Bo <bo@home.example>", b"Cy <cy@home.example>"
CI = b"CI <ci@robots.example>"
STRANGER = "\u202eDi\x07 <di@nowhere.example>".encode()


def days(upstream: Upstream, who: bytes, first: str, count: int, message: bytes = b"Work\n") -> None:
    """Let somebody land a change on each of `count` days from `first` on."""
    parent = upstream.git("for-each-ref", "--format=%(objectname)", "refs/heads/main")
    for number in range(count):
        at = moment(f"{first} 12:00") + 86_400 * number
        line = who + b" %d +0000" % at
        parents = (parent,) if parent else ()
        parent = upstream.commit(message, author=line, committer=line, parents=parents)
    upstream.branch(parent)


class Group:
    """The secretary's folder, and what she asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.charter = folder / "charter.toml"
        self.charter.write_text(CHARTER, encoding="utf-8")
        (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
        (folder / "overlay.toml").write_text(OVERLAY, encoding="utf-8")
        self.engine, self.tools, self.empty, self.headless = (
            Upstream(folder / "repositories" / name) for name in ("engine", "tools", "empty", "headless")
        )
        days(self.engine, ADA, "2026-02-01", 12, b"Work\n\nCloses-Bug: #1563069\n")
        days(self.engine, BO, "2026-03-01", 6)
        days(self.tools, CY, "2026-04-28", 6)
        days(self.tools, CI, "2026-02-01", 9)
        days(self.tools, STRANGER, "2026-02-01", 3)
        days(self.headless, ADA, "2026-02-13", 1)
        (self.headless.git_dir / "HEAD").write_text("nonsense", encoding="utf-8")

    def run(self, *arguments: str) -> Result:
        command, *rest = arguments
        environment = {"MUSTER_HOME": str(self.folder / "home")}
        return CliRunner(env=environment).invoke(muster, [command, str(self.charter), *rest])

    def refusal(self, *arguments: str) -> MusterError:
        refused = self.run(*arguments).exception
        assert isinstance(refused, MusterError), refused
        return refused

    def standing(self, *arguments: str) -> dict[str, Any]:
        answer = self.run("standing", "--on", "2026-07-01", "--format", "json", *arguments)
        assert answer.exception is None, answer.exception
        found: dict[str, Any] = json.loads(answer.output)
        return found


@pytest.fixture
def group(tmp_path: Path) -> Group:
    """A group of its own, with one good repository, one with strangers, and three that are broken."""
    return Group(tmp_path)


def figures(found: dict[str, Any], member: str) -> list[tuple[str, str]]:
    (one,) = [one for one in found["members"] if one["name"] == member]
    return [(criterion["likely"], criterion["verdict"]) for criterion in one["criteria"]]


def test_every_member_stands_where_the_days_put_it(group: Group) -> None:
    found = group.standing()
    # Ada: 12 linked days in the focus area and one elsewhere. Cy changed company on 1 May, after three of six days.
    assert figures(found, "Alpha") == [("5/4", "meets"), ("12/13", "meets")]
    assert figures(found, "Beta") == [("3/4", "borderline"), ("0", "short")]
    assert found["bots"] == [{"person": found["bots"][0]["person"], "name": "CI", "changes": 9}]
    assert (found["unattributed"]["changes"], found["unattributed"]["likely"]) == (3, "1/4")


def test_what_could_not_be_read_is_named_with_the_mend_and_stops_nothing(group: Group) -> None:
    found = group.standing()
    by_name = {one["name"]: one for one in found["provenance"]["repositories"]}
    assert "Check the location" in by_name["gone"]["problem"]
    assert {name for name, one in by_name.items() if one["problem"]} == {"gone"}
    assert by_name["empty"]["remarks"] == ["Nothing was ever committed to it."]
    assert by_name["headless"]["commits"] == 1
    assert any("lower bound" in caveat for caveat in found["caveats"])


def test_the_overlay_wins_over_the_imported_file(group: Group) -> None:
    (group.folder / "overlay.toml").write_text(OVERLAY.replace("cy@", "bo@"), encoding="utf-8")
    assert figures(group.standing(), "Alpha")[0] == ("3/2", "meets")


def test_reading_again_after_more_work_counts_only_what_is_new_and_loses_nothing(group: Group) -> None:
    before = group.standing()
    days(group.tools, BO, "2026-06-01", 6)
    after = group.standing()
    assert figures(before, "Alpha") == figures(after, "Alpha")
    assert figures(after, "Beta")[0] == ("5/4", "meets")
    assert before["provenance"]["fingerprint"] != after["provenance"]["fingerprint"]


def test_an_explanation_adds_up_to_the_figure_and_names_the_file_behind_it(group: Group) -> None:
    answer = json.loads(group.run("explain", "--on", "2026-07-01", "--member", "beta works", "--format", "json").output)
    assert answer["subject"] == "Beta"
    assert sum(Fraction(person["fte"]["likely"]) for person in answer["people"]) == Fraction(3, 4)
    sources = {day["source"].partition(":")[0] for person in answer["people"] for day in person["active"]}
    assert sources == {"overlay.toml", "people.csv"}


@pytest.mark.parametrize("form", ["table", "json", "csv", "html"])
def test_nothing_that_was_shown_holds_an_address_or_a_hidden_character(group: Group, form: str) -> None:
    shown = group.run("standing", "--on", "2026-07-01", "--format", form).output
    assert not {character for character in shown if character in "\u202e\x07"}
    assert "@nowhere.example" not in shown
    assert "@home.example" not in shown


@pytest.mark.parametrize("asked", [("--person", "di@nowhere.example"), ("--member", "*unaffiliated")])
def test_a_stranger_is_explained_without_their_address(group: Group, asked: tuple[str, str]) -> None:
    answer = group.run("explain", "--on", "2026-07-01", *asked)
    assert answer.exit_code == 0
    assert r"\u202eDi\x07" in answer.output
    assert "nowhere.example" not in answer.output.replace("di@nowhere.example", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("standing", "--on", "yesterday"), "ISO date"),
        (("standing", "--window", "2026-07-01..2026-01-01"), "ends before it has begun"),
        (("standing", "--theta", "15,12,9"), "no θ"),
        (("standing", "--theta", "0"), "no θ"),
        (("standing", "--on", "0001-02-01"), "outside the calendar"),
        (("standing", "--on", "2026-07-01", "--repo", "unknown"), "no such repository"),
        (("explain", "--on", "2026-07-01", "--member", "Nobody"), "Alpha, Beta"),
        (("explain", "--on", "2026-07-01", "--person", "nobody"), "Nobody in the evidence"),
        (("explain", "--on", "2026-07-01", "--change", "ab"), "any change"),
        (("explain", "--on", "2026-07-01", "--change", "abcdef0123"), "No counted change"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_a_sentence(
    group: Group, arguments: tuple[str, ...], words: str
) -> None:
    refused = group.refusal(*arguments)
    assert isinstance(refused, RequestFault)
    assert words in str(refused)


def test_a_broken_affiliation_file_is_refused_with_its_place(group: Group) -> None:
    broken = group.folder / "default_data.json"
    broken.write_text('{"users": [', encoding="utf-8")
    refused = group.refusal("standing", "--affiliations", f"stackalytics:{broken}")
    assert isinstance(refused, IdentityFault)
    assert "default_data.json:1:" in str(refused)
    assert isinstance(group.refusal("standing", "--affiliations", str(group.folder / "none.csv")), IdentityFault)


def test_a_charter_with_mistakes_is_refused_before_anything_is_read(group: Group) -> None:
    group.charter.write_text(CHARTER.replace("minimum = 1\n", "minimum = 1.5\n"), encoding="utf-8")
    assert isinstance(group.refusal("standing"), CharterFaults)
    assert not (group.folder / "home").exists()


def test_repositories_named_on_the_command_line_take_the_charters_place(group: Group) -> None:
    found = group.standing("--repo", f"engine={group.tools.folder}", "--repo", str(group.headless.folder))
    names = [one["name"] for one in found["provenance"]["repositories"]]
    assert names == ["engine", "repositories/headless"]
    assert found["total"]["changes"] == 6 + 3 + 1
