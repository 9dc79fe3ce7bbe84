"""What meetings left people to do: open actions, mine, done ones; each is given, done, dropped, taken back."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.meetings import tasks
from muster.actions.people import person_numbered
from muster.domain.errors import AgainstTheRules
from muster.domain.meetings.tasks import carried_over
from muster.records import log
from muster.records.models import Action
from muster.records.queries.actions import closed_actions, days_held, open_actions
from muster.records.queries.people import people_of
from muster.web.door import done, in_group, show
from muster.web.meetings.meeting_forms import ActionForm, DropForm, GiveForm, SeenForm
from muster.web.meetings.planning import opened

PAGE = 50
LISTS = ("open", "mine", "done")


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def actions(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The list, and a form for another action."""
    if request.method != "POST":
        return _list(request, acting(caller), None)
    who = opened(caller, "action.change")
    form = ActionForm(people_of(who.group), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        owner = person_numbered(who.group, said["owner"]) if said["owner"] else None
        try:
            action = tasks.take_action(caller, said["title"], owner=owner, due=said["due"])
        except AgainstTheRules as refused:
            form.add_error("title", f"{refused.what} {refused.mend}")
        else:
            return done(request, f"Action {action.number} is written down.", f"/{who.group.slug}/actions/")
    return _list(request, who, form)


def _list(request: HttpRequest, who: Acting, form: ActionForm | None) -> HttpResponse:
    wanted = request.GET.get("list", "open")
    wanted = wanted if wanted in LISTS else "open"
    rows, page = open_actions(who.group), None
    on_the_list = carried_over(map(tasks.task_of, rows), on=who.on, held=days_held(who.group, who.at))
    carried = {one.task.id: one for one in on_the_list}
    if wanted == "mine":
        rows = [one for one in rows if who.person and one.owner_id == who.person.pk]
    elif wanted == "done":
        page = Paginator(closed_actions(who.group), PAGE).get_page(request.GET.get("page", "1"))
        rows = list(page.object_list)
    late = sorted(rows, key=lambda one: (one.due is None, str(one.due), one.number)) if wanted != "done" else rows
    may_change = who.may("action.change")
    context = {
        "rows": [(one, carried.get(one.handle)) for one in late],
        "page": page,
        "list": wanted,
        "form": form or (ActionForm(people_of(who.group)) if may_change else None),
        "may_change": may_change,
    }
    return show(request, who, "meetings/actions.html", context, status=422 if form else 200)


@require_safe
@in_group
def action(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One action, and what became of it."""
    return _one(request, acting(caller), number)


def _one(
    request: HttpRequest, who: Acting, number: int, *, giving: GiveForm | None = None, dropping: DropForm | None = None
) -> HttpResponse:
    row = tasks.action_numbered(who.group, number)
    entries = log.entries(who.group, subject=row.handle)
    seen = {"version": log.version(who.group, row.handle)}
    may_change = who.may("action.change")
    people = people_of(who.group) if may_change else []
    given = {**seen, "owner": row.owner.number if row.owner else "", "due": row.due}
    held = days_held(who.group, who.at)
    context = {
        "row": row,
        "carried": next(iter(carried_over([tasks.task_of(row)], on=who.on, held=held)), None),
        "because": next((one.data["because"] for one in reversed(entries) if one.kind == "action.dropped"), ""),
        "is_open": row.state == Action.State.OPEN,
        "seen": seen["version"],
        "may_change": may_change,
        "giving": giving or GiveForm(people, initial=given),
        "dropping": dropping or DropForm(initial=seen),
    }
    return show(request, who, "meetings/action.html", context, status=422 if giving or dropping else 200)


@require_POST
@in_group
def give(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Say whose it is, and by when it is due."""
    who = opened(caller, "action.change")
    tasks.action_numbered(who.group, number)
    form = GiveForm(people_of(who.group), request.POST)
    if not form.is_valid():
        return _one(request, who, number, giving=form)
    said = form.cleaned_data
    owner = person_numbered(who.group, said["owner"]) if said["owner"] else None
    tasks.give_action(caller, number, owner=owner, due=said["due"], expected=said["version"])
    return done(request, "It is kept.", _place(caller, number))


@require_POST
@in_group
def close(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Say that it is done."""
    tasks.close_action(caller, number, expected=_seen(request, caller, number))
    return done(request, f"Action {number} is done.", _place(caller, number))


@require_POST
@in_group
def drop(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Say that it is not to be done, and why."""
    who = opened(caller, "action.change")
    tasks.action_numbered(who.group, number)
    form = DropForm(request.POST)
    if not form.is_valid():
        return _one(request, who, number, dropping=form)
    said = form.cleaned_data
    tasks.close_action(caller, number, dropped_because=said["reason"], expected=said["version"])
    return done(request, f"Action {number} is dropped.", _place(caller, number))


@require_POST
@in_group
def reopen(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Take back that it is done or dropped."""
    tasks.reopen_action(caller, number, expected=_seen(request, caller, number))
    return done(request, f"Action {number} is open again.", _place(caller, number))


def _seen(request: HttpRequest, caller: Caller, number: int) -> int:
    """Give the version that the form was shown with; whoever may not act at all is told that first."""
    who, form = opened(caller, "action.change"), SeenForm(request.POST)
    tasks.action_numbered(who.group, number)
    if not form.is_valid():
        raise AgainstTheRules(f"action/{number}", "It is not said which state was seen.", "Use the button on its page.")
    seen: int = form.cleaned_data["version"]
    return seen


def _place(caller: Caller, number: int) -> str:
    return f"/{caller.group.slug}/actions/{number}/"
