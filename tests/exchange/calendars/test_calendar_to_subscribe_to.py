"""The calendar that programs subscribe to: they see the days that Muster has, updates as updates, and nothing twice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar as Read

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.exchange.calendars.feed import Issue, calendar_feed

CHANGED = datetime(2017, 5, 9, 12, tzinfo=UTC)
ISSUE = Issue("alpha", "Alpha: calendar", CHANGED, 3, "https://muster.example/alpha/roadmap/calendar.ics")
PIKE = Cycle(
    name="Pike",
    start=date(2017, 2, 27),
    release=date(2017, 8, 31),
    planned_release=date(2017, 8, 30),
    milestones={"p-1": date(2017, 4, 13)},
    source="openstack/releases",
)
QUEENS = Cycle(name="Queens", start=date(2017, 9, 4), planned_release=date(2018, 2, 28))
BOSTON = Event(
    name="Summit Boston",
    kind="summit",
    first=date(2017, 5, 8),
    last=date(2017, 5, 11),
    planned_last=date(2017, 5, 12),
    place="Boston, US",
    cycle="Pike",
)
MILAN = Event(name="Milan", kind="ops-midcycle", first=date(2017, 3, 1), precision="month", verified=False)
CALENDAR = Calendar(cycles=(PIKE, QUEENS), events=(BOSTON, MILAN))


def events_in(content: bytes) -> list[Any]:
    return list(Read.from_ical(content).walk("VEVENT"))


def seen(content: bytes) -> list[tuple[str, date, date, str]]:
    events = events_in(content)
    return [(str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt, str(one["STATUS"])) for one in events]


def uids(content: bytes) -> dict[str, str]:
    return {str(one["SUMMARY"]): str(one["UID"]) for one in events_in(content)}


def test_every_day_of_the_calendar_goes_out_as_a_whole_day_and_what_is_not_sure_says_so() -> None:
    assert seen(calendar_feed(CALENDAR, ISSUE)) == [
        ("Pike begins", date(2017, 2, 27), date(2017, 2, 28), "CONFIRMED"),
        ("Milan", date(2017, 3, 1), date(2017, 3, 2), "TENTATIVE"),
        ("Pike: p-1", date(2017, 4, 13), date(2017, 4, 14), "CONFIRMED"),
        ("Summit Boston", date(2017, 5, 8), date(2017, 5, 12), "CONFIRMED"),
        ("Pike is released", date(2017, 8, 31), date(2017, 9, 1), "CONFIRMED"),
        ("Queens begins", date(2017, 9, 4), date(2017, 9, 5), "CONFIRMED"),
        ("Queens is released", date(2018, 2, 28), date(2018, 3, 1), "TENTATIVE"),
    ]


def test_what_is_known_beside_the_days_stands_in_the_description() -> None:
    events = {str(one["SUMMARY"]): one for one in events_in(calendar_feed(CALENDAR, ISSUE))}
    said = {name: str(one.get("DESCRIPTION", "")).replace("\N{NO-BREAK SPACE}", " ") for name, one in events.items()}
    assert said == {
        "Pike begins": "Source: openstack/releases",
        "Milan": "Only the month is known.\nThe days were not read in a source.",
        "Pike: p-1": "Source: openstack/releases",
        "Summit Boston": "Planned for 8 to 12 May 2017.\nPike is planned there.",
        "Pike is released": "Planned for 30 August 2017.\nSource: openstack/releases",
        "Queens begins": "",
        "Queens is released": "",
    }
    assert str(events["Summit Boston"]["LOCATION"]) == "Boston, US"


def test_a_thing_keeps_its_identity_when_its_days_change_and_counts_as_newer() -> None:
    moved = BOSTON.model_copy(update={"first": date(2017, 5, 15), "last": date(2017, 5, 18)})
    later = Issue("alpha", "Alpha: calendar", CHANGED + timedelta(days=1), 4)
    before = calendar_feed(CALENDAR, ISSUE)
    after = calendar_feed(CALENDAR.model_copy(update={"events": (moved,)}), later)
    assert uids(after).items() <= uids(before).items()
    assert len(set(uids(before).values())) == len(uids(before))
    assert {int(one["SEQUENCE"]) for one in events_in(after)} == {4}


def test_what_is_taken_out_is_cancelled_under_the_identity_that_it_had() -> None:
    older = Calendar(events=(BOSTON.model_copy(update={"first": date(2016, 5, 8), "last": None}),))
    after = calendar_feed(Calendar(cycles=(QUEENS,)), ISSUE, before=[CALENDAR, older])
    cancelled = [one for one in seen(after) if one[3] == "CANCELLED"]
    assert cancelled == [
        ("Cancelled: Pike begins", date(2017, 2, 27), date(2017, 2, 28), "CANCELLED"),
        ("Cancelled: Milan", date(2017, 3, 1), date(2017, 3, 2), "CANCELLED"),
        ("Cancelled: Pike: p-1", date(2017, 4, 13), date(2017, 4, 14), "CANCELLED"),
        ("Cancelled: Summit Boston", date(2017, 5, 8), date(2017, 5, 12), "CANCELLED"),
        ("Cancelled: Pike is released", date(2017, 8, 31), date(2017, 9, 1), "CANCELLED"),
    ]
    assert uids(after)["Cancelled: Milan"] == uids(calendar_feed(CALENDAR, ISSUE))["Milan"]


def test_the_same_calendar_is_the_same_bytes_in_lines_that_every_program_takes() -> None:
    hostile = 'Ä"<script>,;\\' * 30
    event = Event(name=hostile, kind="own", first=date(2017, 5, 8), place=hostile, source=hostile)
    content = calendar_feed(Calendar(events=(event,)), Issue("alpha", "x\r\nEND:VCALENDAR", CHANGED))
    assert content == calendar_feed(Calendar(events=(event,)), Issue("alpha", "x\r\nEND:VCALENDAR", CHANGED))
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert content.count(b"\r") == content.count(b"\n") == content.count(b"\r\n")
    assert [str(one["SUMMARY"]) for one in events_in(content)] == [hostile]


def test_two_groups_have_no_event_in_common() -> None:
    other = calendar_feed(CALENDAR, Issue("omega", "Omega", CHANGED))
    assert not set(uids(other).values()) & set(uids(calendar_feed(CALENDAR, ISSUE)).values())
