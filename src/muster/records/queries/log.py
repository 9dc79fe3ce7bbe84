"""The log for readers: its head, its pages, one entry."""

import json
from dataclasses import dataclass

from django.db.models import QuerySet

from muster.domain.errors import NotThere
from muster.records.log import head
from muster.records.models import Entry, Group


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry with what it says, as lines of key and value."""

    entry: Entry
    previous: str
    said: list[tuple[str, str]]


def head_and_count(group: Group) -> tuple[Entry | None, int]:
    """Give the last entry, and how many there are: entries are numbered without a gap."""
    last = head(group)
    return last, last.number if last else 0


def page_of_entries(group: Group, about: str, *, after: int = 0) -> QuerySet[Entry]:
    """Give the entries, the newest first: of one subject if one is named; those after a number."""
    found = Entry.objects.filter(group=group, number__gt=after).order_by("-number")
    return found.filter(subject=about) if about else found


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
