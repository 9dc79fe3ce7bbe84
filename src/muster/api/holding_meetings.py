"""What is put into a meeting: points of its agenda, that somebody is there, its minutes."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from pydantic import Field, StringConstraints

from muster.actions.caller import acting
from muster.actions.meetings import agenda, attendance, minutes
from muster.actions.people import person_numbered
from muster.api.conditional import IfMatch, expected
from muster.api.door import caller_of, shown
from muster.api.meetings import MeetingFull, MeetingSlug, area, meeting_shown
from muster.api.shapes import Asked, Nothing, PersonNumber, Shown, Slug
from muster.domain.meetings.minutes.merge import Conflict
from muster.records.queries.meetings import meeting_called


class PointAsked(Asked):
    """A point for the agenda, which is put last."""

    title: Annotated[str, Field(min_length=1, max_length=agenda.LONGEST_TITLE)]
    owner: PersonNumber | None = None
    minutes: Annotated[int, Field(ge=1, le=10_080)] | None = None
    about: Annotated[str, StringConstraints(pattern=r"^[a-z0-9./-]{0,120}$")] = Field(
        "", description="What it is about, as the log calls it."
    )


class MinutesAsked(Asked):
    """The minutes as somebody leaves them. base: the version that they began with, 0 if there was none."""

    text: Annotated[str, Field(max_length=minutes.LONGEST)]
    base: Annotated[int, Field(ge=0, le=2**31 - 1)]


class ConflictShown(Shown):
    """Lines that somebody else changed, too; both versions stand in the text from this line on."""

    line: int
    theirs: list[str]
    mine: list[str]

    @classmethod
    def of(cls, one: Conflict) -> "ConflictShown":
        """Show it."""
        return cls(line=one.line, theirs=list(one.theirs), mine=list(one.mine))


class SavedShown(Shown):
    """What became of the minutes: with what others saved meanwhile, and what is to be settled."""

    version: int
    text: str
    conflicts: list[ConflictShown]


@area.write("POST", "/groups/{group}/meetings/{meeting}/agenda", MeetingFull)
def propose_point(request: HttpRequest, group: Slug, meeting: MeetingSlug, asked: PointAsked) -> HttpResponse:
    """Put a point on the agenda."""
    caller = caller_of(request, group)
    meeting_called(caller.group, meeting)
    owner = person_numbered(caller.group, asked.owner) if asked.owner else None
    agenda.propose_item(caller, meeting, asked.title, owner=owner, minutes=asked.minutes, about=asked.about)
    return meeting_shown(request, acting(caller), meeting)


@area.write("POST", "/groups/{group}/meetings/{meeting}/agenda/publish", MeetingFull)
def publish_agenda(
    request: HttpRequest,
    group: Slug,
    meeting: MeetingSlug,
    *,
    asked: Nothing,  # noqa: ARG001 - so that the body is one
    if_match: IfMatch,
) -> HttpResponse:
    """Publish the agenda as it stands."""
    caller = caller_of(request, group)
    meeting_called(caller.group, meeting)
    agenda.publish_agenda(caller, meeting, expected=expected(caller.group, f"meeting/{meeting}", if_match))
    return meeting_shown(request, acting(caller), meeting)


@area.write("POST", "/groups/{group}/meetings/{meeting}/here", MeetingFull)
def tick_attendance(
    request: HttpRequest,
    group: Slug,
    meeting: MeetingSlug,
    asked: Nothing,  # noqa: ARG001 - so that the body is one
) -> HttpResponse:
    """Say that one is there oneself."""
    caller = caller_of(request, group)
    attendance.tick(caller, meeting)
    return meeting_shown(request, acting(caller), meeting)


@area.write("POST", "/groups/{group}/meetings/{meeting}/minutes", SavedShown)
def save_minutes(request: HttpRequest, group: Slug, meeting: MeetingSlug, asked: MinutesAsked) -> HttpResponse:
    """Save the minutes. What others saved since `base` is put together with it, so that nobody loses a word."""
    caller = caller_of(request, group)
    saved = minutes.save(caller, meeting, asked.text, base=asked.base)
    conflicts = [ConflictShown.of(one) for one in saved.merged.conflicts]
    body = SavedShown(version=saved.version, text=saved.merged.text, conflicts=conflicts)
    return shown(request, body, about=(caller.group, f"meeting/{meeting}"))
