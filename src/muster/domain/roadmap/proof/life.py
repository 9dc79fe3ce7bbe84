"""Whether an item is alive: its state as the group says it, held against the days on which somebody worked on it."""

from dataclasses import dataclass
from datetime import date

from muster.domain.roadmap.items import ItemState

QUIET_DAYS = 30
"""Without a change for longer than this, an item is quiet."""

STALLED_DAYS = 90
"""Without a change for longer than this, it is stalled, if the group says nothing else."""

NOT_BEGUN = "not begun"
ACTIVE = "active"
QUIET = "quiet"
STALLED = "stalled"
DELIVERED = "delivered"
DROPPED = "dropped"
WORDS = (NOT_BEGUN, ACTIVE, QUIET, STALLED, DELIVERED, DROPPED)


@dataclass(frozen=True, slots=True)
class Life:
    """The last sign of life. days: since the last change; None if there was none by that day."""

    word: str
    days: int | None
    sentence: str


def life_of(
    state: ItemState, first_day: date | None, last_day: date | None, *, on: date, quiet_after: int = STALLED_DAYS
) -> Life:
    """Say whether an item lives on a day.

    first_day, last_day: of its changes up to `on`; both None without any. A later day counts as no day at all, so that
    nobody sees life in the past that came afterwards. quiet_after: the days after which silence means stalled.
    """
    worked = first_day is not None and first_day <= on
    days = (on - min(last_day or on, on)).days if worked else None
    if state is ItemState.DROPPED:
        return Life(DROPPED, days, "dropped by the group" + _since(days))
    if state is ItemState.DELIVERED:
        return Life(DELIVERED, days, "delivered" + _since(days))
    if days is None:
        return Life(NOT_BEGUN, None, "no change upstream yet")
    if days > quiet_after:
        return Life(STALLED, days, f"no activity for {_days(days)}")
    if days > QUIET_DAYS:
        return Life(QUIET, days, f"no activity for {_days(days)}")
    return Life(ACTIVE, days, "last change today" if not days else f"last change {_days(days)} ago")


def _since(days: int | None) -> str:
    if days is None:
        return "; no change upstream was seen"
    return "; last change today" if not days else f"; last change {_days(days)} ago"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
