"""`muster meetings`: files of every kind become one another, and dates are listed by the week that they lie in."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from muster.cli.main import muster
from muster.domain.errors import MeetingFault, RequestFault
from muster.exchange.meetings.yaml2ical.reading import read_meeting

LCOO = """\
project: Large Contributing OpenStack Operators (LCOO)
meeting_id: lcoo
schedule:
- time: '1300'
  day: Thursday
  irc: openstack-uc
  frequency: biweekly-odd
  start_date: 20201101
  skip_dates:
  - skip_date: 20201203
    reason: Summit
"""
NOTES = "# Board\n\n## Roadmap\n- AGREED: yes\n- ACTION: Ada will write\n"
FORMULA = LCOO.replace("project: Large", "project: =1+Large")


def run(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(muster, ["meetings", *map(str, arguments)], input=given)


@pytest.fixture
def lcoo(tmp_path: Path) -> Path:
    path = tmp_path / "lcoo.yaml"
    path.write_text(LCOO, "utf-8")
    return path


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "board-2017-09-07.txt"
    path.write_text(NOTES, "utf-8")
    return path


def test_a_key_that_stands_twice_is_told_beside_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "lcoo.yaml"
    path.write_text(f"{LCOO}project: LCOO\n", "utf-8")
    found = run("convert", path, "--to", "yaml")
    note = f"{path}:12: project: It stands here again, and says something else. This is what counts.\n"
    assert (found.exit_code, found.stderr) == (0, note)
    assert read_meeting(found.stdout, file="x.yaml").project == "LCOO"


def test_dates_are_listed_by_week_with_what_became_of_them(lcoo: Path) -> None:
    assert run("dates", lcoo, "--from", "2020-12-01", "--until", "2021-01-22").output == (
        "UTC                   week      local  minutes  meeting                                        place\n"
        "Thu 2020-12-03 13:00  2020-W49         60       Large Contributing OpenStack Operators (LCOO)  #openstack-uc  "
        "cancelled: Summit\n"
        "Thu 2020-12-17 13:00  2020-W51         60       Large Contributing OpenStack Operators (LCOO)  #openstack-uc\n"
        "Thu 2020-12-31 13:00  2020-W53         60       Large Contributing OpenStack Operators (LCOO)  #openstack-uc\n"
        "Thu 2021-01-07 13:00  2021-W01         60       Large Contributing OpenStack Operators (LCOO)  #openstack-uc\n"
        "Thu 2021-01-21 13:00  2021-W03         60       Large Contributing OpenStack Operators (LCOO)  #openstack-uc\n"
    )


def test_dates_can_be_those_that_yaml2icals_calendars_show(lcoo: Path) -> None:
    options = ("--from", "2020-12-25", "--until", "2021-01-22", "--format", "csv")
    by_number, alternating = (run("dates", lcoo, *options, "--weeks", weeks).output for weeks in ("iso", "alternating"))
    assert [line.split(",")[2] for line in by_number.splitlines()] == ["week", "2020-W53", "2021-W01", "2021-W03"]
    assert [line.split(",")[2] for line in alternating.splitlines()] == ["week", "2020-W53", "2021-W02"]


def test_dates_are_data_for_programs(lcoo: Path) -> None:
    found = json.loads(run("dates", lcoo, "--from", "2020-12-03", "--until", "2020-12-04", "--format", "json").output)
    assert found == [
        {
            "id": "22e58c01-588f-58ef-a4b9-253ab829a3eb/20201203T1300",
            "start": "2020-12-03T13:00:00+00:00",
            "end": "2020-12-03T14:00:00+00:00",
            "local": "2020-12-03T13:00",
            "zone": "UTC",
            "week": "2020-W49",
            "state": "cancelled",
            "title": "Large Contributing OpenStack Operators (LCOO)",
            "place": "#openstack-uc",
            "reason": "Summit",
        }
    ]


def test_a_title_cannot_become_a_formula_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(FORMULA, "utf-8")
    lines = run("dates", path, "--from", "2020-12-03", "--until", "2020-12-04", "--format", "csv").output.splitlines()
    assert lines[1].split(",")[5] == "'=1+Large Contributing OpenStack Operators (LCOO)"


def test_a_calendar_of_meeting_files_is_read_again_as_the_same_dates(lcoo: Path, tmp_path: Path) -> None:
    calendar = tmp_path / "lcoo.ics"
    assert run("convert", lcoo, "--to", "ics", "-o", calendar).exit_code == 0
    assert calendar.read_bytes().count(b"\r\n") == calendar.read_bytes().count(b"\n")
    span = ("--from", "2020-11-01", "--until", "2033-02-01", "--format", "csv")
    dates = [[line.split(",")[0] for line in run("dates", one, *span).output.splitlines()] for one in (lcoo, calendar)]
    assert dates[0] == dates[1]
    assert len(dates[0]) == 322


def test_meeting_files_are_written_in_one_form(lcoo: Path) -> None:
    written = run("convert", lcoo, lcoo, "--to", "yaml").output
    first, second = written.split("---\n")
    assert first == second
    assert read_meeting(first, file="x") == read_meeting(LCOO, file="x")


def test_a_calendar_becomes_meeting_files_where_they_have_words_for_it() -> None:
    event = "UID:1\nSUMMARY:Team\nLOCATION:#x\nDTSTART:20171005T140000Z\nRRULE:FREQ={}\n"
    calendar = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}END:VEVENT\nEND:VCALENDAR\n".replace("\n", "\r\n")
    written = run("convert", "-", "--to", "yaml", given=calendar.format("WEEKLY;BYDAY=TH")).output
    assert read_meeting(written, file="x").schedules[0].frequency == "weekly"
    refused = run("convert", "-", "--to", "yaml", given=calendar.format("DAILY"))
    assert isinstance(refused.exception, MeetingFault)


def test_meetings_become_a_list_and_data(lcoo: Path) -> None:
    assert run("convert", lcoo, "--to", "md").output == (
        "- **Large Contributing OpenStack Operators (LCOO)**: "
        "on Thursdays of odd ISO weeks at 13:00 (UTC), 60 minutes, from 2020-11-01, \\#openstack-uc\n"
    )
    ((data,),) = [one["series"] for one in json.loads(run("convert", lcoo, "--to", "json").output)]
    assert (data["id"], data["starts"], data["in_words"], data["changes"]) == (
        "lcoo",
        "2020-11-01T13:00",
        "on Thursdays of odd ISO weeks at 13:00 (UTC), 60 minutes",
        [{"of": "2020-12-03T13:00", "became": "cancelled", "reason": "Summit"}],
    )


def test_minutes_become_markdown_text_and_data(notes: Path) -> None:
    assert run("convert", notes, "--to", "md").output == (
        "# Board\n\n- Date: 2017-09-07\n\n## 1. Roadmap\n\n- 1.1 **AGREED:** yes\n- 1.2 **ACTION:** Ada will write\n\n"
        "## Action items\n\n- [ ] Ada will write\n"
    )
    assert "* Roadmap\n  * AGREED: yes\n  * ACTION: Ada will write\n" in run("convert", notes, "--to", "txt").output
    (data,) = json.loads(run("convert", notes, "--to", "json").output)
    assert data == {
        "file": "board-2017-09-07.txt",
        "minutes": {
            "title": "Board",
            "on": "2017-09-07",
            "items": [
                {"number": "1", "kind": "topic", "text": "Roadmap", "line": 3},
                {"number": "1.1", "kind": "agreed", "text": "yes", "line": 4},
                {"number": "1.2", "kind": "action", "text": "Ada will write", "line": 5, "owners": ["Ada"]},
            ],
        },
    }


@pytest.mark.parametrize(("form", "what"), [("ics", "Minutes cannot become a calendar."), ("yaml", "meeting files")])
def test_minutes_do_not_become_meetings(notes: Path, form: str, what: str) -> None:
    refused = run("convert", notes, "--to", form).exception
    assert isinstance(refused, RequestFault)
    assert what in refused.what


def test_meetings_do_not_become_minutes(lcoo: Path) -> None:
    refused = run("convert", lcoo, "--to", "txt").exception
    assert isinstance(refused, RequestFault)


def test_every_fault_of_every_file_is_told_before_giving_up(tmp_path: Path) -> None:
    for name, text in (("a.yaml", LCOO.replace("1300", "2500")), ("b.yaml", LCOO.replace("Thursday", "\x1b[31m"))):
        (tmp_path / name).write_text(text, "utf-8")
    refused = run("convert", tmp_path, "--to", "ics")
    assert refused.exit_code == 1
    assert refused.stderr == (
        f"{tmp_path}/a.yaml:4: schedule[0].time: 2500 is no time of day. Write four digits in UTC, in quotes: '1400'.\n"
        f"{tmp_path}/b.yaml:5: The character \\x1b cannot stand here. Leave it out.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("dates", "missing.yaml"), "It cannot be read: No such file or directory."),
        (("dates", "."), "There is no .yaml file in that folder."),
        (("dates", "missing.yaml", "--from", "yesterday"), "This is no day."),
        (
            ("dates", "missing.yaml", "--from", "2020-01-01", "--until", "2019-01-01"),
            "The window ends before it has begun.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: tuple[str, ...], what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = run(*arguments).exception
    assert isinstance(refused, RequestFault)
    assert refused.what == what


def test_nothing_is_listed_for_a_meeting_without_a_schedule(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(LCOO.replace("biweekly-odd", "adhoc"), "utf-8")
    assert run("dates", path).output == "No meetings.\n"


def test_every_file_of_openstack_becomes_one_calendar(material: Path, tmp_path: Path) -> None:
    calendar = tmp_path / "all.ics"
    assert run("convert", material / "irc-meetings", "--to", "ics", "-o", calendar).exit_code == 0
    span = ("--from", "2019-01-01", "--until", "2019-04-01", "--format", "csv")
    files, read = (run("dates", one, *span).output.splitlines() for one in (material / "irc-meetings", calendar))
    assert [line.split(",")[0] for line in files] == [line.split(",")[0] for line in read]
    assert len(files) > 500


def test_a_list_of_dates_does_not_wait_for_what_it_does_not_need(lcoo: Path) -> None:
    loaded = "import sys; from muster.cli.main import muster; muster({}, standalone_mode=False); print(*sys.modules)"
    arguments = ["meetings", "dates", str(lcoo), "--from", "2020-12-01"]
    done = subprocess.run([sys.executable, "-c", loaded.format(arguments)], check=True, capture_output=True, text=True)
    heavy = {"icalendar", "dateutil", "django", "duckdb", "rich", "pyarrow"}
    assert heavy & set(done.stdout.splitlines()[-1].split()) == set()
