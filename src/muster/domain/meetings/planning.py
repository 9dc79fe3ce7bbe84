"""The meetings of a quarter, of all series together, and where they get in each other's way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from muster.domain.charter.calendar import Event
from muster.domain.contribution.windows import Window, months_before
from muster.domain.meetings.occurrences import Occurrence, occurrences
from muster.domain.meetings.series import Series

MONTHS_A_QUARTER = 3
MOST_CLASHES = 1000


class Kind(StrEnum):
    """What gets in the way: a meeting at the same time, one in the same place too, or an event of those days."""

    TIME = "same time"
    PLACE = "same time and place"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Clash:
    """A meeting, and what it meets with."""

    kind: Kind
    meeting: Occurrence
    other: Occurrence | Event


@dataclass(frozen=True, slots=True)
class Plan:
    """The meetings of a window in order, cancelled ones too, and the clashes of those that take place.

    more_clashes: whether there are more than are listed, which is a thousand at most.
    """

    window: Window
    meetings: tuple[Occurrence, ...]
    clashes: tuple[Clash, ...]
    more_clashes: bool


def quarter_of(day: date) -> Window:
    """Give the quarter of the year in which a day lies."""
    first = date(day.year, (day.month - 1) // MONTHS_A_QUARTER * MONTHS_A_QUARTER + 1, 1)
    return Window(first, months_before(first, -MONTHS_A_QUARTER))


def plan(series: Iterable[Series], window: Window, *, events: Iterable[Event] = ()) -> Plan:
    """List the meetings of all series in a window, with what gets in their way. events: of the charter's calendar."""
    found = [one for some in series for one in occurrences(some, window)]
    meetings = tuple(sorted(found, key=lambda one: (one.start, one.key)))
    clashes: list[Clash] = []
    for clash in _clashes([one for one in meetings if one.takes_place], list(events)):
        if len(clashes) == MOST_CLASHES:
            return Plan(window, meetings, tuple(clashes), more_clashes=True)
        clashes.append(clash)
    return Plan(window, meetings, tuple(clashes), more_clashes=False)


def _clashes(meetings: list[Occurrence], events: list[Event]) -> Iterator[Clash]:
    running: list[Occurrence] = []
    for meeting in meetings:
        running = [one for one in running if one.end > meeting.start]
        for other in running:
            together = bool(meeting.place) and meeting.place == other.place
            yield Clash(Kind.PLACE if together else Kind.TIME, meeting, other)
        running.append(meeting)
        # An event has days where it is, so a meeting is held against its own local days.
        for event in events:
            if event.precision == "day" and _falls_in(meeting.local, event):
                yield Clash(Kind.EVENT, meeting, event)


def _falls_in(local: datetime, event: Event) -> bool:
    return event.first <= local.date() <= (event.last or event.first)
