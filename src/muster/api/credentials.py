"""Who asks: by a personal token, or by the session of a browser; whoever reads may also be nobody."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle
from ninja.utils import check_csrf

from muster.actions.pace import WRITES
from muster.actions.tokens import account_of
from muster.api.problems import NOT_ALLOWED, UNKNOWN_CALLER, Refused
from muster.records.models import Account

SAFE: Final = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Asking:
    """Whoever asks. account: None is the public."""

    account: Account | None


def anybody(request: HttpRequest) -> Asking:
    """Give whoever asks, or the public. Refused: there is a token, and it is not good."""
    header = request.headers.get("Authorization")
    if header is not None:
        return _bearer(request, header)
    account = request.user if isinstance(request.user, Account) and request.user.is_active else None
    if account and request.method not in SAFE and check_csrf(request):
        what = "A browser's session writes only with the token that our own pages hold."
        mend = "Send the cookie csrftoken's value as X-CSRFToken, from a page of this site; or use a personal token."
        raise Refused(NOT_ALLOWED, what, mend)
    return Asking(account)


def somebody(request: HttpRequest) -> Asking | None:
    """Give whoever asks; None, which ninja makes a 401 of: nobody has said who."""
    asking = anybody(request)
    return asking if asking.account else None


def _bearer(request: HttpRequest, header: str) -> Asking:
    scheme, _, text = header.partition(" ")
    found = account_of(text.strip(), datetime.now(UTC)) if scheme.lower() == "bearer" else None
    if found is None:
        what = "That is no token of anybody, or it has ended."
        raise Refused(UNKNOWN_CALLER, what, "Make a new one under your account's settings; send it as `Bearer …`.")
    if request.method not in SAFE and not found.may_write:
        raise Refused(NOT_ALLOWED, "This token may only read.", "Make one that may write.")
    return Asking(found.account)


class Writers(BaseThrottle):
    """So often an account may write, by its tokens and by the pages together."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def allow_request(self, request: HttpRequest) -> bool:
        """Count one more write, unless it is one too many."""
        asking: Asking = request.auth  # type: ignore[attr-defined]  # ninja puts there what `somebody` gave
        account = asking.account.pk if asking.account else None
        self.seconds = WRITES.wait(account, a_minute=settings.WRITES_A_MINUTE, now=time.monotonic())
        return not self.seconds

    def wait(self) -> float:
        """Give the seconds to wait."""
        return self.seconds
