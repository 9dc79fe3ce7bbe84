"""One at a time: locks that the system lets go of when their holder dies."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from muster.domain.errors import LakeBusy

PATIENCE: Final = 10.0
"""Seconds to wait for another holder."""
_POLL: Final = 0.05


@contextmanager
def held(lock: Path, say: Callable[[str], None], *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file; `say` is told once if another holds it, LakeBusy if that one does not let go in time."""
    until = time.monotonic() + patience
    told = False
    with lock.open("ab") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    what = "Another run of muster is reading this repository."
                    raise LakeBusy(str(lock.parent), what, "Try again shortly.") from None
            if not told:
                say(f"Waiting for another run of muster to finish with {lock.parent.name} …")
                told = True
            time.sleep(_POLL)
        yield
