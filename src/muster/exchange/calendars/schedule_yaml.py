"""openstack/releases' `schedule.yaml`: the weeks of a series, each with the names of what falls into it."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from muster.domain.errors import RequestFault
from muster.domain.printable import printable
from muster.exchange.calendars.values import Aside, Named, Schedule, Week
from muster.exchange.plain_yaml import Place, YamlRefused, read_plain_yaml

FRIDAY: Final = timedelta(days=4)
LONGEST_WEEK: Final = timedelta(days=6)
_KEYS: Final = ("start", "end", "name", "x-project", "project-specific")
MOST_WEEKS: Final = 500
YEARS: Final = range(1900, 2200)
NO_DAY: Final = "no day of our times, such as 2017-02-27"


def read_schedule(data: bytes | str, *, file: str, aside: list[Aside]) -> Schedule:
    """Read a schedule. RequestFault: it is none. aside: gets what is not taken as it stands."""
    try:
        root = read_plain_yaml(data, kind="A schedule", least="start-week, release-week and cycle")
    except YamlRefused as refused:
        raise RequestFault(refused.where(file), refused.what, refused.mend) from None
    if "cycle" not in root.keys or not root.keys["cycle"].entries:
        where = f"{printable(file)}:{root.line}"
        raise RequestFault(where, "This is no schedule: it lists no weeks.", "Write cycle: and the weeks below it.")
    weeks = root.keys["cycle"].entries
    if len(weeks) > MOST_WEEKS:
        what = f"The schedule lists {len(weeks)} weeks."
        raise RequestFault(printable(file), what, f"A cycle has at most {MOST_WEEKS}.")
    read = _Reader(printable(file), aside)
    found = [week for place in weeks if (week := read.week(place)) is not None]
    return Schedule(file, read.in_order(found), read.day(root, "start-week"), read.day(root, "release-week"))


class _Reader:
    """Reads one file, and puts aside what it must."""

    def __init__(self, file: str, aside: list[Aside]) -> None:
        self.file, self.aside = file, aside

    def put(self, line: int, what: str, why: str, *, taken: bool = False) -> None:
        self.aside.append(Aside(f"{self.file}:{line}", printable(what[:80]), why, taken))

    def week(self, place: Place) -> Week | None:
        first, last = self.day(place, "start"), self.day(place, "end")
        if first is None:
            if "start" not in place.keys:
                self.put(place.line, "a week", "It has no start, so nobody knows which week it is.")
            return None
        if last is None or not timedelta(0) <= last - first <= LONGEST_WEEK:
            if last is not None:
                why = f"It ends on {last}, which is no week; its Friday is taken."
                self.put(place.line, f"the week of {first}", why, taken=True)
            last = _friday_of(first)
        for key in place.keys:
            if key not in _KEYS:
                self.put(place.keys[key].line, key, "No schedule that is known has this key.")
        name = place.keys["name"].text if "name" in place.keys else None
        named = (*self.named(place, "x-project"), *self.named(place, "project-specific"))
        return Week(first, last, printable(name or ""), named, place.line)

    def named(self, place: Place, key: str) -> tuple[Named, ...]:
        if key not in place.keys or place.keys[key].value is None:
            return ()
        here = place.keys[key]
        if not here.entries:
            if here.value != []:
                self.put(here.line, key, "This is no list of names.")
            return ()
        found = []
        for one in here.entries:
            if isinstance(one.value, str) and one.value.strip():
                found.append(Named(printable(one.value.strip()[:100]), key != "x-project", one.line))
            else:
                self.put(one.line, key, "An entry here is no name.")
        return tuple(found)

    def day(self, place: Place, key: str) -> date | None:
        """Give a day, which some files write as a date of YAML's and some as text."""
        here = place.keys.get(key)
        if here is None or here.value is None:
            return None
        day = day_of(here)
        if day is None:
            self.put(here.line, key, f'"{printable((here.text or "")[:40])}" is {NO_DAY}.')
        return day

    def in_order(self, weeks: list[Week]) -> tuple[Week, ...]:
        """Give the weeks by their days, each once."""
        early = next((week for before, week in pairwise(weeks) if week.first < before.first), None)
        if early is not None:
            self.put(early.line, "the weeks", "They are out of order; they were put into it.", taken=True)
        by_day: dict[date, Week] = {}
        for week in weeks:
            before = by_day.get(week.first)
            if before is None:
                by_day[week.first] = week
                continue
            self.put(week.line, f"the week of {week.first}", "It is listed twice; the two are one.", taken=True)
            known = {one.name for one in before.named}
            more = tuple(one for one in week.named if one.name not in known)
            name = before.name or week.name
            by_day[week.first] = Week(before.first, before.last, name, (*before.named, *more), before.line)
        return tuple(sorted(by_day.values(), key=lambda week: week.first))


def day_of(place: Place) -> date | None:
    """Give the day that a value is, whether YAML takes it for a date or for text. None: it is none."""
    try:
        day = date.fromisoformat(place.value) if isinstance(place.value, str) else place.value
    except ValueError:
        return None
    # A moment is a day too for Python, and would not compare with days.
    return day if type(day) is date and day.year in YEARS else None


def _friday_of(first: date) -> date:
    return first + FRIDAY - timedelta(days=first.weekday()) if first.weekday() < FRIDAY.days else first
