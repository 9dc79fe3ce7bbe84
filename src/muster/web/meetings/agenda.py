"""The agenda of a meeting: points are proposed, dropped, ordered; the whole is published."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from muster.actions.caller import Caller
from muster.actions.meetings import agenda as deeds
from muster.actions.people import person_numbered
from muster.domain.errors import AgainstTheRules
from muster.records.queries.meetings import meeting_called
from muster.records.queries.people import people_of
from muster.web.door import done, in_group
from muster.web.meetings.meeting import meeting_page
from muster.web.meetings.meeting_forms import PointForm, PointsForm, SeenForm
from muster.web.meetings.planning import opened


@require_POST
@in_group
def propose(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Put points on the agenda."""
    who = opened(caller, "agenda.propose")
    meeting_called(who.group, slug)
    form = PointsForm(people_of(who.group), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        owner = person_numbered(who.group, said["owner"]) if said["owner"] else None
        try:
            items = deeds.propose_items(caller, slug, form.lines(), owner=owner, minutes=said["minutes"])
        except AgainstTheRules as refused:
            form.add_error("titles", f"{refused.what} {refused.mend}")
        else:
            words = "The point is" if len(items) == 1 else f"{len(items)} points are"
            return done(request, f"{words} on the agenda.", _place(caller, slug))
    return meeting_page(request, who, slug, proposing=form)


@require_POST
@in_group
def drop(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Take a point off the agenda."""
    form = PointForm(request.POST)
    who = opened(caller, "agenda.publish")
    if not form.is_valid():
        raise AgainstTheRules(f"meeting/{slug}", "It is not said which point.", "Use the button beside it.")
    meeting_called(who.group, slug)
    deeds.drop_item(caller, slug, form.cleaned_data["item"], expected=form.cleaned_data["version"])
    return done(request, "The point is off the agenda.", _place(caller, slug))


@require_POST
@in_group
def order(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Let a point change places with the one before or after it."""
    form = PointForm(request.POST)
    who = opened(caller, "agenda.publish")
    if not form.is_valid():
        raise AgainstTheRules(f"meeting/{slug}", "It is not said which point.", "Use the button beside it.")
    meeting_called(who.group, slug)
    said = form.cleaned_data
    deeds.move_item(caller, slug, said["item"], up=said["up"], expected=said["version"])
    return done(request, "The agenda is in another order.", _place(caller, slug))


@require_POST
@in_group
def publish(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """Publish the agenda as it stands."""
    form = SeenForm(request.POST)
    who = opened(caller, "agenda.publish")
    if not form.is_valid():
        raise AgainstTheRules(f"meeting/{slug}", "It is not said which agenda was seen.", "Use the button below it.")
    meeting_called(who.group, slug)
    deeds.publish_agenda(caller, slug, expected=form.cleaned_data["version"])
    return done(request, "The agenda is published, and everybody who takes part is told.", _place(caller, slug))


def _place(caller: Caller, slug: str) -> str:
    return f"/{caller.group.slug}/meetings/{slug}/#agenda"
