"""Public pages, kept for a moment: a hundred readers of one page cost the making of it once every two seconds.

Only what everybody sees is kept: asked for by somebody without a session and without a key, and answered with 200 and
nothing that is that one reader's (a cookie, a CSRF token, a message). Whoever is signed in always gets the page as it
is now, what they have just written included. Deadlines are not the pages' to keep: whether a ballot came in time is
decided when it comes, by the clock. Each process keeps its own.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import Final, TypeAlias

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag

PAGES_AT_MOST: Final = 500
BYTES_AT_MOST: Final = 200_000
"""Of one page: so all of them together never take more than 100 MB, and as a rule a few."""
ADDRESS_AT_MOST: Final = 1_000

Key: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class Kept:
    """A page as it was made, and until when it may be shown (by the clock that only goes forward)."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    until: float


class KeptPages:
    """The pages that were last made, the one that was longest not asked for going first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, now: float, seconds: float) -> Kept | None:
        """Give a page that may still be shown.

        Once its time is over, the first to ask gets None, and makes it anew; others are shown the old one meanwhile.
        """
        with self._lock:
            kept = self._pages.get(key)
            if kept is None:
                return None
            if kept.until <= now:
                kept.until = now + seconds
                return None
            self._pages.move_to_end(key)
            return kept

    def keep(self, key: Key, kept: Kept) -> None:
        """Keep a page."""
        with self._lock:
            self._pages[key] = kept
            self._pages.move_to_end(key)
            while len(self._pages) > PAGES_AT_MOST:
                self._pages.popitem(last=False)

    def forget(self, key: Key) -> None:
        """Forget a page that could not be made again."""
        with self._lock:
            self._pages.pop(key, None)


class KeptPagesMiddleware:
    """Shows a kept page where there is one. The innermost of all: what the others do is done for each reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.pages = KeptPages()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the page that is kept, or have it made."""
        seconds: float = settings.PAGES_ARE_KEPT_FOR
        if seconds <= 0 or not _is_anybodys(request):
            return self.get_response(request)
        key = _key(request)
        kept = self.pages.get(key, monotonic(), seconds)
        if kept is None:
            answer = self.get_response(request)
            kept = _to_keep(request, answer, monotonic() + seconds)
            if kept is None:
                self.pages.forget(key)
                return answer
            self.pages.keep(key, kept)
        return _shown(request, kept)


def _is_anybodys(request: HttpRequest) -> bool:
    """Whether the public asks, for a page as everybody gets it (htmx asks for parts of one)."""
    return (
        request.method in {"GET", "HEAD"}
        and request.COOKIES.keys() <= {settings.CSRF_COOKIE_NAME}
        and "Authorization" not in request.headers
        and "HX-Request" not in request.headers
        and len(request.get_full_path()) <= ADDRESS_AT_MOST
    )


def _key(request: HttpRequest) -> Key:
    """Give what an answer to the public depends on."""
    accepted = request.headers.get("Accept", "*/*")
    return str(request.method), request.scheme or "", request.get_host(), request.get_full_path(), accepted


def _to_keep(request: HttpRequest, answer: HttpResponseBase, until: float) -> Kept | None:
    """Give what can be kept of an answer; None: it is this reader's alone, or too long, or no page at all."""
    if not isinstance(answer, HttpResponse) or answer.status_code != HTTPStatus.OK:
        return None
    if len(answer.content) > BYTES_AT_MOST or _is_theirs(request, answer):
        return None
    answer.headers.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(answer, ["Cookie", "Authorization"])
    if "ETag" not in answer:
        set_response_etag(answer)
    return Kept(answer.content, tuple(answer.items()), until)


def _is_theirs(request: HttpRequest, answer: HttpResponse) -> bool:
    """Whether something in an answer is this one reader's, or may not be kept for another reason."""
    given = request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or request.session.modified or answer.cookies
    told = answer.get("Cache-Control", "")
    return bool(given or get_messages(request)) or "private" in told or "no-store" in told


def _shown(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    answer = HttpResponse(kept.content, headers=dict(kept.headers))
    return get_conditional_response(request, etag=answer.get("ETag"), response=answer) or answer
