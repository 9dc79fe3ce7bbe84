"""Meetings: series, and single meetings with their agenda, attendance and minutes."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal, cast

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import StringConstraints

from muster.actions.caller import Acting, acting
from muster.actions.meetings.looking import Looked, look_at
from muster.actions.meetings.one import points_of
from muster.api.door import Area, caller_of, shown
from muster.api.pages import SLUG, Page, Turn, listed
from muster.api.problems import INVALID, Fault, Refused
from muster.api.shapes import Day, PersonNamed, Shown, Slug
from muster.domain.contribution.windows import Window
from muster.domain.errors import RequestFault
from muster.records.models import Attendance, Meeting, Series
from muster.records.queries.meetings import MeetingShown, meeting_called, meetings_in
from muster.records.queries.series import every_series, series_called

area = Area("Meetings")

MeetingSlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,120}$")]
Stage = Literal["draft", "approved", "public"]
How = Literal["ticked", "imported", "entered"]
BEHIND, AHEAD = timedelta(days=30), timedelta(days=90)


class SeriesListed(Shown):
    """A series of meetings. starts: the local time of its first meeting. rule: RFC 5545's RRULE; "": when called."""

    slug: str
    title: str
    kind: str
    starts: str
    zone: str
    minutes: int
    rule: str
    place: str
    join: str
    about: str
    revision: int
    changed_at: datetime
    invented: bool

    @classmethod
    def of(cls, row: Series) -> "SeriesListed":
        """List it."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class MeetingListed(Shown):
    """A meeting. start, end: in UTC. original: the local time for which it was first meant, in the series' zone."""

    slug: str
    series: str
    title: str
    original: str
    start: datetime
    end: datetime
    state: Literal["planned", "moved", "extra", "cancelled"]
    place: str
    reason: str
    agenda_published_at: datetime | None
    minutes: Literal["none"] | Stage

    @classmethod
    def of(cls, one: MeetingShown) -> "MeetingListed":
        """List it."""
        meeting, row = one.occurrence, one.row
        return cls(
            slug=one.slug,
            series=one.series.slug,
            title=meeting.title,
            original=f"{meeting.original:%Y-%m-%dT%H:%M}",
            start=meeting.start,
            end=meeting.end,
            state=meeting.state.value,
            place=meeting.place,
            reason=meeting.reason,
            agenda_published_at=row.agenda_published_at if row else None,
            minutes=cast("Stage", row.stage) if row and row.text_version else "none",
        )


class PointShown(Shown):
    """A point of the agenda, and when it is planned to begin. minutes: null: it is given no time in particular."""

    item: int
    title: str
    owner: PersonNamed | None
    minutes: int | None
    about: str
    start: datetime


class PresentShown(Shown):
    """Somebody who was there, for which seat, how that is known, and since when."""

    person: PersonNamed
    seat: str
    how: How
    at: datetime

    @classmethod
    def of(cls, row: Attendance) -> "PresentShown":
        """Show them."""
        return cls(person=PersonNamed.of(row.person), seat=row.seat, how=cast("How", row.how), at=row.at)


class QuorumShown(Shown):
    """How many seats were there, and how many it takes. binding: whether the charter counts who is present."""

    present: int
    needed: int
    binding: bool
    is_quorate: bool


class MinutesShown(Shown):
    """The minutes; text is null for whoever may not read a draft. version: what `base` is when they are saved."""

    version: int
    stage: Stage
    text: str | None
    approved_in: str
    published_at: datetime | None
    corrections: list[str]


class MeetingFull(MeetingListed):
    """A meeting with what is in it. agenda_late, minutes_late: by how many minutes, against the charter's promise."""

    agenda: list[PointShown]
    present: list[PresentShown]
    quorum: QuorumShown | None
    record: MinutesShown | None
    agenda_late: int
    minutes_late: int

    @classmethod
    def of_looked(cls, looked: Looked, who: Acting) -> "MeetingFull":
        """Show it to somebody."""
        quorum, promised = looked.came.quorum, looked.promises
        return cls(
            **MeetingListed.of(looked.shown).model_dump(),
            agenda=[
                PointShown(
                    item=one.row.position,
                    title=one.row.title,
                    owner=PersonNamed.of(one.row.owner) if one.row.owner else None,
                    minutes=one.row.minutes,
                    about=one.row.about,
                    start=one.start,
                )
                for one in points_of(looked)
            ],
            present=[PresentShown.of(one) for one in looked.came.rows],
            quorum=QuorumShown(
                present=quorum.present, needed=quorum.needed, binding=quorum.binding, is_quorate=quorum.is_quorate
            )
            if quorum
            else None,
            record=_minutes(looked.shown.row, who),
            agenda_late=_minutes_of(promised.agenda.late if promised.agenda else None),
            minutes_late=_minutes_of(promised.results.late if promised.results else None),
        )


def _minutes(row: Meeting | None, who: Acting) -> MinutesShown | None:
    if row is None or not row.text_version:
        return None
    return MinutesShown(
        version=row.text_version,
        stage=cast("Stage", row.stage),
        text=row.text if who.person is not None or row.stage == Meeting.Stage.PUBLIC else None,
        approved_in=row.approved_in,
        published_at=row.published_at,
        corrections=[one["text"] for one in row.corrections],
    )


def _minutes_of(late: timedelta | None) -> int:
    return int(late.total_seconds() // 60) if late else 0


@area.read("/groups/{group}/series", Page[SeriesListed])
def list_series(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every series of meetings."""
    rows = every_series(caller_of(request, group).group)
    return listed(request, rows, SeriesListed.of, key=SLUG, turn=turn)


@area.read("/groups/{group}/series/{series}", SeriesListed)
def show_series(request: HttpRequest, group: Slug, series: Slug) -> HttpResponse:
    """One series."""
    known = caller_of(request, group).group
    row = series_called(known, series)
    return shown(request, SeriesListed.of(row), about=(known, row.handle))


@area.read("/groups/{group}/meetings", Page[MeetingListed])
def list_meetings(
    request: HttpRequest,
    group: Slug,
    turn: Query[Turn],
    *,
    since: Day | None = None,
    until: Day | None = None,
) -> HttpResponse:
    """The meetings that begin from one UTC day on until another (not included): a month back and three ahead."""
    who = acting(caller_of(request, group))
    window = _window(who.on, since, until)
    return listed(request, meetings_in(who.group, window), MeetingListed.of, key=SLUG, turn=turn)


def _window(on: date, since: date | None, until: date | None) -> Window:
    """Give the days that are asked about. Refused: there are none."""
    try:
        first = since or min(on, until or on) - BEHIND
        return Window(first, until or max(on, first) + AHEAD)
    except (RequestFault, OverflowError):
        fault = Fault(
            parameter="until" if until else "since", detail="It names no day after the first one asked about."
        )
        what, mend = "There are no days between these two.", "Let `until` be a later day than `since`."
        raise Refused(INVALID, what, mend, [fault]) from None


@area.read("/groups/{group}/meetings/{meeting}", MeetingFull)
def show_meeting(request: HttpRequest, group: Slug, meeting: MeetingSlug) -> HttpResponse:
    """One meeting: its agenda, who was there, whether that was a quorum, and its minutes."""
    return meeting_shown(request, acting(caller_of(request, group)), meeting)


def meeting_shown(request: HttpRequest, who: Acting, slug: str) -> HttpResponse:
    """Answer with a meeting as it is for whoever asks."""
    looked = look_at(who.group, meeting_called(who.group, slug), who.at)
    return shown(request, MeetingFull.of_looked(looked, who), about=(who.group, f"meeting/{slug}"))
