"""Meetings that another system keeps, taken over: OpenStack's meeting files (yaml2ical) become series, and back."""

from datetime import date, datetime

from django.db import transaction

from muster.actions.caller import Caller, acting
from muster.actions.meetings.series import Planned, plan_series
from muster.domain.meetings.series import Series
from muster.exchange.meetings.yaml2ical.as_series import meeting_of, series_of
from muster.exchange.meetings.yaml2ical.reading import read_meeting
from muster.exchange.meetings.yaml2ical.writing import write_meeting
from muster.records.models import Series as Row


def plan_from_file(caller: Caller, data: bytes | str, *, file: str, kind: str = "") -> list[Row]:
    """Plan a series for each schedule of a meeting file; all of them, or none.

    file: its name, for messages. kind: the charter's meeting that it is, or "". A schedule that began before the group
    does so on the day of its founding. MeetingFileFaults: all that is wrong with the file.
    """
    who = acting(caller)
    founded = who.group.charters.order_by("since").values_list("since", flat=True).first() or who.on
    found = series_of(read_meeting(data, file=file), since=max(founded, who.on), changed=who.at)
    with transaction.atomic():
        return [
            plan_series(caller, _planned(one, since=founded, number=number if len(found) > 1 else 0, kind=kind))
            for number, one in enumerate(found, start=1)
        ]


def file_of(series: Series) -> str:
    """Give a series as a meeting file. MeetingFault: such a file cannot say something about it."""
    return write_meeting(meeting_of([series]))


def _planned(series: Series, *, since: date, number: int, kind: str) -> Planned:
    starts = max(series.starts, datetime.combine(since, series.starts.time()))
    return Planned(
        title=f"{series.title} {number}" if number else series.title,
        starts=starts,
        zone=series.zone,
        minutes=series.minutes_long,
        rule=str(series.rule or ""),
        kind=kind,
        place=series.place,
        about=series.description,
        changes=tuple(one for one in series.changes if one.of >= starts),
    )
