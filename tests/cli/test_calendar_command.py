"""`muster calendar read`: schedules of others become a table, data, rows, or what a charter says."""

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from muster.cli.main import muster
from muster.domain.charter.calendar import Calendar
from muster.domain.errors import RequestFault

QUOKKA = Path(__file__).parents[1] / "exchange" / "calendars" / "quokka"
NBSP = "\N{NO-BREAK SPACE}"
TABLE = """\
cycle           starts      released    ends        milestones
Quokka          2017-02-27  2017-08-31  2022-10-13  6

events
20 to 24 February 2017  Quokka Gathering (PTG) (ptg)
10 to 14 April 2017  The Summit (Quokka) (summit)
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(muster, ["calendar", "read", *map(str, arguments)])


def test_a_folder_is_read_whole_and_its_cycles_and_events_listed() -> None:
    answer = run(QUOKKA)
    assert (answer.exit_code, answer.stdout.replace(NBSP, " ")) == (0, TABLE)
    assert answer.stderr == "21 things were not taken as it stands, 10 of them left out; --aside lists them.\n"


def test_what_was_put_aside_is_listed_on_request_with_what_was_left_out() -> None:
    said = run(QUOKKA, "--aside").stderr.splitlines()
    assert len(said) == 21
    assert sum(line.endswith(" Left out.") for line in said) == 10
    assert any(line.endswith(":15: the weeks: They are out of order; they were put into it.") for line in said)


def test_as_a_charters_calendar_and_as_data_it_says_the_same(tmp_path: Path) -> None:
    file = tmp_path / "calendar.toml"
    assert run(QUOKKA, "--format", "toml", "-o", file).exit_code == 0
    kept = Calendar.model_validate(tomllib.loads(file.read_text("utf-8"))["calendar"])
    data = json.loads(run(QUOKKA, "--format", "json").stdout)
    assert kept.model_dump(mode="json", exclude_defaults=True) == data["calendar"]
    assert [one.name for one in kept.cycles] == ["Quokka"]
    assert len(data["aside"]) == 21


def test_rows_for_a_spreadsheet_have_every_day_and_no_formulas(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(QUOKKA, "--format", "csv").stdout)))
    assert [(row["what"], row["of"], row["name"], row["first"], row["planned_first"]) for row in rows[-3:]] == [
        ("release", "Quokka", "", "2017-08-31", "2017-08-30"),
        ("ptg", "Quokka", "Quokka Gathering (PTG)", "2017-02-20", ""),
        ("summit", "", "The Summit (Quokka)", "2017-04-10", ""),
    ]
    folder = tmp_path / "zed"
    folder.mkdir()
    text = 'start-week: 2017-02-27\ncycle:\n- {start: 2017-03-06, name: R-9, x-project: ["z-=1+1"]}\n'
    (folder / "schedule.yaml").write_text(text, "utf-8")
    assert "milestone,Zed,'=1+1,2017-03-10" in run(folder, "--format", "csv").stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &a [x]\ncycle: [*a, *a]", "schedule.yaml:2: An alias stands here. Write out what it stands for."),
        ("x" * 10_000_000, "schedule.yaml: The file is far larger than a schedule. A schedule has at most"),
        (
            "start-week: 2017-11-07\nrelease-week: 2017-02-20\ncycle: [{start: 2017-11-07}]",
            "The cycle ends before it starts: its release week, 2017-02-20, lies before its start week, 2017-11-07.",
        ),
        ("start-week: 1917-02-27\ncycle: [{start: 1917-02-27, name: R-1}]", "Zed: 1917-02-27 lies more than 50 years"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    folder = tmp_path / "zed"
    folder.mkdir()
    (folder / "schedule.yaml").write_text(text, "utf-8")
    answer = run(folder)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert said in answer.stderr


def test_without_a_name_for_the_series_nothing_is_guessed(tmp_path: Path) -> None:
    folder = tmp_path / "x-1"
    folder.mkdir()
    (folder / "schedule.yaml").write_text("start-week: 2017-02-27\ncycle: [{start: 2017-02-27, name: R-1}]", "utf-8")
    assert "Zed" in run(folder, "--series", "zed").stdout


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    for path, said in ((tmp_path, "in that folder"), (tmp_path / "none.yaml", "cannot be read")):
        refused = run(path).exception
        assert isinstance(refused, RequestFault)
        assert said in str(refused)
