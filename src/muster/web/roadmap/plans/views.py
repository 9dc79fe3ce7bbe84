"""Plans of who could do what: the list, one of them, and the form by which one is made."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Caller, acting
from muster.actions.roadmap.planning import PLANS, fingerprint, make_plan
from muster.domain.roadmap.calendar.cycles import cycles_in_order
from muster.records.queries.roadmap.calendar import calendar_of
from muster.records.queries.roadmap.plans import plan_numbered, plans_of
from muster.records.queries.roadmap.pledges import pledges_of
from muster.web.asking import Done, Question, Said, only_for, settle
from muster.web.data import show_or_data
from muster.web.door import in_group
from muster.web.roadmap.plans import as_data
from muster.web.roadmap.plans.content import shown_as
from muster.web.roadmap.plans.forms import PlanForm


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every plan that was made, the last first."""
    who = acting(caller)
    plans = list(plans_of(who.group))
    context = {"plans": plans, "may_make": who.may("plan.make")}
    data = {"group": who.group.slug, "plans": [as_data.listed(one) for one in plans]}
    return show_or_data(request, who, "roadmap/plans/plans.html", context, data=lambda: data)


@require_safe
@in_group
def plan(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """One plan: what the items get, what the members give, who is put where, and which wishes are not met and why."""
    who = acting(caller)
    shown = plan_numbered(who.group, number)
    context = {
        "plan": shown.row,
        "question": shown.question,
        **shown_as(shown),
        "fingerprint": fingerprint(shown.row.answer),
    }
    data = lambda: {"group": who.group.slug, **as_data.whole(shown)}  # noqa: E731 - made only if it is asked for
    return show_or_data(request, who, "roadmap/plans/plan.html", context, data=data)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def new(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Make a plan for a cycle."""
    who = acting(caller)
    only_for(who, "plan.make", PLANS)
    promised = {one.cycle for one in pledges_of(who.group)}
    form = PlanForm(request, who, PLANS)
    cycles = [one.name for one in reversed(cycles_in_order(calendar_of(who.group, who.on))) if one.name in promised]
    form.offer(cycles)

    def deed(said: Said) -> Done:
        made = make_plan(caller, said["cycle"])
        return f"Plan {made.number} for {made.cycle} is made.", f"roadmap/plans/{made.number}/"

    explain = (
        "The planner puts people on items as far as members have promised it, the first priorities first. "
        "It says of every wish that it cannot meet why not. It proposes; it puts nobody to work."
    )
    if not cycles:
        explain = "Nothing is promised yet, so there is nothing to plan. Members promise first, under Pledges."
    return settle(
        request, who, form, Question("Make a plan", ("roadmap/plans/", "Plans"), "Make it", explain), deed=deed
    )
