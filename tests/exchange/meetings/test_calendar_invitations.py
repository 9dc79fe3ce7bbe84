"""Invitations and cancellations by mail: one identity a message, and addresses that cannot break out of their line."""

from dataclasses import replace
from datetime import UTC, date
from typing import Any

import pytest
from icalendar import Calendar

from muster.domain.errors import MeetingFault
from muster.domain.meetings.altering import ended, with_change
from muster.domain.meetings.series import Cancelled, Extra
from muster.exchange.meetings.calendar.invitations import Letter, Person, about_meeting, about_series
from tests.domain.meetings.samples import local, utc, weekly
from tests.domain.meetings.strategies import YEARS
from tests.exchange.meetings.expander import events

ADA, BO = Person("Ada Example", "ada@alpha.example"), Person('Bo "B" Example; x:\r\ny', "bo+x%1@beta.example")
INVITE, CALL_OFF = Letter("REQUEST", ADA, (BO,)), Letter("CANCEL", ADA, (BO,))
PARIS = weekly(zone="Europe/Paris", revision=3, extras=(Extra(local("2017-09-01 09:00"), 30),))


def of(message: bytes, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(str(event.get(key)) for key in keys) for event in events(message)]


def test_an_invitation_to_a_series_goes_to_everyone_with_the_rule_in_it() -> None:
    master, extra = about_series(PARIS, INVITE)
    assert str(Calendar.from_ical(master)["METHOD"]) == "REQUEST"
    (event,) = events(master)
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == ("weekly@alpha.example", 3, "CONFIRMED")
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TH"
    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == ("mailto:ada@alpha.example", "Ada Example")
    assert str(event["ATTENDEE"]) == "mailto:bo+x%251@beta.example"
    assert dict(event["ATTENDEE"].params) == {
        "CN": 'Bo "B" Example; x: y',
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    assert of(extra, "UID", "RRULE") == [("weekly@alpha.example-20170901T0900", "None")]
    assert INVITE.media_type == "text/calendar; method=REQUEST; charset=utf-8"


def test_an_invitation_to_a_series_tells_of_its_moved_and_cancelled_meetings() -> None:
    changed = with_change(weekly(), Cancelled(local("2017-08-24 14:00"), "Summit"), at=utc("2017-08-20 09:00"))
    (message,) = about_series(changed, INVITE)
    assert of(message, "SEQUENCE", "STATUS", "SUMMARY") == [
        ("1", "CONFIRMED", "Team meeting"),
        ("1", "CANCELLED", "Cancelled: Team meeting"),
    ]


def test_a_series_is_called_off_with_a_higher_sequence() -> None:
    over = ended(weekly(), last=date(2017, 8, 31), at=utc("2017-08-31 09:00"))
    (message,) = about_series(over, CALL_OFF)
    assert str(Calendar.from_ical(message)["METHOD"]) == "CANCEL"
    assert of(message, "UID", "SEQUENCE", "STATUS") == [("weekly@alpha.example", "1", "CANCELLED")]
    (event,) = events(message)
    assert dict(event["ATTENDEE"].params) == {"CN": 'Bo "B" Example; x: y', "ROLE": "REQ-PARTICIPANT"}


def test_one_meeting_is_called_off_by_the_name_that_it_has_in_its_series() -> None:
    changed = with_change(PARIS, Cancelled(local("2017-08-24 14:00"), "Summit"), at=utc("2017-08-20 09:00"))
    (event,) = events(about_meeting(changed, local("2017-08-24 14:00"), CALL_OFF))
    assert event["RECURRENCE-ID"].dt.astimezone(UTC) == utc("2017-08-24 12:00")
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == ("weekly@alpha.example", 4, "CANCELLED")
    assert b"TZID:Europe/Paris" in about_meeting(changed, local("2017-08-24 14:00"), CALL_OFF)


def test_an_extra_meeting_has_an_identity_of_its_own() -> None:
    message = about_meeting(PARIS, local("2017-09-01 09:00"), INVITE)
    assert of(message, "UID", "RECURRENCE-ID", "DURATION") == [
        ("weekly@alpha.example-20170901T0900", "None", str(events(message)[0]["DURATION"]))
    ]
    assert events(message)[0]["DURATION"].td.total_seconds() == 1800


def test_a_meeting_that_the_series_does_not_have_cannot_be_called_off() -> None:
    with pytest.raises(MeetingFault, match=r"It has no meeting of 2017-08-25 14:00\."):
        about_meeting(PARIS, local("2017-08-25 14:00"), CALL_OFF)


@pytest.mark.parametrize(
    "address",
    ["", "ada", "ada@", "@alpha.example", "ada@alpha.example\r\nBCC: x", "a b@alpha.example", "a,b@x.example"],
)
def test_what_is_no_address_gets_no_letter(address: str) -> None:
    with pytest.raises(MeetingFault, match=r"That is no address\."):
        about_series(weekly(), replace(INVITE, attendees=(Person("x", address),)))


def test_a_meeting_in_numbered_weeks_is_called_off_in_the_event_that_tells_of_it() -> None:
    weeks = ",".join(map(str, range(1, 54, 2)))
    odd = weekly(f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY=TH", f"{YEARS[0]} 14:00")
    message = about_meeting(odd, local("2021-01-21 14:00"), CALL_OFF)
    assert of(message, "UID") == [("weekly@alpha.example-20210107",)]
