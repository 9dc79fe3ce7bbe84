"""A refusal becomes a page that says what is wrong and how to mend it, with the status that fits."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from muster.actions.refusals import status_of
from muster.domain.errors import MusterError, NotAllowed


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
