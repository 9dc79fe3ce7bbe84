"""OpenStack's meeting files, read: one YAML file a meeting, with one schedule or several, every fault named at once.

What yaml2ical demands and many files leave out (chair, description) may be left out here. A key that stands twice
counts as it does there: the last time.
"""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from muster.domain.charter.faults import nearest
from muster.domain.errors import MeetingFileFault, MeetingFileFaults
from muster.domain.meetings.rule import WEEKDAY_NAMES
from muster.domain.meetings.series import FIRST_YEAR, LAST_YEAR, LONGEST
from muster.domain.printable import printable
from muster.exchange.meetings.yaml2ical.frequencies import FREQUENCIES, weekday_of
from muster.exchange.meetings.yaml2ical.meeting_file import MINUTES_LONG, MeetingFile, Schedule, SkipDate
from muster.exchange.meetings.yaml2ical.places import read_yaml
from muster.exchange.plain_yaml import Place

# 800 can only be eight o'clock, but 130 may be half past one as well as thirteen.
_TIME = re.compile(r"([01]\d|2[0-3]|[3-9])([0-5]\d)", re.ASCII)
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_MINUTES = re.compile(r"\d{1,5}", re.ASCII)
_MEETING = ("project", "schedule", "chair", "description", "meeting_id", "agenda_url", "project_url")
_SCHEDULE = ("time", "day", "irc", "matrix", "frequency", "duration", "start_date", "skip_dates", "chair")


def read_meeting(data: bytes | str, *, file: str) -> MeetingFile:
    """Read a meeting file. file: its name, for messages. MeetingFileFaults: all that is wrong with it."""
    root = read_yaml(data, file=file)
    return _Reader(file).meeting(root)


class _Reader:
    """Reads one file, and gathers what is wrong on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[tuple[int, MeetingFileFault]] = []

    def fault(self, line: int, key: str, what: str, mend: str) -> None:
        where = f"{printable(self.file)}:{line}: {key}" if key else f"{printable(self.file)}:{line}"
        self.faults.append((line, MeetingFileFault(where, what, mend)))

    def meeting(self, root: Place) -> MeetingFile:
        if not root.keys:
            self.fault(root.line, "", "This is no meeting.", "Begin with project: and the meeting's name.")
        schedules = [
            schedule
            for number, place in enumerate(self.entries(root, "schedule", needed=bool(root.keys)))
            if (schedule := self.schedule(place, f"schedule[{number}]")) is not None
        ]
        texts = {key: self.text(root, key) for key in _MEETING if key != "schedule"}
        if root.keys and not texts["project"]:
            self.fault(root.line, "project", "The meeting has no name.", "Write project: and the name.")
        if self.faults:
            raise MeetingFileFaults(self.file, tuple(fault for _, fault in sorted(self.faults, key=lambda one: one[0])))
        return MeetingFile(
            schedules=tuple(schedules), extras=_rest(root, _MEETING), notes=tuple(self.notes(root)), **texts
        )

    def notes(self, root: Place) -> Iterator[str]:
        """Say which keys stand twice."""
        for place in (root, *self.entries(root, "schedule")):
            for key, line in place.again.items():
                where = f"{printable(self.file)}:{line}: {printable(key[:40])}"
                yield f"{where}: It stands here again, and says something else. This is what counts."

    def schedule(self, place: Place, key: str) -> Schedule | None:
        if not place.keys:
            self.fault(place.line, key, "This is no schedule.", "Write time, day, irc and frequency below each other.")
            return None
        known = len(self.faults)
        begins = self.time(place, key)
        weekday = self.weekday(place, key)
        frequency = self.frequency(place, key, weekday)
        minutes_long = self.minutes(place, key)
        start_date = self.day(place, "start_date", key)
        skip_dates = self.skip_dates(place, key)
        irc, matrix, chair = (self.text(place, name, key) for name in ("irc", "matrix", "chair"))
        if not irc and not matrix:
            self.fault(place.line, f"{key}.irc", "The meeting has no place.", "Write irc: and the channel's name.")
        if len(self.faults) > known or begins is None or weekday is None:
            return None
        return Schedule(
            time=begins,
            weekday=weekday,
            frequency=frequency,
            irc=irc,
            matrix=matrix,
            minutes_long=minutes_long,
            start_date=start_date,
            skip_dates=skip_dates,
            chair=chair,
            extras=_rest(place, _SCHEDULE),
        )

    def text(self, place: Place, name: str, key: str = "") -> str:
        """A text as it is written; what YAML takes for nothing (``chair:``) is empty."""
        one = place.keys.get(name)
        if one is None or one.value is None:
            return ""
        if one.text is None:
            self.fault(one.line, _joined(key, name), "This is not text.", "Write one line of text.")
            return ""
        return one.text.strip()

    def needed(self, place: Place, name: str, key: str, mend: str) -> Place | None:
        one = place.keys.get(name)
        if one is None or not one.text:
            line = one.line if one is not None else place.line
            self.fault(line, _joined(key, name), f"{name} is missing.", mend)
            return None
        return one

    def time(self, place: Place, key: str) -> time | None:
        mend = "Write four digits in UTC, in quotes: '1400'."
        one = self.needed(place, "time", key, mend)
        if one is None or one.text is None:
            return None
        # Unquoted, YAML takes 0700 for the octal number 448; how it is written says what is meant.
        if not (found := _TIME.fullmatch(one.text)):
            self.fault(one.line, f"{key}.time", f"{_shown(one)} is no time of day.", mend)
            return None
        return time(int(found[1]), int(found[2]))

    def weekday(self, place: Place, key: str) -> int | None:
        one = self.needed(place, "day", key, "Write a day of the week: Thursday.")
        if one is None or one.text is None:
            return None
        name = one.text.strip().capitalize()
        if name not in WEEKDAY_NAMES:
            mend = f"Did you mean {near}?" if (near := nearest(name, WEEKDAY_NAMES)) else "Write Thursday or the like."
            self.fault(one.line, f"{key}.day", f"{_shown(one)} is no day of the week.", mend)
            return None
        return WEEKDAY_NAMES.index(name)

    def frequency(self, place: Place, key: str, weekday: int | None) -> str:
        one = self.needed(place, "frequency", key, "Write how often it takes place: weekly.")
        if one is None or one.text is None:
            return ""
        if one.text not in FREQUENCIES:
            what = f"{_shown(one)} is no frequency that yaml2ical knows."
            longer = [name for name in FREQUENCIES if one.text and name.startswith(f"{one.text.lower()}-")]
            near = " or ".join(longer) or nearest(one.text, FREQUENCIES)
            mend = f"Did you mean {near}?" if near else "Write weekly, biweekly-odd, first-thursday or the like."
            self.fault(one.line, f"{key}.frequency", what, mend)
        elif weekday is not None and weekday_of(one.text) not in {None, weekday}:
            what = f"{one.text} contradicts day: {WEEKDAY_NAMES[weekday]}."
            self.fault(one.line, f"{key}.frequency", what, "Write the same day in both.")
        return one.text

    def minutes(self, place: Place, key: str) -> int:
        one = place.keys.get("duration")
        if one is None or one.value is None:
            return MINUTES_LONG
        number = int(one.text) if one.text and _MINUTES.fullmatch(one.text) else 0
        if not 1 <= number <= LONGEST:
            self.fault(one.line, f"{key}.duration", f"{_shown(one)} is no number of minutes.", "Write one such as 60.")
        return number

    def day(self, place: Place, name: str, key: str) -> date | None:
        one = place.keys.get(name)
        if one is None or one.value is None:
            return None
        found = _DAY.fullmatch(one.text or "")
        try:
            day = date(int(found[1]), int(found[2]), int(found[3])) if found else None
        except ValueError:
            day = None
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fault(one.line, _joined(key, name), f"{_shown(one)} is no day.", "Write year, month, day: 20170817.")
            return None
        return day

    def skip_dates(self, place: Place, key: str) -> tuple[SkipDate, ...]:
        found: dict[date, SkipDate] = {}
        for number, entry in enumerate(self.entries(place, "skip_dates", key)):
            here = f"{key}.skip_dates[{number}]"
            self.needed(entry, "skip_date", here, "Write skip_date: and the day, such as 20171109.")
            reason = self.needed(entry, "reason", here, "Write reason: and a few words.")
            day = self.day(entry, "skip_date", here)
            if day is not None and reason is not None:
                found.setdefault(day, SkipDate(day, self.text(entry, "reason", here)))
        return tuple(found.values())

    def entries(self, place: Place, name: str, key: str = "", *, needed: bool = False) -> list[Place]:
        one = place.keys.get(name)
        if (one is None or one.value is None) and not needed:
            return []
        if one is None or (not one.entries and (needed or one.value != [])):
            line = one.line if one is not None else place.line
            self.fault(line, _joined(key, name), f"{name} is no list of entries.", "Write each after a hyphen.")
            return []
        return one.entries


def _rest(place: Place, known: tuple[str, ...]) -> dict[str, Any]:
    return {key: one.value for key, one in place.keys.items() if key not in known}


def _joined(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _shown(place: Place) -> str:
    return printable(place.text[:40]) if place.text is not None else "This"
