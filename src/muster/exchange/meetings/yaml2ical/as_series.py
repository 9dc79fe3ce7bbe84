"""From meeting files to series of meetings and back. ADR 0015 says what yaml2ical's words mean, and what it does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from muster.domain.errors import MeetingFault
from muster.domain.meetings.days import DAYS_A_WEEK, next_day
from muster.domain.meetings.rule import Frequency, Rule
from muster.domain.meetings.series import Cancelled, Series, Skipped
from muster.domain.printable import printable
from muster.exchange.meetings.yaml2ical.frequencies import frequency_of, rule_of, weeks_apart
from muster.exchange.meetings.yaml2ical.meeting_file import MeetingFile, Schedule, SkipDate

Weeks = Literal["iso", "alternating"]
"""iso: odd and even weeks by their number, as the files say. alternating: every second (fourth) week from the first
meeting on, as yaml2ical's calendars go on when a year has 53 weeks."""

UTC_NAMES = frozenset({"UTC", "Etc/UTC"})


def series_of(meeting: MeetingFile, *, since: date, changed: datetime, weeks: Weeks = "iso") -> tuple[Series, ...]:
    """Give a series for each schedule of a file, in order.

    since: from which day those take place that name no start. changed: when the file was last changed, in UTC.
    """
    found = []
    for number, schedule in enumerate(meeting.schedules):
        # Several files may share a meeting_id: a team and its bug squad keep their records in one place.
        uid = str(uuid5(NAMESPACE_URL, f"yaml2ical:{meeting.meeting_id}/{meeting.project}/{number}"))
        first, rule = _rule(schedule, since, weeks)
        found.append(_series(meeting, schedule, uid=uid, first=first, rule=rule, changed=changed))
    return tuple(found)


def _rule(schedule: Schedule, since: date, weeks: Weeks) -> tuple[date, Rule | None]:
    rule, first = rule_of(schedule.frequency, schedule.weekday), schedule.start_date or since
    apart = weeks_apart(schedule.frequency)
    if rule is None or apart is None or weeks == "iso":
        return first, rule
    # Between two meetings by the number of the week lie at most twice as many weeks as usual.
    day = next_day(rule, first=first, since=first, to=first + timedelta(days=2 * apart * DAYS_A_WEEK))
    return day or first, Rule(frequency=Frequency.WEEKLY, interval=apart, weekdays=rule.weekdays)


def _series(
    meeting: MeetingFile, schedule: Schedule, *, uid: str, first: date, rule: Rule | None, changed: datetime
) -> Series:
    chair = schedule.chair or meeting.chair
    told = (
        meeting.description,
        f"Chair: {chair}" if chair else "",
        f"Agenda: {meeting.agenda_url}" if meeting.agenda_url else "",
        f"Project: {meeting.project_url}" if meeting.project_url else "",
    )
    return Series(
        uid=uid,
        title=meeting.project,
        kind=meeting.meeting_id,
        starts=datetime.combine(first, schedule.time),
        minutes_long=schedule.minutes_long,
        rule=rule,
        description="\n".join(filter(None, told)),
        place=f"#{schedule.irc.lstrip('#')}" if schedule.irc else schedule.matrix,
        changes=tuple(Cancelled(datetime.combine(one.day, schedule.time), one.reason) for one in schedule.skip_dates),
        changed=changed,
    )


def meeting_of(series: Sequence[Series], *, chair: str = "", agenda_url: str = "") -> MeetingFile:
    """Give the file of a meeting whose schedules are these series: of one title, in UTC, by rules that yaml2ical has.

    MeetingFault: something about them cannot be said in such a file.
    """
    if len({(one.title, one.kind) for one in series}) != 1:
        raise MeetingFault("series", "A meeting file is about one meeting.", "Write a file for each.")
    return MeetingFile(
        project=series[0].title,
        meeting_id=series[0].kind,
        schedules=tuple(_schedule(one) for one in series),
        chair=chair,
        description=series[0].description,
        agenda_url=agenda_url,
    )


def _schedule(series: Series) -> Schedule:
    where = f"series {printable(series.title[:60])}"
    frequency = frequency_of(series.rule)
    if frequency is None:
        raise MeetingFault(where, f"yaml2ical has no word for {series.rule}.", "Export it as iCalendar.")
    if series.zone not in UTC_NAMES:
        raise MeetingFault(where, f"yaml2ical knows no zone but UTC, not {series.zone}.", "Export it as iCalendar.")
    if series.extras or any(not isinstance(one, Skipped | Cancelled) for one in series.changes):
        raise MeetingFault(where, "yaml2ical has no moved and no extra meetings.", "Export it as iCalendar.")
    weekday = series.rule.weekdays[0].weekday if series.rule else series.starts.weekday()
    reasons = {one.of: one.reason for one in series.changes if isinstance(one, Cancelled)}
    here = Schedule(
        time=series.starts.time(),
        weekday=weekday,
        frequency=frequency,
        minutes_long=series.minutes_long,
        start_date=series.starts.date(),
        skip_dates=tuple(SkipDate(one.of.date(), reasons.get(one.of) or "skipped") for one in series.changes),
    )
    if not series.place:
        raise MeetingFault(where, "yaml2ical wants to know where it takes place.", "Give the series a place.")
    is_channel = series.place.startswith("#") and ":" not in series.place
    return replace(here, irc=series.place.removeprefix("#")) if is_channel else replace(here, matrix=series.place)
