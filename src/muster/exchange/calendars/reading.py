"""A set of files of openstack/releases, read together: schedules, the texts beside them, and the list of all series."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from muster.domain.charter.calendar import Event
from muster.domain.errors import RequestFault
from muster.domain.printable import printable
from muster.domain.roadmap.calendar.cycles import same_event
from muster.exchange.calendars.schedule_rst import Written, read_written, schedule_of
from muster.exchange.calendars.schedule_yaml import read_schedule
from muster.exchange.calendars.series import Given, cycle_and_events
from muster.exchange.calendars.series_status import read_series_status
from muster.exchange.calendars.values import Aside, CalendarRead, Schedule
from muster.exchange.plain_yaml import LARGEST

YAML: Final = (".yaml", ".yml")
_NAME: Final = re.compile(r"[a-z][a-z0-9]{0,29}", re.ASCII)
_STATUS: Final = re.compile(r"^\s*(- )?(name|status)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class File:
    """A file to read. path: its name, with the folder that it lies in, which names the series: `pike/schedule.yaml`.

    series: the name of the series, where no folder tells it.
    """

    path: str
    data: bytes | str
    series: str = ""


def read_releases(files: Iterable[File]) -> CalendarRead:
    """Read schedules and lists of series, in any order. What cannot be used at all is among the faults."""
    return _Reader().read(list(files))


class _Reader:
    def __init__(self) -> None:
        self.found = CalendarRead()
        self.schedules: dict[str, Schedule] = {}
        self.written: dict[str, Written] = {}

    def read(self, files: list[File]) -> CalendarRead:
        # Texts first: their title names the series, for a schedule that no folder names.
        for file in sorted(files, key=lambda one: one.path.endswith(YAML)):
            try:
                self.file(file)
            except RequestFault as refused:
                self.found.faults.append(refused)
        for name in sorted({*self.schedules, *self.written}):
            try:
                self.series(name)
            except RequestFault as refused:
                self.found.faults.append(refused)
        self.found.cycles.sort(key=lambda cycle: (cycle.start, cycle.name))
        self.found.events = self.once(sorted(self.found.events, key=lambda event: (event.first, event.name)))
        return self.found

    def file(self, file: File) -> None:
        if len(file.data) > LARGEST * 4:
            what = "The file is far larger than a schedule."
            raise RequestFault(printable(file.path), what, f"A schedule has at most {LARGEST} characters.")
        if _is_list_of_series(file):
            for one in read_series_status(file.data, file=file.path, aside=self.found.aside):
                self.found.statuses.setdefault(one.name.casefold(), one)
        elif file.path.endswith(YAML):
            schedule = read_schedule(file.data, file=file.path, aside=self.found.aside)
            beside = [one.series for one in self.written.values() if "/" not in f"{one.file}{file.path}"]
            self.schedules[_series_of(file, beside[0] if len(beside) == 1 else "")] = schedule
        else:
            written = read_written(file.data, file=file.path, aside=self.found.aside)
            self.written[_series_of(file, written.series)] = written

    def series(self, name: str) -> None:
        status, written = self.found.statuses.get(name), self.written.get(name)
        schedule = self.schedules.get(name)
        if schedule is None and written is not None:
            if not written.table:
                what = "There is neither a table of weeks in it nor a schedule.yaml beside it."
                raise RequestFault(printable(written.file), what, "Give the schedule.yaml with it.")
            schedule = schedule_of(written, release=status.released if status else None)
        if schedule is None:
            return
        given = Given(name, schedule, written, status)
        cycle, events = cycle_and_events(given, series=self.found.statuses, aside=self.found.aside)
        self.found.cycles.append(cycle)
        self.found.events += events

    def once(self, events: list[Event]) -> list[Event]:
        """Give events that stand in several schedules once, as the one has them that knows their days."""
        kept: list[Event] = []
        for event in sorted(events, key=lambda one: (one.precision != "day", one.cycle is None)):
            same = next((one for one in kept if same_event(one, event)), None)
            if same is None:
                kept.append(event)
            else:
                why = f'It is the same as "{same.name}" of {same.source}.'
                self.found.aside.append(Aside(event.source or "", event.name, why))
        return sorted(kept, key=lambda event: (event.first, event.name))


def _is_list_of_series(file: File) -> bool:
    """Whether a file is the list of series: by its name, or, under another name, by how it begins."""
    name = file.path.rpartition("/")[2]
    if name.startswith("series_status"):
        return True
    if name.startswith("schedule") or not name.endswith(YAML):
        return False
    text = file.data if isinstance(file.data, str) else file.data[:500].decode(errors="replace")
    return "cycle:" not in text[:500] and _STATUS.search(text[:500]) is not None


def _series_of(file: File, in_title: str) -> str:
    folder = file.path.rpartition("/")[0].rpartition("/")[2]
    name = next((one for one in (file.series, in_title, folder) if one), "").casefold().strip()
    if not _NAME.fullmatch(name):
        what = "Nothing says which series this is the schedule of."
        raise RequestFault(printable(file.path), what, "Name the series, or give its folder: pike/schedule.yaml.")
    return name
