"""Meetings and minutes as plain data for JSON, and meetings as lines of Markdown. Equal values give equal text."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from muster.domain.meetings.minutes.items import Attendee, Item, Notes, numbered
from muster.domain.meetings.occurrences import Occurrence
from muster.domain.meetings.rule_words import end_in_words, recurrence_in_words
from muster.domain.meetings.series import Cancelled, Change, Moved, Series
from muster.exchange.meetings.meetbot.writing import escaped


def series_data(series: Series) -> dict[str, Any]:
    """Give a series as data; what it leaves out is not there."""
    return _said(
        {
            "uid": series.uid,
            "title": series.title,
            "id": series.kind,
            "starts": f"{series.starts:%Y-%m-%dT%H:%M}",
            "zone": series.zone,
            "minutes": series.minutes_long,
            "rule": str(series.rule) if series.rule else None,
            "in_words": in_words(series),
            "place": series.place,
            "join": series.join,
            "description": series.description,
            "changes": [_change_data(one) for one in series.changes],
            "extra": [
                _said({"at": f"{one.of:%Y-%m-%dT%H:%M}", "minutes": one.minutes_long, "reason": one.reason})
                for one in series.extras
            ],
        }
    )


def _change_data(change: Change) -> dict[str, Any]:
    data: dict[str, Any] = {"of": f"{change.of:%Y-%m-%dT%H:%M}", "became": type(change).__name__.lower()}
    if isinstance(change, Moved):
        data |= {"to": f"{change.to:%Y-%m-%dT%H:%M}", "minutes": change.minutes_long, "place": change.place}
    if isinstance(change, Moved | Cancelled):
        data["reason"] = change.reason
    return _said(data)


def in_words(series: Series) -> str:
    """Give when a series meets, as people say it: ``every Thursday at 14:00 (UTC), 60 minutes``."""
    if series.rule is None:
        return f"when called, {series.minutes_long} minutes"
    hour = f"at {series.starts:%H:%M} ({series.zone}), {series.minutes_long} minutes"
    return f"{recurrence_in_words(series.rule)} {hour}{end_in_words(series.rule)}"


def series_markdown(series: Iterable[Series]) -> str:
    """Give a list of series as Markdown, a line each."""
    lines = (
        f"- **{escaped(one.title)}**: {in_words(one)}, from {one.starts:%Y-%m-%d}"
        f"{f', {escaped(one.place)}' if one.place else ''}"
        for one in series
    )
    return "".join(f"{line}\n" for line in lines)


def occurrence_data(meeting: Occurrence) -> dict[str, Any]:
    """Give one meeting as data; times with their offset from UTC."""
    return _said(
        {
            "id": meeting.key,
            "start": meeting.start.isoformat(),
            "end": meeting.end.isoformat(),
            "local": f"{meeting.local:%Y-%m-%dT%H:%M}",
            "zone": meeting.zone,
            "week": f"{meeting.local:%G-W%V}",
            "state": meeting.state.value,
            "title": meeting.title,
            "place": meeting.place,
            "reason": meeting.reason,
        }
    )


def notes_data(notes: Notes) -> dict[str, Any]:
    """Give minutes as data, items with their numbers."""
    return _said(
        {
            "title": notes.title,
            "channel": notes.channel,
            "on": _text(notes.on),
            "started": _text(notes.started),
            "ended": _text(notes.ended),
            "chairs": list(notes.chairs),
            "present": [_attendee_data(one) for one in notes.present],
            "absent": [_attendee_data(one) for one in notes.absent],
            "items": [_item_data(number, item) for number, item in numbered(notes.items)],
        }
    )


def _item_data(number: str, item: Item) -> dict[str, Any]:
    return _said(
        {
            "number": number,
            "kind": item.kind.value,
            "text": item.text,
            "line": item.line or None,
            "by": item.by,
            "at": _text(item.at),
            "owners": list(item.owners),
            "due": _text(item.due),
            "done": item.done or None,
            "url": item.url,
            "votes": dict(item.votes),
        }
    )


def _attendee_data(one: Attendee) -> dict[str, Any]:
    return _said({"name": one.name, "of": one.of, "lines": one.lines})


def _text(moment: date | time | datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _said(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
