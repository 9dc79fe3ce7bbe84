"""Personal tokens: keys with which a program asks and acts for an account."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from muster.records.models import Account, Token

NOTED_EVERY: Final = timedelta(hours=1)
"""How exactly we know when a token was last used: a program that only reads need not write each time."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token stands for, and whether it may do more than read."""

    account: Account
    may_write: bool


def account_of(text: str, at: datetime) -> Bearer | None:
    """Give whom a token stands for at a moment; None: it is nobody's, or it has ended, or the account is closed."""
    token = Token.objects.filter(sha256=fingerprint(text), ends_at__gt=at).select_related("account").first()
    if token is None or not token.account.is_active:
        return None
    if token.used_at is None or at - token.used_at > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=at)
    return Bearer(token.account, token.may_write)


def fingerprint(text: str) -> str:
    """Give what is kept of a token: its SHA-256, in hexadecimal. A token is drawn at random, so that is safe."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
