"""The versions of a group's charter, numbered from 1 in the order in which they came into force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.domain.errors import NotThere
from muster.records.models import CharterVersion, Group


@dataclass(frozen=True, slots=True)
class Version:
    """A version with its number. until: the day on which the next one takes its place."""

    number: int
    kept: CharterVersion
    until: date | None


def charter_versions(group: Group) -> list[Version]:
    """Give every version, the first one first, without their texts. One query."""
    kept = list(group.charters.defer("text").order_by("since", "pk"))
    following: Sequence[CharterVersion | None] = [*kept[1:], None]
    return [
        Version(number, one, after.since if after else None)
        for number, (one, after) in enumerate(zip(kept, following, strict=True), start=1)
    ]


def charter_numbered(group: Group, number: int) -> CharterVersion:
    """Give one version, whole. NotThere: the group has not had so many."""
    found = list(group.charters.order_by("since", "pk")[number - 1 : number]) if number > 0 else []
    if not found:
        what = "The group has not had a charter of that number."
        raise NotThere(f"charter {number}"[:40], what, "Charter lists those it has had.")
    return found[0]
