"""Letters: written with the deed that causes them, in its transaction, and sent once that is sure (actions/sending.py).

    with deed(caller, "proposal.call", proposal.handle) as doing:
        ...
        write_letters(doing.group, speaking_for_seats(doing.group, doing.who.on), "proposal.called", facts, at=doing.at)

A deed that fails has written none. Whoever has no account gets none: there is nothing that they could open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.template import Engine
from django.template.base import Template
from django.template.context import Context

from muster.actions.letter_kinds import ASKS, KINDS, Facts, Words, in_full
from muster.actions.sending import send_soon
from muster.domain.letters.one_line import one_line
from muster.records.models import Account, Group, Holding, Letter, Person
from muster.records.queries.people import holds_on

TEXTS: Final = Path(__file__).parent / "letter_texts"
QUOTED_LINES, QUOTED_LETTERS = 12, 1000


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is written to, and for which seats. person.account must be at hand (select_related)."""

    person: Person
    on_behalf: tuple[str, ...] = ()


def speaking_for_seats(group: Group, day: date) -> list[Reader]:
    """Give whoever speaks for a seat on the day, representatives and alternates, by name. One query."""
    held = (
        Holding.objects.filter(holds_on(day), holds_on(day, "seat__since", "seat__until"), seat__group=group)
        .select_related("person__account", "seat")
        .order_by("person__name", "person__number", "seat__name")
    )
    people: dict[int, Person] = {}
    seats: dict[int, list[str]] = {}
    for holding in held:
        people[holding.person_id] = holding.person
        seats.setdefault(holding.person_id, []).append(holding.seat.name)
    return [Reader(person, tuple(dict.fromkeys(seats[key]))) for key, person in people.items()]


def taking_part(group: Group) -> list[Reader]:
    """Give everybody who takes part in the group with an account, by name. One query."""
    people = Person.objects.filter(group=group, account__is_active=True).select_related("account")
    return [Reader(person) for person in people]


def write_letters(
    group: Group,
    readers: Iterable[Reader],
    kind: str,
    facts: Facts,
    *,
    at: datetime,
    once: str = "",
    calendar: str = "",
) -> int:
    """Write a letter to each reader, and say how many were written. Two queries, however many readers.

    kind: one of KINDS. once: what makes a second one like it the same letter ("" is "as often as wanted"): nobody gets
    that twice. calendar: an iCalendar text that goes with it. Those who asked for less mail get what asks something of
    them alone.
    """
    words = KINDS[kind](facts)
    letters = [
        _letter(group, reader, words, kind=kind, facts=facts, at=at, once=once, calendar=calendar)
        for reader in readers
        if _wants(reader.person.account, kind)
    ]
    if once:
        there = set(Letter.objects.filter(once__in=[one.once for one in letters]).values_list("once", flat=True))
        letters = [one for one in letters if one.once not in there]
    Letter.objects.bulk_create(letters, ignore_conflicts=bool(once))
    _sure(letters)
    return len(letters)


def write_secret(
    to: str, kind: str, words: Words, *, link: str, at: datetime, group: Group | None = None, reply_to: str = ""
) -> None:
    """Write a letter whose link is a key, so that it is forgotten once it is sent. link: a path or an address."""
    said = _said(words, link=link, group=group)
    letter = Letter(group=group, to=to, kind=kind, reply_to=reply_to, secret=True, made_at=at, next_at=at, **said)
    letter.save()
    _sure([letter])


def _sure(letters: Sequence[Letter]) -> None:
    """Have them sent when the transaction that they belong to has ended well."""
    if letters:
        transaction.on_commit(send_soon, robust=True)


def _wants(account: Account | None, kind: str) -> bool:
    return bool(account and account.is_active and (kind in ASKS or account.mail == Account.Mail.ALL))


def _letter(
    group: Group, reader: Reader, words: Words, *, kind: str, facts: Facts, at: datetime, once: str, calendar: str
) -> Letter:
    account = reader.person.account
    if account is None:
        message = "a letter to somebody without an account"
        raise ValueError(message)
    said = _said(
        words,
        link=facts.where,
        group=group,
        name=account.name,
        until=in_full(facts.by, account.time_zone) if facts.by else "",
        on_behalf=[one_line(seat) for seat in reader.on_behalf],
        quoted=_excerpt(facts.words),
        settings=f"{settings.BASE_URL}/accounts/settings/",
    )
    return Letter(
        group=group,
        to=account.email,
        kind=kind,
        about=facts.about,
        once=sha256(f"{group.slug}/{once}/{reader.person.handle}".encode()).hexdigest() if once else None,
        calendar=calendar,
        made_at=at,
        next_at=at,
        **said,
    )


def _said(words: Words, *, link: str, group: Group | None = None, **more: Any) -> dict[str, str]:  # noqa: ANN401 - for a template
    """Say it as plain text and as HTML, from the same words."""
    name = one_line(more.pop("name", ""), at_most=80)
    shown = {
        "title": one_line(words.title),
        "lines": [one_line(line, at_most=1000) for line in words.lines],
        "button": words.button,
        "why": f"You get this {words.why}.",
        "link": link if "://" in link else f"{settings.BASE_URL}{link}",
        "base": settings.BASE_URL,
        "group": one_line(group.name, at_most=80) if group else "",
        "name": name,
        **more,
    }
    text, html = _templates()
    title = f"[{shown['group']}] {shown['title']}" if group else shown["title"]
    return {
        "title": one_line(str(title)),
        "text": text.render(Context(shown, autoescape=False)),
        "html": html.render(Context(shown)),
    }


def _excerpt(words: str) -> list[str]:
    """Give the beginning of what somebody wrote, line by line."""
    lines = [one_line(line, at_most=300) for line in words[:QUOTED_LETTERS].strip().splitlines()]
    more = len(lines) > QUOTED_LINES or len(words.strip()) > QUOTED_LETTERS
    return [*lines[:QUOTED_LINES], *(["…"] if more else [])]


@cache
def _templates() -> tuple[Template, Template]:
    """The two forms of every letter. An engine of their own: what pages can say in templates is not for letters."""
    engine = Engine(dirs=[str(TEXTS)])
    return engine.get_template("letter.txt"), engine.get_template("letter.html")
