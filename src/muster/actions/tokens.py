"""Personal tokens: keys with which a program acts for an account. Each is shown once; only its SHA-256 is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from muster.domain.errors import AgainstTheRules, NotThere
from muster.records.models import Account, Token

BEGINS: Final = "muster_"
"""So that scanners of repositories, and people, know one when they see it."""
MOST, LONGEST = 20, 366
NOTED_EVERY: Final = timedelta(hours=1)
"""How exactly we know when a token was last used: a program that only reads need not write each time."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token stands for, and whether it may do more than read."""

    account: Account
    may_write: bool


def make_token(account: Account, name: str, *, days: int, may_write: bool, at: datetime) -> tuple[Token, str]:
    """Make a token, and give it with the one text that opens the door. days: how long it is good for, 1 to 366.

    AgainstTheRules: the name is empty, the days are too many, or the account has too many tokens.
    """
    name = " ".join(name.split())[:100]
    if not name:
        raise AgainstTheRules("name", "A token needs a name.", "Say what will use it.")
    if not 1 <= days <= LONGEST:
        raise AgainstTheRules("days", f"A token is good for 1 to {LONGEST} days.", "Choose a number between.")
    if Token.objects.filter(account=account, ends_at__gt=at).count() >= MOST:
        raise AgainstTheRules("tokens", f"An account has at most {MOST} tokens.", "End one that you no longer use.")
    text = BEGINS + secrets.token_urlsafe(32)
    token = Token.objects.create(
        account=account,
        name=name,
        sha256=fingerprint(text),
        may_write=may_write,
        made_at=at,
        ends_at=at + timedelta(days=days),
    )
    return token, text


def end_token(account: Account, key: int) -> None:
    """End a token of the account, at once and for good. NotThere: it has none with this key."""
    ended, _ = Token.objects.filter(account=account, pk=key).delete()
    if not ended:
        raise NotThere("token", "You have no such token.", "The page of tokens lists those that you have.")


def account_of(text: str, at: datetime) -> Bearer | None:
    """Give whom a token stands for at a moment; None: it is nobody's, or it has ended, or the account is closed.

    One query, and a second one now and then, to note that it was used.
    """
    token = Token.objects.filter(sha256=fingerprint(text), ends_at__gt=at).select_related("account").first()
    if token is None or not token.account.is_active:
        return None
    if token.used_at is None or at - token.used_at > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=at)
    return Bearer(token.account, token.may_write)


def fingerprint(text: str) -> str:
    """Give what is kept of a key: its SHA-256, in hexadecimal. A key is drawn at random, so that is safe."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
