"""From a charter's cadence, and the day of the first meeting, to the rule that the series follows."""

from datetime import date
from typing import Literal

from muster.domain.meetings.days import DAYS_A_WEEK
from muster.domain.meetings.rule import Frequency, OnWeekday, Rule

Cadence = Literal["weekly", "biweekly", "monthly", "quarterly", "half-yearly", "yearly", "as-called"]
"""As in `muster.domain.charter.meetings`."""

_MONTHS_APART = {"monthly": 1, "quarterly": 3, "half-yearly": 6}
_WEEKS_APART = {"weekly": 1, "biweekly": 2}
_LAST = 5


def rule_of(cadence: Cadence, *, first: date) -> Rule | None:
    """Give the rule by which meetings follow the first one; None: each is called by itself.

    They keep its weekday. Those by the month keep which of the month's it was: after the second Thursday of March comes
    the second Thursday of April. A fifth one stands for the last, as not every month has five.
    """
    weekday = first.weekday()
    if cadence in _WEEKS_APART:
        return Rule(frequency=Frequency.WEEKLY, interval=_WEEKS_APART[cadence], weekdays=(OnWeekday(weekday),))
    ordinal = (first.day - 1) // DAYS_A_WEEK + 1
    weekdays = (OnWeekday(weekday, -1 if ordinal == _LAST else ordinal),)
    if cadence in _MONTHS_APART:
        return Rule(frequency=Frequency.MONTHLY, interval=_MONTHS_APART[cadence], weekdays=weekdays)
    if cadence == "yearly":
        return Rule(frequency=Frequency.YEARLY, months=(first.month,), weekdays=weekdays)
    return None
