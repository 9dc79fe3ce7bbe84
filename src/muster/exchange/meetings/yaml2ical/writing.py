"""OpenStack's meeting files, written so that yaml2ical takes them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from muster.domain.meetings.rule import WEEKDAY_NAMES
from muster.exchange.meetings.yaml2ical.meeting_file import MINUTES_LONG, MeetingFile, Schedule


def write_meeting(meeting: MeetingFile) -> str:
    """Write a meeting as a file that yaml2ical takes."""
    return yaml.dump(
        dict(_meeting_parts(meeting)), Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False
    )


class _Dumper(yaml.SafeDumper):
    """PyYAML's safe writer, which also quotes times: to YAML 1.2, 0900 unquoted is the number 900."""


class _Quoted(str):
    __slots__ = ()


_Dumper.add_representer(
    _Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="'")
)


def _meeting_parts(meeting: MeetingFile) -> Iterator[tuple[str, Any]]:
    yield "project", meeting.project
    for key in ("project_url", "meeting_id", "agenda_url"):
        if value := getattr(meeting, key):
            yield key, value
    yield "schedule", [dict(_schedule_parts(one)) for one in meeting.schedules]
    yield "chair", meeting.chair
    yield "description", meeting.description
    yield from meeting.extras.items()


def _schedule_parts(schedule: Schedule) -> Iterator[tuple[str, Any]]:
    yield "time", _Quoted(f"{schedule.time:%H%M}")
    if schedule.minutes_long != MINUTES_LONG:
        yield "duration", schedule.minutes_long
    yield "day", WEEKDAY_NAMES[schedule.weekday]
    for key in ("irc", "matrix"):
        if value := getattr(schedule, key):
            yield key, value
    yield "frequency", schedule.frequency
    if schedule.start_date:
        yield "start_date", _number(schedule.start_date)
    if schedule.skip_dates:
        yield "skip_dates", [{"skip_date": _number(one.day), "reason": one.reason} for one in schedule.skip_dates]
    if schedule.chair:
        yield "chair", schedule.chair
    yield from schedule.extras.items()


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
