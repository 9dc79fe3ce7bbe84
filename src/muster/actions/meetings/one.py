"""One meeting as its page shows it: its agenda with planned times, its minutes, what was decided, and who does what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from muster.actions.meetings.attendance import OPEN_BEFORE
from muster.actions.meetings.looking import Looked
from muster.actions.meetings.tasks import tasks_of
from muster.domain.contribution.windows import Window
from muster.domain.meetings import agenda
from muster.domain.meetings.minutes.items import Item, decisions
from muster.domain.meetings.minutes.reading import items_of
from muster.domain.meetings.tasks import new_actions
from muster.records.models import AgendaItem, Group, Meeting, Person
from muster.records.queries.meetings import MeetingShown, meetings_in

LATER_MEETINGS = 10
"""How many later meetings one can choose from as the one that approved the minutes."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda and when it is planned; over: it would end after the meeting does."""

    row: AgendaItem
    start: datetime
    end: datetime
    over: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What minutes say was settled, and what was promised and is not written down as an action yet."""

    decisions: tuple[Item, ...] = ()
    untaken: tuple[Item, ...] = ()


def points_of(looked: Looked) -> list[Point]:
    """Give the agenda in order, with planned times. One query."""
    row = looked.shown.row
    rows = list(row.agenda.select_related("owner")) if row else []
    items = [agenda.AgendaItem(one.title, minutes_long=one.minutes) for one in rows]
    slots = agenda.timetable(items, looked.shown.occurrence)
    return [Point(one, slot.start, slot.end, slot.over) for one, slot in zip(rows, slots, strict=True)]


def left_by(group: Group, shown: MeetingShown, people: Sequence[Person]) -> Left:
    """Read what the minutes settle and promise. people: whom promises may belong to. One query."""
    if shown.row is None or not shown.row.text:
        return Left()
    items = items_of(shown.row.text, people=[one.name for one in people])
    on = shown.occurrence.start.date()
    return Left(decisions(items), new_actions(items, tasks_of(group), on=on))


def is_running(looked: Looked, at: datetime) -> bool:
    """Whether people can say that they are here."""
    meeting = looked.shown.occurrence
    return meeting.takes_place and meeting.start - OPEN_BEFORE <= at < meeting.end


def later_meetings(group: Group, shown: MeetingShown, at: datetime) -> list[MeetingShown]:
    """Give the first meetings after it that have begun, and so can have approved its minutes. Two queries."""
    first, end = shown.occurrence.end.date(), at.date() + timedelta(days=1)
    if first >= end:
        return []
    found = [
        one
        for one in meetings_in(group, Window(first, min(end, first + timedelta(days=366))))
        if one.occurrence.takes_place and shown.occurrence.end <= one.occurrence.start <= at
    ]
    return found[:LATER_MEETINGS]


def awaiting_approval(group: Group, shown: MeetingShown) -> list[Meeting]:
    """Give the meetings before it whose minutes are a draft still, the oldest first. One query."""
    drafts = Meeting.objects.filter(
        group=group, stage=Meeting.Stage.DRAFT, cancelled="", text_version__gt=0, starts__lt=shown.occurrence.start
    )
    return list(drafts.select_related("series").order_by("starts", "pk")[:20])
