"""The calendar that a group plans by: what it was given last, else what its charter says."""

import tomllib
from datetime import UTC, date, datetime, time
from functools import lru_cache

from muster.domain.charter.calendar import Calendar
from muster.records.models import CalendarVersion, Group
from muster.records.queries.groups import charter_on


def calendar_of(group: Group, on: date) -> Calendar:
    """Give the calendar as the group knew it on a day. Two queries; one, once it was given a calendar of its own.

    Before its first charter a group knew no dates.
    """
    given = calendar_given(group, on)
    if given is not None:
        return calendar_from(given.data)
    charter = charter_on(group, on)
    return _of_charter(charter.sha256, charter.text) if charter is not None else Calendar()


def calendar_given(group: Group, on: date) -> CalendarVersion | None:
    """Give the last calendar that was given to the group beside its charter, by the end of a day."""
    return group.calendars.filter(at__lte=datetime.combine(on, time.max, UTC)).first()


def calendar_from(data: object) -> Calendar:
    """Read a calendar from plain data, in which days are text."""
    return Calendar.model_validate(data, strict=False)


def calendar_as_data(calendar: Calendar) -> dict[str, object]:
    """Give a calendar as plain data, what is not said left out."""
    return calendar.model_dump(mode="json", exclude_defaults=True)


@lru_cache(maxsize=64)
def _of_charter(sha256: str, text: str) -> Calendar:  # noqa: ARG001 - the fingerprint alone would do; the text is what is read
    # The charter was checked as a whole when it was adopted.
    return Calendar.model_validate(tomllib.loads(text).get("calendar", {}))
