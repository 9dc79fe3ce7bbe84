"""The time zones that forms offer: those of places, by name, and UTC."""

from functools import cache
from typing import Final
from zoneinfo import available_timezones

_OF_PLACES: Final = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@cache
def zones() -> tuple[str, ...]:
    """Give their names, UTC first."""
    return ("UTC", *sorted(name for name in available_timezones() if name.startswith(_OF_PLACES)))
