"""Sending letters: soon after they are written, and with `muster mail send`, which tries again what did not go out.

Every letter is sent at least once. Two senders never take the same letter: whoever takes one says, in a transaction of
its own, that nobody else may until LEASE is over. Only a sender that dies between the mail server's "accepted" and
writing that down leaves a letter that is sent again.
"""

import logging
import smtplib
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Final
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connections, transaction

from muster.domain.letters.one_line import one_line
from muster.domain.letters.retries import next_try
from muster.records.models import Letter

LEASE: Final = timedelta(minutes=10)
"""Longer than a mail server can keep a sender waiting with one letter (settings.EMAIL_TIMEOUT a step)."""

NEWS_FOR: Final = timedelta(days=7)
"""A letter that is older was held up by something that nobody looked after; what it says is no news any more."""

PERMANENT: Final = 500
"""SMTP replies from here on mean: never (RFC 5321, section 4.2.1)."""

_says = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a round. postponed: to be tried again; given_up: never to be tried again."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0


def send_letters(at: datetime, limit: int = 200) -> Sent:
    """Send what is due, at most so many letters. An address that fails holds up no other.

    at: now. A mail server that cannot be reached at all ends the round: what was taken is tried again later.
    """
    begun = time.monotonic()
    _give_up_old_news(at)
    post = get_connection()
    counts = {"sent": 0, "postponed": 0, "given_up": 0}
    try:
        for _ in range(limit):
            now = at + timedelta(seconds=time.monotonic() - begun)
            letter = _take(now)
            if letter is None:
                break
            reached, outcome = _send(post, letter, now)
            counts[outcome] += 1
            if not reached:
                break
    finally:
        post.close()
    return Sent(**counts)


def _give_up_old_news(now: datetime) -> None:
    old = Letter.objects.filter(next_at__lte=now, made_at__lt=now - NEWS_FOR)
    if old.exists():
        old.filter(secret=True).update(text="", html="")
        old.update(next_at=None, failed="It was held up until it was no news any more.")


def _take(now: datetime) -> Letter | None:
    """Take the letter that has waited longest, so that no other sender does; None: none is due."""
    with transaction.atomic():
        free = Letter.objects.select_for_update(skip_locked=True, of=("self",)).select_related("group")
        letter = free.filter(next_at__lte=now).order_by("next_at", "pk").first()
        if letter:
            letter.tries += 1
            letter.next_at = now + LEASE
            letter.save(update_fields=["tries", "next_at"])
    return letter


def _send(post: BaseEmailBackend, letter: Letter, now: datetime) -> tuple[bool, str]:
    """Send one letter and write down what came of it. The first value: whether the mail server could be reached."""
    try:
        post.open()
    except (OSError, smtplib.SMTPException) as wrong:
        return False, _failed(letter, wrong, now)
    try:
        post.send_messages([message_of(letter)])
    except (OSError, smtplib.SMTPException, ValueError) as wrong:  # ValueError: an address that cannot be written
        post.close()
        return True, _failed(letter, wrong, now, for_good=_for_good(wrong))
    letter.sent_at, letter.next_at, letter.failed = now, None, ""
    _forget(letter)
    letter.save(update_fields=["sent_at", "next_at", "failed", "text", "html"])
    return True, "sent"


def _failed(letter: Letter, wrong: Exception, now: datetime, *, for_good: bool = False) -> str:
    letter.next_at = None if for_good else next_try(letter.tries, now)
    letter.failed = one_line(f"{type(wrong).__name__}: {wrong}", at_most=500)
    if letter.next_at is None:
        _forget(letter)
    letter.save(update_fields=["next_at", "failed", "text", "html"])
    _says.warning("letter %d (%s) did not go out: %s", letter.pk, letter.kind, type(wrong).__name__)
    return "postponed" if letter.next_at else "given_up"


def _for_good(wrong: Exception) -> bool:
    """Whether trying again cannot help: the server refused this address for ever, or it cannot be written at all."""
    if isinstance(wrong, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in wrong.recipients.values())
    return isinstance(wrong, ValueError | smtplib.SMTPNotSupportedError)


def _forget(letter: Letter) -> None:
    if letter.secret:
        letter.text = letter.html = ""


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """Give a letter as a mail: the same one each time, Message-ID included, so that a second copy can be recognised."""
    message = EmailMultiAlternatives(
        subject=letter.title,
        body=letter.text,
        from_email=_from(letter),
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=dict(headers_of(letter)),
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        message.attach("meeting.ics", letter.calendar, "text/calendar")
    return message


def headers_of(letter: Letter) -> Mapping[str, str]:
    """Give what a letter's head says beside from, to and subject.

    Auto-Submitted: RFC 3834. List-Id: RFC 2919, one a group, so that readers can sort by it. In-Reply-To: a thread for
    each subject of the log; its first letter was never sent, which mail programs take well.
    """
    host = _host()
    made = letter.made_at.astimezone(UTC)
    headers = {
        "Message-ID": f"<letter.{letter.pk}.{made:%Y%m%dT%H%M%S.%f}@{host}>",
        "Date": f"{made:%a, %d %b %Y %H:%M:%S} +0000",
        "Auto-Submitted": "auto-generated",
    }
    if letter.group:
        headers["List-Id"] = f"<{letter.group.slug}.{host}>"
        if not letter.secret:
            headers["List-Unsubscribe"] = f"<{settings.BASE_URL}/accounts/settings/>"
        if letter.about:
            thread = f"<{quote(f'{letter.group.slug}/{letter.about}', safe='/')}@{host}>"
            headers |= {"In-Reply-To": thread, "References": thread}
    return headers


def _from(letter: Letter) -> str:
    name = f"{one_line(letter.group.name, at_most=60)} (Muster)" if letter.group else "Muster"
    return str(Address(display_name=name, addr_spec=parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


# ── Soon after a deed ────────────────────────────────────────────────────────────────────────────────────────────────

_postman = ThreadPoolExecutor(max_workers=1, thread_name_prefix="postman")
_waiting = threading.Semaphore(1)
"""Held while a round waits for its turn: that one will see every letter written until it begins."""


def send_soon() -> None:
    """Have what is due sent, without waiting for it: by a thread of this process, which Python lets finish at exit."""
    if settings.LETTERS_AT_ONCE and _waiting.acquire(blocking=False):
        _postman.submit(_round)


@contextmanager
def by_hand() -> Iterator[None]:
    """Keep the thread from sending while somebody sends what is due themselves, and counts what came of it."""
    with _waiting:
        yield


def _round() -> None:
    _waiting.release()
    try:
        while send_letters(datetime.now(UTC)).sent:
            pass
    except Exception:  # noqa: BLE001 - nobody is there to catch it; what is due stays due, and the next round has it
        _says.exception("the round of letters was not finished")
    finally:
        connections.close_all()
