"""A series of meetings as events of a calendar, in the forms that calendar programs take, not merely in those allowed.

- A rule by numbered weeks goes out as plain rules, one event after the other (ADR 0015).
- A meeting that was skipped is an EXDATE; one that was moved or cancelled is an event of its own with a RECURRENCE-ID,
  cancelled ones with STATUS:CANCELLED; an extra one is an event of its own with a UID of its own, as Outlook and others
  leave RDATE out.
- All events of a series carry its revision as SEQUENCE and the time of its last change as DTSTAMP, so that an update
  counts as newer, and the same series is the same bytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from icalendar import Event
from icalendar.prop import vRecur

from muster.domain.meetings.days import DAYS_A_WEEK, days_of, filled
from muster.domain.meetings.occurrences import Occurrence, State, occurrence
from muster.domain.meetings.rule import Frequency, OnWeekday, Rule
from muster.domain.meetings.series import LAST_YEAR, Series
from muster.domain.meetings.wall_clock import moment_of, zone_named

YEARS_OF_WEEKS = 40
"""For how long a rule by numbered weeks is written out; what is the rule then goes on without an end."""
MOST_PARTS = 60
UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/GMT", "GMT", "Zulu", "UCT", "Etc/UCT", "Etc/Zulu", "Universal"})

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a series that one plain rule tells. first: its first day. rule: None for a single meeting."""

    uid: str
    first: date
    rule: Rule | None


def events_of(series: Series) -> Iterator[Event]:
    """Yield the events of a series, the same in the same order for the same series."""
    parts = list(parts_of(series))
    named = series.named_among([change.of for change in series.changes])
    for part, following in zip(parts, [*(one.first for one in parts), date.max][1:], strict=True):
        if part.rule is None:
            yield from _single(series, datetime.combine(part.first, series.starts.time()), part.uid)
            continue
        changes = [one.of for one in series.changes if one.of in named and part.first <= one.of.date() < following]
        meetings = [(original, occurrence(series, original)) for original in changes]
        yield _master(series, part, part.rule, skipped=[original for original, meeting in meetings if meeting is None])
        for original, meeting in meetings:
            if meeting is not None:
                event = event_of(series, meeting, uid=part.uid)
                event.add("recurrence-id", local_in(original, series.zone))
                yield event
    for extra in series.extras:
        yield from _single(series, extra.of, uid_of_extra(series, extra.of))


def uid_of_extra(series: Series, original: datetime) -> str:
    """Give the UID under which an extra meeting goes out."""
    return f"{series.uid}-{original:%Y%m%dT%H%M}"


def _single(series: Series, original: datetime, uid: str) -> Iterator[Event]:
    if meeting := occurrence(series, original):
        yield event_of(series, meeting, uid=uid)


def parts_of(series: Series) -> Iterator[Part]:
    """Yield the stretches of a series; one, unless it goes by numbered weeks; none, if its rule names no day."""
    if series.rule is None:
        return
    first = series.starts.date()
    rule = filled(series.rule, first)
    last = date(min(first.year + YEARS_OF_WEEKS, LAST_YEAR), 12, 31)
    days = days_of(rule, first=first, since=first, to=last)
    opening = next(days, None)
    if opening is None:
        return
    # On one day of the week, so that whole weeks lie between any two.
    runs = _runs([opening, *days]) if rule.weeks and len(rule.weekdays) == 1 else []
    if not 0 < len(runs) <= MOST_PARTS:
        yield Part(series.uid, opening, rule)
        return
    for number, run in enumerate(runs):
        uid = series.uid if number == 0 else f"{series.uid}-{run[0]:%Y%m%d}"
        ends = number + 1 < len(runs) or rule.count is not None or rule.until is not None
        yield Part(uid, run[0], _weekly(run, ends=ends))


def _runs(days: list[date]) -> list[list[date]]:
    """Days cut into stretches in which they lie equally far apart."""
    runs = [[days[0]]]
    for before, day in pairwise(days):
        run = runs[-1]
        if len(run) > 1 and day - before != run[1] - run[0]:
            runs.append([day])
        else:
            run.append(day)
    return runs


def _weekly(run: list[date], *, ends: bool) -> Rule | None:
    if len(run) == 1:
        return None
    return Rule(
        frequency=Frequency.WEEKLY,
        interval=(run[1] - run[0]).days // DAYS_A_WEEK,
        weekdays=(OnWeekday(run[0].weekday()),),
        until=run[-1] if ends else None,
    )


def _master(series: Series, part: Part, rule: Rule, *, skipped: list[datetime]) -> Event:
    starts = datetime.combine(part.first, series.starts.time())
    event = _event(series, part.uid)
    event.add("summary", plain(series.title))
    event.add("dtstart", local_in(starts, series.zone))
    event.add("duration", timedelta(minutes=series.minutes_long))
    _add_place(event, series.place, series.join)
    event.add("rrule", _rrule(rule, series))
    if skipped:
        event.add("exdate", [local_in(one, series.zone) for one in skipped])
    _add_text(event, series.description, series.join)
    event.add("status", "CONFIRMED")
    return event


def event_of(series: Series, meeting: Occurrence, *, uid: str) -> Event:
    """Give one meeting as an event, as it stands now."""
    event = _event(series, uid)
    cancelled = meeting.state is State.CANCELLED
    event.add("summary", plain(f"Cancelled: {meeting.title}" if cancelled else meeting.title))
    event.add("dtstart", local_in(meeting.local, series.zone))
    event.add("duration", meeting.end - meeting.start)
    _add_place(event, meeting.place, series.join)
    reason = f"{meeting.state.capitalize()}: {meeting.reason}" if meeting.reason else ""
    _add_text(event, "\n\n".join(filter(None, (reason, series.description))), series.join)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if cancelled:
        event.add("transp", "TRANSPARENT")
    return event


def _event(series: Series, uid: str) -> Event:
    event = Event()
    event.add("uid", one_line(uid))
    event.add("sequence", series.revision)
    event.add("dtstamp", series.changed.astimezone(UTC))
    event.add("last-modified", series.changed.astimezone(UTC))
    return event


def _add_place(event: Event, place: str, join: str) -> None:
    if place or join:
        event.add("location", plain(place or join))
    if _ADDRESS.match(join):
        event.add("conference", one_line(join), parameters={"VALUE": "URI", "FEATURE": "VIDEO"})


def _add_text(event: Event, description: str, join: str) -> None:
    # Few programs show CONFERENCE yet (RFC 7986), all show the description.
    text = "\n\n".join(filter(None, (description, f"Join: {join}" if join else "")))
    if text:
        event.add("description", plain(text))


def _rrule(rule: Rule, series: Series) -> vRecur:
    recurrence: vRecur = vRecur.from_ical(str(replace(rule, until=None)))
    if rule.until is not None:
        # The last moment, in UTC as RFC 5545 wants it of a rule whose times have a zone.
        recurrence["UNTIL"] = [moment_of(datetime.combine(rule.until, series.starts.time()), series.zone)]
    return recurrence


def local_in(local: datetime, zone: str) -> datetime:
    """Give a local time with its zone, UTC under whatever name as UTC."""
    return local.replace(tzinfo=UTC if zone in UTC_NAMES else zone_named(zone))


def plain(text: str) -> str:
    """Give a text without the control characters that RFC 5545 keeps out of every value."""
    return "".join(one for one in text.replace("\r\n", "\n").replace("\r", "\n") if one >= " " or one in "\n\t")


def one_line(text: str) -> str:
    """Give a text that must not be broken, such as an address, without the line ends in it."""
    return plain(text).replace("\n", "")
