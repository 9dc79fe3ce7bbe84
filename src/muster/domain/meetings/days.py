"""The days that a rule of recurrence names between two days (RFC 5545, 3.3.10).

Every day of every period that the interval leaves is asked whether it fits; that is the whole method. So the work is
bounded by the days asked about (from the first one on, if the rule counts), whatever the rule says. ADR 0014 tells what
else was weighed.
"""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from muster.domain.meetings.rule import Frequency, OnWeekday, Rule

DAYS_A_WEEK = 7
MONTHS_A_YEAR = 12
DAY = timedelta(days=1)

Fits = Callable[[date], bool]


def days_of(rule: Rule, *, first: date, since: date, to: date) -> Iterator[date]:
    """Yield the days from `since` to `to` (both may be among them) that the rule names, counted from `first`, in order.

    `first` is where the rule begins. It is among them only if the rule names it.
    """
    last = to if rule.until is None else min(to, rule.until)
    # What is counted must be counted from the beginning.
    begin = first if rule.count is not None else max(first, since)
    for counted, day in enumerate(_fitting(rule, first, begin, last), start=1):
        if rule.count is not None and counted > rule.count:
            return
        if day >= since:
            yield day


def names(rule: Rule, day: date, *, first: date) -> bool:
    """Whether the rule, counted from `first`, names the day."""
    return any(days_of(rule, first=first, since=day, to=day))


def next_day(rule: Rule, *, first: date, since: date, to: date) -> date | None:
    """Give the first day from `since` to `to` that the rule names; None: there is none."""
    return next(days_of(rule, first=first, since=since, to=to), None)


def week_of(day: date, week_start: int = 0) -> tuple[int, int]:
    """Give the year and the number of the day's week, ISO 8601's if weeks start on Monday (0).

    A week belongs to the year that has four of its days or more.
    """
    middle = day + timedelta(days=3 - (day.weekday() - week_start) % DAYS_A_WEEK)
    return middle.year, (middle.timetuple().tm_yday - 1) // DAYS_A_WEEK + 1


def _fitting(rule: Rule, first: date, begin: date, last: date) -> Iterator[date]:
    """Yield the days from `begin` to `last` that fit, without regard to COUNT."""
    fits = _fits(filled(rule, first))
    for start, end in _periods(rule, first, begin, last):
        span = [day for offset in range((end - start).days + 1) if fits(day := start + timedelta(days=offset))]
        for day in _chosen(span, rule.positions):
            if begin <= day <= last:
                yield day


def _chosen(days: list[date], positions: tuple[int, ...]) -> list[date]:
    if not positions:
        return days
    size = len(days)
    places = {place - 1 if place > 0 else size + place for place in positions}
    return [days[place] for place in sorted(places) if 0 <= place < size]


def _periods(rule: Rule, first: date, begin: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each period that the interval leaves, from the one with `begin` on."""
    if rule.frequency in {Frequency.DAILY, Frequency.WEEKLY}:
        length = 1 if rule.frequency is Frequency.DAILY else DAYS_A_WEEK
        origin = first.toordinal() - ((first.weekday() - rule.week_start) % DAYS_A_WEEK if length > 1 else 0)
        step = length * rule.interval
        start = origin + (begin.toordinal() - origin) // step * step
        for ordinal in range(start, last.toordinal() + 1, step):
            yield date.fromordinal(ordinal), date.fromordinal(ordinal + length - 1)
        return
    length = 1 if rule.frequency is Frequency.MONTHLY else MONTHS_A_YEAR
    origin, now, end = (_month(day) // length for day in (first, begin, last))
    for period in range(origin + (now - origin) // rule.interval * rule.interval, end + 1, rule.interval):
        opening, closing = divmod(period * length, MONTHS_A_YEAR), divmod((period + 1) * length, MONTHS_A_YEAR)
        yield date(opening[0], opening[1] + 1, 1), date(closing[0], closing[1] + 1, 1) - DAY


def _month(day: date) -> int:
    return day.year * MONTHS_A_YEAR + day.month - 1


def filled(rule: Rule, first: date) -> Rule:
    """Give the rule with what it leaves to the first day: its weekday, its day of the month, its month."""
    if rule.weekdays or rule.month_days or rule.year_days or rule.frequency is Frequency.DAILY:
        return rule
    if rule.frequency is Frequency.WEEKLY or rule.weeks:
        return replace(rule, weekdays=(OnWeekday(first.weekday()),))
    if rule.frequency is Frequency.MONTHLY or rule.months:
        return replace(rule, month_days=(first.day,))
    return replace(rule, months=(first.month,), month_days=(first.day,))


def _fits(rule: Rule) -> Fits:
    """Give the question whether a day has everything that the rule names."""
    asked: list[Fits] = []
    if rule.months:
        asked.append(lambda day: day.month in rule.months)
    if rule.weekdays:
        within_month = rule.frequency is Frequency.MONTHLY or bool(rule.months)
        asked.append(lambda day: any(_is_that(day, one, within_month=within_month) for one in rule.weekdays))
    if rule.month_days:
        asked.append(lambda day: _is_at(day.day, _days_in_month(day), rule.month_days))
    if rule.year_days:
        asked.append(lambda day: _is_at(day.timetuple().tm_yday, _days_in_year(day), rule.year_days))
    if rule.weeks:
        asked.append(lambda day: _is_in_week(day, rule))
    return lambda day: all(question(day) for question in asked)


def _is_that(day: date, wanted: OnWeekday, *, within_month: bool) -> bool:
    if day.weekday() != wanted.weekday:
        return False
    if not wanted.ordinal:
        return True
    place = day.day if within_month else day.timetuple().tm_yday
    size = _days_in_month(day) if within_month else _days_in_year(day)
    if wanted.ordinal > 0:
        return (place - 1) // DAYS_A_WEEK + 1 == wanted.ordinal
    return (size - place) // DAYS_A_WEEK + 1 == -wanted.ordinal


def _is_at(place: int, size: int, wanted: tuple[int, ...]) -> bool:
    """Whether a place, counted from 1 or from the end, is among those wanted."""
    return place in wanted or place - size - 1 in wanted


def _is_in_week(day: date, rule: Rule) -> bool:
    year, number = week_of(day, rule.week_start)
    # The last days of December may belong to the next year; the 28th never does.
    return _is_at(number, week_of(date(year, MONTHS_A_YEAR, 28), rule.week_start)[1], rule.weeks)


def _days_in_month(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _days_in_year(day: date) -> int:
    return 366 if calendar.isleap(day.year) else 365
