"""Actions: what somebody is to do, carried over from meeting to meeting until it is done or dropped."""

from datetime import date, datetime
from typing import Annotated, Literal, cast

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from muster.actions.meetings import tasks
from muster.actions.people import person_numbered
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.pages import NUMBER, Page, Turn, listed
from muster.api.shapes import Asked, Day, Nothing, Number, PersonNamed, PersonNumber, Shown, Slug
from muster.records.models import Action
from muster.records.queries.actions import actions_of

area = Area("Actions")

State = Literal["open", "done", "dropped"]


class ActionShown(Shown):
    """Something to do. owner_said: who, as the minutes have it, if that is nobody the group knows."""

    number: int
    title: str
    owner: PersonNamed | None
    owner_said: str
    due: date | None
    state: State
    meeting: str
    opened_at: datetime
    closed_at: datetime | None

    @classmethod
    def of(cls, row: Action) -> "ActionShown":
        """Show it."""
        return cls(
            number=row.number,
            title=row.title,
            owner=PersonNamed.of(row.owner) if row.owner else None,
            owner_said=row.owner_name,
            due=row.due,
            state=cast("State", row.state),
            meeting=row.meeting.slug if row.meeting else "",
            opened_at=row.opened_at,
            closed_at=row.closed_at,
        )


class ActionAsked(Asked):
    """Something that is to be done."""

    title: Annotated[str, Field(min_length=1, max_length=tasks.LONGEST)]
    owner: PersonNumber | None = None
    due: Day | None = None


class EndAsked(Asked):
    """How an action ends. dropped_because: it is not to be done, and why; "": it is done."""

    dropped_because: Annotated[str, Field(max_length=tasks.LONGEST)] = ""


@area.read("/groups/{group}/actions", Page[ActionShown])
def list_actions(request: HttpRequest, group: Slug, turn: Query[Turn], state: State | None = None) -> HttpResponse:
    """Every action, or those in one state, by number."""
    rows = actions_of(caller_of(request, group).group)
    return listed(request, rows.filter(state=state) if state else rows, ActionShown.of, key=NUMBER, turn=turn)


@area.read("/groups/{group}/actions/{number}", ActionShown)
def show_action(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """One action."""
    known = caller_of(request, group).group
    row = tasks.action_numbered(known, number)
    return shown(request, ActionShown.of(row), about=(known, row.handle))


@area.write("POST", "/groups/{group}/actions", ActionShown, made=True)
def take_action(request: HttpRequest, group: Slug, asked: ActionAsked) -> HttpResponse:
    """Write down something to do."""
    caller = caller_of(request, group)
    owner = person_numbered(caller.group, asked.owner) if asked.owner else None
    row = tasks.take_action(caller, asked.title, owner=owner, due=asked.due)
    return shown(request, ActionShown.of(row), about=(caller.group, row.handle), made_at=f"{request.path}/{row.number}")


@area.write("POST", "/groups/{group}/actions/{number}/end", ActionShown)
def end_action(
    request: HttpRequest, group: Slug, number: Number, *, asked: EndAsked, if_match: IfMatch
) -> HttpResponse:
    """Say that an action is done, or dropped."""
    caller = caller_of(request, group)
    seen = expected(caller.group, tasks.action_numbered(caller.group, number).handle, if_match)
    row = tasks.close_action(caller, number, dropped_because=asked.dropped_because, expected=seen)
    return shown(request, ActionShown.of(row), about=(caller.group, row.handle))


@area.write("POST", "/groups/{group}/actions/{number}/reopen", ActionShown)
def reopen_action(
    request: HttpRequest,
    group: Slug,
    number: Number,
    *,
    asked: Nothing,  # noqa: ARG001 - so that the body is one
    if_match: IfMatch,
) -> HttpResponse:
    """Take back that an action is done or dropped."""
    caller = caller_of(request, group)
    seen = expected(caller.group, tasks.action_numbered(caller.group, number).handle, if_match)
    row = tasks.reopen_action(caller, number, expected=seen)
    return shown(request, ActionShown.of(row), about=(caller.group, row.handle))
