"""One meeting as a file of yaml2ical has it.

yaml2ical 0.15 is the measure: its keys, its frequencies, its defaults. Keys that it does not know are kept; it hands
them to its templates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

MINUTES_LONG = 60
"""How long a meeting takes if its file does not say."""


@dataclass(frozen=True, slots=True)
class SkipDate:
    """A day on which the meeting does not take place, and why."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When and where a meeting takes place, in UTC. weekday: Monday is 0. start_date: the first is on it or after it.

    irc: a channel, without its #. matrix: a room; one of the two is given. chair: if another than the meeting's.
    """

    time: time
    weekday: int
    frequency: str
    irc: str = ""
    matrix: str = ""
    minutes_long: int = MINUTES_LONG
    start_date: date | None = None
    skip_dates: tuple[SkipDate, ...] = ()
    chair: str = ""
    extras: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFile:
    """One meeting as its file has it. meeting_id: the name that it is started by in MeetBot, the key to its records.

    notes: what in the file was not taken as it stands, a sentence each with its place.
    """

    project: str
    schedules: tuple[Schedule, ...]
    chair: str = ""
    description: str = ""
    meeting_id: str = ""
    agenda_url: str = ""
    project_url: str = ""
    extras: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = field(default=(), compare=False)
