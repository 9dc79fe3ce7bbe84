"""Whoever writes too fast is asked to wait. The API does so in a way of its own (api/credentials.py)."""

import math
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from muster.actions.pace import WRITES

READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class PaceMiddleware:
    """Counts what each account writes through the pages. Those who are not signed in are counted by allauth."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, or answer 429 and say when to come back."""
        if request.method in READING or request.path.startswith("/api/") or not request.user.is_authenticated:
            return self.get_response(request)
        wait = WRITES.wait(request.user.pk, a_minute=settings.WRITES_A_MINUTE, now=time.monotonic())
        if not wait:
            return self.get_response(request)
        seconds = math.ceil(wait)
        answer = render(request, "429.html", {"seconds": seconds}, status=429)
        answer["Retry-After"] = str(seconds)
        return answer
