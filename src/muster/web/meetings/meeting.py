"""One meeting: when and how to join, agenda, minutes as they grow, who is here, what was decided and who does what."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.meetings.looking import Looked, look_at
from muster.actions.meetings.one import Left, awaiting_approval, is_running, later_meetings, left_by, points_of
from muster.records import log
from muster.records.models import Meeting
from muster.records.queries.actions import actions_from
from muster.records.queries.meetings import MeetingShown, meeting_called
from muster.records.queries.people import people_of
from muster.web.door import in_group, show
from muster.web.meetings.meeting_forms import ApproveForm, CorrectionForm, PointsForm


@require_safe
@in_group
def meeting(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Show it, with the forms of whoever may use them."""
    return meeting_page(request, acting(caller), slug)


@require_safe
@in_group
def live(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """The part of the page that grows while the meeting runs. `?seen=`: nothing, if nothing happened since."""
    who = acting(caller)
    shown = meeting_called(who.group, slug)
    seen = log.version(who.group, f"meeting/{slug}")
    looked = look_at(who.group, shown, who.at)
    running = is_running(looked, who.at)
    if running and request.GET.get("seen") == str(seen):
        return HttpResponse(status=204)
    context = {"group": who.group, "who": who, "seen": seen, "running": running, **_grown(who, looked)}
    answer = render(request, "meetings/live.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def may_read_minutes(who: Acting, row: Meeting | None) -> bool:
    """Whether somebody may read the minutes: once they are public everybody, drafts whoever takes part."""
    return who.person is not None or (row is not None and row.stage == Meeting.Stage.PUBLIC)


def _grown(who: Acting, looked: Looked) -> dict[str, Any]:
    row = looked.shown.row
    readable = may_read_minutes(who, row)
    here = {one.person_id for one in looked.came.rows}
    return {
        "looked": looked,
        "shown": looked.shown,
        "row": row,
        "may_read": readable,
        "text": row.text if row and readable else "",
        "is_here": who.person is not None and who.person.pk in here,
    }


def meeting_page(request: HttpRequest, who: Acting, slug: str, **faulty: forms.Form) -> HttpResponse:
    """Show a meeting; a faulty form comes back with its faults."""
    shown = meeting_called(who.group, slug)
    looked = look_at(who.group, shown, who.at)
    grown = _grown(who, looked)
    people = people_of(who.group) if who.may("agenda.propose") else []
    seen = log.version(who.group, f"meeting/{slug}")
    over = shown.occurrence.end <= who.at
    points = points_of(looked)
    context: dict[str, Any] = {
        **grown,
        "seen": seen,
        "now": who.at,
        "over": over,
        "begun": shown.occurrence.start <= who.at,
        "running": is_running(looked, who.at),
        "points": points,
        "timed": any(one.row.minutes for one in points),
        "left": left_by(who.group, shown, people) if grown["may_read"] else Left(),
        "actions": actions_from(shown.row),
        "waiting": awaiting_approval(who.group, shown) if who.person else [],
        "proposing": faulty.get("proposing") or PointsForm(people),
        "may": {name: who.may(deed) for name, deed in _DEEDS.items()},
        **_stages(who, shown, seen, faulty),
    }
    return show(request, who, "meetings/meeting.html", context, status=422 if faulty else 200)


_DEEDS = {
    "propose": "agenda.propose",
    "publish": "agenda.publish",
    "write": "minutes.write",
    "approve": "minutes.approve",
    "tick": "attendance.tick",
    "record": "attendance.record",
    "change": "series.change",
}


def _stages(who: Acting, shown: MeetingShown, seen: int, faulty: dict[str, forms.Form]) -> dict[str, Any]:
    """Give the forms with which minutes are approved and corrected, as far as they can be."""
    row = shown.row
    found: dict[str, Any] = {"approving": None, "correcting": None}
    if row is None or not row.text_version:
        return found
    if row.stage == Meeting.Stage.DRAFT and who.may("minutes.approve"):
        found["approving"] = faulty.get("approving") or approve_form(who, shown, None, seen)
    elif row.stage != Meeting.Stage.DRAFT and who.may("record.correct"):
        found["correcting"] = faulty.get("correcting") or CorrectionForm(initial={"version": seen})
    return found


def approve_form(who: Acting, shown: MeetingShown, data: Any, seen: int) -> ApproveForm:  # noqa: ANN401 - what a form takes
    """Give the form that names the meeting which approved the minutes."""
    later = later_meetings(who.group, shown, who.at)
    said = [(one.slug, f"{one.occurrence.start:%d %B %Y}: {one.occurrence.title}") for one in later]
    return ApproveForm(said, data, initial={"version": seen, "meeting": said[-1][0] if said else ""})
