"""Agendas to publish before a meeting, and minutes to publish after it: asked of the chair and the secretary."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from muster.actions.addresses import page_of
from muster.actions.charter_in_force import charter_of
from muster.actions.letter_kinds import day
from muster.actions.needs.shape import Need
from muster.domain.charter.charter import Charter
from muster.domain.contribution.windows import Window
from muster.domain.meetings.occurrences import occurrences
from muster.records.models import CharterVersion, Group, Meeting, Series
from muster.records.queries.me import Standpoint
from muster.records.queries.meetings import MeetingShown, promises, slug_of
from muster.records.queries.series import series_of

AHEAD: Final = timedelta(days=35)
"""How far ahead meetings are looked at; an agenda is asked for a week before it is due."""
SOON: Final = timedelta(days=7)
BEHIND: Final = timedelta(days=60)
"""For how long minutes that are not out are asked for: whoever begins with an old record owes no years of them."""


def agendas_and_minutes(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give each agenda that is due soon, and the minutes of each meeting that the charter wants out. Three queries."""
    running = [one for one in standpoints if one.runs_it]
    groups = {one.group.pk: one.group for one in running}
    charters = _charters(groups, at)
    for shown in _meetings(groups, at):
        group = groups[shown.series.group_id]
        asked = list(_asked(shown, charters.get(group.pk), at))
        for one in running:
            if one.group.pk == group.pk:
                for kind, what, by in asked:
                    about = f"meeting/{shown.slug}"
                    yield Need(one.person, kind, about, what, page_of(group.slug, about), by=by)


def _asked(shown: MeetingShown, charter: Charter | None, at: datetime) -> Iterator[tuple[str, str, datetime | None]]:
    meeting = shown.occurrence
    if not meeting.takes_place:
        return
    told = f"“{meeting.title}” of {day(meeting.start)}"
    promise = promises(shown, charter, at=at)
    if at < meeting.start:
        if promise.agenda and promise.agenda.out is None and promise.agenda.due - SOON <= at:
            yield "agenda", f"Publish the agenda of {told}", promise.agenda.due
        return
    if meeting.end > at or (shown.row and shown.row.stage == Meeting.Stage.PUBLIC):
        return
    has_text = shown.row is not None and bool(shown.row.text.strip())
    if promise.results or has_text:
        stage = shown.row.stage if shown.row and has_text else ""
        deed = {"": "Write", Meeting.Stage.DRAFT: "Get approved and publish", Meeting.Stage.APPROVED: "Publish"}[stage]
        yield "minutes", f"{deed} the minutes of {told}", promise.results.due if promise.results else None


def _meetings(groups: dict[int, Group], at: datetime) -> Iterator[MeetingShown]:
    window = Window((at - BEHIND).date(), (at + AHEAD).date())
    found = [
        (row, one)
        for row in Series.objects.filter(group__in=groups).order_by("group_id", "slug")
        for one in occurrences(series_of(row, groups[row.group_id]), window)
    ]
    slugs = {slug_of(row, one.original) for row, one in found}
    rows = {(one.group_id, one.slug): one for one in Meeting.objects.filter(group__in=groups, slug__in=slugs)}
    for row, one in found:
        yield MeetingShown(row, one, rows.get((row.group_id, slug_of(row, one.original))))


def _charters(groups: dict[int, Group], at: datetime) -> dict[int, Charter]:
    """The charter that each group has today. The later one of a group stands behind, and stays."""
    kept = CharterVersion.objects.filter(group__in=groups, since__lte=at.date()).order_by("since", "pk")
    latest = {one.group_id: one for one in kept}
    return {group: charter_of(one) for group, one in latest.items()}
