"""What the disk says no to, told as a person can act on it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from muster.domain.errors import LakeFault, LakeFull

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def disk_faults(place: Path) -> Iterator[None]:
    """Tell errors of the disk as LakeFull or LakeFault."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            what = "The disk is full; what was read before still stands."
            raise LakeFull(str(place), what, "Free some space and try again.") from error
        what = f"The evidence cannot be written or read ({error.strerror or error})."
        raise LakeFault(str(place), what, "Check the folder and its rights.") from error
