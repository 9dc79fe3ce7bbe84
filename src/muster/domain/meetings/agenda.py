"""The agenda of a meeting, and the two promises that a charter makes about it: out before, with results after.

Both are kept to the minute. "Two days before" means: by the same local time two days before the meeting begins; "within
seven days" means: by the same local time seven days after it ends. A meeting that is moved moves both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from muster.domain.meetings.occurrences import Occurrence
from muster.domain.meetings.wall_clock import local_time, moment_of


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A point of the agenda. owner: who brings it. minutes_long: the time it is given; None: none in particular."""

    title: str
    owner: str = ""
    minutes_long: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """When a point is planned to begin and end, in UTC. over: whether it ends after the meeting does."""

    item: AgendaItem
    start: datetime
    end: datetime
    over: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """What was to be out by a moment, and when it was. late: by how much, so far if it is not out; None: not late."""

    due: datetime
    out: datetime | None
    late: timedelta | None


def timetable(items: Iterable[AgendaItem], meeting: Occurrence) -> Iterator[Slot]:
    """Yield the points one after the other from the beginning of the meeting; one without a time takes none."""
    start = meeting.start
    for item in items:
        end = start + timedelta(minutes=item.minutes_long or 0)
        yield Slot(item, start, end, over=end > meeting.end)
        start = end


def agenda_due(meeting: Occurrence, days_before: int) -> datetime:
    """Give the moment by which the agenda is to be out."""
    return moment_of(meeting.local - timedelta(days=days_before), meeting.zone)


def results_due(meeting: Occurrence, days_after: int) -> datetime:
    """Give the moment by which the results are to be out."""
    return moment_of(local_time(meeting.end, meeting.zone) + timedelta(days=days_after), meeting.zone)


def kept(due: datetime, *, out: datetime | None, at: datetime) -> Promise:
    """Say how a promise stands at a moment. out: when it was first kept, if it was by then."""
    out = out if out is not None and out <= at else None
    lateness = (out or at) - due
    return Promise(due, out, lateness if lateness > timedelta(0) else None)
