"""`muster elections`: a stranger counts a file again with one command, and is told when it says something else."""

import csv
import gc
import io
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from muster.cli.main import muster
from muster.domain.elections.receipts import code_of, receipt
from muster.domain.elections.rule import METHODS, Rule
from muster.domain.errors import ElectionFault, RequestFault
from muster.exchange.elections import ballot_file
from muster.exchange.elections.ballot_file import BallotFile, closed

BALLOTS = "Ada,Bo,Cy\n1,2,3\n1,2,No opinion\n2,1,1\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(muster, ["elections", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "ballots.csv") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def published(seats: int = 1) -> BallotFile:
    codes = tuple(code_of(receipt(voter.to_bytes(16, "big")), "lcoo/election/1") for voter in range(3))
    return closed(
        BallotFile(
            election="lcoo/election/1",
            candidates=("Ada", "Bo", "Cy"),
            rule=Rule("schulze", seats, "a seed"),
            ballots=((1, 2, 3), (1, 2, 0), (2, 1, 1)),
            codes=codes,
            title="Chair, 2017",
        )
    )


def test_the_answer_for_programs_begins_with_winners_and_ranking(file: Callable[..., Path]) -> None:
    result = run("count", file(BALLOTS), "--method", "schulze", "--seats", "2", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {
        "winners": ["Ada", "Bo"],
        "ranking": [["Ada"], ["Bo"], ["Cy"]],
        "capped_out": [],
        "undecided": None,
        "ties": [],
        "method": "schulze",
        "seats": 2,
        "ballots": 3,
        "ranks_nobody": 0,
        "candidates": ["Ada", "Bo", "Cy"],
        "derivation": {
            "pairs": [[0, 2, 1], [1, 0, 1], [1, 0, 0]],
            "paths": [[0, 2, 1], [0, 0, 1], [0, 0, 0]],
            "beaten_by": {"Ada": [], "Bo": ["Ada"], "Cy": ["Ada", "Bo"]},
        },
        "agrees": None,
    }


def test_the_answer_for_people_is_a_sentence_and_a_table(file: Callable[..., Path]) -> None:
    result = run("count", file(BALLOTS), "--method", "schulze")
    assert result.exit_code == 0
    assert [line.rstrip() for line in result.stdout.splitlines()] == [
        "3 ballots for 1 seat, counted by Schulze's method.",
        "",
        "Place  Candidate  Outcome    Beaten by",
        "    1  Ada        ● elected",
        "    2  Bo                    Ada",
        "    3  Cy                    Ada and Bo",
    ]


def test_the_answer_for_spreadsheets_is_a_line_a_candidate(file: Callable[..., Path], tmp_path: Path) -> None:
    employers = file("candidate,employer\nAda,Alpha\nBo,Alpha\n", "employers.csv")
    target = tmp_path / "result.csv"
    arguments = ("--seats", "2", "--cap", "1", "--employers", employers, "--format", "csv", "--output", target)
    result = run("count", file(BALLOTS), "--method", "schulze", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"Written to {target}\n")
    assert list(csv.reader(target.read_text().splitlines())) == [
        ["place", "candidate", "outcome"],
        ["1", "Ada", "elected"],
        ["2", "Bo", "passed over"],
        ["3", "Cy", "elected"],
    ]


@pytest.mark.parametrize("method", METHODS)
def test_every_method_can_be_asked_for(method: str, file: Callable[..., Path]) -> None:
    result = run("count", file(BALLOTS), "--method", method, "--seed", "a seed", "--format", "json")
    assert json.loads(result.stdout)["winners"] == ["Ada"]


def test_a_file_of_musters_own_says_itself_how_it_is_counted_and_is_confirmed(file: Callable[..., Path]) -> None:
    path = file(ballot_file.write(published(seats=2)))
    result = run("count", path)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].strip() == "Chair, 2017"
    assert result.stdout.splitlines()[-1].strip() == "This is the result that the file says."
    assert json.loads(run("count", path, "--format", "json").stdout)["agrees"] is True


def test_a_file_that_says_another_result_than_its_ballots_is_found_out(file: Callable[..., Path]) -> None:
    path = file(ballot_file.write(published()).replace('"winners": ["Ada"]', '"winners": ["Bo"]'))
    result = run("count", path, "--format", "json")
    assert json.loads(result.stdout)["winners"] == ["Ada"]
    assert isinstance(result.exception, ElectionFault)
    assert str(result.exception).startswith(f"{path}: The file says another result than this count.")


def test_the_same_ballots_are_counted_by_another_rule_without_touching_them(file: Callable[..., Path]) -> None:
    path = file(ballot_file.write(published()))
    answer = json.loads(run("count", path, "--seats", "3", "--format", "json").stdout)
    assert (answer["winners"], answer["agrees"]) == (["Ada", "Bo", "Cy"], None)


def test_seats_that_an_employer_holds_count_towards_its_cap(file: Callable[..., Path]) -> None:
    employers = file("Ada,Alpha\n", "employers.csv")
    arguments = (
        "--method",
        "approval",
        "--cap",
        "2",
        "--employers",
        employers,
        "--held",
        "Alpha=2",
        "--format",
        "json",
    )
    answer = json.loads(run("count", file(BALLOTS), *arguments, "--seed", "a seed").stdout)
    assert answer["capped_out"] == ["Ada"]


def test_a_tie_without_a_seed_is_left_open_and_with_one_is_broken(file: Callable[..., Path]) -> None:
    path = file("Ada,Bo\n1,1\n")
    open_ = json.loads(run("count", path, "--method", "approval", "--format", "json").stdout)
    assert (open_["winners"], open_["undecided"]) == ([], {"seats": 1, "candidates": ["Ada", "Bo"]})
    broken = json.loads(run("count", path, "--method", "approval", "--seed", "x", "--format", "json").stdout)
    (tie,) = broken["ties"]
    assert broken["winners"] == list(tie["lots"])[:1]
    table = run("count", path, "--method", "approval").stdout
    assert "Nothing but a seed can decide about one seat: Ada and Bo are level." in table.splitlines()[1]


@pytest.mark.parametrize(
    ("arguments", "kind", "says"),
    [
        ((), RequestFault, "The file does not say how to count it."),
        (("--method", "irv", "--seats", "2"), ElectionFault, "Instant runoff fills one seat."),
        (("--method", "schulze", "--cap", "1"), RequestFault, "A cap needs employers, and employers a cap."),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: tuple[str, ...], kind: type[Exception], says: str, file: Callable[..., Path]
) -> None:
    result = run("count", file(BALLOTS), *arguments)
    assert isinstance(result.exception, kind)
    assert says in str(result.exception)


def test_what_is_mistyped_is_told_by_the_command_line(file: Callable[..., Path]) -> None:
    result = run("count", file(BALLOTS), "--method", "schulze", "--held", "Alpha")
    assert (result.exit_code, "'Alpha' is not EMPLOYER=N." in result.stderr) == (2, True)


def test_every_wrong_line_is_named_on_standard_error(file: Callable[..., Path]) -> None:
    path = file("Ada,Bo\nx,1\n1\n1,2\n" + "y,1\n" * 200)
    result = run("count", path, "--method", "schulze")
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert lines[0] == f'{path}:2: "x" is no rank. Write a whole number from 1 on, or "No opinion".'
    assert (len(lines), lines[-1]) == (101, f"{path}: 102 more faults.")


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_cannot_be_read_is_refused_without_a_traceback(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "muster.cli.main", "elections", "count", name, "--method", "schulze"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(f"muster: {name}: The file cannot be read: ")


def test_ballots_are_written_in_another_format_or_it_is_said_why_not(file: Callable[..., Path]) -> None:
    path = file(BALLOTS)
    refused = run("convert", path, "--to", "blt")
    assert "cannot say that a ballot has no opinion on somebody" in str(refused.exception)
    assert run("convert", path, "--to", "blt", "--blanks", "last").stdout == (
        '3 1\n1 1 2 0\n1 1 2 3 0\n1 2=3 1 0\n0\n"Ada"\n"Bo"\n"Cy"\n'
    )
    assert run("convert", path, "--to", "csv", "--from", "csv").stdout == "Ada,Bo,Cy\n1,2,No opinion\n1,2,3\n2,1,1\n"


def test_nothing_heavy_is_loaded_to_count_a_file(file: Callable[..., Path]) -> None:
    script = (
        "import sys; from muster.cli.main import muster; muster(sys.argv[1:], standalone_mode=False); "
        "print(sorted({'django', 'duckdb', 'pyarrow', 'pydantic', 'rich'} & set(sys.modules)))"
    )
    arguments = ["elections", "count", str(file(BALLOTS)), "--method", "schulze", "--format", "json"]
    result = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


class Watched(io.StringIO):
    """A place to write to that sees whether the garbage collector is on meanwhile."""

    collector_on: bool | None = None

    def write(self, text: str) -> int:
        self.collector_on = gc.isenabled()
        return super().write(text)


def test_the_garbage_collector_rests_until_the_ballots_are_gone(file: Callable[..., Path]) -> None:
    path, out = file(BALLOTS), Watched()
    assert gc.isenabled()
    with redirect_stdout(out):
        muster.main(["elections", "count", str(path), "--method", "schulze", "--format", "json"], standalone_mode=False)
    assert (json.loads(out.getvalue())["winners"], out.collector_on, gc.isenabled()) == (["Ada"], False, True)
    assert run("count", file("Ada,Bo\nx,1\n"), "--method", "schulze").exit_code == 1
    assert gc.isenabled()
