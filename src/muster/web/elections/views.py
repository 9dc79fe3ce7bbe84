"""Elections: all of them, one of them, and what those who run the group do with them."""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.elections import confirming, planning, settling
from muster.actions.elections.upcoming import blank, suggested
from muster.domain.errors import AgainstTheRules, ElectionFault, NotAllowed
from muster.domain.membership.roles import who_may
from muster.records import log
from muster.records.queries.elections import calendar_of, elected_seats, election_numbered, elections_of
from muster.records.queries.people import people_of
from muster.web.door import done, in_group, show
from muster.web.elections.forms import ConfirmForm, PlanForm, ReasonForm, as_planned, first_words
from muster.web.elections.page import PHASES, page


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every election, the newest first; and those that the charter wants next."""
    who = acting(caller)
    rows = [
        {
            "row": row,
            "phase": "not held" if row.called_off else PHASES[calendar_of(row).phase(who.at)],
        }
        for row in elections_of(who.group)
    ]
    context = {"rows": rows, "wanted": suggested(who.group, who.on), "may_plan": who.may("election.plan")}
    return show(request, who, "elections/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def new(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Plan an election; `?office=chair` begins with what the charter says of it."""
    who = _planner(caller)
    if request.method != "POST":
        wanted = [one.planned for one in suggested(who.group, who.on)]
        office = request.GET.get("office", "")
        begins = next((one for one in wanted if one.office == office), blank(who.on))
        return _plan(request, who, _form(who, initial=first_words(begins)))
    form = _form(who, request.POST)
    if form.is_valid():
        try:
            row = planning.plan_election(caller, form.planned())
        except (AgainstTheRules, ElectionFault) as refused:
            form.add_error(None, f"{refused.what} {refused.mend}")
        else:
            return done(request, f"“{row.title}” is planned.", _address(caller, row.number))
    return _plan(request, who, form, status=422)


@require_safe
@in_group
def election(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One election."""
    return page(request, caller, number)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def change(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Change what was planned, until voting opens."""
    who = _planner(caller)
    row = election_numbered(who.group, number)
    if request.method != "POST":
        voters = list(row.electors.values_list("person__number", flat=True)) if not row.frozen_at else []
        words = first_words(as_planned(row, calendar_of(row), voters))
        form = _form(who, initial={**words, "version": log.version(who.group, row.handle)})
        return _plan(request, who, form, changing=row.title)
    form = _form(who, request.POST)
    if form.is_valid():
        try:
            planning.change_election(caller, number, form.planned(), expected=form.cleaned_data["version"] or 0)
        except (AgainstTheRules, ElectionFault) as refused:
            form.add_error(None, f"{refused.what} {refused.mend}")
        else:
            return done(request, "It is changed.", _address(caller, number))
    return _plan(request, who, form, changing=row.title, status=422)


@require_POST
@in_group
def call_off(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Call an election off."""
    election_numbered(_planner(caller).group, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, caller, number, status=422, reason=form)
    planning.call_off(caller, number, form.cleaned_data["reason"], expected=form.cleaned_data["version"])
    return done(request, "It is called off.", _address(caller, number))


@require_POST
@in_group
def settle(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Write down what the clock has brought about; whoever came from an election's page is led back there."""
    settling.settle_now(caller)
    number = request.POST.get("election", "")
    came_from = f"{number}/" if re.fullmatch("[1-9][0-9]{0,8}", number) else ""
    return done(request, "It is in the record.", f"/{caller.group.slug}/elections/{came_from}")


@require_POST
@in_group
def confirm(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Let those who were elected take their places."""
    who = acting(caller)
    if not who.may("election.close"):
        raise NotAllowed(f"election/{number}", f"This is for {who_may('election.close')}.", "Ask one of them.")
    row = election_numbered(who.group, number)
    form = ConfirmForm(confirming.winners_of(row), row.up, request.POST)
    if not form.is_valid():
        return page(request, caller, number, status=422, confirming=form)
    said = form.cleaned_data
    try:
        winners = confirming.confirm_result(
            caller, number, said["since"], places=form.places(), expected=said["version"]
        )
    except AgainstTheRules as refused:
        form.add_error(None, f"{refused.what} {refused.mend}")
        return page(request, caller, number, status=422, confirming=form)
    names = ", ".join(str(one) for one in winners)
    return done(request, f"{names}: from {said['since']:%-d %B %Y} on.", _address(caller, number))


def _planner(caller: Caller) -> Acting:
    who = acting(caller)
    if not who.may("election.plan"):
        raise NotAllowed("elections", f"This is for {who_may('election.plan')}.", "Ask one of them.")
    return who


def _form(who: Acting, *args: object, **kwargs: object) -> PlanForm:
    return PlanForm(elected_seats(who.group, who.on), people_of(who.group), *args, **kwargs)


def _plan(request: HttpRequest, who: Acting, form: PlanForm, *, changing: str = "", status: int = 200) -> HttpResponse:
    return show(request, who, "elections/plan.html", {"form": form, "changing": changing}, status=status)


def _address(caller: Caller, number: int) -> str:
    return f"/{caller.group.slug}/elections/{number}/"
