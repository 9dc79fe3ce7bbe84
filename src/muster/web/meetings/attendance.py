"""Who is at a meeting: everybody says so themselves, or the chair or the secretary writes it down, also later."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from muster.actions.caller import Caller
from muster.actions.meetings import attendance as deeds
from muster.actions.meetings.looking import look_at
from muster.domain.errors import AgainstTheRules
from muster.records.queries.meetings import meeting_called
from muster.records.queries.people import people_of
from muster.web.door import done, in_group, show
from muster.web.meetings.meeting_forms import AttendanceForm
from muster.web.meetings.planning import opened


@require_POST
@in_group
def tick(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Say that one is there oneself."""
    deeds.tick(caller, slug)
    return done(request, "You are here.", f"/{caller.group.slug}/meetings/{slug}/#here")


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def attendance(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Write down who was there: a list of everybody, with those ticked who are known to have been."""
    who = opened(caller, "attendance.record")
    shown = meeting_called(who.group, slug)
    people = people_of(who.group)
    if request.method == "POST":
        form = AttendanceForm(people, request.POST)
        if form.is_valid():
            there, seen = set(form.cleaned_data["people"]), set(form.cleaned_data["seen"])
            by_number = {one.number: one for one in people}
            try:
                new = deeds.record(
                    caller,
                    slug,
                    [by_number[number] for number in sorted(there - seen)],
                    not_there=[by_number[number] for number in sorted(seen - there)],
                )
            except AgainstTheRules as refused:
                form.add_error(None, f"{refused.what} {refused.mend}")
            else:
                words = f"Written down: {new} more, {len(seen - there)} fewer."
                return done(request, words, f"/{who.group.slug}/meetings/{slug}/#here")
    else:
        came = [one.person.number for one in look_at(who.group, shown, who.at).came.rows]
        form = AttendanceForm(people, initial={"people": came, "seen": came})
    context = {"form": form, "shown": shown, "now": who.at}
    return show(request, who, "meetings/attendance.html", context, status=422 if form.errors else 200)
