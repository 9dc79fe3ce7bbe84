"""Calendars to subscribe to: of a group, of one series, and an account's own at an address that nobody can guess."""

import secrets
from datetime import datetime

from django.conf import settings

from muster.actions.needs.registry import needs_of
from muster.actions.tokens import fingerprint
from muster.domain.errors import NotThere
from muster.exchange.meetings.calendar.feed import feed
from muster.exchange.meetings.due import Due, with_deadlines
from muster.records.models import Account, CalendarKey, Group, Person
from muster.records.models import Series as Row
from muster.records.queries.series import all_series, series_of


def make_key(account: Account, at: datetime) -> str:
    """Make the account's calendar readable at a new address, and give the secret part of it; an old one ends."""
    text = secrets.token_urlsafe(32)
    CalendarKey.objects.update_or_create(account=account, defaults={"sha256": fingerprint(text), "made_at": at})
    return text


def key_of(account: Account) -> CalendarKey | None:
    """Give the key of an account's calendar, without its secret; None: it has none."""
    return CalendarKey.objects.filter(account=account).first()


def end_key(account: Account) -> None:
    """Let nobody read the account's calendar any more. NotThere: nobody could."""
    ended, _ = CalendarKey.objects.filter(account=account).delete()
    if not ended:
        raise NotThere("calendar", "Your calendar has no address.", "Make one first.")


def account_with_key(text: str) -> Account:
    """Give whose calendar lies at an address. NotThere: nobody's, or no longer."""
    found = CalendarKey.objects.filter(sha256=fingerprint(text), account__is_active=True).select_related("account")
    key = found.first()
    if key is None:
        raise NotThere("calendar", "There is no calendar at this address.", "Make a new address on your own page.")
    return key.account


def calendar_of_group(group: Group) -> bytes:
    """Write the calendar of all of a group's meetings."""
    url = f"{settings.BASE_URL}/{group.slug}/meetings.ics"
    return feed(group.name, [series for _, series in all_series(group)], description=group.mission, url=url)


def calendar_of_series(row: Row, group: Group) -> bytes:
    """Write the calendar of one series."""
    url = f"{settings.BASE_URL}/{group.slug}/meetings/series/{row.slug}.ics"
    return feed(f"{group.name}: {row.title}", [series_of(row, group)], url=url)


def calendar_of_account(account: Account, at: datetime) -> bytes:
    """Write an account's own calendar: the meetings of all its groups, and until when something is asked of it."""
    groups = Group.objects.filter(pk__in=Person.objects.filter(account=account).values("group")).order_by("slug")
    by_key = {group.pk: group for group in groups}
    rows = Row.objects.filter(group__in=by_key).order_by("group__slug", "slug")
    series = [series_of(row, by_key[row.group_id]) for row in rows]
    due = [
        Due(
            uid=f"{need.about}/{need.kind}.{need.whose.group.slug}",
            what=f"{need.what} ({need.whose.group.name})",
            by=need.by,
            where=f"{settings.BASE_URL}{need.where}",
        )
        for need in needs_of(account, at)
        if need.by
    ]
    return with_deadlines(feed("Muster: mine", series), due)
