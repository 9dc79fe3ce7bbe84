"""Invitations and cancellations by mail: iTIP messages (RFC 5546) to be sent as text/calendar (RFC 6047).

A message is about one UID, so a series that goes out as several events (see `events`) takes several messages. The
addresses in a message are its receiver's affair: nothing here is ever published.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal
from urllib.parse import quote

from icalendar import Event
from icalendar.prop import vCalAddress, vText

from muster.domain.errors import MeetingFault
from muster.domain.meetings.occurrences import occurrence
from muster.domain.meetings.series import Series
from muster.domain.printable import printable
from muster.exchange.meetings.calendar.events import event_of, events_of, local_in, parts_of, plain, uid_of_extra
from muster.exchange.meetings.calendar.feed import start_calendar

Method = Literal["REQUEST", "CANCEL"]

_SAFE = "@+!$&'*=_~-./"
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[A-Za-z0-9.-]{1,255}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who invites or is invited."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom a message goes, from whom, and whether it invites or calls off."""

    method: Method
    organizer: Person
    attendees: tuple[Person, ...]

    @property
    def media_type(self) -> str:
        """The message's Content-Type; programs look at the method in it before they look inside."""
        return f"text/calendar; method={self.method}; charset=utf-8"


def about_series(series: Series, letter: Letter) -> tuple[bytes, ...]:
    """Write the messages that invite to a whole series, or call it off.

    The series' revision must have gone up since the last message about it, or programs will take this one for old.
    """
    by_uid = groupby(events_of(series), key=lambda event: str(event["UID"]))
    return tuple(_message(series, list(events), letter) for _, events in by_uid)


def about_meeting(series: Series, original: datetime, letter: Letter) -> bytes:
    """Write the message that invites to one meeting of a series as it stands now, or calls it off.

    original: the local time by which the meeting is known. MeetingFault: the series has none of it.
    """
    meeting = occurrence(series, original)
    if meeting is None:
        where = f"series {printable(series.title[:60])}"
        raise MeetingFault(where, f"It has no meeting of {original:%Y-%m-%d %H:%M}.", "Name one that it has.")
    if any(one.of == original for one in series.extras):
        return _message(series, [event_of(series, meeting, uid=uid_of_extra(series, original))], letter)
    part = max((one for one in parts_of(series) if one.first <= original.date()), key=lambda one: one.first)
    event = event_of(series, meeting, uid=part.uid)
    if part.rule is not None:
        event.add("recurrence-id", local_in(original, series.zone))
    return _message(series, [event], letter)


def _message(series: Series, events: list[Event], letter: Letter) -> bytes:
    calendar = start_calendar([series])
    calendar.add("method", letter.method)
    if letter.method == "CANCEL":
        # Calling off the first of several events, the one with the rule, calls off all.
        events = events[:1]
    for event in events:
        if letter.method == "CANCEL":
            event["STATUS"] = vText("CANCELLED")
        event.add("organizer", _address(letter.organizer))
        for person in letter.attendees:
            attendee = _address(person)
            attendee.params["ROLE"] = "REQ-PARTICIPANT"
            if letter.method == "REQUEST":
                attendee.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
            event.add("attendee", attendee)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _address(person: Person) -> vCalAddress:
    if not _ADDRESS.fullmatch(person.address):
        raise MeetingFault(
            f"address {printable(person.address[:60])}", "That is no address.", "Write one such as ada@alpha.example."
        )
    address = vCalAddress(f"mailto:{quote(person.address, safe=_SAFE)}")
    address.params["CN"] = plain(person.name).replace("\n", " ")
    return address
