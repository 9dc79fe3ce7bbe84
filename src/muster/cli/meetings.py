"""`muster meetings`: turn meeting files, calendars and minutes into one another, and list on which dates they meet."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypedDict, Unpack

import click

from muster.cli.meetings_out import LISTS, WRITERS, Loaded
from muster.cli.options import write_out
from muster.domain.contribution.windows import Window, months_before
from muster.domain.errors import MeetingFileFault, MeetingFileFaults, RequestFault
from muster.domain.meetings.occurrences import occurrences
from muster.domain.printable import printable
from muster.domain.words import neutral
from muster.exchange.meetings.yaml2ical.as_series import Weeks

REFUSED = 1
MONTHS_AHEAD = 3
LARGEST = 20_000_001
"""Bytes that are read of a file: one more than any format takes."""

Command = Callable[..., Any]


class ReadingOptions(TypedDict):
    """What `reading_options` adds to a command, as it was typed."""

    files: tuple[str, ...]
    since: str | None
    weeks: Weeks
    output: Path | None


def reading_options(command: Command) -> Command:
    """Add the files, and the options that say how to understand them."""
    for option in reversed(
        (
            click.argument("files", nargs=-1, required=True, metavar="FILE..."),
            click.option(
                "--since", metavar="DATE", help="When meetings start whose file does not say. Default: today."
            ),
            click.option(
                "--weeks",
                type=click.Choice(["iso", "alternating"]),
                default="iso",
                show_default=True,
                help="Odd and even weeks by their number, or every second week from the first on, as yaml2ical's "
                "calendars have it after a year of 53 weeks.",
            ),
            click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file."),
        )
    ):
        command = option(command)
    return command


@click.group(
    epilog="Example: muster meetings dates meetings/lcoo-team-meeting.yaml --from 2017-11-30 --until 2018-02-01"
)
def meetings() -> None:
    """Turn meeting files, calendars and minutes into one another; list dates.

    A FILE is a meeting file of yaml2ical (.yaml), a calendar (.ics), or minutes: MeetBot's logs and minutes, as text or
    HTML, and notes as people type them. A folder stands for its .yaml files, - for standard input.
    """


@meetings.command(epilog="Example: muster meetings convert meetings/ --to ics -o meetings.ics")
@reading_options
@click.option(
    "--to", "form", type=click.Choice(["ics", "yaml", "json", "md", "txt"]), required=True, help="What to write."
)
@click.option("--name", default="Meetings", show_default=True, help="What a calendar program calls the calendar.")
def convert(form: str, name: str, **options: Unpack[ReadingOptions]) -> None:
    """Write meetings as a calendar (ics), as meeting files (yaml) or data (json), minutes as text.

    Minutes become Markdown (md), text as MeetBot writes it (txt) or data (json); meetings become a list in Markdown.
    """
    write_out(WRITERS[form](_load_all(options), name), options["output"])


@meetings.command(epilog="Example: muster meetings dates meetings/ --from 2026-10-01 --until 2027-01-01 --format csv")
@reading_options
@click.option("--from", "first", metavar="DATE", help="The first day, UTC. Default: today.")
@click.option("--until", metavar="DATE", help="The day after the last. Default: three months later.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True, help="How."
)
def dates(first: str | None, until: str | None, form: str, **options: Unpack[ReadingOptions]) -> None:
    """List when meetings take place, each with its ISO week, those that were cancelled or moved among them."""
    begin = _day("--from", first)
    window = Window(begin, _day("--until", until) if until else months_before(begin, -MONTHS_AHEAD))
    found = [meeting for one in _load_all(options) for series in one.series for meeting in occurrences(series, window)]
    found.sort(key=lambda meeting: (meeting.start, meeting.title, meeting.key))
    write_out(LISTS[form](found), options["output"])


def _day(option: str, text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RequestFault(f"{option} {text!r}", "This is no day.", "Write it as 2017-11-30.") from None


def _load_all(options: ReadingOptions) -> list[Loaded]:
    """Read every file; what is wrong with any of them is said of all before giving up."""
    since = _day("--since", options["since"])
    loaded: list[Loaded] = []
    faults: list[MeetingFileFault] = []
    for file in options["files"]:
        for path in _paths(file):
            try:
                loaded.append(_load(path, since, options["weeks"]))
            except MeetingFileFaults as refused:
                faults += refused.faults
    for fault in faults:
        click.echo(neutral(str(fault)), err=True)
    if faults:
        sys.exit(REFUSED)
    return loaded


def _paths(file: str) -> list[str]:
    if file == "-" or not Path(file).is_dir():
        return [file]
    inside = sorted(str(path) for path in Path(file).iterdir() if path.suffix in {".yaml", ".yml"})
    if not inside:
        raise RequestFault(file, "There is no .yaml file in that folder.", "Name a folder with meeting files.")
    return inside


def _load(path: str, since: date, weeks: Weeks) -> Loaded:
    data = _read(path)
    name = Path(path).name
    if data[:200].lstrip().upper().startswith(b"BEGIN:VCALENDAR") or path.lower().endswith(".ics"):
        from muster.exchange.meetings.calendar.reading import read_calendar  # noqa: PLC0415 - icalendar loads slowly

        changed = datetime.combine(since, time.min, UTC)
        return Loaded(name, series=read_calendar(data, file=path, changed=changed))
    if path.lower().endswith((".yaml", ".yml")):
        return _load_meeting(data, path, since, weeks)
    from muster.exchange.meetings.notes import read_notes  # noqa: PLC0415 - meeting files need none of it

    return Loaded(name, notes=read_notes(data, file=path))


def _load_meeting(data: bytes, path: str, since: date, weeks: Weeks) -> Loaded:
    from muster.exchange.meetings.yaml2ical.as_series import series_of  # noqa: PLC0415 - minutes need no YAML
    from muster.exchange.meetings.yaml2ical.reading import read_meeting  # noqa: PLC0415 - as above
    from muster.exchange.meetings.yaml2ical.writing import write_meeting  # noqa: PLC0415 - as above

    meeting = read_meeting(data, file=path)
    for note in meeting.notes:
        click.echo(neutral(note), err=True)
    # A file does not say when it was changed; that its latest schedule began is all that it says.
    latest = max((one.start_date for one in meeting.schedules if one.start_date), default=since)
    changed = datetime.combine(latest, time.min, UTC)
    series = series_of(meeting, since=since, changed=changed, weeks=weeks)
    return Loaded(Path(path).name, series=series, text=write_meeting(meeting))


def _read(path: str) -> bytes:
    try:
        if path == "-":
            return sys.stdin.buffer.read(LARGEST)
        with Path(path).open("rb") as file:
            return file.read(LARGEST)
    except OSError as wrong:
        raise RequestFault(printable(path), f"It cannot be read: {wrong.strerror}.", "Name a file that can.") from None
