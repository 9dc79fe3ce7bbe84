"""Schedules that others keep, read into the calendar: looked at first, then taken over."""

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from muster.actions.caller import Caller, acting
from muster.actions.roadmap.calendar import SUBJECT, Outlook, look_at_schedules, take_over_schedules
from muster.domain.errors import AgainstTheRules, Stale
from muster.records import log
from muster.web.asking import AGAIN, CHANGED, only_for
from muster.web.door import done, in_group, show
from muster.web.roadmap.calendar.forms import SchedulesForm


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def read(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Read schedules: say what they would change, and change it on a second word."""
    who = acting(caller)
    only_for(who, "calendar.change", SUBJECT)
    form = SchedulesForm(request.POST or None, request.FILES or None, initial={"version": _version(caller)})
    outlook: Outlook | None = None
    status = 200
    if request.method == "POST":
        status = AGAIN
        if form.is_valid():
            try:
                files, keep = form.handed_in(), form.cleaned_data["keep_plans"]
                if "take" in request.POST:
                    take_over_schedules(caller, files, keep_plans=keep, expected=form.cleaned_data["version"])
                    return done(request, "The schedules are in the calendar.", f"/{who.group.slug}/roadmap/calendar/")
                outlook, status = look_at_schedules(who.group, caller, files, keep_plans=keep), 200
                form = _again(request, form, form.texts(files))
            except Stale as refused:
                form, status = _again(request, form, {"version": str(_version(caller))}), CHANGED
                form.add_error(None, f"{refused.what} {refused.mend}")
            except AgainstTheRules as refused:
                form.add_error(None, f"{refused.what} {refused.mend}")
                for fault in getattr(refused, "faults", ()):
                    form.add_error(None, fault)
    context = {"form": form, "outlook": outlook}
    return show(request, who, "roadmap/calendar/read.html", context, status=status)


def _version(caller: Caller) -> int:
    return log.version(caller.group, SUBJECT)


def _again(request: HttpRequest, form: SchedulesForm, texts: dict[str, str]) -> SchedulesForm:
    """Give the form once more, with what was in files as text: a browser does not send a file twice."""
    data = MultiValueDict({**dict(request.POST.lists()), **{key: [text] for key, text in texts.items()}})
    again = SchedulesForm(data)
    again.is_valid()
    for fault in form.non_field_errors():
        again.add_error(None, fault)
    return again
