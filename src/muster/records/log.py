"""The log as it lies in the database: append to it, read it, check it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from muster.domain.record.chain import BEFORE_THE_FIRST, Break, Said, Sealed, breaks, canonical, read, seal, written
from muster.records.models import Entry, Group


def head(group: Group) -> Entry | None:
    """Give the last entry of the group's log, if there is one."""
    return Entry.objects.filter(group=group).order_by("-number").first()


def append(group: Group, kind: str, subject: str, data: Mapping[str, Any], **who: Any) -> Entry:  # noqa: ANN401 - see below
    """Write the next entry. The group's row must be locked by the transaction that this is in (actions/deed.py).

    who: at (datetime, aware), by (`person/3` or ""), on_behalf (`seat/orange` or "").
    """
    last = head(group)
    said = Said(group=group.slug, number=last.number + 1 if last else 1, kind=kind, subject=subject, data=data, **who)
    sealed = seal(said, last.hash if last else BEFORE_THE_FIRST)
    return Entry.objects.create(
        group=group,
        number=said.number,
        at=said.at,
        kind=kind,
        subject=subject,
        by=said.by,
        on_behalf=said.on_behalf,
        body=sealed.body,
        hash=sealed.hash,
    )


def entries(group: Group, *, subject: str | None = None, until: datetime | None = None) -> list[Said]:
    """Give what was said, in order: of one subject, or of all; up to a moment, or until now."""
    found = Entry.objects.filter(group=group).order_by("number")
    if subject is not None:
        found = found.filter(subject=subject)
    if until is not None:
        found = found.filter(at__lte=until)
    return [read(body)[0] for body in found.values_list("body", flat=True)]


def version(group: Group, subject: str) -> int:
    """Give the number of the last entry about a subject, 0 if there is none: what If-Match and forms compare."""
    last = Entry.objects.filter(group=group, subject=subject).order_by("-number").values_list("number", flat=True)
    return last.first() or 0


def verify(group: Group) -> tuple[int, list[Break]]:
    """Check the whole log: how many entries there are, and every place where it does not hold."""
    rows = Entry.objects.filter(group=group).order_by("number")
    found = breaks(_sealed(rows.values_list("body", "hash").iterator()), group=group.slug)
    strays = [Break(row.number, "its columns belie its text.") for row in rows.iterator() if _stray(row)]
    return rows.count(), sorted(found + strays, key=lambda one: one.number)


def published(group: Group) -> Iterator[str]:
    """Give the log as JSON Lines, an entry a line: its hash, and its body as the text that was hashed."""
    for body, sealed_by in Entry.objects.filter(group=group).order_by("number").values_list("body", "hash").iterator():
        yield canonical({"body": body, "hash": sealed_by}) + "\n"


def _sealed(rows: Iterator[tuple[str, str]]) -> Iterator[Sealed]:
    return (Sealed(body, sealed_by) for body, sealed_by in rows)


def _stray(row: Entry) -> bool:
    try:
        said, _ = read(row.body)
    except ValueError:
        return False  # `breaks` says that already
    columns = (row.number, written(row.at), row.kind, row.subject, row.by, row.on_behalf)
    return columns != (said.number, written(said.at), said.kind, said.subject, said.by, said.on_behalf)
