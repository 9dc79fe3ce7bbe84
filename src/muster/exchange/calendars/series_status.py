"""openstack/releases' `series_status.yaml`: every series with its state, and when it came out and when it ended."""

from datetime import date
from typing import Final

from muster.domain.errors import RequestFault
from muster.domain.printable import printable
from muster.exchange.calendars.schedule_yaml import NO_DAY, day_of
from muster.exchange.calendars.values import Aside, Status
from muster.exchange.plain_yaml import Place, YamlRefused, read_plain_yaml

STATES: Final = frozenset(
    {"future", "development", "maintained", "extended maintenance", "unmaintained", "end of life"}
)
_END: Final = "end of life"


def read_series_status(data: bytes | str, *, file: str, aside: list[Aside]) -> tuple[Status, ...]:
    """Read the series, in the order of the file. RequestFault: this is no such file. aside: gets what is not taken."""
    try:
        root = read_plain_yaml(data, kind="A list of series", least="an entry with a name and a status for each series")
    except YamlRefused as refused:
        raise RequestFault(refused.where(file), refused.what, refused.mend) from None
    if not root.entries:
        where = f"{printable(file)}:{root.line}"
        raise RequestFault(where, "This is no list of series.", "Write an entry with name and status for each.")
    read = _Reader(printable(file), aside)
    found: dict[str, Status] = {}
    for place in root.entries:
        one = read.series(place)
        if one is not None and found.setdefault(one.name.casefold(), one) is not one:
            read.put(place.line, one.name, "The series is listed twice; the first time counts.")
    return tuple(found.values())


class _Reader:
    """Reads one file, and puts aside what it must."""

    def __init__(self, file: str, aside: list[Aside]) -> None:
        self.file, self.aside = file, aside

    def put(self, line: int, what: str, why: str, *, taken: bool = False) -> None:
        self.aside.append(Aside(f"{self.file}:{line}", what, why, taken))

    def series(self, place: Place) -> Status | None:
        name = place.keys["name"].text if "name" in place.keys else None
        if not name or not name.strip():
            self.put(place.line, "a series", "It has no name.")
            return None
        name = printable(name.strip()[:100])
        status = str(place.keys["status"].value) if "status" in place.keys else ""
        if status not in STATES:
            known = ", ".join(sorted(STATES))
            why = f'"{printable(status[:40])}" is none of {known}.' if status else "It has no status."
            self.put(place.line, name, why, taken=True)
        released = self.day(place, "initial-release", name)
        end = self.day(place, "eol-date", name) or self.planned_end(place, name)
        if released is not None and end is not None and end <= released:
            self.put(place.line, name, f"Its end, {end}, is not after its release, {released}.")
            end = None
        return Status(name, status, released, end, place.line)

    def planned_end(self, place: Place, name: str) -> date | None:
        phase = place.keys.get("next-phase")
        if phase is None or "status" not in phase.keys or phase.keys["status"].value != _END:
            return None
        return self.day(phase, "date", name)

    def day(self, place: Place, key: str, name: str) -> date | None:
        here = place.keys.get(key)
        if here is None or here.value is None:
            return None
        day = day_of(here)
        if day is None:
            self.put(here.line, name, f'Its {key}, "{printable((here.text or "")[:40])}", is {NO_DAY}.')
        return day
