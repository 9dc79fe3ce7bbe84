"""`muster priorities`: a stranger counts a round again with one command, and is told when it says something else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from muster.cli.main import muster
from muster.domain.errors import ElectionFault

FILE = """META
key;value
description;Two bins
budget;6
vote_type;approval
PROJECTS
project_id;cost;name
a;3;Bins
b;3;Trees
c;9;A pool
VOTES
voter_id;vote
alpha;a
beta;b,c
gamma;b
"""
OWN = FILE.replace(
    "budget;6\n", "budget;6\nrule;equal-shares\ncompletion;add-one\nstep;1/3\nseed;lcoo/round/1\n"
).replace("name\na;3;Bins\nb;3;Trees\nc;9;A pool", "name;selected\na;3;Bins;1\nb;3;Trees;1\nc;9;A pool;0")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(muster, ["priorities", "count", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        (tmp_path / "round.pb").write_text(text, encoding="utf-8")
        return tmp_path / "round.pb"

    return write


def test_the_answer_for_people_is_sentences_and_a_table(file: Callable[[str], Path]) -> None:
    result = run(file(FILE), "--more", "3")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.rstrip() for line in result.stdout.splitlines()] == [
        "Two bins",
        "A budget of 6, in 3 equal shares of 2.",
        "What the shares leave over: it stays unspent.",
        "1 of 3 items that anybody wants is selected; they cost 3, and 3 of the budget is left.",
        "3 more would have bought a.",
        "",
        "Place  Item  Cost  Outcome         Backers  Title",
        "    1  b        3  ● selected            2  Trees",
        "       a        3  ○ 1 missing           1  Bins",
        "       c        9  ○ 8.50 missing        1  A pool",
    ]


def test_the_answer_for_programs_is_exact_and_has_an_account_of_every_share(file: Callable[[str], Path]) -> None:
    result = run(file(FILE), "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "budget": "6",
        "share": "2",
        "counted_share": "2",
        "raised": 0,
        "spent": "3",
        "left_over": "3",
        "selected": [
            {
                "item": "b",
                "cost": "3",
                "rate": "1/2",
                "paid": {"beta": "3/2", "gamma": "3/2"},
                "tied": [],
                "left_over": False,
            }
        ],
        "missed": [
            {"item": "a", "cost": "3", "backers": ["alpha"], "had": "2", "missing": "1"},
            {"item": "c", "cost": "9", "backers": ["beta"], "had": "1/2", "missing": "17/2"},
        ],
        "accounts": {
            "alpha": {"share": "2", "paid": {}, "left": "2"},
            "beta": {"share": "2", "paid": {"b": "3/2"}, "left": "1/2"},
            "gamma": {"share": "2", "paid": {"b": "3/2"}, "left": "1/2"},
        },
        "one_more": None,
        "agrees": None,
    }


def test_the_answer_for_spreadsheets_is_a_line_an_item(file: Callable[[str], Path], tmp_path: Path) -> None:
    target = tmp_path / "outcome.csv"
    assert run(file(FILE), "--completion", "greedy", "--format", "csv", "--output", target).exit_code == 0
    assert target.read_text(encoding="utf-8").splitlines() == [
        "place,item,cost,outcome,paid_by_shares,missing",
        "1,b,3,selected,3,0",
        "2,a,3,left over,0,0",
        ",c,9,missed,0,17/2",
    ]


def test_a_file_of_musters_own_says_how_it_is_counted_and_is_checked(file: Callable[[str], Path]) -> None:
    result = run(file(OWN))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[3] == "Shares were raised 3 times, by ≈ 0.33 each, to 3."
    assert result.stdout.splitlines()[-1] == "This is what the file says is selected."


def test_by_another_rule_than_its_own_there_is_nothing_to_check(file: Callable[[str], Path]) -> None:
    result = run(file(OWN), "--completion", "none", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["agrees"]) == (0, None)


def test_a_file_that_says_something_else_is_found_out(file: Callable[[str], Path]) -> None:
    result = run(file(OWN.replace("Trees;1", "Trees;0")), "--format", "json")
    assert json.loads(result.stdout)["agrees"] is False
    assert isinstance(result.exception, ElectionFault)
    assert result.exception.what == "The file says that other items are selected."


def test_every_fault_of_a_file_is_told_on_standard_error(file: Callable[[str], Path]) -> None:
    path = file(FILE.replace("budget;6", "budget;x").replace("gamma;b", "gamma;z"))
    result = run(path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f'{path}:4: The budget is "x". Write budget; and a number from 0 to 1000000000000000 in the section META.',
        f'{path}:15: "z" is no project. Name those of the section PROJECTS.',
    ]


def test_a_file_with_very_many_faults_names_the_first_hundred(file: Callable[[str], Path]) -> None:
    result = run(file(FILE + "".join(f"v{number};z\n" for number in range(120))))
    assert len(result.stderr.splitlines()) == 101
    assert result.stderr.splitlines()[-1].endswith(": 20 more faults.")


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    missing = run(tmp_path / "nowhere.pb")
    assert isinstance(missing.exception, ElectionFault)
    assert missing.exception.mend == "Name a Pabulib file."
    (tmp_path / "bytes.pb").write_bytes(b"META\n\xff\xfe")
    assert run(tmp_path / "bytes.pb").stderr.endswith(":2: The text is not in UTF-8. Save the file in UTF-8.\n")


def test_a_file_that_is_too_large_is_refused(file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muster.actions.roadmap.rounds_recount.LARGEST_FILE", 10)
    refused = run(file(FILE)).exception
    assert isinstance(refused, ElectionFault)
    assert refused.what == "The file is too large."


@pytest.mark.parametrize("step", ["0", "-1", "1e3", "a", "1/0"])
def test_an_amount_that_is_none_is_refused(step: str, file: Callable[[str], Path]) -> None:
    result = run(file(FILE), "--step", step)
    assert result.exit_code == 2
    assert "is no amount above 0; write 2, 0.5 or 1/7." in " ".join(result.stderr.split())
