"""A refusal becomes a page that says what is wrong and how to mend it, with the status that fits."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from muster.domain.errors import (
    AgainstTheRules,
    CharterFaults,
    DeedRefused,
    MusterError,
    NotAllowed,
    NotThere,
    RequestFault,
    Stale,
)

STATUSES: Final[dict[type[MusterError], int]] = {
    NotAllowed: 403,
    NotThere: 404,
    Stale: 409,
    AgainstTheRules: 422,
    DeedRefused: 422,
    RequestFault: 400,
    CharterFaults: 422,
}
"""What each refusal is in HTTP; the API uses the same."""


def status_of(refused: MusterError) -> int:
    """Give the HTTP status of a refusal: its kind's own, else that of the nearest kind above; 500 for none."""
    return next((STATUSES[kind] for kind in type(refused).__mro__ if kind in STATUSES), 500)


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
        return render(request, "refused.html", context, status=status)
