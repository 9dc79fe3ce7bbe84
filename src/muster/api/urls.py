"""The API's addresses: every area's operations, the document, the page to read, and a problem for everything else."""

import json
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import engines
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import etag, require_safe

from muster.api import (
    actions,
    admission,
    charters,
    corrections,
    deciding,
    decisions,
    elections,
    groups,
    holding_meetings,
    invitations,
    liaisons,
    me,
    meetings,
    offices,
    organisations,
    people,
    record,
    seats,
    standings,
)
from muster.api.conditional import etag_of
from muster.api.document import Api
from muster.api.looking import JSON, looked_at_first
from muster.api.problems import KINDS, NO_SUCH_METHOD, NOT_THERE, Refused, answer, problem
from muster.api.reading import StrictParser
from muster.api.reference import reference
from muster.api.roadmap import calendar, editions, items, plans, pledges, proof, reports, rounds, team, use_cases

AREAS: Final = (
    groups,
    charters,
    organisations,
    admission,
    people,
    invitations,
    seats,
    offices,
    corrections,
    decisions,
    deciding,
    elections,
    meetings,
    holding_meetings,
    actions,
    liaisons,
    use_cases,
    items,
    rounds,
    pledges,
    plans,
    calendar,
    editions,
    reports,
    proof,
    team,
    standings,
    record,
    me,
)
"""Each a module here with `area`; two may share one. A new module needs its name here."""

api = Api(
    title="Muster",
    version="1",
    description="Working groups: their charters, members, decisions and meetings, and the record of all of it.",
    parser=StrictParser(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
api.add_decorator(looked_at_first, mode="view")
for area in dict.fromkeys(one.area for one in AREAS):
    api.add_router("", area)


def answered(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make a view answer HEAD as it answers GET, and whatever goes wrong with a problem."""

    @wraps(view)
    def answering(request: HttpRequest, **path: Any) -> HttpResponseBase:  # noqa: ANN401 - what stands in the address
        method, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        try:
            found = view(request, **path)
        except Exception as raised:  # noqa: BLE001 - nobody is ever shown a traceback; `answer` logs what nobody foresaw
            found = answer(request, raised)
        request.method = method
        if found.status_code == NO_SUCH_METHOD.status:
            allowed = sorted({*found["Allow"].split(", "), *(["HEAD"] if "GET" in found["Allow"] else [])})
            what = f"{method} is not done here; {' and '.join(allowed)} {'is' if len(allowed) == 1 else 'are'}."
            found = problem(request, Refused(NO_SUCH_METHOD, what, "The page /api/v1/docs says what is done where."))
            found["Allow"] = ", ".join(allowed)
        return found

    # A browser's session is checked where it is read (credentials.py): a token needs no such check.
    return csrf_exempt(answering)


@cache
def document() -> bytes:
    """Give the OpenAPI document; it is the same from start to end."""
    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=1, sort_keys=False).encode()


@require_safe
@etag(lambda _request: etag_of(document(), None))
def openapi(_request: HttpRequest) -> HttpResponse:
    """Show the OpenAPI document."""
    return HttpResponse(document(), content_type=JSON, headers={"Cache-Control": "no-cache"})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show what there is, for people; all of it from here, without a script."""
    template = engines["django"].from_string((Path(__file__).parent / "docs.html").read_text(encoding="utf-8"))
    found = reference(json.loads(document()))
    shown = {"reference": found, "shapes": {one.name for one in found.shapes}, "kinds": KINDS}
    return HttpResponse(template.render(shown, request))


def nowhere(_request: HttpRequest) -> HttpResponse:
    """Say that there is nothing at an address."""
    raise Refused(NOT_THERE, "There is nothing at this address.", "The page /api/v1/docs names those that there are.")


def _answered(pattern: URLPattern) -> URLPattern:
    return URLPattern(pattern.pattern, answered(pattern.callback), pattern.default_args, pattern.name)


app_name = "api"
urlpatterns = [
    path("openapi.json", answered(openapi), name="openapi"),
    path("docs", answered(docs), name="docs"),
    *(_answered(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern) and str(pattern.pattern)),
    re_path("", answered(nowhere), name="nowhere"),
]
