"""When somebody is reminded of what is asked of them: before the deadline, and, where it still helps, after it.

Each reminder is sent once for each deadline: `once` names it, and a deadline that moves is another one.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal

Stage = Literal["near", "late"]

NEAR: Final[Mapping[str, timedelta]] = {
    "action": timedelta(days=2),
    "agenda": timedelta(days=1),
    "ballot": timedelta(days=2),
    "minutes": timedelta(days=1),
    "nomination": timedelta(days=2),
    "pledge": timedelta(days=14),
    "position": timedelta(days=2),
    "round": timedelta(days=2),
    "statement": timedelta(days=3),
    "vote": timedelta(days=2),
}
"""How long before its deadline somebody is reminded of each kind of thing; of a kind that is not here, never."""

LATE: Final = frozenset({"action", "agenda", "minutes", "pledge", "statement"})
"""What can still be done once its deadline has passed; ballots, votes and positions cannot."""

LATE_FOR: Final = timedelta(days=7)
"""After that, nobody is reminded: whoever starts sending letters from an old record does not send years of them."""


def stage(kind: str, by: datetime, at: datetime) -> Stage | None:
    """Say whether a reminder is due at a moment: the deadline is near, or has passed; None: neither, or no longer."""
    if kind not in NEAR:
        return None
    if at < by:
        return "near" if by - NEAR[kind] <= at else None
    return "late" if kind in LATE and at < by + LATE_FOR else None


def once(reminder: Stage, kind: str, about: str, by: datetime) -> str:
    """Name the reminder, so that it is sent once: the same deadline of the same thing gives the same name."""
    return f"{reminder}/{kind}/{about}/{by.isoformat()}"
