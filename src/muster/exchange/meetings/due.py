"""What is asked of somebody by a day, beside the meetings in their own calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from muster.exchange.meetings.calendar.events import plain

SHOWN_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do. uid: what tells it from all else, for ever. by: until when, aware. where: the page's address."""

    uid: str
    what: str
    by: datetime
    where: str


def with_deadlines(calendar: bytes, due: Iterable[Due]) -> bytes:
    """Give a calendar with an event for each thing to do, which ends at its deadline and leaves its owner free.

    The moment of the deadline is also that of the event's last change (DTSTAMP), so that the same deadlines give the
    same bytes whenever they are asked for.
    """
    whole: Calendar = Calendar.from_ical(calendar)
    for one in sorted(due, key=lambda one: (one.by, one.uid, one.what)):
        event = Event()
        by = one.by.astimezone(UTC)
        event.add("uid", plain(one.uid))
        event.add("dtstamp", by)
        event.add("summary", plain(f"Due: {one.what}"))
        event.add("dtstart", by - SHOWN_FOR)
        event.add("duration", SHOWN_FOR)
        event.add("url", plain(one.where))
        event.add("transp", "TRANSPARENT")
        whole.add_component(event)
    written: bytes = whole.to_ical()
    return written
