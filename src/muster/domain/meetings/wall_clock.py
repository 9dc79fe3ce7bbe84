"""From what a clock on the wall shows in a zone to the moment that everyone shares.

A meeting at 14:00 in Paris stays at 14:00 in Paris, winter and summer. Where a clock is put forward, the times that it
leaps over are read with the offset from before: 02:30 is then the moment that the clock calls 03:30. Where it is put
back, a time that comes twice is the first of the two. Both as RFC 5545 has it (3.3.5, and 3.3.10 for recurrences).
"""

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from muster.domain.errors import MeetingFault
from muster.domain.printable import printable

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9_+-]{1,30}){0,2}")
# Of the zone files of a machine these are its own affair, or count leap seconds.
_NOT_SHARED = re.compile(r"localtime|posixrules|Factory|(posix|right)/.*")


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """Give the time zone of that name in the IANA database. MeetingFault: there is none."""
    mend = "Write a name of the IANA database, such as Europe/Paris or UTC."
    unknown = MeetingFault(f"zone {printable(name[:40])}", "There is no such time zone.", mend)
    if not _NAME.fullmatch(name) or _NOT_SHARED.fullmatch(name):
        raise unknown
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise unknown from None


def moment_of(local: datetime, zone: str) -> datetime:
    """Give the moment, in UTC, at which clocks in the zone show `local` (without a zone of its own)."""
    return local.replace(tzinfo=zone_named(zone), fold=0).astimezone(UTC)


def local_time(moment: datetime, zone: str) -> datetime:
    """Give what clocks in the zone show at a moment, without a zone of its own."""
    return moment.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)


def is_leapt_over(local: datetime, zone: str) -> bool:
    """Whether clocks in the zone never show `local`, as they are put forward over it."""
    return local_time(moment_of(local, zone), zone) != local


def comes_twice(local: datetime, zone: str) -> bool:
    """Whether clocks in the zone show `local` twice, as they are put back over it."""
    there = local.replace(tzinfo=zone_named(zone))
    return there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset() and not is_leapt_over(local, zone)
