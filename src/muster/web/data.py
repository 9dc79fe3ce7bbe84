"""Every public page has its data beside it: at the same address with .json, from the same query, about the same day."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from muster.actions.caller import Acting
from muster.domain.errors import RequestFault
from muster.web.door import show

SUFFIX = ".json"


def page_and_data(route: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """Give a page's address (`members/`) and that of its data (`members.json`): one view answers both."""
    return [path(route, view, name=name), path(route.removesuffix("/") + SUFFIX, view, name=f"{name}-data")]


def show_or_data(
    request: HttpRequest,
    who: Acting,
    template: str,
    context: Mapping[str, Any],
    *,
    data: Callable[[], Mapping[str, Any] | str],
) -> HttpResponse:
    """Show a page, or its data where that was asked for. The template finds `data_address`, to link to it."""
    if request.path.endswith(SUFFIX):
        return as_json(data())
    query = request.META.get("QUERY_STRING", "")
    address = request.path.removesuffix("/") + SUFFIX + (f"?{query}" if query else "")
    return show(request, who, template, {**context, "data_address": address})


def as_json(data: Mapping[str, Any] | str) -> HttpResponse:
    """Answer with data: keys in the order in which they were written. What is JSON already is answered as it is."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def day_asked(request: HttpRequest, today: date) -> date:
    """Give the day that an address asks about, `?on=2017-05-09`; today if it asks about none. RequestFault: it is none.

    An empty `on` is what a form sends in which no day was chosen.
    """
    asked = request.GET.get("on", "").strip()
    if not asked:
        return today
    try:
        return datetime.strptime(asked, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise RequestFault(f"on={asked[:40]}", "This is no day.", "Write it like this: on=2017-05-09.") from None


def written(day: date | None) -> str | None:
    """Write a day as data does; None for "no end yet"."""
    return day.isoformat() if day else None
