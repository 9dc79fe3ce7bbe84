"""The calendar as files: its picture, and what calendar programs subscribe to."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from muster.actions.caller import Caller, acting
from muster.actions.roadmap.calendar import feed_of
from muster.domain.record.chain import hash_of
from muster.exchange.drawing.timeline import as_file, timeline
from muster.exchange.meetings.calendar.feed import MEDIA_TYPE
from muster.records.queries.roadmap.calendar import calendar_of
from muster.web.door import in_group
from muster.web.roadmap.calendar.shown import shown_of

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A picture opened by itself has its colours in it, and nothing else."""


@require_safe
@in_group
def picture(request: HttpRequest, caller: Caller) -> HttpResponseBase:
    """The picture of the page, as a file of its own, of the same day and months."""
    who = acting(caller)
    found = shown_of(request, who)
    answer = _sent(
        request, as_file(timeline(found.picture, found.on)).encode(), "image/svg+xml", f"{who.group.slug}-calendar.svg"
    )
    answer["Content-Security-Policy"] = PICTURE_POLICY
    return answer


@require_safe
@in_group
def feed(request: HttpRequest, caller: Caller) -> HttpResponseBase:
    """The calendar to subscribe to. The same for everybody."""
    who = acting(caller)
    url = f"{settings.BASE_URL}/{who.group.slug}/roadmap/calendar.ics"
    content = feed_of(who.group, calendar_of(who.group, who.on), name=f"{who.group.name}: calendar", url=url)
    return _sent(request, content, MEDIA_TYPE, f"{who.group.slug}-calendar.ics")


def _sent(request: HttpRequest, content: bytes, kind: str, name: str) -> HttpResponseBase:
    """Send a file, or say that the program has it already."""
    answer = HttpResponse(content, content_type=kind)
    answer["ETag"] = etag = quote_etag(hash_of(content.decode())[:32])
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=etag, response=answer) or answer
