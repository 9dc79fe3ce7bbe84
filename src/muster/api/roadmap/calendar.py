"""The group's calendar: release cycles and events, and what must be asked for by when to make a release."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from muster.actions.caller import Acting, acting
from muster.actions.roadmap.calendar import SUBJECT, keep_calendar, take_over_schedules
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.shapes import Asked, Day, Shown, Slug
from muster.domain.charter.calendar import Cycle, Event
from muster.domain.charter.values import LONGEST_LINE
from muster.domain.roadmap.calendar.changes import MOST_CYCLES, MOST_EVENTS, MOST_MILESTONES
from muster.domain.roadmap.calendar.cycles import cycles_in_order
from muster.domain.roadmap.calendar.deadlines import ReleaseAsks, deadlines
from muster.exchange.calendars.reading import File
from muster.exchange.plain_yaml import LARGEST
from muster.records.queries.roadmap.calendar import calendar_given, calendar_of

area = Area("Roadmap: calendar")

Line = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LINE)]
Precision = Literal["day", "week", "month"]
FileName = Literal["schedule.yaml", "schedule.rst", "series_status.yaml"]


class CycleShown(Shown):
    """A release cycle. planned_release: the day that was planned for its release, where that was another."""

    name: str
    start: date
    release: date | None
    planned_release: date | None
    eol: date | None
    milestones: dict[str, date]
    source: str | None

    @classmethod
    def of(cls, cycle: Cycle) -> "CycleShown":
        """Show it."""
        return cls(**{**cycle.model_dump(), "milestones": dict(cycle.milestones)})


class EventShown(Shown):
    """Something that takes place on given days. cycle: the one that is planned there."""

    name: str
    kind: str
    first: date
    last: date | None
    planned_first: date | None
    planned_last: date | None
    precision: Precision
    place: str | None
    cycle: str | None
    verified: bool
    source: str | None

    @classmethod
    def of(cls, event: Event) -> "EventShown":
        """Show it."""
        return cls(**event.model_dump())


class CalendarShown(Shown):
    """The calendar as it is now. changed_at: when it was last changed; null: it is as the charter has it."""

    cycles: list[CycleShown]
    events: list[EventShown]
    changed_at: datetime | None
    source: str


class AskShown(Shown):
    """One thing to be done by a day, to make a release. name: the milestone, event or cycle. over: it is too late."""

    stage: Literal["raised", "specified", "built", "mended", "released"]
    by: date
    name: str
    says: str
    over: bool


class ReleaseShown(Shown):
    """A release ahead. takes: what can still make it. asks: what it takes, the first thing first."""

    cycle: str
    out: date
    takes: Literal["open", "only what is specified", "only what is mended"]
    says: str
    asks: list[AskShown]

    @classmethod
    def of(cls, one: ReleaseAsks) -> "ReleaseShown":
        """Show it."""
        asks = [
            AskShown(stage=ask.stage.value, by=ask.by, name=ask.name, says=ask.sentence, over=ask.over)
            for ask in one.asks
        ]
        return cls(cycle=one.cycle.name, out=one.out, takes=one.chance.value, says=one.says, asks=asks)


class DeadlinesShown(Shown):
    """The releases ahead of a day, up to and with the first that a new need can still make."""

    on: date
    releases: list[ReleaseShown]


class DayAsked(BaseModel):
    """The day that is looked at; today, if it is left out."""

    model_config = ConfigDict(extra="forbid")

    on: Day | None = None


class CycleAsked(Asked):
    """A release cycle."""

    name: Line
    start: Day
    release: Day | None = None
    planned_release: Day | None = None
    eol: Day | None = None
    milestones: dict[Line, Day] = Field(default_factory=dict, max_length=MOST_MILESTONES)
    source: Line | None = None


class EventAsked(Asked):
    """Something that takes place on given days. cycle: the name of one of the cycles beside it."""

    name: Line
    kind: Line
    first: Day
    last: Day | None = None
    planned_first: Day | None = None
    planned_last: Day | None = None
    precision: Precision = "day"
    place: Line | None = None
    cycle: Line | None = None
    verified: bool = True
    source: Line | None = None


class CalendarAsked(Asked):
    """The calendar, whole. source: where it was taken from."""

    cycles: list[CycleAsked] = Field(default_factory=list, max_length=MOST_CYCLES)
    events: list[EventAsked] = Field(default_factory=list, max_length=MOST_EVENTS)
    source: Annotated[str, StringConstraints(max_length=LONGEST_LINE)] = ""


class ScheduleAsked(Asked):
    """A file of openstack/releases. series: whose schedule it is; not needed for the list of all series."""

    name: FileName
    series: Annotated[str, StringConstraints(max_length=30)] = ""
    text: Annotated[str, StringConstraints(max_length=LARGEST)]


class SchedulesAsked(Asked):
    """Schedules to put into the calendar. keep_plans: a day that changes stays as what was planned."""

    files: list[ScheduleAsked] = Field(min_length=1, max_length=60)
    keep_plans: bool = True


@area.read("/groups/{group}/calendar", CalendarShown)
def show_calendar(request: HttpRequest, group: Slug) -> HttpResponse:
    """The release cycles and events that the group plans by."""
    return _calendar(request, acting(caller_of(request, group)))


@area.read("/groups/{group}/calendar/deadlines", DeadlinesShown)
def show_deadlines(request: HttpRequest, group: Slug, asked: Query[DayAsked]) -> HttpResponse:
    """What must be asked for by when to make the next release, seen from a day."""
    who = acting(caller_of(request, group))
    on = asked.on or who.on
    found = deadlines(calendar_of(who.group, who.on), on)
    return shown(request, DeadlinesShown(on=on, releases=[ReleaseShown.of(one) for one in found]))


@area.write("POST", "/groups/{group}/calendar", CalendarShown)
def change_calendar(request: HttpRequest, group: Slug, *, asked: CalendarAsked, if_match: IfMatch) -> HttpResponse:
    """Keep another calendar, whole."""
    caller = caller_of(request, group)
    data: dict[str, Any] = asked.model_dump(exclude={"source"}, exclude_none=True)
    seen = expected(caller.group, SUBJECT, if_match)
    keep_calendar(caller, data, source=asked.source, expected=seen)
    return _calendar(request, acting(caller))


@area.write("POST", "/groups/{group}/calendar/schedules", CalendarShown)
def read_schedules(request: HttpRequest, group: Slug, *, asked: SchedulesAsked, if_match: IfMatch) -> HttpResponse:
    """Put what schedules of openstack/releases say into the calendar."""
    caller = caller_of(request, group)
    files = [File(f"{one.series}/{one.name}".strip("/"), one.text, one.series) for one in asked.files]
    seen = expected(caller.group, SUBJECT, if_match)
    take_over_schedules(caller, files, keep_plans=asked.keep_plans, expected=seen)
    return _calendar(request, acting(caller))


def _calendar(request: HttpRequest, who: Acting) -> HttpResponse:
    found, given = calendar_of(who.group, who.on), calendar_given(who.group, who.on)
    body = CalendarShown(
        cycles=[CycleShown.of(one) for one in cycles_in_order(found)],
        events=[EventShown.of(one) for one in found.events],
        changed_at=given.at if given else None,
        source=given.source if given else "charter",
    )
    return shown(request, body, about=(who.group, SUBJECT))
