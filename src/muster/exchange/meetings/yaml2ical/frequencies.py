"""yaml2ical's frequencies as rules of recurrence. ADR 0015 says what odd and even weeks mean at a year's end."""

from muster.domain.meetings.rule import WEEKDAY_NAMES, Frequency, OnWeekday, Rule

LAST_WEEK = 53
_ORDINALS = ("first", "second", "third", "fourth")
_WEEKS = {  # of every so many ISO weeks, those whose number leaves this remainder
    "biweekly-even": (2, 0),
    "biweekly-odd": (2, 1),
    "quadweekly": (4, 0),
    "quadweekly-week-1": (4, 1),
    "quadweekly-week-2": (4, 2),
    "quadweekly-alternate": (4, 2),
    "quadweekly-week-3": (4, 3),
}
_OF_MONTH = {
    f"{name}-{day.lower()}": OnWeekday(weekday, ordinal)
    for ordinal, name in enumerate(_ORDINALS, start=1)
    for weekday, day in enumerate(WEEKDAY_NAMES[:5])
}

FREQUENCIES = ("weekly", *_WEEKS, "adhoc", *_OF_MONTH)
"""Every frequency that yaml2ical 0.15 knows."""


def weekday_of(frequency: str) -> int | None:
    """Give the day of the week that the frequency itself names; None: it names none."""
    return _OF_MONTH[frequency].weekday if frequency in _OF_MONTH else None


def rule_of(frequency: str, weekday: int) -> Rule | None:
    """Give the rule of one of the frequencies on a day of the week; None: adhoc has none."""
    if frequency == "weekly":
        return Rule(frequency=Frequency.WEEKLY, weekdays=(OnWeekday(weekday),))
    if frequency in _OF_MONTH:
        return Rule(frequency=Frequency.MONTHLY, weekdays=(_OF_MONTH[frequency],))
    if frequency in _WEEKS:
        every, remainder = _WEEKS[frequency]
        weeks = tuple(week for week in range(1, LAST_WEEK + 1) if week % every == remainder)
        return Rule(frequency=Frequency.YEARLY, weeks=weeks, weekdays=(OnWeekday(weekday),))
    return None


def weeks_apart(frequency: str) -> int | None:
    """Give how many weeks lie between two meetings, but for the turn of a year; None: it does not go by weeks."""
    if frequency == "weekly":
        return 1
    return _WEEKS[frequency][0] if frequency in _WEEKS else None


def frequency_of(rule: Rule | None) -> str | None:
    """Give the frequency that stands for a rule; None: none does."""
    if rule is None:
        return "adhoc"
    if len(rule.weekdays) != 1:
        return None
    weekday = rule.weekdays[0].weekday
    return next((frequency for frequency in FREQUENCIES if rule_of(frequency, weekday) == rule), None)
