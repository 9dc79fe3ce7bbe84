"""OpenStack's meeting files are read without loss, written as yaml2ical takes them, and each fault has its line."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.errors import MeetingFileFault, MeetingFileFaults
from muster.exchange.meetings.yaml2ical.frequencies import FREQUENCIES, weekday_of
from muster.exchange.meetings.yaml2ical.meeting_file import MeetingFile, Schedule, SkipDate
from muster.exchange.meetings.yaml2ical.reading import read_meeting
from muster.exchange.meetings.yaml2ical.writing import write_meeting
from muster.exchange.plain_yaml import LARGEST

WHOLE = """\
# as OpenStack writes them
project:  Example Working Group
meeting_id: example
agenda_url: https://meetings.example/agenda
slack: '#example'
schedule:
  - time:       '1400'
    duration:   30
    day:        thursday
    irc:        openstack-meeting
    frequency:  biweekly-odd
    start_date: 20170817
    skip_dates:
      - skip_date: 20171109
        reason: Summit week
  - time:       0900
    day:        Friday
    matrix:     '#group:meetings.example'
    frequency:  first-friday
    chair:      Bo Example (bo)
    colour:     blue
chair: Ada Example (ada)
description:  >
  One paragraph
  of text.
"""
READ = MeetingFile(
    project="Example Working Group",
    meeting_id="example",
    agenda_url="https://meetings.example/agenda",
    chair="Ada Example (ada)",
    description="One paragraph of text.",
    extras={"slack": "#example"},
    schedules=(
        Schedule(
            time=time(14),
            weekday=3,
            irc="openstack-meeting",
            frequency="biweekly-odd",
            minutes_long=30,
            start_date=date(2017, 8, 17),
            skip_dates=(SkipDate(date(2017, 11, 9), "Summit week"),),
        ),
        Schedule(
            time=time(9),
            weekday=4,
            matrix="#group:meetings.example",
            frequency="first-friday",
            chair="Bo Example (bo)",
            extras={"colour": "blue"},
        ),
    ),
)

lines = (
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).map(str.strip).filter(bool)
)
schedules = st.builds(
    lambda frequency, weekday, **more: Schedule(
        frequency=frequency, weekday=weekday if (fixed := weekday_of(frequency)) is None else fixed, **more
    ),
    frequency=st.sampled_from(FREQUENCIES),
    weekday=st.integers(0, 6),
    time=st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    irc=lines,
    matrix=st.one_of(st.just(""), lines),
    minutes_long=st.integers(1, 600),
    start_date=st.none() | st.dates(date(1970, 1, 1), date(2199, 12, 31)),
    skip_dates=st.lists(
        st.builds(SkipDate, st.dates(date(1970, 1, 1), date(2199, 12, 31)), lines),
        max_size=3,
        unique_by=lambda one: one.day,
    ).map(tuple),
    chair=st.one_of(st.just(""), lines),
)
meetings = st.builds(
    MeetingFile,
    project=lines,
    schedules=st.lists(schedules, min_size=1, max_size=3).map(tuple),
    chair=st.one_of(st.just(""), lines),
    description=st.lists(lines, max_size=3).map("\n".join),
    meeting_id=st.one_of(st.just(""), lines),
    agenda_url=st.one_of(st.just(""), lines),
    extras=st.dictionaries(st.sampled_from(("slack", "wiki", "since")), st.one_of(lines, st.integers(), st.dates())),
)  # fmt: skip


def test_a_file_is_read_whole_with_keys_that_yaml2ical_hands_to_templates() -> None:
    assert read_meeting(WHOLE, file="example.yaml") == READ


@given(meeting=meetings)
def test_a_meeting_that_is_written_and_read_is_the_same_meeting(meeting: MeetingFile) -> None:
    assert read_meeting(write_meeting(meeting).encode(), file="example.yaml") == meeting


def test_a_meeting_is_written_in_the_order_and_with_the_quotes_of_openstacks_files() -> None:
    assert write_meeting(READ) == (
        "project: Example Working Group\n"
        "meeting_id: example\n"
        "agenda_url: https://meetings.example/agenda\n"
        "schedule:\n"
        "- time: '1400'\n"
        "  duration: 30\n"
        "  day: Thursday\n"
        "  irc: openstack-meeting\n"
        "  frequency: biweekly-odd\n"
        "  start_date: 20170817\n"
        "  skip_dates:\n"
        "  - skip_date: 20171109\n"
        "    reason: Summit week\n"
        "- time: '0900'\n"
        "  day: Friday\n"
        "  matrix: '#group:meetings.example'\n"
        "  frequency: first-friday\n"
        "  chair: Bo Example (bo)\n"
        "  colour: blue\n"
        "chair: Ada Example (ada)\n"
        "description: One paragraph of text.\n"
        "slack: '#example'\n"
    )


def as_yaml2ical_takes_it(text: str) -> dict[str, Any]:
    """What a file means: with defaults filled in, and times as the four digits that they are."""
    meaning: dict[str, Any] = yaml.safe_load(text)
    for key in ("chair", "description"):
        meaning[key] = (meaning.get(key) or "").strip()
    for schedule in meaning["schedule"]:
        schedule["day"] = schedule["day"].capitalize()
        schedule["time"] = str(schedule["time"]).zfill(4)
        schedule.setdefault("duration", 60)
    return meaning


def test_every_file_of_openstack_is_read_and_written_back_with_the_same_meaning(material: Path) -> None:
    files = sorted((material / "irc-meetings").glob("*.yaml"))
    assert len(files) == 85
    for path in files:
        written = write_meeting(read_meeting(path.read_bytes(), file=path.name))
        assert as_yaml2ical_takes_it(written) == as_yaml2ical_takes_it(path.read_text("utf-8")), path.name
        assert read_meeting(written, file=path.name) == read_meeting(path.read_bytes(), file=path.name)


@pytest.mark.parametrize(
    ("written", "begins"), [("0700", time(7)), ("'0700'", time(7)), ("800", time(8)), ("2359", time(23, 59))]
)
def test_a_time_is_what_is_written_though_yaml_takes_it_for_a_number(written: str, begins: time) -> None:
    text = f"project: x\nschedule:\n- {{time: {written}, day: Monday, irc: x, frequency: weekly}}\n"
    assert read_meeting(text, file="x.yaml").schedules[0].time == begins


SECOND = "schedule[0].skip_dates[1].skip_date"


def said(text: bytes | str) -> list[str]:
    with pytest.raises(MeetingFileFaults) as refused:
        read_meeting(text, file="x.yaml")
    assert {type(fault) for fault in refused.value.faults} == {MeetingFileFault}
    return [str(fault) for fault in refused.value.faults]


def test_every_fault_of_a_file_is_named_with_its_line_and_key() -> None:
    text = """\
schedule:
- time: '2500'
  day: Thirsday
  frequency: byweekly
  duration: long
  start_date: 2017-08-17
  skip_dates:
  - skip_date: 20170230
  - reason: Summit
- time: '1400'
  day: Friday
  irc: [a]
  frequency: first-monday
  duration: 0
- weekly
description: {a: b}
"""
    assert said(text) == [
        "x.yaml:1: project: The meeting has no name. Write project: and the name.",
        "x.yaml:2: schedule[0].time: 2500 is no time of day. Write four digits in UTC, in quotes: '1400'.",
        "x.yaml:2: schedule[0].irc: The meeting has no place. Write irc: and the channel's name.",
        "x.yaml:3: schedule[0].day: Thirsday is no day of the week. Did you mean Thursday?",
        "x.yaml:4: schedule[0].frequency: byweekly is no frequency that yaml2ical knows. Did you mean weekly?",
        "x.yaml:5: schedule[0].duration: long is no number of minutes. Write one such as 60.",
        "x.yaml:6: schedule[0].start_date: 2017-08-17 is no day. Write year, month, day: 20170817.",
        "x.yaml:8: schedule[0].skip_dates[0].reason: reason is missing. Write reason: and a few words.",
        "x.yaml:8: schedule[0].skip_dates[0].skip_date: 20170230 is no day. Write year, month, day: 20170817.",
        f"x.yaml:9: {SECOND}: skip_date is missing. Write skip_date: and the day, such as 20171109.",
        "x.yaml:10: schedule[1].irc: The meeting has no place. Write irc: and the channel's name.",
        "x.yaml:12: schedule[1].irc: This is not text. Write one line of text.",
        "x.yaml:13: schedule[1].frequency: first-monday contradicts day: Friday. Write the same day in both.",
        "x.yaml:14: schedule[1].duration: 0 is no number of minutes. Write one such as 60.",
        "x.yaml:15: schedule[2]: This is no schedule. Write time, day, irc and frequency below each other.",
        "x.yaml:16: description: This is not text. Write one line of text.",
    ]


NO_LIST = "schedule: schedule is no list of entries. Write each after a hyphen."
NOT_YAML = "This is not YAML: {}. Mend it, or quote the text."
NO_CONTENT = "expected the node content, but found '<stream end>'"
NO_TAG = "could not determine a constructor for the tag 'tag:yaml.org,2002:python/name:os.getpid'"


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ("", " The file is empty. Write at least project and schedule."),
        ("- a\n", "1: This is no meeting. Begin with project: and the meeting's name."),
        ("project: x\n", f"1: {NO_LIST}"),
        ("project: x\nschedule: weekly\n", f"2: {NO_LIST}"),
        ("project: &a x\nchair: *a\n", "2: An alias stands here. Write out what it stands for."),
        ("a: " + "[" * 30, "1: Too much is nested here. Write it flat."),
        ("? [a]\n: b\n", "1: A key is not a word. Write a word before the colon."),
        ("a: 2016-99-99\n", "1: 2016-99-99 is no number and no day. Put it in quotes if it is text."),
        ("a: " + "1" * 501, "1: A value is too long. Put it in quotes if it is text."),
        ("a: [\n", f"2: {NOT_YAML.format(NO_CONTENT)}"),
        ("a: b: c\n", f"1: {NOT_YAML.format('mapping values are not allowed here')}"),
        ("a: 1\nb: \x07\n", r"2: The character \x07 cannot stand here. Leave it out."),
        (b"a: \xff\n", "1: This is not UTF-8 text. Save the file as UTF-8."),
        ("x" * (LARGEST + 1), " The file has 200001 characters. A file of meetings has at most 200000."),
        ("!!python/object/apply:os.getpid []\n", "1: This is no meeting. Begin with project: and the meeting's name."),
        ("a: !!python/name:os.getpid x\n", f"1: {NOT_YAML.format(NO_TAG)}"),
    ],
)
def test_a_file_that_is_no_meeting_file_is_refused_with_a_sentence(text: bytes | str, said_of_it: str) -> None:
    assert said(text)[0] == f"x.yaml:{said_of_it}"


def test_one_key_twice_with_the_same_value_says_nothing_wrong() -> None:
    read = read_meeting(WHOLE + "meeting_id: example\n", file="x.yaml")
    assert (read, read.notes) == (READ, ())


def test_of_one_key_twice_the_last_counts_as_with_yaml2ical_and_it_is_said() -> None:
    schedule = "schedule:\n- {time: '1400', day: Monday, irc: x, frequency: weekly, time: '1500'}\n"
    read = read_meeting(f"project: x\nchair: ada\n{schedule}chair: bo\n", file="x.yaml")
    assert (read.chair, read.schedules[0].time) == ("bo", time(15))
    assert read.notes == (
        "x.yaml:5: chair: It stands here again, and says something else. This is what counts.",
        "x.yaml:4: time: It stands here again, and says something else. This is what counts.",
    )


def test_a_list_of_no_skipped_days_is_a_list() -> None:
    schedule = "schedule:\n- {time: '1400', day: Monday, irc: x, frequency: weekly, skip_dates: []}\n"
    assert read_meeting(f"project: x\n{schedule}", file="x.yaml").schedules[0].skip_dates == ()


def test_half_a_frequency_is_completed_with_all_that_it_may_mean() -> None:
    schedule = "schedule:\n- {time: '1400', day: Monday, irc: x, frequency: Biweekly}\n"
    mend = "Did you mean biweekly-even or biweekly-odd?"
    assert said(f"project: x\n{schedule}") == [
        f"x.yaml:3: schedule[0].frequency: Biweekly is no frequency that yaml2ical knows. {mend}"
    ]
