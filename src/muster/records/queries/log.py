"""The log for readers: its head, its pages, one entry."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from muster.domain.errors import NotThere
from muster.records.log import head
from muster.records.models import Entry, Group, Person


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry with what it says, as lines of key and value."""

    entry: Entry
    previous: str
    said: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a list shows it: what happened in words, and who did it by name; None: Muster itself."""

    entry: Entry
    words: str
    by: Person | None


def lines_of(group: Group, entries: Iterable[Entry]) -> list[Line]:
    """Give entries with the people who wrote them. One query, however many they are."""
    entries = list(entries)
    numbers = {int(one.by.removeprefix("person/")) for one in entries if one.by}
    people = {one.handle: one for one in Person.objects.filter(group=group, number__in=numbers)}
    return [Line(one, one.kind.replace(".", " ").replace("-", " "), people.get(one.by)) for one in entries]


def head_and_count(group: Group) -> tuple[Entry | None, int]:
    """Give the last entry, and how many there are: entries are numbered without a gap."""
    last = head(group)
    return last, last.number if last else 0


def page_of_entries(group: Group, about: str, *, after: int = 0) -> QuerySet[Entry]:
    """Give the entries, the newest first: of one subject if one is named; those after a number."""
    found = Entry.objects.filter(group=group, number__gt=after).order_by("-number")
    return found.filter(subject=about) if about else found


def last_about(group: Group, subject: str) -> Entry:
    """Give the last entry about a subject. NotThere: there is none."""
    entry = page_of_entries(group, subject).first()
    if entry is None:
        raise NotThere(subject, "The log says nothing about that.", "The record lists what it speaks of.")
    return entry


def entry_sealed_as(group: Group, sealed: str) -> Entry:
    """Give the entry with this hash. NotThere: the log has none, so a head that somebody kept is not of this chain."""
    entry = Entry.objects.filter(group=group, hash=sealed).first()
    if entry is None:
        raise NotThere(sealed, "No entry of the log is sealed as this.", "Compare with the copy that you kept.")
    return entry


def entry_numbered(group: Group, number: int) -> EntryShown:
    """Give one entry. NotThere: the log has none of that number."""
    entry = Entry.objects.filter(group=group, number=number).first()
    if entry is None:
        raise NotThere(f"entry {number}", "The log has no such entry.", "The record lists those that there are.")
    body = json.loads(entry.body)
    said = [(key, value if isinstance(value, str) else json.dumps(value)) for key, value in body["data"].items()]
    return EntryShown(entry, body["previous"], said)
