"""A cycle or an event of the calendar: added, changed, taken out."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from muster.actions.caller import Acting, Caller, acting
from muster.actions.roadmap.calendar import SUBJECT, change_entry, remove_entry
from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.errors import NotThere
from muster.records.queries.roadmap.calendar import calendar_of
from muster.web.asking import DeedForm, Done, Question, Said, only_for, settle
from muster.web.door import in_group
from muster.web.roadmap.calendar.forms import CycleForm, EventForm, entry_of
from muster.web.roadmap.calendar.shown import by_slug

ABOVE = ("roadmap/calendar/", "Calendar")
EXPLAIN = "Every change goes into the record; whoever subscribes to the calendar sees it at the next look."


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def new_cycle(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Add a cycle."""
    who = _opened(caller)
    form = CycleForm(request, who, SUBJECT)
    return _settle(request, caller, form, ("cycles", "", "Add a cycle"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def cycle(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Change a cycle."""
    who = _opened(caller)
    known = _found(calendar_of(who.group, who.on), "cycles", slug)
    form = CycleForm(request, who, SUBJECT, initial=CycleForm.known(known) if isinstance(known, Cycle) else None)
    return _settle(request, caller, form, ("cycles", known.name, f"Change {known.name}"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def new_event(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Add an event."""
    who = _opened(caller)
    form = EventForm(request, who, calendar_of(who.group, who.on))
    return _settle(request, caller, form, ("events", "", "Add an event"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def event(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Change an event."""
    who = _opened(caller)
    calendar = calendar_of(who.group, who.on)
    known = _found(calendar, "events", slug)
    form = EventForm(request, who, calendar, initial=EventForm.known(known) if isinstance(known, Event) else None)
    return _settle(request, caller, form, ("events", known.name, f"Change {known.name}"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def remove_cycle(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Take a cycle out."""
    return _remove(request, caller, "cycles", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def remove_event(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Take an event out."""
    return _remove(request, caller, "events", slug)


def _opened(caller: Caller) -> Acting:
    who = acting(caller)
    only_for(who, "calendar.change", SUBJECT)
    return who


def _found(calendar: Calendar, kind: str, slug: str) -> Cycle | Event:
    found = by_slug(calendar, kind).get(slug)
    if found is None:
        what = "cycle" if kind == "cycles" else "event"
        raise NotThere(f"{what}/{slug}", f"The calendar has no such {what}.", "Follow a link from Calendar.")
    return found


def _settle(request: HttpRequest, caller: Caller, form: DeedForm, what: tuple[str, str, str]) -> HttpResponse:
    kind, known_as, title = what

    def deed(said: Said) -> Done:
        change_entry(caller, kind, entry_of(said), known_as=known_as, expected=said["version"])
        return f"{said['name']} is in the calendar.", "roadmap/calendar/"

    question = Question(title, ABOVE, "Put it into the calendar", EXPLAIN)
    return settle(request, acting(caller), form, question, deed=deed)


def _remove(request: HttpRequest, caller: Caller, kind: str, slug: str) -> HttpResponse:
    who = _opened(caller)
    known = _found(calendar_of(who.group, who.on), kind, slug)

    def deed(said: Said) -> Done:
        remove_entry(caller, kind, known.name, expected=said["version"])
        return f"{known.name} is taken out of the calendar.", "roadmap/calendar/"

    explain = "Whoever subscribes to the calendar sees it cancelled. What it said stays in the record."
    question = Question(f"Take {known.name} out", ABOVE, "Take it out", explain)
    return settle(request, who, DeedForm(request, who, SUBJECT), question, deed=deed)
