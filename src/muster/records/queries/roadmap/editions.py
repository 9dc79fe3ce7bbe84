"""Editions as they were published; each is read once, for it never changes. And what one is frozen from."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from muster.domain.errors import NotThere, RecordFault
from muster.domain.record.chain import Said, canonical, hash_of, read
from muster.domain.roadmap.editions.edition import Edition as Frozen
from muster.domain.roadmap.editions.edition import edition_of
from muster.records.models import Edition, Entry, Group, Round


@dataclass(frozen=True, slots=True)
class EditionShown:
    """An edition, and the row that it is kept in, without its data."""

    row: Edition
    edition: Frozen


def editions_of(group: Group) -> QuerySet[Edition]:
    """Give every edition, the last first, without its data."""
    return group.editions.defer("data").order_by("-number")


def edition_numbered(group: Group, number: int) -> EditionShown:
    """Give one edition. NotThere: there is none. One query, and one more for an edition that was not read yet."""
    row = editions_of(group).filter(number=number).first()
    if row is None:
        raise NotThere(f"edition/{number}", "The group has no such edition.", "Editions lists those that it has.")
    return shown(row)


def last_edition(group: Group) -> EditionShown | None:
    """Give the edition that was published last. As many queries as `edition_numbered`."""
    row = editions_of(group).first()
    return shown(row) if row else None


def shown(row: Edition) -> EditionShown:
    """Give an edition with what it says. One query, if it was not read yet."""
    return EditionShown(row, _read(row.sha256, row.pk))


def round_closed_last(group: Group, at: datetime) -> Round | None:
    """Give the round of priorities that closed last by a moment; none that was called off. One query."""
    return group.rounds.filter(closes_at__lte=at, called_off="").order_by("-closes_at", "-number").first()


def said_about_items(group: Group, after: datetime | None) -> list[Said]:
    """Give what the log says about items, since a moment or from the beginning, in order. One query."""
    found = Entry.objects.filter(group=group, subject__startswith="item/").order_by("number")
    if after is not None:
        found = found.filter(at__gt=after)
    return [read(body)[0] for body in found.values_list("body", flat=True)]


@lru_cache(maxsize=64)
def _read(sha256: str, key: int) -> Frozen:
    # The fingerprint stands beside the key so that another database in the same process is never confused with this.
    data = Edition.objects.values_list("data", flat=True).get(pk=key)
    if hash_of(canonical(data)) != sha256:
        what = f"What is kept as the edition {sha256[:12]} is not what was published."
        raise RecordFault("edition", what, "Bring the record back from a copy, and compare it with the log.")
    return edition_of(data)
