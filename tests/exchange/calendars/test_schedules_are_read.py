"""Schedules of openstack/releases, with everything that real ones do wrong: taken as far as it goes, the rest told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.charter.charter import validate
from muster.exchange.calendars.reading import File, read_releases
from muster.exchange.calendars.values import CalendarRead
from muster.exchange.plain_yaml import LARGEST

HERE = Path(__file__).parent
QUOKKA = HERE / "quokka"
YAML, RST, STATUS = (
    (QUOKKA / name).read_text("utf-8") for name in ("schedule.yaml", "schedule.rst", "series_status.yaml")
)
TABLE = (HERE / "numbat.rst").read_text("utf-8")
FILES = (
    File("doc/source/quokka/schedule.yaml", YAML),
    File("doc/source/quokka/schedule.rst", RST),
    File("data/series_status.yaml", STATUS),
)


def read(*files: File) -> CalendarRead:
    found = read_releases(files)
    assert found.faults == []
    return found


def test_a_schedule_with_its_texts_and_the_list_of_series_makes_a_cycle_and_its_events() -> None:
    found = read(*FILES)
    source = "openstack/releases: quokka/schedule.yaml, quokka/schedule.rst"
    assert found.cycles == [
        Cycle(
            name="Quokka",
            start=date(2017, 2, 27),
            release=date(2017, 8, 31),
            planned_release=date(2017, 8, 30),
            eol=date(2022, 10, 13),
            milestones={
                "q-1": date(2017, 4, 13),
                "nova-spec-freeze": date(2017, 6, 8),
                "mf": date(2017, 6, 15),
                "q-2": date(2017, 6, 15),
                "rc1-week": date(2017, 7, 31),
                "feature-freeze": date(2017, 8, 3),
            },
            source=source,
        )
    ]
    assert found.events == [
        Event(
            name="Quokka Gathering (PTG)",
            kind="ptg",
            first=date(2017, 2, 20),
            last=date(2017, 2, 24),
            cycle="Quokka",
            source=source,
        ),
        Event(
            name="The Summit (Quokka)",
            kind="summit",
            first=date(2017, 4, 10),
            last=date(2017, 4, 14),
            precision="week",
            source=source,
        ),
    ]


def test_everything_that_was_not_taken_as_it_stands_is_told_with_its_line_and_its_reason() -> None:
    found = read(*FILES)
    taken, left = (
        [
            str(one).removeprefix("doc/source/").replace("\N{NO-BREAK SPACE}", " ")
            for one in found.aside
            if one.taken is kind
        ]
        for kind in (True, False)
    )
    for found_of_it, file in ((taken, "taken_otherwise.txt"), (left, "left_out.txt")):
        assert sorted(found_of_it) == sorted((QUOKKA / file).read_text("utf-8").splitlines())


def test_an_old_table_without_years_is_dated_by_its_days_of_the_week() -> None:
    found = read(File("numbat/schedule.rst", TABLE))
    assert found.cycles == [
        Cycle(
            name="Numbat",
            start=date(2015, 12, 21),
            planned_release=date(2016, 1, 7),
            milestones={"n-1": date(2015, 12, 23), "feature-freeze": date(2015, 12, 24), "nova-ff": date(2015, 12, 24)},
            source="openstack/releases: numbat/schedule.rst",
        )
    ]
    assert [(one.name, one.kind, one.first, one.precision) for one in found.events] == [
        ("o tc election", "tc-election", date(2016, 1, 4), "week")
    ]
    assert "numbat/schedule.rst:16: some day: These are no days of a week." in [str(one) for one in found.aside]


def test_a_table_whose_years_nothing_tells_is_refused_with_what_would_tell_them() -> None:
    without = TABLE.replace(" 2014", "")
    (refused,) = read_releases([File("numbat/schedule.rst", without)]).faults
    assert str(refused) == (
        "numbat/schedule.rst:8: The weeks have no year, and the days of the week do not tell it. "
        "Give series_status.yaml with it, which says when the series came out."
    )
    status = File("series_status.yaml", "- {name: numbat, status: maintained, initial-release: 2016-01-07}")
    found = read(File("numbat/schedule.rst", without), status)
    assert [(one.start, one.release) for one in found.cycles] == [(date(2015, 12, 21), date(2016, 1, 7))]


def test_the_title_of_a_text_names_the_series_of_the_schedule_that_lies_beside_it() -> None:
    found = read(File("schedule.yaml", YAML), File("schedule.rst", RST), FILES[2])
    assert [(one.name, one.release) for one in found.cycles] == [("Quokka", date(2017, 8, 31))]


def test_without_its_texts_a_schedule_knows_its_weeks_and_takes_their_fridays() -> None:
    found = read(File("schedule.yaml", YAML, series="Quokka"))
    (cycle,) = found.cycles
    days = (cycle.milestones["q-1"], cycle.release, cycle.planned_release)
    assert days == (date(2017, 4, 14), None, date(2017, 9, 1))
    why = "No schedule.rst stands beside it, so a milestone has no day; the Friday of its week is taken."
    assert f"schedule.yaml:1: the milestones: {why}" in [str(one) for one in found.aside]


def test_an_event_that_stands_in_two_schedules_is_one() -> None:
    other = "start-week: 2016-08-29\ncycle: [{start: 2017-02-20, end: 2017-02-24, name: R-0, x-project: [q-ptg]}]"
    found = read(*FILES, File("penguin/schedule.yaml", other))
    assert [one.name for one in found.events if one.kind == "ptg"] == ["Quokka Gathering (PTG)"]
    assert any(one.why.startswith('It is the same as "Quokka Gathering (PTG)"') for one in found.aside)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            File("x/schedule.yaml", "start-week: 2017-11-07\nrelease-week: 2017-02-20\ncycle: [{start: 2017-11-07}]"),
            ("x/schedule.yaml: The cycle ends before it starts: its release week, 2017-02-20, lies before its start "
            "week, 2017-11-07. Mend start-week or release-week."),
        ),
        (
            File("x/schedule.yaml", "cycle: [{start: 2017-11-07}]"),
            ("x/schedule.yaml: Nobody knows when the cycle starts: there is no start-week, and no week counts down to "
            "the release. Write start-week: and the first day."),
        ),
        (
            File("x/schedule.yaml", "a: &a [x]\ncycle: [*a, *a]"),
            "x/schedule.yaml:2: An alias stands here. Write out what it stands for.",
        ),
        (
            File("x/schedule.yaml", "x" * 10_000_000),
            f"x/schedule.yaml: The file is far larger than a schedule. A schedule has at most {LARGEST} characters.",
        ),
        (
            File("x/schedule.yaml", "x" * (LARGEST + 1)),
            f"x/schedule.yaml: The file has {LARGEST + 1} characters. A schedule has at most {LARGEST}.",
        ),
        (
            File("x/schedule.rst", "x" * (LARGEST + 1)),
            f"x/schedule.rst: The file has {LARGEST + 1} characters. A schedule has at most {LARGEST}.",
        ),
        (
            File("x/schedule.yaml", "cycle: " + "[" * 5000),
            "x/schedule.yaml:1: Too much is nested here. Write it flat.",
        ),
        (
            File("x/schedule.yaml", "- name: x\n"),
            "x/schedule.yaml:1: This is no schedule: it lists no weeks. Write cycle: and the weeks below it.",
        ),
        (
            File("x/schedule.yaml", "cycle: [" + "{start: 2017-11-07}, " * 501 + "]"),
            "x/schedule.yaml: The schedule lists 501 weeks. A cycle has at most 500.",
        ),
        (
            File("series_status.yaml", "name: x"),
            "series_status.yaml:1: This is no list of series. Write an entry with name and status for each.",
        ),
        (
            File("x/schedule.rst", b"\xff"),
            "x/schedule.rst: This is not UTF-8 text. Save the file as UTF-8.",
        ),
        (
            File("x/schedule.rst", "No table here.\n"),
            ("x/schedule.rst: There is neither a table of weeks in it nor a schedule.yaml beside it. Give the "
            "schedule.yaml with it."),
        ),
        (
            File("schedule.yaml", "cycle: [{start: 2017-11-07}]"),
            ("schedule.yaml: Nothing says which series this is the schedule of. Name the series, or give its folder: "
            "pike/schedule.yaml."),
        ),
        (
            File("<b>x</b>/\u202eschedule.yaml", "cycle: [{start: 2017-11-07}]"),
            ("<b>x</b>/\\u202eschedule.yaml: Nothing says which series this is the schedule of. Name the series, or "
            "give its folder: pike/schedule.yaml."),
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(file: File, said: str) -> None:
    found = read_releases([file])
    assert ([str(one) for one in found.faults], found.cycles, found.events) == ([said], [], [])


def test_what_one_file_does_wrong_keeps_no_other_from_being_read() -> None:
    found = read_releases([*FILES, File("x/schedule.yaml", "[")])
    assert (len(found.faults), [one.name for one in found.cycles]) == (1, ["Quokka"])


def test_markup_and_hidden_characters_in_names_are_shown_and_do_nothing() -> None:
    text = 'start-week: 2017-02-27\ncycle:\n- {start: 2017-02-27, name: "R-1", x-project: ["q-<script>\\u202e"]}\n'
    (cycle,) = read(File("quokka/schedule.yaml", text)).cycles
    assert list(cycle.milestones) == ["<script>\\u202e"]


NAMES = st.sampled_from(["q-1", "q-ff", "q_rc1", "q-release", "o-release", "q-ptg", "q-summit", "x", "-", "q-", " "])
EDGES = st.sampled_from(["2017-04-10", "2017-04-17", "0001-01-01", "9999-12-31", "x", ""])
WEEKS = st.fixed_dictionaries(
    {},
    optional={
        "start": st.dates().map(str) | EDGES,
        "end": st.dates().map(str) | st.sampled_from(["2017-04-14", ""]),
        "name": st.sampled_from(["R-20", "R+0", "R-0", ""]),
        "x-project": st.lists(NAMES, max_size=3),
    },
)


@given(start=st.none() | st.dates(), release=st.none() | st.dates(), weeks=st.lists(WEEKS, min_size=1, max_size=5))
def test_whatever_a_schedule_says_it_is_a_calendar_or_a_refusal(
    start: date | None, release: date | None, weeks: list[dict[str, object]]
) -> None:
    lines = [f"{key}: {day}" for key, day in (("start-week", start), ("release-week", release)) if day]
    text = "\n".join([*lines, f"cycle: {weeks}"])
    found = read_releases([File("quokka/schedule.yaml", text), FILES[1], FILES[2]])
    assert bool(found.cycles) != bool(found.faults)
    calendar = Calendar(cycles=tuple(found.cycles), events=tuple(found.events))
    group = {"name": "A", "mission": "M"}
    charter = validate({"version": "1", "group": group, "calendar": calendar.model_dump(exclude_defaults=True)})
    assert not isinstance(charter, tuple), charter
