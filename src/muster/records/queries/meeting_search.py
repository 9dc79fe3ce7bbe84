"""Searching what meetings left: agendas, minutes, actions and who was there, all in one list.

A hit has every word that was asked for, whatever its case, in one and the same text. Words are looked for by regular
expressions, since these disregard the case of all letters on both databases; SQLite's LIKE does so for ASCII alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Q, QuerySet, Value

from muster.records.models import Action, AgendaItem, Attendance, Group, Meeting, Person
from muster.records.models import Series as SeriesRow

MOST_WORDS: Final = 8
LONGEST: Final = 200
"""Letters of the longest thing to look for."""
PAGE: Final = 25
AROUND: Final = 90
"""Letters that an excerpt shows on either side."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. before, found, after: the excerpt, cut at the first word that was asked for."""

    kind: str
    at: datetime
    title: str
    meeting: str
    number: int
    before: str
    found: str
    after: str


def words_of(asked: str) -> list[str]:
    """Give the words that are looked for, each once."""
    return list(dict.fromkeys(asked[:LONGEST].replace("\0", " ").split()))[:MOST_WORDS]


def search(group: Group, asked: str, *, drafts: bool, page: str = "1") -> Page[Any]:
    """Find what has all the words, the newest first. drafts: look into minutes that are not public, too.

    page: the number of the page; whatever is none is the first or the last. Six queries at most, however much is
    found. The page's `object_list` holds hits.
    """
    words = words_of(asked)
    paginator = Paginator(_found(group, words, drafts=drafts), PAGE)
    turned = paginator.get_page(page)
    turned.object_list = list(_hits(list(turned.object_list), words))
    return turned


def _found(group: Group, words: list[str], *, drafts: bool) -> QuerySet[Any, Any]:
    minutes = Meeting.objects.filter(_all("text", words), group=group)
    if not drafts:
        minutes = minutes.filter(stage=Meeting.Stage.PUBLIC)
    points = AgendaItem.objects.filter(_all("title", words), meeting__group=group)
    actions = Action.objects.filter(_all("title", words), group=group)
    people = Attendance.objects.filter(_all("person__name", words), meeting__group=group)
    if not words:
        minutes, points, actions, people = minutes.none(), points.none(), actions.none(), people.none()
    return (
        _rows(minutes, "minutes", "starts")
        .union(
            _rows(points, "agenda", "meeting__starts"),
            _rows(actions, "action", "opened_at"),
            _rows(people, "attendance", "meeting__starts"),
            all=True,
        )
        .order_by("-when", "kind", "key")
    )


def _rows(rows: QuerySet[Any, Any], kind: str, when: str) -> QuerySet[Any, Any]:
    named = rows.order_by().annotate(kind=Value(kind, output_field=CharField()), when=F(when), key=F("pk"))
    values: QuerySet[Any, Any] = named.values_list("kind", "when", "key")
    return values


def _all(column: str, words: list[str]) -> Q:
    found = Q()
    for word in words:
        found &= Q(**{f"{column}__iregex": re.escape(word)})
    return found


def _hits(rows: list[tuple[str, datetime, int]], words: list[str]) -> Iterator[Hit]:
    keys: dict[str, list[int]] = {"minutes": [], "agenda": [], "action": [], "attendance": []}
    for kind, _, key in rows:
        keys[kind].append(key)
    meetings = {one.pk: one for one in Meeting.objects.filter(pk__in=keys["minutes"]).select_related("series")}
    points = AgendaItem.objects.filter(pk__in=keys["agenda"]).select_related("meeting__series")
    actions = Action.objects.filter(pk__in=keys["action"]).select_related("meeting__series")
    people = Attendance.objects.filter(pk__in=keys["attendance"]).select_related("meeting__series", "person")
    found: dict[tuple[str, int], tuple[str, Meeting | None, int]] = {
        **{("minutes", key): (one.text, one, 0) for key, one in meetings.items()},
        **{("agenda", one.pk): (one.title, one.meeting, 0) for one in points},
        **{("action", one.pk): (one.title, one.meeting, one.number) for one in actions},
        **{("attendance", one.pk): (_named(one.person), one.meeting, 0) for one in people},
    }
    for kind, when, key in rows:
        text, meeting, number = found[kind, key]
        series: SeriesRow | None = meeting.series if meeting else None
        title = series.title if series else ""
        yield Hit(kind, when, title, meeting.slug if meeting else "", number, *_excerpt(text, words))


def _named(person: Person) -> str:
    return f"{person.name} (invented)" if person.invented else person.name


def _excerpt(text: str, words: list[str]) -> tuple[str, str, str]:
    """Cut out what stands around the first of the words."""
    places = [found for word in words if (found := re.search(re.escape(word), text, re.IGNORECASE))]
    first = min(places, key=lambda one: one.start(), default=None)
    if first is None:
        return "", "", text[: 2 * AROUND]
    start, end = max(0, first.start() - AROUND), first.end() + AROUND
    before = ("…" if start else "") + text[start : first.start()]
    return before, first[0], text[first.end() : end] + ("…" if end < len(text) else "")
