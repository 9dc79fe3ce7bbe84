"""Outside bodies and statements: lists, one of each, and what liaisons and secretaries do with them."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muster.actions import liaisons
from muster.actions.caller import Caller, acting
from muster.actions.people import person_numbered
from muster.domain.errors import NotAllowed
from muster.domain.membership.roles import who_may
from muster.records import log
from muster.records.queries.liaisons import bodies_on, body_on, statement_on, statements_on
from muster.records.queries.people import people_of
from muster.web.door import done, in_group, show
from muster.web.liaisons.forms import BodyForm, EndForm, LiaisonForm, StatementForm

IN_TWO_WEEKS = timedelta(days=14)


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every outside body with who speaks with it, and the statements that wait."""
    who = acting(caller)
    context = {
        "bodies": bodies_on(who.group, who.on),
        "statements": statements_on(who.group, who.on),
        "may_change": who.may("liaison.change"),
    }
    return show(request, who, "liaisons/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def new_body(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Write down an outside body."""
    who = acting(caller)
    if not who.may("liaison.change"):
        raise NotAllowed("liaisons", f"This is for {who_may('liaison.change')}.", "Ask one of them.")
    form = BodyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        body = liaisons.know_body(caller, said["name"], purpose=said["purpose"], contact=said["contact"])
        return done(request, f"{body} is written down.", f"/{caller.group.slug}/liaisons/bodies/{body.slug}/")
    return show(request, who, "liaisons/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@in_group
def body(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """One outside body."""
    return _body(request, caller, slug)


@require_POST
@in_group
def name(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Name somebody to speak with the body."""
    there = liaisons.body_called(caller.group, slug)
    form = LiaisonForm(people_of(caller.group), request.POST)
    if not form.is_valid():
        return _body(request, caller, slug, naming=form)
    said = form.cleaned_data
    person = person_numbered(caller.group, said["person"])
    liaisons.name_liaison(caller, there, person, said["since"], expected=said["version"])
    return done(request, f"{person} speaks with {there} from {said['since']} on.", _address(caller, f"bodies/{slug}"))


@require_POST
@in_group
def end(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Let somebody speak with the body no longer."""
    there = liaisons.body_called(caller.group, slug)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _body(request, caller, slug, ending=form)
    said = form.cleaned_data
    person = person_numbered(caller.group, said["person"])
    liaisons.end_liaison(caller, there, person, said["until"], expected=said["version"])
    return done(request, f"{person} spoke with {there} until {said['until']}.", _address(caller, f"bodies/{slug}"))


@require_POST
@in_group
def write(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Write down a statement."""
    there = liaisons.body_called(caller.group, slug)
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _body(request, caller, slug, writing=form)
    made = liaisons.write_statement(caller, there, form.written(), answers=form.cleaned_data["answers"])
    return done(request, f"Statement {made.number} is on the record.", _address(caller, f"statements/{made.number}"))


@require_safe
@in_group
def statement(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One statement, and its answers; the form for ours, if it waits for one."""
    who = acting(caller)
    shown, answers = statement_on(who.group, number, who.on)
    form = None
    if who.may("statement.answer") and not answers:
        other = "out" if shown.statement.direction == "in" else "in"
        form = StatementForm(
            initial={
                "direction": other,
                "purpose": "information",
                "title": f"Re: {shown.statement.title}"[:300],
                "dated": who.on,
                "answers": number,
            }
        )
    context = {"shown": shown, "answers": answers, "form": form}
    return show(request, who, "liaisons/statement.html", context)


def _address(caller: Caller, rest: str) -> str:
    return f"/{caller.group.slug}/liaisons/{rest}/"


def _body(
    request: HttpRequest,
    caller: Caller,
    slug: str,
    *,
    naming: LiaisonForm | None = None,
    ending: EndForm | None = None,
    writing: StatementForm | None = None,
) -> HttpResponse:
    """Show one body with the forms of whoever may use them; a faulty one comes back with its faults."""
    who = acting(caller)
    there = body_on(who.group, slug, who.on)
    faulty = naming or ending or writing
    needed = "statement.send" if writing else "liaison.change"
    if faulty and not who.may(needed):
        raise NotAllowed(there.body.handle, f"This is for {who_may(needed)}.", "Ask one of them.")
    seen = {"version": log.version(who.group, there.body.handle)}
    later = who.on + IN_TWO_WEEKS
    context = {
        "there": there,
        "statements": statements_on(who.group, who.on, body=there.body),
        "may_change": who.may("liaison.change"),
        "may_write": who.may("statement.send"),
        "naming": naming or LiaisonForm(people_of(who.group), initial={**seen, "since": who.on}),
        "ending": ending or EndForm(initial={**seen, "until": who.on}),
        "writing": writing or StatementForm(initial={"direction": "out", "dated": who.on, "deadline": later}),
        "seen": seen["version"],
    }
    return show(request, who, "liaisons/body.html", context, status=422 if faulty else 200)
