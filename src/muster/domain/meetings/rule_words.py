"""A rule of recurrence as people say it: "every second Thursday", "on the first Monday of every third month"."""

import calendar
from dataclasses import replace

from muster.domain.meetings.rule import WEEKDAY_NAMES, Frequency, OnWeekday, Rule

_PARTS = ("months", "weeks", "year_days", "month_days", "weekdays", "positions")
_WORDS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}
_WORKING_DAYS = tuple(OnWeekday(day) for day in range(5))


def rule_in_words(rule: Rule) -> str:
    """Give the rule in words; what has no short form is given as RFC 5545 writes it."""
    return f"{recurrence_in_words(rule)}{end_in_words(rule)}"


def recurrence_in_words(rule: Rule) -> str:
    """Give in words how often, without when it ends: ``every Thursday``."""
    return _recurrence(rule) or f"by the rule {replace(rule, count=None, until=None)}"


def end_in_words(rule: Rule) -> str:
    """Give in words when a rule ends: ``, until 2017-12-31``; nothing if it does not."""
    if rule.until is not None:
        return f", until {rule.until}"
    if rule.count is not None:
        return f", {'once' if rule.count == 1 else f'{rule.count} times'}"
    return ""


def _recurrence(rule: Rule) -> str | None:
    words = None
    match rule.frequency, [name for name in _PARTS if getattr(rule, name)]:
        case Frequency.DAILY, []:
            words = _every(rule.interval, "day")
        case Frequency.WEEKLY, ["weekdays"]:
            words = _weekly(rule)
        case Frequency.MONTHLY, ["weekdays"]:
            words = _that_day_of(rule, _every(rule.interval, "month"))
        case Frequency.MONTHLY, ["month_days"]:
            days = sorted(rule.month_days, key=lambda day: (day < 0, abs(day)))
            words = f"on {_listed([_day_of_month(day) for day in days])} of {_every(rule.interval, 'month')}"
        case Frequency.YEARLY, ["months", "weekdays"] if rule.interval == 1:
            words = _that_day_of(rule, _listed([calendar.month_name[month] for month in rule.months]))
        case Frequency.YEARLY, ["weeks", "weekdays"] if rule.interval == 1 and rule.weeks[0] > 0 == rule.week_start:
            words = f"on {_listed([f'{name}s' for name in _names(rule)])} of {_weeks(rule.weeks)}"
    return words


def _every(interval: int, unit: str) -> str:
    return f"every {unit}" if interval == 1 else f"every {_ordinal(interval)} {unit}"


def _weekly(rule: Rule) -> str:
    if rule.weekdays == _WORKING_DAYS and rule.interval == 1:
        return "every day from Monday to Friday"
    if len(rule.weekdays) == 1:
        return _every(rule.interval, *_names(rule))
    return f"{_every(rule.interval, 'week')} on {_listed(_names(rule))}"


def _that_day_of(rule: Rule, span: str) -> str | None:
    """The first Thursday of something; None if a day without an ordinal is among them."""
    if not all(one.ordinal for one in rule.weekdays):
        return None
    days = [f"the {_place(one.ordinal)} {WEEKDAY_NAMES[one.weekday]}" for one in rule.weekdays]
    return f"on {_listed(days)} of {span}"


def _weeks(weeks: tuple[int, ...]) -> str:
    for name, first in (("odd", 1), ("even", 2)):
        if weeks == tuple(range(first, 54, 2)):
            return f"{name} ISO weeks"
    for first in range(1, 5):
        if weeks == tuple(range(first, 54, 4)):
            return f"ISO weeks {first}, {first + 4}, {first + 8} and so on"
    return f"ISO weeks {_listed([str(week) for week in weeks])}"


def _names(rule: Rule) -> list[str]:
    return [WEEKDAY_NAMES[one.weekday] for one in rule.weekdays]


def _place(number: int) -> str:
    if number == -1:
        return "last"
    return _ordinal(number) if number > 0 else f"{_ordinal(-number)} last"


def _day_of_month(day: int) -> str:
    return f"the {_in_figures(day)}" if day > 0 else f"the {_place(day)} day"


def _ordinal(number: int) -> str:
    return _WORDS.get(number) or _in_figures(number)


def _in_figures(number: int) -> str:
    teens = number % 100 in range(11, 14)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
