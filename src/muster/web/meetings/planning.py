"""Series are planned and changed, taken over from a meeting file, and written as one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_in_force import charter_of
from muster.actions.meetings.series import change_series, plan_series
from muster.actions.meetings.taking_over import file_of, plan_from_file
from muster.domain.charter.meetings import MeetingSeries
from muster.domain.errors import AgainstTheRules, MeetingFault, MeetingFileFaults, NotAllowed
from muster.domain.meetings.wall_clock import local_time
from muster.domain.membership.roles import who_may
from muster.records import log
from muster.records.queries.groups import charter_on
from muster.records.queries.series import series_called, series_of
from muster.web.door import done, in_group, show
from muster.web.meetings.series_forms import BY_CHARTER, BY_RULE, FileForm, PlanForm
from muster.web.meetings.zones import zones

USUAL_MINUTES = 60


def opened(caller: Caller, deed: str) -> Acting:
    """Give who asks for a page with a form. NotAllowed: they may not do what it is for."""
    who = acting(caller)
    if not who.may(deed):
        raise NotAllowed("meetings", f"This is for {who_may(deed)}.", "Ask one of them.")
    return who


def kinds_of(who: Acting) -> tuple[MeetingSeries, ...]:
    """Give the meetings that the charter in force speaks of."""
    kept = charter_on(who.group, who.on)
    return charter_of(kept).meetings if kept else ()


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def plan(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Plan a series; `?kind=` fills in what the charter says of its meetings of that kind."""
    who = opened(caller, "series.change")
    kinds = kinds_of(who)
    if request.method == "POST":
        form = PlanForm(kinds, request.POST)
        if form.is_valid():
            try:
                row = plan_series(caller, form.planned())
            except (AgainstTheRules, MeetingFault) as refused:
                form.add_error(None, f"{refused.what} {refused.mend}")
            else:
                words = f"“{row.title}” is planned."
                return done(request, words, f"/{who.group.slug}/meetings/series/{row.slug}/")
    else:
        form = PlanForm(kinds, initial=_filled_in(who, kinds, request.GET.get("kind", "")))
    context = {"form": form, "kinds": kinds, "zones": zones()}
    return show(request, who, "meetings/plan.html", context, status=422 if form.errors else 200)


def _filled_in(who: Acting, kinds: tuple[MeetingSeries, ...], kind: str) -> dict[str, Any]:
    account = who.person.account if who.person else None
    zone = account.time_zone if account else "UTC"
    said: dict[str, Any] = {"zone": zone, "starts": f"{local_time(who.at, zone):%Y-%m-%d}T14:00"}
    chosen = next((one for one in kinds if one.id == kind), None)
    if chosen is None:
        return said
    said |= {"minutes": chosen.minutes_long or USUAL_MINUTES, "about": chosen.purpose}
    return {**said, "kind": kind, "title": chosen.name, "cadence": BY_CHARTER}


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def change(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Say otherwise when and where a series meets."""
    who = opened(caller, "series.change")
    row = series_called(who.group, slug)
    kinds = kinds_of(who)
    if request.method == "POST":
        form = PlanForm(kinds, request.POST)
        if form.is_valid():
            try:
                change_series(caller, row, form.planned(), expected=form.cleaned_data["version"] or 0)
            except (AgainstTheRules, MeetingFault) as refused:
                form.add_error(None, f"{refused.what} {refused.mend}")
            else:
                return done(request, "The series is changed.", f"/{who.group.slug}/meetings/series/{slug}/")
    else:
        names = ("title", "zone", "minutes", "place", "join", "about", "kind")
        said = {name: getattr(row, name) for name in names}
        how = {"cadence": BY_RULE, "rule": row.rule} if row.rule else {"cadence": "as-called"}
        seen = log.version(who.group, row.handle)
        form = PlanForm(kinds, initial={**said, **how, "starts": row.starts, "version": seen})
    context = {"form": form, "series": row, "zones": zones()}
    return show(request, who, "meetings/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def take_over(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Plan the series of a meeting file."""
    who = opened(caller, "series.change")
    kinds, faults = kinds_of(who), ()
    form = FileForm(kinds, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        data, name = (said["file"].read(), said["file"].name) if said["file"] else (said["text"], "the text")
        try:
            rows = plan_from_file(caller, data, file=name, kind=said["kind"])
        except MeetingFileFaults as refused:
            faults = refused.faults  # type: ignore[assignment]  # there are some now
            form.add_error(None, f"{refused.what} {refused.mend}")
        except (AgainstTheRules, MeetingFault) as refused:
            form.add_error(None, f"{refused.what} {refused.mend}")
        else:
            words = f"Planned: {', '.join(f'“{one.title}”' for one in rows)}."
            return done(request, words, f"/{who.group.slug}/meetings/")
    status = 422 if request.method == "POST" else 200
    return show(request, who, "meetings/import.html", {"form": form, "faults": faults}, status=status)


@require_safe
@in_group
def file(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:  # noqa: ARG001 - every view gets it
    """A series as a meeting file."""
    row = series_called(caller.group, slug)
    answer = HttpResponse(file_of(series_of(row, caller.group)), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.slug}.yaml"'
    return answer
