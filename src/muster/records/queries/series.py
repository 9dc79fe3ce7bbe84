"""A series of meetings, between its row and the value that the rules know."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from muster.domain.errors import NotThere
from muster.domain.meetings.rule import parse_rule
from muster.domain.meetings.series import Cancelled, Change, Extra, Moved, Series, Skipped
from muster.records.models import Group
from muster.records.models import Series as Row

LOCAL = "%Y-%m-%dT%H:%M"


def series_of(row: Row, group: Group) -> Series:
    """Give the series that a row keeps. Its identity is the group's and the series' names: they never change."""
    changes: list[Change] = []
    extras: list[Extra] = []
    for one in row.exceptions:
        read = _READ[one["what"]](one)
        if isinstance(read, Extra):
            extras.append(read)
        else:
            changes.append(read)
    return Series(
        uid=f"{row.slug}.{group.slug}",
        title=row.title,
        starts=local(row.starts),
        minutes_long=row.minutes,
        rule=parse_rule(row.rule) if row.rule else None,
        zone=row.zone,
        kind=row.kind,
        description=row.about,
        place=row.place,
        join=row.join,
        changes=tuple(changes),
        extras=tuple(extras),
        revision=row.revision,
        changed=row.changed_at,
    )


def write(row: Row, series: Series) -> None:
    """Put a series into its row, without saving it. Its group and its slug stay."""
    row.title, row.kind, row.about = series.title, series.kind, series.description
    row.starts, row.zone, row.minutes = series.starts.strftime(LOCAL), series.zone, series.minutes_long
    row.rule, row.place, row.join = str(series.rule or ""), series.place, series.join
    row.exceptions = [_written(one) for one in (*series.changes, *series.extras)]
    row.revision, row.changed_at = series.revision, series.changed


def said(series: Series) -> dict[str, Any]:
    """Give a series as an entry of the log says it."""
    return {
        "title": series.title,
        "kind": series.kind,
        "starts": series.starts.strftime(LOCAL),
        "zone": series.zone,
        "minutes": series.minutes_long,
        "rule": str(series.rule or ""),
        "place": series.place,
        "join": series.join,
        "about": series.description,
        "exceptions": [_written(one) for one in (*series.changes, *series.extras)],
    }


def series_called(group: Group, slug: str) -> Row:
    """Give the row of a series. NotThere: the group has none of that name."""
    row = Row.objects.filter(group=group, slug=slug).first()
    if row is None:
        raise NotThere(f"series/{slug}", "The group has no such series of meetings.", "Follow a link from Meetings.")
    return row


def every_series(group: Group) -> QuerySet[Row]:
    """Give the rows of all series of the group."""
    return Row.objects.filter(group=group)


def all_series(group: Group) -> list[tuple[Row, Series]]:
    """Give every series of the group, by title. One query."""
    return [(row, series_of(row, group)) for row in Row.objects.filter(group=group).order_by("title", "slug")]


def local(text: str) -> datetime:
    """Read a local time. ValueError: it is none."""
    return datetime.strptime(text, LOCAL)  # noqa: DTZ007 - local times have no zone of their own


def _written(one: Change | Extra) -> dict[str, Any]:
    found: dict[str, Any] = {"what": type(one).__name__.lower(), "of": one.of.strftime(LOCAL)}
    if isinstance(one, Moved):
        found["to"] = one.to.strftime(LOCAL)
    if isinstance(one, Moved | Extra):
        found |= {
            key: value for key, value in (("minutes", one.minutes_long), ("place", one.place)) if value is not None
        }
    if not isinstance(one, Skipped):
        found["reason"] = one.reason
    return found


def _more(one: dict[str, Any]) -> dict[str, Any]:
    return {"minutes_long": one.get("minutes"), "place": one.get("place"), "reason": one.get("reason", "")}


_READ: dict[str, Callable[[dict[str, Any]], Change | Extra]] = {
    "skipped": lambda one: Skipped(local(one["of"])),
    "cancelled": lambda one: Cancelled(local(one["of"]), one.get("reason", "")),
    "moved": lambda one: Moved(local(one["of"]), local(one["to"]), **_more(one)),
    "extra": lambda one: Extra(local(one["of"]), **_more(one)),
}
