"""A group's calendar: what its charter says, until it is changed by hand or from schedules, each time on the record."""

from datetime import UTC, date, datetime

import pytest

from muster.actions.roadmap.calendar import (
    change_entry,
    feed_of,
    keep_calendar,
    look_at_schedules,
    remove_entry,
    take_over_schedules,
)
from muster.domain.charter.calendar import Calendar, Cycle
from muster.domain.errors import AgainstTheRules, CalendarFaults, NotAllowed, NotThere, Stale
from muster.exchange.calendars.reading import File
from muster.records import log
from muster.records.models import CalendarVersion
from muster.records.queries.roadmap.calendar import calendar_of
from tests.cast import Cast
from tests.roadmaps import with_a_roadmap

MAY = date(2017, 5, 9)
SUMMIT = {"name": "Summit", "kind": "summit", "first": date(2017, 5, 8), "last": date(2017, 5, 11)}
PIKE = {"name": "Pike", "start": date(2017, 2, 27), "release": date(2017, 8, 30)}
NBSP = "\N{NO-BREAK SPACE}"
SCHEDULE = """\
start-week: 2017-02-27
release-week: 2017-08-28
cycle:
- {start: 2017-04-10, end: 2017-04-14, name: R-20, x-project: [p-1]}
- {start: 2017-08-28, end: 2017-09-01, name: R+0, x-project: [p-release]}
"""
STATUS = "- {name: pike, status: maintained, initial-release: 2017-08-31}\n"
FILES = (File("pike/schedule.yaml", SCHEDULE), File("series_status.yaml", STATUS))


def cycles(alpha: Cast, on: date = MAY) -> list[str]:
    return [one.name for one in calendar_of(alpha.group, on).cycles]


def told(alpha: Cast) -> list[str]:
    data = log.entries(alpha.group, subject="calendar")[-1].data
    return [line.replace(NBSP, " ") for line in data["changes"]]


def test_until_it_is_changed_the_calendar_is_the_charters(alpha: Cast) -> None:
    assert calendar_of(alpha.group, MAY) == Calendar()
    with_a_roadmap(alpha)
    assert cycles(alpha) == ["Ocata", "Pike", "Queens"]
    assert calendar_of(alpha.group, date(1999, 1, 1)) == Calendar()


def test_the_last_calendar_holds_from_its_day_on_and_the_one_before_it_until_then(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    keep_calendar(alpha.caller("Ada"), {"cycles": [PIKE]}, source="by hand")
    keep_calendar(alpha.caller("Di", at=datetime(2017, 6, 1, 12, tzinfo=UTC)), {"events": [SUMMIT]})
    assert cycles(alpha, date(2017, 5, 8)) == ["Ocata", "Pike", "Queens"]
    assert cycles(alpha, MAY) == cycles(alpha, date(2017, 5, 31)) == ["Pike"]
    assert calendar_of(alpha.group, date(2017, 6, 1)).cycles == ()
    assert [one.name for one in calendar_of(alpha.group, date.max).events] == ["Summit"]
    assert calendar_of(alpha.other, MAY) != calendar_of(alpha.group, MAY)
    assert log.verify(alpha.group)[1] == []


def test_what_changes_is_told_in_the_log_with_the_calendar_itself(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    change_entry(alpha.caller("Ada"), "events", {**SUMMIT, "source": "the invitation"})
    assert told(alpha) == ["Summit is new: 8 to 11 May 2017."]
    entry = log.entries(alpha.group, subject="calendar")[-1]
    assert (entry.kind, entry.data["source"]) == ("calendar.changed", "the invitation")
    assert entry.data["calendar"]["events"] == [
        {"name": "Summit", "kind": "summit", "first": "2017-05-08", "last": "2017-05-11", "source": "the invitation"}
    ]


def test_an_entry_is_changed_under_the_name_that_it_had_and_events_follow_a_cycles_new_name(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    change_entry(alpha.caller("Ada"), "events", {**SUMMIT, "cycle": "Pike"})
    change_entry(alpha.caller("Ada"), "cycles", {**PIKE, "name": "Pike 2017"}, known_as="Pike")
    found = calendar_of(alpha.group, MAY)
    assert [one.name for one in found.cycles] == ["Ocata", "Pike 2017", "Queens"]
    assert [one.cycle for one in found.events] == ["Pike 2017"]
    with pytest.raises(NotThere, match=r"cycle/Pike: The calendar has no such cycle"):
        change_entry(alpha.caller("Ada"), "cycles", PIKE, known_as="Pike")


def test_what_is_taken_out_is_gone_unless_something_else_needs_it(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    change_entry(alpha.caller("Ada"), "events", {**SUMMIT, "cycle": "Pike"})
    with pytest.raises(CalendarFaults) as refused:
        remove_entry(alpha.caller("Ada"), "cycles", "Pike")
    assert refused.value.faults == (
        'Summit, cycle: there is no cycle "Pike" in the calendar; write one of "Ocata", "Queens".',
    )
    remove_entry(alpha.caller("Ada"), "events", "Summit")
    remove_entry(alpha.caller("Ada"), "cycles", "Pike")
    assert cycles(alpha) == ["Ocata", "Queens"]
    with pytest.raises(NotThere, match="event/Summit"):
        remove_entry(alpha.caller("Ada"), "events", "Summit")


def test_a_calendar_that_cannot_be_is_refused_with_every_fault_and_nothing_is_kept(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    backwards = {"name": "<b>Zed</b>", "start": date(2018, 3, 1), "release": date(2017, 3, 1)}
    ancient = {"name": "Fair", "kind": "fair", "first": date(1017, 5, 8)}
    with pytest.raises(CalendarFaults) as refused:
        keep_calendar(alpha.caller("Ada"), {"cycles": [backwards], "events": [{**SUMMIT, "kind": "Big Summit"}]})
    assert refused.value.what == "2 things are wrong with the calendar."
    assert sorted(refused.value.faults) == [
        "<b>Zed</b>, release: 2017-03-01 is not after start, 2018-03-01; write a day after 2018-03-01.",
        'Summit, kind: "Big Summit" is no identifier; use small letters, digits and hyphens, such as "dedicated-fte".',
    ]
    with pytest.raises(CalendarFaults) as refused:
        change_entry(alpha.caller("Ada"), "events", ancient)
    assert [one.replace(NBSP, " ") for one in refused.value.faults] == [
        "Fair: 1017-05-08 lies more than 50 years from today, 9 May 2017; mend the year, or leave it out."
    ]
    assert CalendarVersion.objects.count() == 0


def test_nothing_new_is_no_change(alpha: Cast) -> None:
    keep_calendar(alpha.caller("Ada"), {"cycles": [PIKE]})
    with pytest.raises(AgainstTheRules, match="This is what the calendar says already"):
        keep_calendar(alpha.caller("Ada"), {"cycles": [PIKE]})


def test_only_the_chair_and_the_secretary_change_it_and_only_as_they_saw_it(alpha: Cast) -> None:
    for name in ("Bo", "Ed", "Oz"):
        with pytest.raises(NotAllowed, match="This is for the chair or the secretary"):
            keep_calendar(alpha.caller(name), {"cycles": [PIKE]})
    keep_calendar(alpha.caller("Di"), {"cycles": [PIKE]}, expected=log.version(alpha.group, "calendar"))
    with pytest.raises(Stale):
        change_entry(alpha.caller("Ada"), "events", SUMMIT, expected=0)


def test_schedules_are_looked_at_before_they_are_taken_over(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    outlook = look_at_schedules(alpha.group, alpha.caller("Ada"), FILES)
    assert (outlook.cycles, outlook.events, len(outlook.aside)) == (1, 0, 1)
    expected = [
        "Pike is released on 31 August 2017; before: on 30 August 2017.",
        "Pike was planned to be released on 30 August 2017; before: on no day that is known.",
        "Pike, p-1: 14 April 2017; before: no day.",
    ]
    assert [line.replace(NBSP, " ") for line in outlook.differences] == expected
    assert CalendarVersion.objects.count() == 0
    kept = take_over_schedules(alpha.caller("Ada"), FILES)
    assert (kept.source, told(alpha)) == ("pike/schedule.yaml, series_status.yaml", expected)
    assert calendar_of(alpha.group, MAY) == outlook.calendar
    with pytest.raises(AgainstTheRules, match="already"):
        take_over_schedules(alpha.caller("Ada"), FILES)


def test_without_plans_to_keep_a_day_is_simply_mended(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    take_over_schedules(alpha.caller("Ada"), FILES, keep_plans=False)
    (pike,) = [one for one in calendar_of(alpha.group, MAY).cycles if one.name == "Pike"]
    assert (pike.release, pike.planned_release) == (date(2017, 8, 31), None)


def test_files_that_cannot_be_used_are_all_named(alpha: Cast) -> None:
    bomb = File("x/schedule.yaml", "a: &a [x]\nb: [*a, *a]\n")
    text = "start-week: 2017-11-07\nrelease-week: 2017-02-20\ncycle: [{start: 2017-11-07}]"
    backwards = File("y/schedule.yaml", text)
    with pytest.raises(CalendarFaults) as refused:
        take_over_schedules(alpha.caller("Ada"), [*FILES, bomb, backwards])
    assert refused.value.faults == (
        "x/schedule.yaml:2: An alias stands here. Write out what it stands for.",
        (
            "y/schedule.yaml: The cycle ends before it starts: its release week, 2017-02-20, lies before its start "
            "week, 2017-11-07. Mend start-week or release-week."
        ),
    )
    with pytest.raises(CalendarFaults) as refused:
        look_at_schedules(alpha.group, alpha.caller("Ada"), [])
    assert refused.value.faults[0].startswith("There is nothing to read.")


def test_schedules_of_another_century_are_refused(alpha: Cast) -> None:
    old = File("pike/schedule.yaml", SCHEDULE.replace("2017-", "1917-"))
    with pytest.raises(CalendarFaults) as refused:
        look_at_schedules(alpha.group, alpha.caller("Ada"), [old])
    assert any("lies more than 50 years from today" in one for one in refused.value.faults)


def test_the_feed_counts_its_changes_and_cancels_what_was_taken_out(alpha: Cast) -> None:
    with_a_roadmap(alpha)
    change_entry(alpha.caller("Ada"), "events", SUMMIT)
    remove_entry(alpha.caller("Ada"), "events", "Summit")
    content = feed_of(alpha.group, calendar_of(alpha.group, MAY), name="Alpha", url="https://muster.example/x.ics")
    assert b"SUMMARY:Cancelled: Summit" in content
    assert content.count(b"SEQUENCE:2") == content.count(b"BEGIN:VEVENT")
    assert content.count(b"STATUS:CANCELLED") == 1


def test_a_calendar_is_the_same_after_it_was_kept(alpha: Cast) -> None:
    whole = Cycle(
        name="Pike",
        start=date(2017, 2, 27),
        release=date(2017, 8, 31),
        planned_release=date(2017, 8, 30),
        eol=date(2022, 10, 13),
        milestones={"p-1": date(2017, 4, 13)},
        source="openstack/releases",
    )
    keep_calendar(alpha.caller("Ada"), Calendar(cycles=(whole,)).model_dump(exclude_defaults=True))
    assert calendar_of(alpha.group, MAY) == Calendar(cycles=(whole,))
