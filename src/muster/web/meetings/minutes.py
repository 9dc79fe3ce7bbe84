"""The minutes of a meeting: read and typed by several people at once, approved, published, corrected, taken away."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.meetings import minutes as deeds
from muster.actions.meetings.tasks import take_actions_from_minutes
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.meetings.minutes.merge import standing_beside
from muster.records.models import Meeting
from muster.records.queries.meetings import MeetingShown, meeting_called
from muster.web.door import done, in_group, show
from muster.web.meetings.as_markdown import as_markdown
from muster.web.meetings.meeting import approve_form, may_read_minutes, meeting_page
from muster.web.meetings.meeting_forms import CorrectionForm, SeenForm, TextForm
from muster.web.meetings.planning import opened


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def edit(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Type into the minutes. What others saved meanwhile is kept beside it."""
    who = opened(caller, "minutes.write")
    shown = meeting_called(who.group, slug)
    if request.method != "POST":
        return editor(request, who, shown, None)
    form = TextForm(request.POST)
    if form.is_valid():
        try:
            saved = deeds.save(caller, slug, form.cleaned_data["text"], base=form.cleaned_data["base"])
        except AgainstTheRules as refused:
            form.add_error(None, f"{refused.what} {refused.mend}")
        else:
            part = "minutes/" if saved.merged.conflicts else "#minutes"
            return done(request, words_of(saved), _place(caller, slug, part))
    return editor(request, who, shown, form)


def words_of(saved: deeds.Saved) -> str:
    """Say what came of saving."""
    if not saved.merged.conflicts:
        return "The minutes are saved."
    lines = ", ".join(str(one.line) for one in saved.merged.conflicts)
    return f"Saved, and nothing is lost; but somebody else changed the same lines. Settle those from line {lines} on."


def editor(request: HttpRequest, who: Acting, shown: MeetingShown, form: TextForm | None) -> HttpResponse:
    """Show the text to type into, with the lines that two people have changed."""
    row = shown.row
    form = form or TextForm(initial={"text": row.text if row else "", "base": row.text_version if row else 0})
    context = {
        "form": form,
        "shown": shown,
        "row": row,
        "beside": standing_beside(row.text) if row else (),
        "fixed": row is not None and row.stage != Meeting.Stage.DRAFT,
    }
    return show(request, who, "meetings/minutes.html", context, status=422 if form.errors else 200)


@require_safe
@in_group
def markdown(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:  # noqa: ARG001 - every view gets it
    """Take the minutes away as a file. Drafts are for those who take part."""
    who = acting(caller)
    shown = meeting_called(who.group, slug)
    row = shown.row
    if row is None or not row.text_version or not may_read_minutes(who, row):
        raise NotThere(f"meeting/{slug}", "This meeting has no minutes that you can read.", "Wait until they are out.")
    answer = HttpResponse(as_markdown(shown, row), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.md"'
    answer["Cache-Control"] = "no-cache" if row.stage == Meeting.Stage.PUBLIC else "private, no-store"
    return answer


@require_POST
@in_group
def take_actions(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Write down every action that the minutes name."""
    who, form = opened(caller, "minutes.write"), SeenForm(request.POST)
    meeting_called(who.group, slug)
    if not form.is_valid():
        raise AgainstTheRules(f"meeting/{slug}", "It is not said which text was seen.", "Use the button below it.")
    taken = take_actions_from_minutes(caller, slug)
    if not taken:
        return done(request, "The minutes name no action that is not open already.", _place(caller, slug))
    words = "One action is" if len(taken) == 1 else f"{len(taken)} actions are"
    return done(request, f"{words} written down.", _place(caller, slug, "#actions"))


@require_POST
@in_group
def approve(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Let a later meeting take the minutes as right."""
    who = opened(caller, "minutes.approve")
    form = approve_form(who, meeting_called(who.group, slug), request.POST, 0)
    if not form.is_valid():
        return meeting_page(request, who, slug, approving=form)
    deeds.approve(caller, slug, form.cleaned_data["meeting"], expected=form.cleaned_data["version"])
    return done(request, "The minutes are approved: their text is fixed now.", _place(caller, slug))


@require_POST
@in_group
def publish(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Let everyone read the minutes."""
    who, form = opened(caller, "minutes.approve"), SeenForm(request.POST)
    meeting_called(who.group, slug)
    if not form.is_valid():
        raise AgainstTheRules(f"meeting/{slug}", "It is not said which text was seen.", "Use the button below it.")
    deeds.publish(caller, slug, expected=form.cleaned_data["version"])
    return done(request, "The minutes are public, and everybody who takes part is told.", _place(caller, slug))


@require_POST
@in_group
def correct(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Put a correction beside the minutes."""
    who, form = opened(caller, "record.correct"), CorrectionForm(request.POST)
    meeting_called(who.group, slug)
    if not form.is_valid():
        return meeting_page(request, who, slug, correcting=form)
    deeds.correct(caller, slug, form.cleaned_data["text"], expected=form.cleaned_data["version"])
    return done(request, "The correction stands beside the minutes.", _place(caller, slug))


def _place(caller: Caller, slug: str, part: str = "#minutes") -> str:
    return f"/{caller.group.slug}/meetings/{slug}/{part}"
