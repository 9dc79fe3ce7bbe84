"""What is read goes into a calendar without spoiling it; what differs is told; what cannot be is refused at once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.roadmap.calendar.changes import Ends, differences, faults_of_calendar, merged

TODAY = date(2026, 11, 29)
PIKE = Cycle(
    name="Pike",
    start=date(2017, 2, 27),
    release=date(2017, 8, 30),
    eol=date(2022, 10, 13),
    milestones={"p-1": date(2017, 4, 13), "own": date(2017, 4, 20)},
)
BOSTON = Event(name="Summit Boston", kind="summit", first=date(2017, 5, 8), last=date(2017, 5, 12))
MILAN = Event(name="Milan", kind="ops-midcycle", first=date(2017, 3, 15), verified=False)
CALENDAR = Calendar(cycles=(PIKE,), events=(BOSTON, MILAN))
NBSP = "\N{NO-BREAK SPACE}"


def told(before: Calendar, after: Calendar) -> list[str]:
    return [one.replace(NBSP, " ") for one in differences(before, after)]


def test_a_release_that_moved_keeps_the_day_that_was_planned() -> None:
    read = Cycle(name="pike", start=date(2017, 2, 27), release=date(2017, 8, 31), milestones={"p-1": date(2017, 4, 14)})
    after = merged(CALENDAR, [read], [], {})
    assert after.cycles == (
        Cycle(
            name="Pike",
            start=date(2017, 2, 27),
            release=date(2017, 8, 31),
            planned_release=date(2017, 8, 30),
            eol=date(2022, 10, 13),
            milestones={"p-1": date(2017, 4, 14), "own": date(2017, 4, 20)},
        ),
    )
    assert told(CALENDAR, after) == [
        "Pike is released on 31 August 2017; before: on 30 August 2017.",
        "Pike was planned to be released on 30 August 2017; before: on no day that is known.",
        "Pike, p-1: 14 April 2017; before: 13 April 2017.",
    ]
    again = merged(after, [read.model_copy(update={"release": date(2017, 9, 6)})], [], {})
    assert again.cycles[0].planned_release == date(2017, 8, 30)
    assert merged(CALENDAR, [read], [], {}, keep_plans=False).cycles[0].planned_release is None


def test_an_event_that_was_held_on_other_days_keeps_those_that_were_planned_and_its_name() -> None:
    held = Event(name="The Summit (Pike)", kind="summit", first=date(2017, 5, 8), last=date(2017, 5, 11))
    rough = held.model_copy(update={"precision": "week", "last": date(2017, 5, 14)})
    after = merged(CALENDAR, [], [rough, held], {})
    assert after.events == (
        BOSTON.model_copy(
            update={
                "last": date(2017, 5, 11),
                "planned_first": date(2017, 5, 8),
                "planned_last": date(2017, 5, 12),
            }
        ),
        MILAN,
    )
    assert told(CALENDAR, after) == ["Summit Boston takes place 8 to 11 May 2017; before: 8 to 12 May 2017."]
    assert merged(after, [], [rough, held], {}) == after


def test_days_from_memory_were_never_planned() -> None:
    held = Event(name="Milan", kind="ops-midcycle", first=date(2017, 3, 14), last=date(2017, 3, 15))
    (_, milan) = merged(CALENDAR, [], [held], {}).events
    assert (milan.first, milan.last, milan.planned_first, milan.verified) == (held.first, held.last, None, True)


def test_the_list_of_series_mends_the_cycles_that_are_there_and_adds_none() -> None:
    ends = {"pike": Ends(date(2017, 8, 31), date(2023, 1, 1)), "austin": Ends(date(2010, 10, 21), None)}
    after = merged(CALENDAR, [], [], ends)
    assert [(one.name, one.release, one.eol) for one in after.cycles] == [("Pike", date(2017, 8, 31), date(2023, 1, 1))]
    nonsense = {"pike": Ends(date(2010, 1, 1), date(2010, 1, 2))}
    assert merged(CALENDAR, [], [], nonsense) == CALENDAR


def test_a_milestone_that_a_shorter_cycle_has_no_room_for_is_dropped_and_told() -> None:
    read = PIKE.model_copy(update={"release": date(2017, 4, 15), "eol": None, "milestones": {}})
    after = merged(CALENDAR, [read], [], {})
    assert faults_of_calendar(after.model_dump(exclude_defaults=True), TODAY) == ()
    assert "Pike, own: no day; before: 20 April 2017." in told(CALENDAR, after)


def test_what_is_new_and_what_is_gone_are_told() -> None:
    rocky = Cycle(name="Rocky", start=date(2018, 3, 5))
    assert told(CALENDAR, Calendar(cycles=(rocky,), events=(MILAN.model_copy(update={"place": "Milan"}),))) == [
        "Rocky is new: it starts on 5 March 2018, with no milestones.",
        "Pike is taken out of the calendar.",
        "Milan: what is said of it has changed, its days have not.",
        "Summit Boston is taken out of the calendar.",
    ]
    assert told(Calendar(), CALENDAR) == [
        "Pike is new: it starts on 27 February 2017, out on 30 August 2017, with 2 milestones.",
        "Summit Boston is new: 8 to 12 May 2017.",
        "Milan is new: 15 March 2017.",
    ]


def test_every_fault_is_told_at_once_by_the_name_of_what_it_is_about() -> None:
    data = {
        "cycles": [
            {"name": "Pike", "start": date(2017, 8, 30), "release": date(2017, 2, 27)},
            {"name": "<b>Queens</b>", "start": "soon", "milestones": {"q-1": date(2017, 1, 1)}},
        ],
        "events": [
            {"name": "Summit", "kind": "summit", "first": date(2017, 5, 8), "last": date(2017, 5, 1), "cycle": "Zed"},
            {"kind": "ptg", "first": date(2017, 5, 8)},
        ],
    }
    assert sorted(faults_of_calendar(data, TODAY)) == [
        '<b>Queens</b>, start: is text ("soon"), not a date; write the day without quotes, such as 2016-10-26.',
        "Pike, release: 2017-02-27 is not after start, 2017-08-30; write a day after 2017-08-30.",
        'Summit, cycle: there is no cycle "Zed" in the calendar; write one of "Pike", "<b>Queens</b>".',
        "Summit, last: 2017-05-01 is before first, 2017-05-08; write 2017-05-08 or a later day.",
        'events[1].name: is missing; write name = "OpenStack Summit Barcelona" or the like: the event.',
    ]


def test_days_of_another_century_and_endless_cycles_are_refused() -> None:
    data = {
        "cycles": [
            {"name": "Pike", "start": date(1017, 2, 27), "release": date(1017, 8, 30)},
            {"name": "Queens", "start": date(2017, 9, 4), "release": date(2028, 2, 28)},
        ],
        "events": [{"name": "Summit", "kind": "summit", "first": date(2917, 5, 8)}],
    }
    away = "lies more than 50 years from today, 29 November 2026; mend the year, or leave it out."
    assert [one.replace(NBSP, " ") for one in faults_of_calendar(data, TODAY)] == [
        f"Pike: 1017-02-27 {away}",
        f"Pike: 1017-08-30 {away}",
        f"Summit: 2917-05-08 {away}",
        "Queens: it lasts from 2017-09-04 to 2028-02-28; a cycle lasts at most 5 years.",
    ]


def test_a_calendar_has_a_size() -> None:
    events = [{"name": f"E{number}", "kind": "own", "first": TODAY} for number in range(1_001)]
    assert faults_of_calendar({"events": events}, TODAY) == ("There are 1,001 events; keep at most 1,000.",)


DAYS = st.dates(date(2016, 1, 1), date(2019, 1, 1))
CYCLES = st.builds(
    lambda name, start, length, planned, after: Cycle(
        name=name,
        start=start,
        release=None if length is None else start + timedelta(length),
        planned_release=None if planned is None else start + timedelta(planned),
        eol=None if length is None else start + timedelta(length + after),
        milestones={"m": start + timedelta(min(length or 1, 3))},
    ),
    st.sampled_from(["Pike", "pike", "Queens"]),
    DAYS,
    st.none() | st.integers(1, 300),
    st.none() | st.integers(1, 300),
    st.integers(1, 300),
)
EVENTS = st.builds(
    lambda name, kind, first, length, cycle: Event(
        name=name, kind=kind, first=first, last=first + timedelta(length), cycle=cycle
    ),
    st.sampled_from(["A", "a", "B", "C"]),
    st.sampled_from(["summit", "own"]),
    DAYS,
    st.integers(0, 9),
    st.none() | st.sampled_from(["Pike", "Zed"]),
)
ENDS = st.dictionaries(
    st.sampled_from(["pike", "zed"]), st.builds(Ends, st.none() | DAYS, st.none() | DAYS), max_size=2
)


@given(
    cycles=st.lists(CYCLES, max_size=3, unique_by=lambda one: one.name.casefold()),
    events=st.lists(EVENTS, max_size=3),
    ends=ENDS,
    keep=st.booleans(),
)
def test_whatever_is_read_leaves_a_sound_calendar(
    cycles: list[Cycle], events: list[Event], ends: dict[str, Ends], keep: bool
) -> None:
    after = merged(CALENDAR, cycles, events, ends, keep_plans=keep)
    assert faults_of_calendar(after.model_dump(exclude_defaults=True), TODAY) == ()
    assert differences(after, after) == ()
