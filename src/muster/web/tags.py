"""What templates can say beside Django's own words; none of it has to be loaded."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from muster.records.models import Account, Person
from muster.web.accounts.invited import invitation_of

register = template.Library()

_SAID = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) UTC")
"""A moment as sentences of the domain have it (domain/decisions/words.py)."""

_YEAR: Final = timedelta(days=365, hours=6)
_STEPS: Final = (
    (2 * _YEAR, _YEAR, "year"),
    (timedelta(days=100), _YEAR / 12, "month"),
    (timedelta(days=2), timedelta(days=1), "day"),
    (timedelta(hours=2), timedelta(hours=1), "hour"),
)
"""Units of time: how long something has to be at least to be said in one, the unit, its name."""


@register.filter
def named(person: Person) -> str:
    """Give a person's name, and that they are invented where they are: `{{ person|named }}`."""
    return f"{person.name} (invented)" if person.invented else person.name


@register.filter
def called(names: Mapping[str, str], slug: str) -> str:
    """Give what is called so, where its name is known: `{{ seats|called:one.seat }}`."""
    return names.get(slug, slug)


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> SafeString:
    """Write a moment in the reader's own zone, with UTC on hover: `{% moment entry.at %}`. Without a zone, in UTC."""
    there = at.astimezone(_zone_of(context))
    utc = at.astimezone(ZoneInfo("UTC"))
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', utc.isoformat(), f"{_read(utc)} UTC", f"{_read(there)} {there:%Z}"
    )


@register.filter
def instant(text: str) -> datetime:
    """Read a moment that is kept as text: `{% moment proof.read_at|instant %}`."""
    return datetime.fromisoformat(text)


@register.simple_tag(takes_context=True)
def timed(context: Context, sentence: str) -> SafeString:
    """Write a sentence of Muster's with its moments in the reader's own zone: `{% timed standing %}`."""
    before, *rest = _SAID.split(sentence)
    pieces = zip(rest[::2], rest[1::2], strict=True)
    said = format_html_join(
        "", "{}{}", ((moment(context, datetime.fromisoformat(f"{at}+00:00")), after) for at, after in pieces)
    )
    return format_html("{}{}", before, said)


@register.simple_tag(takes_context=True)
def due(context: Context, by: datetime, now: datetime) -> SafeString:
    """Write a deadline with how far off it is: `{% due need.by now %}` gives "in 3 days (12 May 2017, 12:00 UTC)"."""
    return format_html("{} ({})", how_far(by, now), moment(context, by))


@register.simple_tag(takes_context=True)
def accounts_are_open(context: Context) -> bool:
    """Whether this visitor may make an account: the installation is open, or they came with an invitation."""
    return settings.SIGN_UP_IS_OPEN or invitation_of(context.get("request")) is not None


@register.filter
def day(on: date) -> SafeString:
    """Write a day: `{{ office.since|day }}`."""
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), f"{on.day} {on:%b %Y}")


@register.simple_tag(takes_context=True)
def decision(context: Context, subject: str) -> SafeString | str:
    """Link to what decided something: `{% decision state.decided_by %}` for `proposal/3`, `election/2` or `charter`."""
    kind, _, number = subject.partition("/")
    areas = {"proposal": f"proposals/{number}/", "election": f"elections/{number}/", "charter": "charter/"}
    if kind not in areas:
        return subject
    words = "the charter" if kind == "charter" else subject.replace("/", " ")
    return format_html('<a href="/{}/{}">{}</a>', context["group"].slug, areas[kind], words)


@register.simple_tag(takes_context=True)
def span(context: Context, start: datetime, end: datetime) -> SafeString:
    """Write from when until when, in the reader's own zone and, if that differs, in UTC: `{% span begins ends %}`."""
    zone = _zone_of(context)
    begin, in_utc = start.astimezone(zone), start.astimezone(UTC)
    there = f"{begin:%A} {_from_to(begin, end.astimezone(zone))} {begin:%Z}"
    beside = "" if begin.utcoffset() == timedelta(0) else f" ({_from_to(in_utc, end.astimezone(UTC), known=begin)} UTC)"
    return format_html('<time datetime="{}">{}</time>{}', in_utc.isoformat(), there, beside)


@register.simple_tag(takes_context=True)
def clock_of(context: Context, at: datetime) -> SafeString:
    """Write the time of day of a moment in the reader's own zone, with UTC on hover: `{% clock_of slot.start %}`."""
    there, utc = at.astimezone(_zone_of(context)), at.astimezone(UTC)
    said = utc.isoformat(), f"{utc:%H:%M} UTC", f"{there:%H:%M}"
    return format_html('<time datetime="{}" title="{}">{}</time>', *said)


@register.filter
def from_now(at: datetime, now: datetime) -> str:
    """Say how far off a moment is: `{{ meeting.start|from_now:now }}` gives "in 3 days"."""
    return how_far(at, now)


@register.filter
def length_of(time: timedelta) -> str:
    """Say how long something is, in whole units that are not rounded up: `{{ promise.late|length_of }}`."""
    unit, name = _unit_of(time)
    number = max(1, time // unit)
    return f"{number} {name}{'' if number == 1 else 's'}"


def how_far(by: datetime, now: datetime) -> str:
    """Say how far off a moment is, in whole units that are not rounded up: "in 3 days", "5 hours ago"."""
    gap = abs(by - now)
    unit, name = _unit_of(gap)
    number = gap // unit
    said = f"{number} {name}{'' if number == 1 else 's'}"
    if not number:
        return "now"
    return f"in {said}" if by > now else f"{said} ago"


def _unit_of(time: timedelta) -> tuple[timedelta, str]:
    found = ((unit, name) for least, unit, name in _STEPS if time >= least)
    return next(found, (timedelta(minutes=1), "minute"))


def _zone_of(context: Context) -> ZoneInfo:
    reader = getattr(context.get("request"), "user", None)
    return ZoneInfo(reader.time_zone if isinstance(reader, Account) else "UTC")


def _from_to(start: datetime, end: datetime, known: datetime | None = None) -> str:
    """Name the day once, and again only where it is another one. known: when it was said already what day it is."""
    first = f"{start:%H:%M}" if known and start.date() == known.date() else f"{start.day} {start:%B %Y, %H:%M}"
    last = f"{end:%H:%M}" if end.date() == start.date() else f"{end.day} {end:%B, %H:%M}"
    return f"{first} to {last}"


def _read(at: datetime) -> str:
    return f"{at.day} {at:%b %Y, %H:%M}"
