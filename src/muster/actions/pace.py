"""How fast one account may write: a limit that keeps a runaway program from crowding out everybody else.

Each process counts for itself, in memory: it is a matter of fairness and not of safety, so it is not worth a query.
What is a matter of safety, attempts to sign in, is counted where all instances see it (settings.CACHES).
"""

import threading
from typing import Final

MINUTE: Final = 60.0
KEYS_AT_MOST: Final = 10_000


class Pace:
    """At most so many of something a minute for each key, as many of them at once as one likes.

    One number is kept for each key: when it would be even again if it did nothing more (the generic cell rate
    algorithm). Keys that are even are forgotten once there are many.
    """

    def __init__(self) -> None:
        self._even_at: dict[object, float] = {}
        self._lock = threading.Lock()

    def wait(self, key: object, *, a_minute: int, now: float) -> float:
        """Count one more and give 0; if that is too many, count nothing and give the seconds to wait. now: seconds."""
        each = MINUTE / a_minute
        with self._lock:
            even_at = max(self._even_at.get(key, now), now) + each
            too_early = even_at - now - MINUTE
            if too_early > each / 1000:  # a thousandth is forgiven: sums of floats are not exact
                return too_early
            self._even_at[key] = even_at
            if len(self._even_at) > KEYS_AT_MOST:
                self._even_at = {one: at for one, at in self._even_at.items() if at > now}
        return 0.0


WRITES: Final = Pace()
"""What accounts write through the pages, by the account's key."""
