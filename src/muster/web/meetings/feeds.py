"""Calendars to subscribe to: a group's, a series', and an account's own at an address that nobody can guess."""

from datetime import datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from muster.actions.caller import Caller, server_clock
from muster.actions.meetings import calendars
from muster.domain.record.chain import hash_of
from muster.exchange.meetings.calendar.feed import MEDIA_TYPE
from muster.records.models import Account
from muster.records.queries.series import all_series, series_called
from muster.web.door import done, in_group


@require_safe
@in_group
def group(request: HttpRequest, caller: Caller) -> HttpResponseBase:
    """All meetings of a group. The same for everybody: what is not public is in none of it."""
    changed = max((row.changed_at for row, _ in all_series(caller.group)), default=None)
    return _calendar(request, calendars.calendar_of_group(caller.group), f"{caller.group.slug}.ics", changed)


@require_safe
@in_group
def series(request: HttpRequest, caller: Caller, slug: str) -> HttpResponseBase:
    """The meetings of a series."""
    row = series_called(caller.group, slug)
    return _calendar(request, calendars.calendar_of_series(row, caller.group), f"{slug}.ics", row.changed_at)


@require_safe
def own(request: HttpRequest, key: str) -> HttpResponseBase:
    """An account's own calendar, for whoever knows its address; programs that fetch it cannot sign in."""
    found = calendars.account_with_key(key)
    answer = _calendar(request, calendars.calendar_of_account(found, server_clock()), "muster.ics", None)
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Where one's own calendar lies: make it an address, or a new one. It is shown once."""
    account = cast("Account", request.user)
    text = calendars.make_key(account, server_clock()) if request.method == "POST" else ""
    address = request.build_absolute_uri(f"/calendar/{text}.ics") if text else ""
    return render(request, "meetings/mine.html", {"address": address, "key": calendars.key_of(account)})


@require_POST
@login_required
def end(request: HttpRequest) -> HttpResponse:
    """Let nobody read it any more."""
    calendars.end_key(cast("Account", request.user))
    return done(request, "Your calendar has no address any more: nobody can read it.", "/me/calendar/")


def _calendar(request: HttpRequest, content: bytes, name: str, changed: datetime | None) -> HttpResponseBase:
    """Send a calendar, or say that the program has it already."""
    answer = HttpResponse(content, content_type=MEDIA_TYPE)
    answer["ETag"] = etag = quote_etag(hash_of(content.decode())[:32])
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "no-cache"
    if changed is not None:
        answer["Last-Modified"] = http_date(changed.timestamp())
    since = int(changed.timestamp()) if changed is not None else None
    return get_conditional_response(request, etag=etag, last_modified=since, response=answer) or answer
