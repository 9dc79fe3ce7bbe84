"""What templates can say beside Django's own words; none of it has to be loaded."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from muster.records.models import Account, Person
from muster.web.accounts.invited import invitation_of

register = template.Library()

_STEPS = ((timedelta(days=2), timedelta(days=1), "day"), (timedelta(hours=2), timedelta(hours=1), "hour"))


@register.filter
def named(person: Person) -> str:
    """Give a person's name, and that they are invented where they are: `{{ person|named }}`."""
    return f"{person.name} (invented)" if person.invented else person.name


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> SafeString:
    """Write a moment in the reader's own zone, with UTC on hover: `{% moment entry.at %}`. Without a zone, in UTC."""
    reader = getattr(context.get("request"), "user", None)
    zone = reader.time_zone if isinstance(reader, Account) else "UTC"
    there = at.astimezone(ZoneInfo(zone))
    utc = at.astimezone(ZoneInfo("UTC"))
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', utc.isoformat(), f"{_read(utc)} UTC", f"{_read(there)} {there:%Z}"
    )


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


def how_far(by: datetime, now: datetime) -> str:
    """Say how far off a moment is, in whole units that are not rounded up: "in 3 days", "5 hours ago"."""
    gap = abs(by - now)
    unit, name = next(((step, name) for least, step, name in _STEPS if gap >= least), (timedelta(minutes=1), "minute"))
    number = gap // unit
    said = f"{number} {name}{'' if number == 1 else 's'}"
    if not number:
        return "now"
    return f"in {said}" if by > now else f"{said} ago"


def _read(at: datetime) -> str:
    return f"{at.day} {at:%b %Y, %H:%M}"
