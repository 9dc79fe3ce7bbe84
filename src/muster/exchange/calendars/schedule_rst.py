"""openstack/releases' `schedule.rst`: what the names of a schedule mean, in words; in old ones the weeks, as a table.

A table has no years: "Nov 30-4". They are found by the days of the week: a week begins on a Monday.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from muster.domain.errors import RequestFault
from muster.domain.printable import printable
from muster.exchange.calendars.days_in_text import month_named, years_in
from muster.exchange.calendars.values import Aside, Named, Schedule, Text, Week
from muster.exchange.plain_yaml import LARGEST

MOST_WEEKS: Final = 500
LONGEST_TITLE: Final = 200
LONGEST_BODY: Final = 2_000
"""Characters of a text that are read: a day stands in its first sentences."""
FRIDAY: Final = timedelta(days=4)
_ANCHOR: Final = re.compile(r"\.\. _([^:`]{1,100}):\s*$")
_NAMED: Final = re.compile(r":ref:`([^`<>]{1,100})`")
_WEEK: Final = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}) ?- ?(?:[A-Za-z]{3,9}\.? )?\d{1,2}")
_UNDERLINES: Final = frozenset("=-^~\"'`#*+")
_SERIES: Final = re.compile(r"([A-Za-z]{2,30}) release schedule", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """What a schedule says in words. series: the one in its title, or "". by_name: the text below each name.

    thursdays: it says that deadlines are the Thursday of their week. years: those that it names.
    """

    file: str
    series: str
    by_name: Mapping[str, Text]
    thursdays: bool
    years: frozenset[int]
    table: tuple["Row", ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A week of a table. month, day: when it begins."""

    month: int
    day: int
    name: str
    named: tuple[Named, ...]
    line: int

    def begins(self, year: int) -> date | None:
        """Give its first day in a year. None: there is no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def read_written(data: bytes | str, *, file: str, aside: list[Aside]) -> Written:
    """Read a schedule in reStructuredText. RequestFault: it cannot be read. aside: gets what is not taken."""
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestFault(printable(file), "This is not UTF-8 text.", "Save the file as UTF-8.") from None
    if len(text) > LARGEST:
        what = f"The file has {len(text)} characters."
        raise RequestFault(printable(file), what, f"A schedule has at most {LARGEST}.")
    lines = [line.rstrip() for line in text.splitlines()]
    series = next((found[1] for line in lines[:20] if (found := _SERIES.search(line))), "")
    thursdays = "the Thursday of the week" in " ".join(" ".join(lines).split())
    rows = tuple(_rows(lines, printable(file), aside))
    return Written(file, series, _texts(lines), thursdays, frozenset(years_in(text)), rows)


def weeks_of(written: Written, *, release: date | None) -> tuple[Week, ...]:
    """Give the weeks of a schedule's table. release: the day on which the series came out, if it is known.

    RequestFault: the table does not say which years are meant.
    """
    if not written.table:
        return ()
    near = [release.year] if release else sorted(written.years)
    tried = sorted({year + step for year in near for step in (-1, 0, 1)})
    fitting = [weeks for year in tried if (weeks := _dated(written.table, year)) is not None]
    if release is not None:
        fitting = [weeks for weeks in fitting if weeks[0].first <= release <= weeks[-1].last]
    if len(fitting) != 1:
        where = f"{printable(written.file)}:{written.table[0].line}"
        what = "The weeks have no year, and the days of the week do not tell it."
        raise RequestFault(where, what, "Give series_status.yaml with it, which says when the series came out.")
    return fitting[0]


def _dated(rows: tuple[Row, ...], year: int) -> tuple[Week, ...] | None:
    """Give the weeks, the first in a year; None if one of them would not begin on a Monday."""
    weeks: list[Week] = []
    for row in rows:
        first = row.begins(year)
        if weeks and first is not None and first < weeks[-1].first:
            year += 1
            first = row.begins(year)
        if first is None or first.weekday() != 0:
            return None
        weeks.append(Week(first, first + FRIDAY, row.name, row.named, row.line))
    return tuple(weeks)


def schedule_of(written: Written, *, release: date | None) -> Schedule:
    """Give the schedule that a table is: it starts in the first week that counts down to the release."""
    weeks = weeks_of(written, release=release)
    start = next((week.first for week in weeks if week.name.startswith("R-")), None)
    released = next((week.first for week in weeks if week.name in {"R+0", "R-0"}), None)
    return Schedule(written.file, weeks, start, released)


def _texts(lines: list[str]) -> dict[str, Text]:
    """Give the text below each name; names that stand together share it."""
    texts: dict[str, Text] = {}
    waiting: list[tuple[str, int]] = []
    place = 0
    while place < len(lines):
        found = _ANCHOR.match(lines[place])
        if found is not None:
            waiting.append((found[1].strip(), place + 1))
        elif waiting and lines[place]:
            title = lines[place].strip()
            body, place = _body(lines, place + 1)
            for name, line in waiting:
                texts.setdefault(name, Text(printable(title[:LONGEST_TITLE]), body, line))
            waiting = []
            continue
        place += 1
    return texts


def _body(lines: list[str], begin: int) -> tuple[str, int]:
    """Give the text from a line on, up to the next name or heading, and where that begins."""
    end = begin + 1 if begin < len(lines) and _underlines(lines[begin]) else begin
    said: list[str] = []
    while end < len(lines):
        heading = end + 1 < len(lines) and bool(lines[end]) and _underlines(lines[end + 1])
        if heading or _ANCHOR.match(lines[end]):
            break
        said.append(lines[end])
        end += 1
    return "\n".join(said).strip()[:LONGEST_BODY], end


def _underlines(line: str) -> bool:
    return len(line) > 2 and line[0] in _UNDERLINES and not line.strip(line[0])  # noqa: PLR2004 - as docutils has it


def _rows(lines: list[str], file: str, aside: list[Aside]) -> list[Row]:
    """Give the weeks of the grid table: a line whose first cell has days begins one, empty ones go on with it."""
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        named = tuple(
            Named(printable(name), place > 2, number)  # noqa: PLR2004 - week, R-n, all projects, one project
            for place, cell in enumerate(cells)
            for name in _NAMED.findall(cell)
        )
        found = _WEEK.fullmatch(cells[0])
        month = month_named(found[1]) if found else None
        if found and month and len(rows) < MOST_WEEKS:
            name = cells[1] if len(cells) > 1 and not _NAMED.search(cells[1]) else ""
            rows.append(Row(month, int(found[2]), printable(name[:20]), named, number))
        elif cells[0] and cells[0] != "Week":
            aside.append(Aside(f"{file}:{number}", printable(cells[0][:40]), "These are no days of a week."))
        elif rows and named:
            rows[-1] = replace(rows[-1], named=(*rows[-1].named, *named))
    return rows
