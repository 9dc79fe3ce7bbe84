"""Notes from elsewhere become minutes: a log or minutes of MeetBot, or what somebody typed; and who was there."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from muster.actions.caller import Acting, Caller
from muster.actions.meetings import attendance, minutes
from muster.actions.meetings.notes import Suggested, suggestions
from muster.domain.errors import AgainstTheRules
from muster.records.models import Attendance
from muster.records.queries.meetings import MeetingShown, meeting_called
from muster.records.queries.people import people_of
from muster.web.door import done, in_group, show
from muster.web.meetings.meeting_forms import AttendanceForm, NotesForm, TextForm
from muster.web.meetings.planning import opened


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def notes(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Read notes, and show what they would become; nothing is kept yet."""
    who = opened(caller, "minutes.write")
    shown = meeting_called(who.group, slug)
    form = NotesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = form.notes()
        found = suggestions(data, name, people_of(who.group), before=shown.row.text if shown.row else "")
        base = shown.row.text_version if shown.row else 0
        text = TextForm(initial={"text": found.text, "base": base})
        here = AttendanceForm(people_of(who.group), initial={"people": [one.number for one in found.people]})
        return _shown(request, who, shown, text=text, here=here, found=found)
    status = 422 if request.method == "POST" else 200
    return show(request, who, "meetings/notes.html", {"form": form, "shown": shown}, status=status)


@require_POST
@in_group
def use(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Keep the notes as minutes, and write down who was there, as imported."""
    who = opened(caller, "minutes.write")
    shown = meeting_called(who.group, slug)
    people = people_of(who.group)
    text, here = TextForm(request.POST), AttendanceForm(people, request.POST)
    if not text.is_valid() or not here.is_valid():
        return _shown(request, who, shown, text=text, here=here, status=422)
    wanted = set(here.cleaned_data["people"])
    came = [one for one in people if one.number in wanted]
    try:
        saved = minutes.save(caller, slug, text.cleaned_data["text"], base=text.cleaned_data["base"])
        if came and who.may("attendance.record"):
            attendance.record(caller, slug, came, how=Attendance.How.IMPORTED)
    except AgainstTheRules as refused:
        text.add_error(None, f"{refused.what} {refused.mend}")
        return _shown(request, who, shown, text=text, here=here, status=422)
    words = "The notes are in the minutes."
    if saved.merged.conflicts:
        words += " Somebody else changed the same lines: settle them."
    return done(request, words, f"/{who.group.slug}/meetings/{slug}/#minutes")


def _shown(
    request: HttpRequest,
    who: Acting,
    shown: MeetingShown,
    *,
    text: TextForm,
    here: AttendanceForm,
    found: Suggested | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"text": text, "here": here, "shown": shown, "found": found, "may_record": who.may("attendance.record")}
    return show(request, who, "meetings/use_notes.html", context, status=status)
