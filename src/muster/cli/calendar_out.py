"""What `muster calendar read` writes: a table, data, rows for a spreadsheet, or a charter's calendar."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.domain.roadmap.calendar.cycles import days_in_words, days_of, end_of
from muster.domain.words import neutral
from muster.exchange.calendars.values import CalendarRead

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("what", "of", "name", "first", "last", "planned_first", "planned_last")


def table(calendar: Calendar, _: CalendarRead) -> str:
    """Write for people: cycles, then events."""
    lines = []
    if calendar.cycles:
        lines.append(f"{'cycle':<14}  {'starts':<10}  {'released':<10}  {'ends':<10}  milestones")
        lines += [_cycle(one) for one in calendar.cycles]
    if calendar.events:
        lines += ["", "events"] if lines else ["events"]
        lines += [f"{days_in_words(*days_of(one))}  {neutral(one.name)} ({one.kind})" for one in calendar.events]
    return "\n".join(line.rstrip() for line in lines) + "\n" if lines else "Neither a cycle nor an event.\n"


def as_json(calendar: Calendar, found: CalendarRead) -> str:
    """Write for programs: the calendar as a charter has it, and what was not taken as it stands."""
    aside = [{"where": one.where, "what": one.what, "why": one.why, "taken": one.taken} for one in found.aside]
    data = {"calendar": calendar.model_dump(mode="json", exclude_defaults=True), "aside": aside}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_csv(calendar: Calendar, _: CalendarRead) -> str:
    """Write for spreadsheets, a day or some days a row. Names cannot become formulas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(calendar):
        writer.writerow([str(cell) if isinstance(cell, date) else _no_formula(cell or "") for cell in row])
    return text.getvalue()


def as_toml(calendar: Calendar, _: CalendarRead) -> str:
    """Write as the tables that a charter.toml has of its calendar."""
    blocks = [
        *(_block("cycles", one.model_dump(exclude_defaults=True)) for one in calendar.cycles),
        *(_block("events", one.model_dump(exclude_defaults=True)) for one in calendar.events),
    ]
    return "\n".join(blocks)


def _cycle(cycle: Cycle) -> str:
    out = end_of(cycle)
    planned = "" if cycle.release or not out else " (planned)"
    days = f"{cycle.start}  {out or 'unknown'!s:<10}  {cycle.eol or ''!s:<10}"
    return f"{neutral(cycle.name):<14}  {days}  {len(cycle.milestones)}{planned}"


def _rows(calendar: Calendar) -> Iterator[tuple[str | date | None, ...]]:
    for cycle in calendar.cycles:
        yield ("start", cycle.name, "", cycle.start, cycle.start, None, None)
        for name, day in cycle.milestones.items():
            yield ("milestone", cycle.name, name, day, day, None, None)
        if cycle.release or cycle.planned_release:
            planned = cycle.planned_release
            yield ("release", cycle.name, "", cycle.release, cycle.release, planned, planned)
    for event in calendar.events:
        yield _event_row(event)


def _event_row(event: Event) -> tuple[str | date | None, ...]:
    first, last = days_of(event)
    return (event.kind, event.cycle or "", event.name, first, last, event.planned_first, event.planned_last)


def _no_formula(text: str | date) -> str:
    said = neutral(str(text))
    return f"'{said}" if said.startswith(FORMULA_STARTS) else said


def _block(kind: str, data: Mapping[str, object]) -> str:
    lines = [f"{key} = {_value(value)}" for key, value in data.items()]
    return "\n".join([f"[[calendar.{kind}]]", *lines]) + "\n"


def _value(value: object) -> str:
    if isinstance(value, date):
        return str(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(key))} = {_value(one)}" for key, one in value.items()) + " }"
    # Names of a calendar have no hidden characters, so JSON's text is TOML's.
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


WRITERS: dict[str, Callable[[Calendar, CalendarRead], str]] = {
    "table": table,
    "json": as_json,
    "csv": as_csv,
    "toml": as_toml,
}
