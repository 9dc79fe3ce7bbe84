"""Single meetings: found by name, listed, with what was put into them."""

import re
from dataclasses import dataclass
from datetime import datetime

from muster.domain.charter.charter import Charter
from muster.domain.charter.meetings import MeetingSeries
from muster.domain.contribution.windows import Window
from muster.domain.errors import NotThere
from muster.domain.meetings.agenda import Promise, agenda_due, kept, results_due
from muster.domain.meetings.occurrences import Occurrence, occurrence, occurrences
from muster.domain.meetings.series import Series
from muster.records.models import Group, Meeting
from muster.records.models import Series as SeriesRow
from muster.records.queries.series import all_series, series_of

_SLUG = re.compile(r"(\d{4}-\d{2}-\d{2}-\d{4})-([a-z0-9][a-z0-9-]*)")
_NAMED = "%Y-%m-%d-%H%M"


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting: its series, when and where it is, and its row if somebody has put something into it."""

    series: SeriesRow
    occurrence: Occurrence
    row: Meeting | None

    @property
    def slug(self) -> str:
        """Its name in addresses, which stays."""
        return slug_of(self.series, self.occurrence.original)

    @property
    def is_over(self) -> bool:
        """Whether its minutes are for everyone."""
        return self.row is not None and self.row.stage == Meeting.Stage.PUBLIC


@dataclass(frozen=True, slots=True)
class Promises:
    """What the charter promises of a meeting: the agenda before, the results after; None: nothing."""

    agenda: Promise | None
    results: Promise | None


def slug_of(series: SeriesRow, original: datetime) -> str:
    """Give a meeting's name: the local time for which it was first meant, and its series."""
    return f"{original.strftime(_NAMED)}-{series.slug}"


def meeting_called(group: Group, slug: str) -> MeetingShown:
    """Find a meeting by name. NotThere: the group has none such. Two queries."""
    missing = NotThere(f"meeting/{slug}", "The group has no such meeting.", "Follow a link from Meetings.")
    match = _SLUG.fullmatch(slug)
    row = SeriesRow.objects.filter(group=group, slug=match[2]).first() if match else None
    if match is None or row is None:
        raise missing
    try:
        original = datetime.strptime(match[1], _NAMED)  # noqa: DTZ007 - a local time
    except ValueError:
        raise missing from None
    found = occurrence(series_of(row, group), original)
    if found is None:
        raise missing
    return MeetingShown(row, found, Meeting.objects.filter(group=group, slug=slug).first())


def meetings_in(group: Group, window: Window) -> list[MeetingShown]:
    """Give the meetings of all series that begin in the window, in order. Two queries."""
    found = [(row, one) for row, series in all_series(group) for one in occurrences(series, window)]
    slugs = [slug_of(row, one.original) for row, one in found]
    rows = {one.slug: one for one in Meeting.objects.filter(group=group, slug__in=slugs)}
    shown = [MeetingShown(row, one, rows.get(slug)) for (row, one), slug in zip(found, slugs, strict=True)]
    return sorted(shown, key=lambda one: (one.occurrence.start, one.slug))


def kind_of(series: Series | SeriesRow, charter: Charter | None) -> MeetingSeries | None:
    """Give what the charter says of meetings of this kind, if it says anything."""
    return next((one for one in charter.meetings if one.id == series.kind), None) if charter else None


def promises(shown: MeetingShown, charter: Charter | None, *, at: datetime) -> Promises:
    """Say how the charter's two promises about a meeting stand. A cancelled meeting keeps none and breaks none."""
    kind = kind_of(shown.series, charter)
    if kind is None or not shown.occurrence.takes_place:
        return Promises(None, None)
    before, after = kind.agenda_days_before, kind.results_days_after
    out = shown.row.agenda_published_at if shown.row else None
    public = shown.row.published_at if shown.row else None
    return Promises(
        None if before is None else kept(agenda_due(shown.occurrence, before), out=out, at=at),
        None if after is None else kept(results_due(shown.occurrence, after), out=public, at=at),
    )
