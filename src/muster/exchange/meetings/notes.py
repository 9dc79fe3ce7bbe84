"""Minutes of any kind that people bring, as bytes: MeetBot's logs and minutes, text or HTML, and what they pasted."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from muster.domain.errors import MeetingFileFault, MeetingFileFaults
from muster.domain.meetings.minutes.items import Notes
from muster.domain.meetings.minutes.reading import notes_of
from muster.domain.printable import printable
from muster.exchange.meetings.meetbot import html
from muster.exchange.meetings.meetbot.log import is_log, is_log_line, read_log
from muster.exchange.meetings.meetbot.minutes import is_minutes, read_minutes

LARGEST: Final = 20_000_000
"""Bytes of the largest minutes; a meeting of a day has less than one million."""

_DAY = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))
_LOOKED_AT = 200


def read_notes(data: bytes, *, file: str, people: Iterable[str] = ()) -> Notes:
    """Read minutes of whatever kind. file: their name, which may say the day. people: who actions may belong to.

    MeetingFileFaults: there is more than any meeting has to say.
    """
    if len(data) > LARGEST:
        what = f"The file has {len(data)} bytes."
        fault = MeetingFileFault(printable(file), what, f"Take minutes of at most {LARGEST}.")
        raise MeetingFileFaults(file, (fault,))
    text = decoded(data)
    on = day_in(file)
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        if html.is_log(text):
            return read_log(html.log_text(text), on=on)
        text = html.minutes_text(text)
    if is_minutes(text):
        return read_minutes(text, on=on)
    lines = [line for line in text[: _LOOKED_AT * 200].split("\n") if line.strip()][:_LOOKED_AT]
    if sum(map(is_log_line, lines)) * 2 > len(lines) or is_log(text):
        return read_log(text, on=on)
    notes = notes_of(text, people=people)
    return replace(notes, on=notes.on or on)


def day_in(file: str) -> date | None:
    """Give the day that a file is named after, as MeetBot does: ``uc.2017-02-13-19.01.txt``."""
    for found in reversed(_DAY.findall(file.rpartition("/")[2])):
        try:
            return date.fromisoformat(found)
        except ValueError:
            continue
    return None


def decoded(data: bytes) -> str:
    """Give bytes as text: UTF-8, and what is not, line by line, as the Western code page that it then mostly is.

    A channel's log holds what each program sent, so one line may be in another encoding than the next. Control
    characters mean nothing in minutes and are left out.
    """
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\n".join(map(_line, data.split(b"\n")))
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def _line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
