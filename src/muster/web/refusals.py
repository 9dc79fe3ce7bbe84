"""A refusal becomes a page that says what is wrong and how to mend it, with the status that fits."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from muster.actions.refusals import OUR_FAULT, status_of
from muster.domain.errors import MusterError, NotAllowed
from muster.records.queries.groups import group_if_there
from muster.web.door import areas_of


class RefusalsMiddleware:
    """Turns what the deeds refuse into pages; everything else goes on to Django."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        """Answer a refusal; None leaves any other exception to Django."""
        if not isinstance(refused, MusterError):
            return None
        status = status_of(refused)
        if isinstance(refused, NotAllowed) and not request.user.is_authenticated and request.method == "GET":
            return redirect(f"/accounts/login/?{urlencode({'next': request.get_full_path()})}")
        context = {"refused": refused, "faults": getattr(refused, "faults", ()), "status": status}
        if status < OUR_FAULT:
            context |= _frame(request)
        return render(request, "refused.html", context, status=status)


def _frame(request: HttpRequest) -> dict[str, Any]:
    """Give the frame of the group whose page was asked for, and the part of its site to go back to, if there is one."""
    asked = request.resolver_match.kwargs.get("group") if request.resolver_match else None
    group = group_if_there(asked) if isinstance(asked, str) else None
    if group is None:
        return {}
    areas = areas_of(request, group)
    return {"group": group, "areas": areas, "back": next((one for one in areas if one["here"]), areas[0])}
