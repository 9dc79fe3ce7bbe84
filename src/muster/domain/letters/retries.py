"""When a letter that did not go out is tried again, and when it is given up."""

from datetime import datetime, timedelta
from typing import Final

WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
"""After the first try, the second, and so on. Servers that are away for a weekend still get their letters."""


def next_try(tries: int, at: datetime) -> datetime | None:
    """Say when to try next after so many tries, the last of them at `at`; None: give it up.

    tries: 1 or more.
    """
    return at + WAITS[tries - 1] if tries <= len(WAITS) else None
