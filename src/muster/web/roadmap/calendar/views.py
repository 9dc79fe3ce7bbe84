"""The calendar's page: what must be asked for by when, the picture, and every day as a table."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from muster.actions.caller import Caller, acting
from muster.domain.contribution.windows import months_before
from muster.domain.roadmap.calendar.picture import Picture
from muster.exchange.drawing.timeline import timeline
from muster.web.data import show_or_data
from muster.web.door import in_group
from muster.web.roadmap.calendar.shown import as_data, cycles_shown, events_shown, months_of, shown_of


@require_safe
@in_group
def calendar(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The world's dates that the group plans by. `?on=2017-01-27` looks at them from a day."""
    who = acting(caller)
    found = shown_of(request, who)
    context = {
        "found": found,
        "today": who.on,
        "drawing": timeline(found.picture, found.on),
        "says": _says(found.picture),
        "months": months_of(found),
        "earlier": max((one.start for one in found.calendar.cycles), default=None),
        "cycles": cycles_shown(found.calendar),
        "events": events_shown(found.calendar, found.on),
        "may_change": who.may("calendar.change"),
    }
    return show_or_data(
        request, who, "roadmap/calendar/calendar.html", context, data=lambda: as_data(found, who.group.slug)
    )


def _says(picture: Picture) -> str:
    """Say in a sentence what the picture shows."""
    named = [f"{len(row.marks)} under {row.title}" for row in picture.rows]
    first, last = picture.window.first_day, months_before(picture.window.end_day, 1)
    rows = ", ".join(named) if named else "nothing"
    items = f"; {len(picture.items)} of the roadmap's items" if picture.items else ""
    return (
        f"From {first:%B %Y} to {last:%B %Y}: {rows}{items}. A full mark is a day that is known; a hollow one is only "
        "planned, is not exact, or was not read in a source. A dashed line below a mark shows for when it was planned, "
        "where that was other days."
    )
