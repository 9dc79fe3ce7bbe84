"""Use cases: the list, one of them with its discussion and support, and what is said on its page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.refusals import status_of
from muster.actions.roadmap import use_cases as deeds
from muster.actions.roadmap.telling import COMMENT, history
from muster.domain.errors import AgainstTheRules
from muster.domain.roadmap.use_cases import UseCaseState, refusal_of_support
from muster.records.queries.roadmap.use_cases import UseCaseShown, use_case_numbered, use_cases_of
from muster.web.asking import only_for
from muster.web.data import show_or_data
from muster.web.door import done, in_group
from muster.web.roadmap.use_cases import as_data
from muster.web.roadmap.use_cases.forms import CommentForm, SupportForm

ORDER = (UseCaseState.OPEN, UseCaseState.ACCEPTED, UseCaseState.SERVED, UseCaseState.DECLINED)
MEANINGS = {
    UseCaseState.OPEN: "Not answered yet: say whether you need it too",
    UseCaseState.ACCEPTED: "Accepted: items of the roadmap serve it, or shall",
    UseCaseState.SERVED: "Served",
    UseCaseState.DECLINED: "Declined",
}


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every use case, by what the group said of it."""
    who = acting(caller)
    cases = use_cases_of(who.group)
    kinds = [(state, MEANINGS[state], [one for one in cases if one.state is state]) for state in ORDER]
    context = {"kinds": [one for one in kinds if one[2]], "may_open": who.may("use-case.open")}
    return show_or_data(
        request,
        who,
        "roadmap/use_cases/overview.html",
        context,
        data=lambda: {"group": who.group.slug, "use_cases": [as_data.listed(one) for one in cases]},
    )


@require_safe
@in_group
def use_case(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One use case."""
    return _use_case(request, acting(caller), number)


@require_POST
@in_group
def support(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Say that a member needs it, or needs it no longer."""
    who = acting(caller)
    only_for(who, "use-case.support", f"use-case/{number}")
    form = SupportForm(deeds.members_to_speak_for(who), request.POST)
    if not form.is_valid():
        return _use_case(request, who, number, supporting=form, status=422)
    said = form.cleaned_data
    try:
        if said["withdraw"]:
            deeds.withdraw_support(caller, number, organisation=said["organisation"])
            words = "The support is taken back."
        else:
            deeds.support(caller, number, organisation=said["organisation"], reason=said["reason"])
            words = "That it is needed is on the record."
    except AgainstTheRules as refused:
        form.add_error(None, f"{refused.what} {refused.mend}")
        return _use_case(request, who, number, supporting=form, status=status_of(refused))
    return done(request, words, _address(who, number))


@require_POST
@in_group
def comment(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Say something about it."""
    who = acting(caller)
    only_for(who, "use-case.comment", f"use-case/{number}")
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _use_case(request, who, number, commenting=form, status=422)
    try:
        deeds.comment(caller, number, form.cleaned_data["text"])
    except AgainstTheRules as refused:
        form.add_error(None, f"{refused.what} {refused.mend}")
        return _use_case(request, who, number, commenting=form, status=status_of(refused))
    return done(request, "Your comment is on the record.", _address(who, number))


def _address(who: Acting, number: int) -> str:
    return f"/{who.group.slug}/roadmap/use-cases/{number}/"


def _use_case(
    request: HttpRequest,
    who: Acting,
    number: int,
    *,
    supporting: SupportForm | None = None,
    commenting: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show one use case with the forms of whoever may use them; a faulty one comes back with its faults."""
    shown = use_case_numbered(who.group, number)
    told = history(who.group, shown.row.handle)
    members = deeds.members_to_speak_for(who) if who.may("use-case.support") else []
    asked = bool(members) and refusal_of_support(shown.state) is None
    context: dict[str, Any] = {
        "shown": shown,
        "comments": [one for one in told if one.kind == COMMENT],
        "answer": next((one for one in reversed(told) if one.kind == "use-case.answered"), None),
        "told": told,
        "may_change": who.may("use-case.change") and deeds.why_not_to_change(who, shown) is None,
        "may_answer": who.may("use-case.decide"),
        "supporting": (supporting or SupportForm(members)) if asked or supporting else None,
        "withdrawing": _withdrawing(shown, members) if asked else [],
        "commenting": (commenting or CommentForm()) if who.may("use-case.comment") else None,
        "may_propose": who.may("item.propose"),
    }
    answer = show_or_data(
        request,
        who,
        "roadmap/use_cases/use_case.html",
        context,
        data=lambda: {"group": who.group.slug, **as_data.whole(shown, told)},
    )
    answer.status_code = status
    return answer


def _withdrawing(shown: UseCaseShown, members: list[Any]) -> list[Any]:
    mine = {one.pk for one in members}
    return [one.organisation for one in shown.supports if one.organisation_id in mine]
