"""What can be done to a series: change one meeting, call an extra one, end it, or let it go on otherwise from a day on.

Each gives a new series with the next revision; none touches a meeting that it is not about. So minutes and attendance
of what was stay where they are, and subscribers' calendars see a change as a change.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from muster.domain.errors import MeetingFault
from muster.domain.meetings.days import days_of, next_day
from muster.domain.meetings.rule import Rule
from muster.domain.meetings.series import LAST_YEAR, Change, Extra, Series
from muster.domain.printable import printable


def with_change(series: Series, change: Change, *, at: datetime) -> Series:
    """Give the series with one meeting changed, instead of what was changed about it before.

    MeetingFault: the series has no such meeting.
    """
    if not series.has(change.of):
        raise MeetingFault(
            f"series {printable(series.title[:60])}",
            f"It has no meeting of {change.of:%Y-%m-%d %H:%M}.",
            "Name a meeting by the local time at which it was first meant to begin.",
        )
    others = tuple(one for one in series.changes if one.of != change.of)
    return _revised(replace(series, changes=(*others, change)), at)


def without_change(series: Series, original: datetime, *, at: datetime) -> Series:
    """Give the series with one meeting again as the rule has it."""
    return _revised(replace(series, changes=tuple(one for one in series.changes if one.of != original)), at)


def with_extra(series: Series, extra: Extra, *, at: datetime) -> Series:
    """Give the series with a meeting that its rule does not name.

    MeetingFault: there is one at that time already.
    """
    return _revised(replace(series, extras=(*series.extras, extra)), at)


def ended(series: Series, *, last: date, at: datetime) -> Series:
    """Give the series without what would begin after `last`, its last day; what was before stays as it was."""
    rule = series.rule
    # COUNT and UNTIL exclude each other; whichever comes first is kept.
    if (
        rule is not None
        and (rule.until is None or rule.until > last)
        and (rule.count is None or _count_until(series, rule, last) < rule.count)
    ):
        rule = replace(rule, count=None, until=last)
    return _revised(
        replace(
            series,
            rule=rule,
            changes=tuple(one for one in series.changes if one.of.date() <= last),
            extras=tuple(one for one in series.extras if one.of.date() <= last),
        ),
        at,
    )


def split(series: Series, *, first: date, uid: str, at: datetime) -> tuple[Series, Series]:
    """Give the series up to a day, and one of its own (`uid`) that goes on from that day as this one would have.

    Let that one then be changed: another hour, another rule. MeetingFault: nothing goes on from that day.
    """
    extras = tuple(one for one in series.extras if one.of.date() >= first)
    rule, starts = series.rule, extras[0].of if extras else None
    if rule is not None:
        going_on = next_day(rule, first=series.starts.date(), since=first, to=date(LAST_YEAR, 12, 31))
        starts = datetime.combine(going_on, series.starts.time()) if going_on else starts
        if going_on is None:
            rule = None
        elif rule.count is not None:
            rule = replace(rule, count=rule.count - _count_until(series, rule, first - timedelta(days=1)))
    if starts is None:
        raise MeetingFault(
            f"series {printable(series.title[:60])}", f"It has no meeting from {first} on.", "Choose an earlier day."
        )
    changes = tuple(one for one in series.changes if one.of.date() >= first)
    after = replace(series, uid=uid, starts=starts, rule=rule, changes=changes, extras=extras, revision=0, changed=at)
    return ended(series, last=first - timedelta(days=1), at=at), after


def _count_until(series: Series, rule: Rule, last: date) -> int:
    first = series.starts.date()
    return sum(1 for _ in days_of(rule, first=first, since=first, to=last))


def _revised(series: Series, at: datetime) -> Series:
    return replace(series, revision=series.revision + 1, changed=at)
