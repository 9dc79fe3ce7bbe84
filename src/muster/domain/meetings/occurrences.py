"""The single meetings of a series in a window of time, each with its name that stays and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from muster.domain.contribution.windows import Window
from muster.domain.errors import MeetingFault
from muster.domain.meetings.days import DAY, days_of
from muster.domain.meetings.series import LAST_YEAR, Cancelled, Extra, Moved, Series, Skipped, check_year
from muster.domain.meetings.wall_clock import comes_twice, is_leapt_over, moment_of

LONGEST_WINDOW = 50 * 366
"""Days of the longest window: fifty years."""


class State(StrEnum):
    """What became of a meeting: it stands as the rule has it, was moved, was called besides, or does not take place."""

    PLANNED = "planned"
    MOVED = "moved"
    EXTRA = "extra"
    CANCELLED = "cancelled"


class Clock(StrEnum):
    """What the wall clock does to the local time of a meeting."""

    PLAIN = "plain"
    LEAPT_OVER = "leapt over"
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One meeting. series: the uid. original: its local time as first meant, by which it is known for ever.

    local: the local time at which it begins now. start and end: the same in UTC. clock: whether that local time is one
    that clocks leap over (the meeting begins when they show an hour more) or show twice (it begins at the first).
    """

    series: str
    original: datetime
    local: datetime
    zone: str
    start: datetime
    end: datetime
    state: State
    clock: Clock
    title: str
    place: str
    reason: str

    @property
    def key(self) -> str:
        """The name of the meeting among all meetings of all series."""
        return f"{self.series}/{self.original:%Y%m%dT%H%M}"

    @property
    def takes_place(self) -> bool:
        """Whether it was not cancelled."""
        return self.state is not State.CANCELLED


def occurrences(series: Series, window: Window) -> tuple[Occurrence, ...]:
    """Give the meetings that begin in the window (UTC days, half open), cancelled ones too, in order.

    A moved meeting is in the window in which it begins now; a cancelled one in that in which it would have begun.
    MeetingFault: the window is longer than fifty years, or lies too far off.
    """
    where = f"window {window}"
    check_year(window.first_day, where)
    check_year(window.end_day, where)
    if window.days > LONGEST_WINDOW:
        raise MeetingFault(where, "That is more than fifty years.", "Ask about a shorter time.")
    found = _occurrences(series, _originals(series, window))
    inside = [one for one in found if one.start.date() in window]
    return tuple(sorted(inside, key=lambda one: (one.start, one.original)))


def occurrence(series: Series, original: datetime) -> Occurrence | None:
    """Give the meeting known by that local time; None: the series has none of it, or skips it."""
    return next(_occurrences(series, {original}), None) if series.has(original) else None


def next_occurrence(series: Series, *, after: datetime) -> Occurrence | None:
    """Give the first meeting that takes place and begins after a moment; None: there is none in the ten years ahead."""
    first_day = after.date()
    for years in (1, 9):
        end_day = min(first_day + timedelta(days=366 * years), date(LAST_YEAR, 12, 31))
        if first_day >= end_day:
            break
        for one in occurrences(series, Window(first_day, end_day)):
            if one.takes_place and one.start > after:
                return one
        first_day = end_day
    return None


def _originals(series: Series, window: Window) -> set[datetime]:
    """Give the names of all meetings that can begin in the window."""
    # The local day may be a day before or after the one in UTC.
    since, to = window.first_day - DAY, window.end_day + DAY
    first, clock = series.starts.date(), series.starts.time()
    days = days_of(series.rule, first=first, since=since, to=to) if series.rule is not None else ()
    originals = {datetime.combine(day, clock) for day in days}
    originals.update(one.of for one in series.extras if since <= one.of.date() <= to)
    # A meeting may be moved here from far away.
    moved = (one for one in series.changes if isinstance(one, Moved) and since <= one.to.date() <= to)
    originals.update(one.of for one in moved if series.has(one.of))
    return originals


def _occurrences(series: Series, originals: set[datetime]) -> Iterator[Occurrence]:
    """Yield the meetings known by those names, without those that are skipped."""
    changes = {one.of: one for one in series.changes}
    extras = {one.of: one for one in series.extras}
    for original in originals:
        change = changes.get(original)
        if not isinstance(change, Skipped):
            yield _occurrence(series, original, change, extras.get(original))


def _occurrence(
    series: Series, original: datetime, change: Cancelled | Moved | None, extra: Extra | None
) -> Occurrence:
    moved = change if isinstance(change, Moved) else None
    local = moved.to if moved else original
    start = moment_of(local, series.zone)
    # What the move does not say stays as it was.
    said = [one for one in (moved, extra) if one is not None]
    minutes = next((one.minutes_long for one in said if one.minutes_long is not None), series.minutes_long)
    told = change or extra
    return Occurrence(
        series=series.uid,
        original=original,
        local=local,
        zone=series.zone,
        start=start,
        end=start + timedelta(minutes=minutes),
        state=_state(change, extra),
        clock=_clock(local, series.zone),
        title=series.title,
        place=next((one.place for one in said if one.place is not None), series.place),
        reason=told.reason if told else "",
    )


def _state(change: Cancelled | Moved | None, extra: Extra | None) -> State:
    if isinstance(change, Cancelled):
        return State.CANCELLED
    if change is not None:
        return State.MOVED
    return State.EXTRA if extra is not None else State.PLANNED


def _clock(local: datetime, zone: str) -> Clock:
    if is_leapt_over(local, zone):
        return Clock.LEAPT_OVER
    return Clock.TWICE if comes_twice(local, zone) else Clock.PLAIN
