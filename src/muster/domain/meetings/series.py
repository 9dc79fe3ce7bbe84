"""A series of meetings: a rule with its time of day and zone, and whatever was decided otherwise for single meetings.

Each meeting of a series keeps one name for ever: the local time at which the series first meant it to begin, whatever
became of it since. iCalendar calls that its RECURRENCE-ID. Minutes, attendance and subscribers' calendars hang on it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from muster.domain.errors import MeetingFault
from muster.domain.meetings.days import days_of
from muster.domain.meetings.rule import Rule
from muster.domain.meetings.wall_clock import zone_named
from muster.domain.printable import printable

FIRST_YEAR, LAST_YEAR = 1970, 2199
LONGEST = 7 * 24 * 60
"""Minutes of the longest meeting: a week."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A meeting that the rule names and that was never meant to be: nobody is told of it."""

    of: datetime


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A meeting that was announced and does not take place."""

    of: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A meeting that takes place at another time (`to`, local), for longer or shorter, or elsewhere."""

    of: datetime
    to: datetime
    minutes_long: int | None = None
    place: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """A meeting that the rule does not name. It is known by its time, `of`, and may be moved or cancelled in turn."""

    of: datetime
    minutes_long: int | None = None
    place: str | None = None
    reason: str = ""


Change = Skipped | Cancelled | Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series of meetings. Local times are the zone's, and have no zone of their own.

    uid: what tells it from all other series, everywhere and for ever. kind: its short name, if it has one: the id of
    the charter's series that it carries out, or what MeetBot calls it. starts: the day from which the rule counts, and
    the time of day of every meeting. rule: None if it meets only when called, at its extra times. join: an address
    (URL) to join at. revision: how often it was changed in any way; changed: when last, in UTC.
    """

    uid: str
    title: str
    starts: datetime
    minutes_long: int
    rule: Rule | None
    zone: str = "UTC"
    kind: str = ""
    description: str = ""
    place: str = ""
    join: str = ""
    changes: tuple[Change, ...] = ()
    extras: tuple[Extra, ...] = ()
    revision: int = 0
    changed: datetime

    def __post_init__(self) -> None:
        """Refuse what cannot be a series; put changes and extra meetings in the order of their times."""
        object.__setattr__(self, "changes", tuple(sorted(self.changes, key=lambda one: one.of)))
        object.__setattr__(self, "extras", tuple(sorted(self.extras, key=lambda one: one.of)))
        _check(self)

    def has(self, original: datetime) -> bool:
        """Whether a meeting of the series was ever meant to begin at that local time."""
        return any(one.of == original for one in self.extras) or original in self.named_among([original])

    def named_among(self, originals: Collection[datetime]) -> set[datetime]:
        """Give those of some local times at which the rule itself lets a meeting begin."""
        clock, first = self.starts.time(), self.starts.date()
        asked = {one.date() for one in originals if one.time() == clock and one.date() >= first}
        if self.rule is None or not asked:
            return set()
        found = days_of(self.rule, first=first, since=min(asked), to=max(asked))
        return {datetime.combine(day, clock) for day in found if day in asked}


def check_year(day: date, what: str) -> None:
    """Refuse a day so far off that it must be a slip. MeetingFault: it lies before 1970 or after 2199."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise MeetingFault(what, f"{day} is not a day on which anyone meets.", f"Write {FIRST_YEAR} to {LAST_YEAR}.")


def _check(series: Series) -> None:
    where = f"series {printable(series.title[:60])}"
    if not series.uid or not series.title.strip():
        raise MeetingFault(where, "It has no title or no identity.", "Give it a title and a uid.")
    zone_named(series.zone)
    if series.changed.tzinfo is None:
        raise MeetingFault(where, "When it was changed has no time zone.", "Hand in a moment in UTC.")
    moved = [one for one in series.changes if isinstance(one, Moved)]
    lengths = [series.minutes_long, *(one.minutes_long for one in moved), *(one.minutes_long for one in series.extras)]
    if any(minutes is not None and not 1 <= minutes <= LONGEST for minutes in lengths):
        raise MeetingFault(where, "A meeting takes at least a minute and at most a week.", "Write its minutes.")
    for time in (series.starts, *(one.of for one in (*series.changes, *series.extras)), *(one.to for one in moved)):
        check_year(time.date(), where)
        if time.tzinfo is not None or time.second or time.microsecond:
            raise MeetingFault(where, f"{time} is not the local time of a meeting.", "Write day, hour and minute.")
    for some in (series.changes, series.extras):
        twice = [one.of for one, other in pairwise(some) if one.of == other.of]
        if twice:
            raise MeetingFault(where, f"The meeting of {twice[0]} stands in it twice.", "Leave one of them out.")
    for time in series.named_among([one.of for one in series.extras]):
        raise MeetingFault(where, f"The rule names {time} already.", "Leave the extra meeting out.")
