"""A time zone as a calendar carries it (VTIMEZONE): when its clocks change, as yearly rules where there are any.

Calendar programs know Europe/Paris by name; those that do not, Outlook among them, go by these rules. icalendar 7 can
write a VTIMEZONE, too, but begins summer time an hour late and ends in 2038.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from muster.domain.meetings.days import DAYS_A_WEEK
from muster.domain.meetings.rule import WEEKDAYS
from muster.domain.meetings.wall_clock import zone_named

YEARS_AHEAD = 40
"""How far the rules are looked for; those that hold then are taken to hold for ever."""
_RUN = 3
"""How many years in a row make a rule."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A moment at which clocks change: what they show before it, and what is so from then on."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def kind(self) -> tuple[object, ...]:
        """Changes of one kind may follow one rule."""
        return self.before, self.after, self.name, self.is_summer, self.local.month, self.local.time()


def vtimezone(zone: str, *, since: int) -> Timezone:
    """Give the VTIMEZONE of a zone for meetings from a year on."""
    component = Timezone()
    component.add("tzid", zone)
    for observance in _observances(zone, since):
        component.add_component(observance)
    return component


def _observances(zone: str, since: int) -> list[TimezoneStandard | TimezoneDaylight]:
    found = zone_named(zone)
    changes = _changes(zone, since)
    begin = datetime(since - 1, 1, 1, tzinfo=UTC)
    offset = begin.astimezone(found).utcoffset() or timedelta(0)
    local = begin.replace(tzinfo=None) + offset
    first = _Change(local, offset, offset, _name(begin, found), _is_summer(begin, found))
    kinds: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        kinds.setdefault(change.kind, []).append(change)
    observances = [(first.local, _observance([first], None))]
    for some in kinds.values():
        for run in _runs(some):
            by_day = _by_day(run) if len(run) >= _RUN else None
            if by_day is not None and run[-1].local.year < since + YEARS_AHEAD - 1:
                by_day["until"] = [(run[-1].local - run[-1].before).replace(tzinfo=UTC)]
            observances.append((run[0].local, _observance(run, by_day)))
    return [observance for _, observance in sorted(observances, key=lambda one: one[0])]


@lru_cache(maxsize=64)
def _changes(zone: str, since: int) -> tuple[_Change, ...]:
    """Every change from the year before `since` on."""
    found = zone_named(zone)
    days = [datetime(since - 1, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(366 * (YEARS_AHEAD + 1))]
    return tuple(
        _change(before, after, found)
        for before, after in pairwise(days)
        if before.astimezone(found).utcoffset() != after.astimezone(found).utcoffset()
        and after.year < since + YEARS_AHEAD
    )


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> _Change:
    """The change between two moments, found to the second by halving."""
    offset = before.astimezone(zone).utcoffset() or timedelta(0)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before).total_seconds() // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    then = after.astimezone(zone).utcoffset() or timedelta(0)
    return _Change(after.replace(tzinfo=None) + offset, offset, then, _name(after, zone), _is_summer(after, zone))


def _runs(changes: list[_Change]) -> list[list[_Change]]:
    """Changes of one kind, cut where a year has none or where no rule fits any more."""
    runs: list[list[_Change]] = []
    for change in changes:
        last = runs[-1] if runs else None
        if last and change.local.year == last[-1].local.year + 1 and _by_day([*last, change]) is not None:
            last.append(change)
        else:
            runs.append([change])
    return runs


def _by_day(changes: list[_Change]) -> vRecur | None:
    """The rule that all of them follow: the last Sunday of March, the second, the first from the 2nd on; None: none."""
    days = [change.local.date() for change in changes]
    if len({day.weekday() for day in days}) > 1:
        return None
    weekday, numbers = WEEKDAYS[days[0].weekday()], [day.day for day in days]
    rule = vRecur(freq="YEARLY", bymonth=days[0].month)
    if all(_days_left(day) < DAYS_A_WEEK for day in days):
        rule["byday"] = [f"-1{weekday}"]
    elif len({(number - 1) // DAYS_A_WEEK for number in numbers}) == 1:
        rule["byday"] = [f"{(numbers[0] - 1) // DAYS_A_WEEK + 1}{weekday}"]
    elif max(numbers) - min(numbers) < DAYS_A_WEEK:
        rule["bymonthday"] = list(range(max(numbers) - DAYS_A_WEEK + 1, max(numbers) + 1))
        rule["byday"] = [weekday]
    else:
        return None
    return rule


def _days_left(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1] - day.day


def _observance(changes: list[_Change], rule: vRecur | None) -> TimezoneStandard | TimezoneDaylight:
    first = changes[0]
    observance = TimezoneDaylight() if first.is_summer else TimezoneStandard()
    observance.add("dtstart", first.local)
    observance.add("tzoffsetfrom", first.before)
    observance.add("tzoffsetto", first.after)
    observance.add("tzname", first.name)
    if rule is not None:
        observance.add("rrule", rule)
    elif changes[1:]:
        observance.add("rdate", [change.local for change in changes[1:]])
    return observance


def _name(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).tzname() or zone.key


def _is_summer(moment: datetime, zone: ZoneInfo) -> bool:
    return bool(moment.astimezone(zone).dst())
