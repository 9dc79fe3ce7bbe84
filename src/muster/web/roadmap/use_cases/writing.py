"""Opening use cases, changing them, and answering them for the group."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from muster.actions.caller import Caller, acting
from muster.actions.roadmap import use_cases as deeds
from muster.domain.roadmap.use_cases import STEPS, UseCaseState
from muster.records.queries.roadmap.use_cases import use_case_numbered
from muster.web.asking import Done, Question, Said, only_for, settle
from muster.web.door import in_group
from muster.web.roadmap.use_cases.forms import ANSWERS, AnswerForm, UseCaseForm

ABOVE = ("roadmap/use-cases/", "Use cases")


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def new(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Say who needs what, and why."""
    who = acting(caller)
    only_for(who, "use-case.open", "use-cases")
    form = UseCaseForm(request, who, "use-cases")

    def deed(_: Said) -> Done:
        row = deeds.open_use_case(caller, form.written())
        return f"Use case {row.number} is before the group.", f"roadmap/use-cases/{row.number}/"

    explain = "Say who needs what, not yet how it is done. Members say whether they need it too, and items serve it."
    return settle(request, who, form, Question("Open a use case", ABOVE, "Open it", explain), deed=deed)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def change(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Change what a use case says."""
    who = acting(caller)
    only_for(who, "use-case.change", f"use-case/{number}")
    shown = use_case_numbered(who.group, number)
    refused = deeds.why_not_to_change(who, shown)
    if refused:
        raise refused.error(shown.row.handle)
    row = shown.row
    now = {"title": row.title, "who": row.who, "need": row.need, "why": row.why}
    form = UseCaseForm(request, who, row.handle, initial=now)

    def deed(said: Said) -> Done:
        deeds.change_use_case(caller, number, form.written(), expected=said["version"])
        return "The use case says so now.", f"roadmap/use-cases/{number}/"

    above = (f"roadmap/use-cases/{number}/", row.title)
    return settle(request, who, form, Question("Change the use case", above, "Change it"), deed=deed)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def answer(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Say what the group says of it."""
    who = acting(caller)
    only_for(who, "use-case.decide", f"use-case/{number}")
    shown = use_case_numbered(who.group, number)
    form = AnswerForm(request, who, shown.row.handle)
    choices = [(str(state), ANSWERS[state]) for state in UseCaseState if state in STEPS[shown.state]]
    form.fields["state"].choices = choices  # type: ignore[attr-defined]  # it is a choice

    def deed(said: Said) -> Done:
        state = UseCaseState(said["state"])
        deeds.answer_use_case(caller, number, state, said["reason"], expected=said["version"])
        return f"The use case is {state}.", f"roadmap/use-cases/{number}/"

    above = (f"roadmap/use-cases/{number}/", shown.row.title)
    explain = "What the group says of it. Whoever asked for it reads the answer and its reason."
    return settle(request, who, form, Question("Answer the use case", above, "Answer it", explain), deed=deed)
