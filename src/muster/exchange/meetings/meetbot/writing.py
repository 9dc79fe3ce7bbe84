"""Minutes written as MeetBot writes them, for whoever reads MeetBot's, and as Markdown, for everyone else."""

import re
import textwrap
from collections.abc import Iterator
from datetime import time
from typing import Final

from muster.domain.meetings.minutes.items import Attendee, Item, Kind, Notes, actions, numbered
from muster.exchange.meetings.meetbot.minutes import PRESENT, SUMMARY

_WIDTH: Final = 72
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_FIRST = re.compile(r"^([-+=]|\d{1,9}[.)])")


def as_meetbot(notes: Notes) -> str:
    """Write minutes in the form of MeetBot's text."""
    named = f"{notes.channel}: {notes.title}" if notes.channel and notes.title else notes.channel or notes.title
    title = _clean(named or "Meeting")
    begun = f"Meeting started by {notes.chairs[0] if notes.chairs else 'nobody'} at {_clock(notes.started)} UTC."
    rule = "=" * len(title)
    blocks = [
        f"{rule}\n{title}\n{rule}\n\n\n{_wrapped(begun)}",
        _block(SUMMARY, _summary(notes.items)),
        f"Meeting ended at {_clock(notes.ended)} UTC.",
        _block("Action items", [f"* {_clean(item.text)}" for item in actions(notes.items)] or ["* (none)"]),
    ]
    if by_person := _by_person(notes.items):
        blocks.append(_block("Action items, by person", by_person))
    blocks.append(_block(PRESENT, [f"* {_clean(one.name)} ({one.lines or 0})" for one in notes.present]))
    return "\n\n\n\n".join(blocks) + "\n"


def _summary(items: tuple[Item, ...]) -> list[str]:
    lines: list[str] = []
    begun = False
    for item in items:
        topic = item.kind is Kind.TOPIC
        word = "" if topic or item.kind is Kind.INFO else f"{item.kind.upper()}: "
        tail = f"  ({item.by}, {_clock(item.at)})" if item.by else ""
        lines += [""] if topic and begun else []
        begun = begun or topic
        lines.append(f"{'' if topic or not begun else '  '}* {word}{_clean(item.text)}{tail}")
    return lines


def _by_person(items: tuple[Item, ...]) -> list[str]:
    tasks: dict[str, list[str]] = {}
    for item in actions(items):
        for owner in item.owners:
            tasks.setdefault(owner, []).append(item.text)
    names = sorted(tasks, key=lambda name: (name.lower(), name))
    return [line for name in names for line in (f"* {name}", *(f"  * {_clean(text)}" for text in tasks[name]))]


def _block(heading: str, lines: list[str]) -> str:
    return "\n".join([heading, "-" * len(heading), "", *map(_wrapped, lines)])


def _wrapped(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return textwrap.fill(
        line, _WIDTH, subsequent_indent=" " * (indent + 2), break_long_words=False, break_on_hyphens=False
    )


def as_markdown(notes: Notes) -> str:
    """Write minutes as Markdown, with the numbers of their items, and what there is to do at the end."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_markdown(notes))) + "\n"


def _markdown(notes: Notes) -> Iterator[str]:
    yield f"# {escaped(notes.title or notes.channel or 'Minutes')}"
    yield ""
    if notes.on:
        yield f"- Date: {notes.on}"
    if notes.started:
        yield f"- Time: {_clock(notes.started)} to {_clock(notes.ended)} UTC"
    if notes.chairs:
        yield f"- Chair: {', '.join(map(escaped, notes.chairs))}"
    for word, some in (("Present", notes.present), ("Absent", notes.absent)):
        if some:
            yield f"- {word}: {', '.join(map(_person, some))}"
    if notes.items and notes.items[0].kind is not Kind.TOPIC:
        yield ""
    for number, item in numbered(notes.items):
        if item.kind is Kind.TOPIC:
            yield from ("", f"## {number}. {escaped(item.text)}", "")
        else:
            word = "" if item.kind is Kind.INFO else f"**{item.kind.upper()}:** "
            by = ", ".join(filter(None, (item.by, _clock(item.at) if item.at else "")))
            yield f"- {number} {word}{escaped(item.text)}{f' ({escaped(by)})' if by else ''}"
    if tasks := actions(notes.items):
        yield from ("", "## Action items", "")
        yield from (f"- [{'x' if item.done else ' '}] {escaped(item.text)}" for item in tasks)


def _person(one: Attendee) -> str:
    said = f"{one.lines} lines" if one.lines is not None else ""
    note = ", ".join(filter(None, (one.of, said)))
    return f"{escaped(one.name)} ({escaped(note)})" if note else escaped(one.name)


def escaped(text: str) -> str:
    """A text in one line, in which Markdown finds nothing to do."""
    return _FIRST.sub(r"\\\1", _SPECIAL.sub(r"\\\1", _clean(text)))


def _clean(text: str) -> str:
    return " ".join(text.split())


def _clock(at: time | None) -> str:
    return f"{at:%H:%M:%S}" if at else "00:00:00"
