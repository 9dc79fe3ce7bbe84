"""What `muster meetings` writes: calendars, meeting files, data, minutes as text, and lists of dates."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from muster.domain.errors import RequestFault
from muster.domain.meetings.minutes.items import Notes
from muster.domain.meetings.occurrences import Occurrence, State
from muster.domain.meetings.series import Series
from muster.domain.printable import printable
from muster.domain.words import neutral


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds: series of meetings, or minutes. text: a meeting file, written as yaml2ical takes it."""

    name: str
    series: tuple[Series, ...] = ()
    notes: Notes | None = None
    text: str | None = None


def _meetings_only(loaded: list[Loaded], form: str) -> list[Series]:
    for one in loaded:
        if one.notes is not None:
            raise RequestFault(
                printable(one.name), f"Minutes cannot become {form}.", "Write them with --to md or json."
            )
    return [series for one in loaded for series in one.series]


def _ics(loaded: list[Loaded], name: str) -> str:
    from muster.exchange.meetings.calendar.feed import feed  # noqa: PLC0415 - icalendar loads slowly

    return feed(name, _meetings_only(loaded, "a calendar")).decode()


def _yaml(loaded: list[Loaded], _: str) -> str:
    from muster.exchange.meetings.yaml2ical.as_series import meeting_of  # noqa: PLC0415 - PyYAML loads slowly
    from muster.exchange.meetings.yaml2ical.writing import write_meeting  # noqa: PLC0415 - as above

    _meetings_only(loaded, "meeting files")
    texts = [
        text
        for one in loaded
        for text in ([one.text] if one.text else [write_meeting(meeting_of([series])) for series in one.series])
    ]
    return "---\n".join(texts)


def _json(loaded: list[Loaded], _: str) -> str:
    from muster.exchange.meetings.plain import notes_data, series_data  # noqa: PLC0415 - the other forms need none

    data = [
        {"file": one.name, "minutes": notes_data(one.notes)}
        if one.notes is not None
        else {"file": one.name, "series": [series_data(series) for series in one.series]}
        for one in loaded
    ]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _md(loaded: list[Loaded], _: str) -> str:
    from muster.exchange.meetings.meetbot.writing import as_markdown  # noqa: PLC0415 - as above
    from muster.exchange.meetings.plain import series_markdown  # noqa: PLC0415 - as above

    return "".join(as_markdown(one.notes) if one.notes is not None else series_markdown(one.series) for one in loaded)


def _txt(loaded: list[Loaded], _: str) -> str:
    from muster.exchange.meetings.meetbot.writing import as_meetbot  # noqa: PLC0415 - as above

    for one in loaded:
        if one.notes is None:
            raise RequestFault(printable(one.name), "Only minutes become text.", "Write meetings with --to md or ics.")
    return "\n\n".join(as_meetbot(one.notes) for one in loaded if one.notes is not None)


WRITERS: dict[str, Callable[[list[Loaded], str], str]] = {
    "ics": _ics, "yaml": _yaml, "json": _json, "md": _md, "txt": _txt,
}  # fmt: skip


def _table(found: list[Occurrence]) -> str:
    if not found:
        return "No meetings.\n"
    rows = [["UTC", "week", "local", "minutes", "meeting", "place", ""], *map(_cells, found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _cells(meeting: Occurrence) -> list[str]:
    became = "" if meeting.state is State.PLANNED else ": ".join(filter(None, (meeting.state.value, meeting.reason)))
    return [
        f"{meeting.start:%a %Y-%m-%d %H:%M}",
        f"{meeting.start:%G-W%V}",
        "" if meeting.zone == "UTC" else f"{meeting.local:%a %H:%M} {meeting.zone}",
        str((meeting.end - meeting.start) // timedelta(minutes=1)),
        *map(neutral, (meeting.title, meeting.place, became)),
    ]


def _csv(found: list[Occurrence]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("start", "end", "week", "local", "zone", "title", "place", "state", "reason"))
    for one in found:
        times = (one.start.isoformat(), one.end.isoformat(), f"{one.start:%G-W%V}", f"{one.local:%Y-%m-%dT%H:%M}")
        writer.writerow((*times, one.zone, *map(_no_formula, (one.title, one.place, one.state.value, one.reason))))
    return text.getvalue()


def _no_formula(text: str) -> str:
    """A cell that a spreadsheet does not take for something to reckon or to run."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _json_list(found: list[Occurrence]) -> str:
    from muster.exchange.meetings.plain import occurrence_data  # noqa: PLC0415 - as above

    return json.dumps([occurrence_data(meeting) for meeting in found], indent=2, ensure_ascii=False) + "\n"


LISTS: dict[str, Callable[[list[Occurrence]], str]] = {"table": _table, "json": _json_list, "csv": _csv}
