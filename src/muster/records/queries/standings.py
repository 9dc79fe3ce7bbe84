"""Published standings as pages show them; each is read once, for it never changes."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from muster.domain.contribution.published import PublishedStanding, read_published
from muster.domain.errors import RecordFault
from muster.records.models import Group, Standing


@dataclass(frozen=True, slots=True)
class Published:
    """A standing, and the row that it is kept in, without its data."""

    row: Standing
    standing: PublishedStanding


HISTORY = 24
"""How many standings a verdict is followed back over: two years of monthly ones."""


def published_on(group: Group, day: date) -> Published | None:
    """Give the latest standing of a day or before. One query, and one more for a standing that was not read yet."""
    return next(iter(_latest(group, day, 1)), None)


def history_of(group: Group, day: date) -> list[Published]:
    """Give the standings of a day and before, the latest first. One query, and one for each that was not read yet."""
    return _latest(group, day, HISTORY)


def _latest(group: Group, day: date, number: int) -> list[Published]:
    rows = group.standings.filter(on__lte=day).defer("data").order_by("-on", "-counted_at", "-pk")
    return [Published(row, _read(row.sha256, row.pk)) for row in rows[:number]]


def every_standing(group: Group) -> list[Standing]:
    """Give every standing that was published, the latest first, without its data."""
    return list(group.standings.defer("data").order_by("-on", "-counted_at", "-pk"))


def data_of(row: Standing) -> dict[str, Any]:
    """Give a standing's data as it was published. One query."""
    data: dict[str, Any] = Standing.objects.values_list("data", flat=True).get(pk=row.pk)
    return data


@lru_cache(maxsize=64)
def _read(sha256: str, key: int) -> PublishedStanding:
    # The fingerprint stands beside the key so that another database in the same process is never confused with this.
    standing = read_published(Standing.objects.values_list("data", flat=True).get(pk=key))
    if not isinstance(standing, PublishedStanding):
        what = f"The standing {sha256} is kept in a form that this Muster cannot read: {standing[0]}"
        raise RecordFault(f"standing {sha256[:12]}", what, "Publish it again with this version of Muster.")
    return standing
