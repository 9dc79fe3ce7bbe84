"""A rule of recurrence: the part of RFC 5545's RRULE that a meeting can need, as data.

A rule names days. Its time of day and its zone are the series'. FREQ below a day, BYHOUR, BYMINUTE and BYSECOND are
refused: nobody meets every second, and whoever asks for it wants to keep the machine busy.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.domain.errors import MeetingFault
from muster.domain.printable import printable

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_RULE = 5000
LARGEST = 10**9

_DATE = re.compile(r"\d{8}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,10}", re.ASCII)
_WEEKDAY = re.compile(rf"(?P<ordinal>[+-]?\d{{1,2}})?(?P<day>{'|'.join(WEEKDAYS)})", re.ASCII)
_LISTS = {  # part: its field, the largest value, and whether counting from the end (-1 is the last) makes sense
    "BYMONTH": ("months", 12, False),
    "BYWEEKNO": ("weeks", 53, True),
    "BYYEARDAY": ("year_days", 366, True),
    "BYMONTHDAY": ("month_days", 31, True),
    "BYSETPOS": ("positions", 366, True),
}
_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_LISTS)


class Frequency(StrEnum):
    """What is repeated."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True, order=True)
class OnWeekday:
    """A day of the week, Monday 0; with an ordinal only the n-th of the month or year (-1 the last), 0 each."""

    weekday: int
    ordinal: int = 0

    def __str__(self) -> str:
        """The day as BYDAY has it: ``TH``, ``1TH``, ``-1FR``."""
        return f"{self.ordinal or ''}{WEEKDAYS[self.weekday]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """On which days something recurs; the fields are RFC 5545's (3.3.10), in its order of writing.

    until: the last day it may name, in the series' zone. week_start: Monday is 0. Lists are sorted, each value once, so
    equal rules are equal.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | None = None
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[OnWeekday, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def __post_init__(self) -> None:
        """Refuse what RFC 5545 forbids, and put the lists in order."""
        for name in ("months", "weeks", "year_days", "month_days", "weekdays", "positions"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        _check(self)

    def __str__(self) -> str:
        """The rule as RRULE has it, always in the same order; UNTIL as a day."""
        parts: dict[str, object] = {"FREQ": self.frequency}
        if self.interval > 1:
            parts["INTERVAL"] = self.interval
        if self.count is not None:
            parts["COUNT"] = self.count
        if self.until is not None:
            parts["UNTIL"] = f"{self.until:%Y%m%d}"
        for part, (field, _, _) in _LISTS.items():
            if values := getattr(self, field):
                parts[part] = ",".join(map(str, values))
        if self.weekdays:
            parts["BYDAY"] = ",".join(map(str, self.weekdays))
        if self.week_start:
            parts["WKST"] = WEEKDAYS[self.week_start]
        return ";".join(f"{name}={value}" for name, value in parts.items())


def parse_rule(text: str) -> Rule:
    """Read an RRULE: ``FREQ=MONTHLY;BYDAY=1TH``. UNTIL is a day (``20171231``).

    MeetingFault: it is none, or says what a meeting cannot follow.
    """
    if len(text) > LONGEST_RULE:
        raise _refused(
            text, "The rule is longer than any that a meeting needs.", f"Write at most {LONGEST_RULE} characters."
        )
    parts: dict[str, str] = {}
    for piece in text.strip().removeprefix("RRULE:").removesuffix(";").upper().split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value:
            raise _refused(text, f"{_shown(piece)} is no part of a rule.", "Write NAME=VALUE, such as FREQ=WEEKLY.")
        if name in parts:
            raise _refused(text, f"{name} stands in it twice.", "Leave one of them out.")
        if name not in _PARTS:
            raise _refused(text, f"{_shown(name)} is not known here.", f"A meeting's rule has {', '.join(_PARTS)}.")
        parts[name] = value
    if parts.get("FREQ") not in set(Frequency):
        what = f"FREQ cannot be {_shown(parts['FREQ'])}." if "FREQ" in parts else "FREQ is missing."
        raise _refused(text, what, f"Meetings recur {', '.join(Frequency)}.")
    lists = {
        field: _numbers(text, part, parts[part], largest, negative=negative)
        for part, (field, largest, negative) in _LISTS.items()
        if part in parts
    }
    return Rule(
        frequency=Frequency(parts["FREQ"]),
        interval=_number(text, "INTERVAL", parts.get("INTERVAL", "1"), LARGEST),
        count=_number(text, "COUNT", parts["COUNT"], LARGEST) if "COUNT" in parts else None,
        until=_day(text, parts["UNTIL"]) if "UNTIL" in parts else None,
        weekdays=tuple(_weekday(text, one) for one in parts["BYDAY"].split(",")) if "BYDAY" in parts else (),
        week_start=_week_start(text, parts.get("WKST", "MO")),
        **lists,
    )


def _check(rule: Rule) -> None:
    """What may not stand together (RFC 5545, 3.3.10)."""
    text = str(rule)
    if rule.interval < 1 or (rule.count is not None and rule.count < 1):
        raise _refused(text, "INTERVAL and COUNT are at least 1.", "Leave out what is not needed.")
    if rule.count is not None and rule.until is not None:
        raise _refused(text, "COUNT and UNTIL both say when it ends.", "Leave one of them out.")
    if rule.weeks and rule.frequency is not Frequency.YEARLY:
        raise _refused(text, "BYWEEKNO goes with FREQ=YEARLY alone.", "Write FREQ=YEARLY, or leave BYWEEKNO out.")
    if rule.year_days and rule.frequency is not Frequency.YEARLY:
        raise _refused(text, "BYYEARDAY goes with FREQ=YEARLY alone.", "Write FREQ=YEARLY, or leave BYYEARDAY out.")
    if rule.month_days and rule.frequency is Frequency.WEEKLY:
        raise _refused(text, "BYMONTHDAY does not go with FREQ=WEEKLY.", "Write FREQ=MONTHLY, or leave BYMONTHDAY out.")
    if any(one.ordinal for one in rule.weekdays):
        if rule.frequency in {Frequency.DAILY, Frequency.WEEKLY}:
            raise _refused(
                text, "Only a month or a year has a first Thursday.", "Write FREQ=MONTHLY, or the day alone."
            )
        if rule.weeks:
            raise _refused(text, "A week has no first Thursday.", "Write the day alone, or leave BYWEEKNO out.")
    if rule.positions and not (rule.months or rule.weeks or rule.year_days or rule.month_days or rule.weekdays):
        raise _refused(
            text, "BYSETPOS chooses among days that no other part names.", "Add BYDAY, or leave BYSETPOS out."
        )


def _numbers(text: str, part: str, value: str, largest: int, *, negative: bool) -> tuple[int, ...]:
    return tuple(_number(text, part, one, largest, negative=negative) for one in value.split(","))


def _number(text: str, part: str, value: str, largest: int, *, negative: bool = False) -> int:
    number = int(value) if _NUMBER.fullmatch(value) else 0
    if not 1 <= (abs(number) if negative else number) <= largest:
        raise _refused(text, f"{part} cannot be {_shown(value)}.", f"Write a number from 1 to {largest}.")
    return number


def _day(text: str, value: str) -> date:
    try:
        return date.fromisoformat(value if _DATE.fullmatch(value) else "")
    except ValueError:
        mend = "Write the last day alone, such as UNTIL=20171231."
        raise _refused(text, f"UNTIL cannot be {_shown(value)}.", mend) from None


def _weekday(text: str, value: str) -> OnWeekday:
    found = _WEEKDAY.fullmatch(value)
    ordinal = int(found["ordinal"] or 0) if found else 0
    if found is None or abs(ordinal) > 53 or (found["ordinal"] and not ordinal):  # noqa: PLR2004 - weeks of a year
        raise _refused(
            text, f"BYDAY cannot be {_shown(value)}.", "Write a day such as TH, or with a number 1TH or -1FR."
        )
    return OnWeekday(WEEKDAYS.index(found["day"]), ordinal)


def _week_start(text: str, value: str) -> int:
    if value not in WEEKDAYS:
        raise _refused(text, f"WKST cannot be {_shown(value)}.", f"Write one of {', '.join(WEEKDAYS)}.")
    return WEEKDAYS.index(value)


def _shown(value: str) -> str:
    return printable(value if len(value) <= 40 else value[:39] + "…")  # noqa: PLR2004 - what a message has room for


def _refused(text: str, what: str, mend: str) -> MeetingFault:
    return MeetingFault(f"rule {_shown(text)}", what, mend)
