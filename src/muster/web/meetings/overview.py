"""The group's meetings: the next ones and the last, a quarter at a glance, and everything that they left, searched."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_in_force import charter_of
from muster.actions.meetings.looking import look
from muster.domain.contribution.windows import Window
from muster.domain.errors import RequestFault
from muster.domain.meetings.planning import Clash, plan, quarter_of
from muster.domain.meetings.series import FIRST_YEAR, LAST_YEAR
from muster.records.queries.actions import open_actions
from muster.records.queries.groups import charter_on
from muster.records.queries.meeting_search import LONGEST
from muster.records.queries.meeting_search import search as found
from muster.records.queries.meetings import MeetingShown, meetings_in
from muster.records.queries.series import all_series
from muster.web.door import in_group, show

AHEAD, BEHIND = timedelta(weeks=5), timedelta(weeks=9)


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The meetings of the next five weeks, then those of the last nine, with what was promised of each."""
    who = acting(caller)
    meetings = look(who.group, Window(who.on - BEHIND, who.on + AHEAD + timedelta(days=1)), who.at)
    context = {
        "coming": [one for one in meetings if one.shown.occurrence.end > who.at],
        "recent": [one for one in reversed(meetings) if one.shown.occurrence.end <= who.at],
        "series": all_series(who.group),
        "open": len(open_actions(who.group)),
        "may_plan": who.may("series.change"),
        "now": who.at,
    }
    return show(request, who, "meetings/overview.html", context)


@require_safe
@in_group
def quarter(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every meeting of a quarter, and what gets in whose way."""
    who = acting(caller)
    window = quarter_of(_day(request.GET.get("on", ""), who))
    meetings = meetings_in(who.group, window)
    kept = charter_on(who.group, min(window.end_day - timedelta(days=1), who.on))
    events = charter_of(kept).calendar.events if kept else ()
    planned = plan((series for _, series in all_series(who.group)), window, events=events)
    context = {
        "window": window,
        "last": window.end_day - timedelta(days=1),
        "number": (window.first_day.month + 2) // 3,
        "before": window.first_day - timedelta(days=1) if window.first_day.year > FIRST_YEAR else None,
        "after": window.end_day if window.end_day.year < LAST_YEAR else None,
        "meetings": meetings,
        "clashes": _clashes(planned.clashes, meetings),
        "more_clashes": planned.more_clashes,
        "may_plan": who.may("series.change"),
    }
    return show(request, who, "meetings/quarter.html", context)


def _day(asked: str, who: Acting) -> date:
    if not asked:
        return who.on
    try:
        found = date.fromisoformat(asked)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year < LAST_YEAR:
        raise RequestFault("on", "That is not a day of a quarter.", "Write one such as 2017-05-09.")
    return found


def _clashes(clashes: tuple[Clash, ...], meetings: list[MeetingShown]) -> list[dict[str, object]]:
    by_key = {one.occurrence.key: one for one in meetings}
    return [
        {
            "kind": one.kind.value,
            "meeting": by_key[one.meeting.key],
            "other": by_key.get(getattr(one.other, "key", "")),
            "event": one.other if one.kind == "event" else None,
        }
        for one in clashes
    ]


@require_safe
@in_group
def search(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Agendas, minutes, actions and who was there, in one list."""
    who = acting(caller)
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST]
    takes_part = who.person is not None
    page = found(who.group, asked, drafts=takes_part, page=request.GET.get("page", "1"))
    return show(request, who, "meetings/search.html", {"asked": asked, "page": page, "takes_part": takes_part})
