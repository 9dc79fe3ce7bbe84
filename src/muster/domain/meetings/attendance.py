"""Who is here, for which seat, and whether that is a quorum: shown while people come in, and kept for the minutes.

A person stands for one seat at a time: the one they represent, else one whose alternate they are and whose
representative is not here. So nobody is counted twice, and no seat counts without somebody in the room.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from muster.domain.charter.decisions import Quorum


class Source(StrEnum):
    """How it is known that somebody was there."""

    TICKED = "ticked"
    IMPORTED = "imported"
    ENTERED_LATER = "entered later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Somebody was there from a moment on, up to another if they left. entered_by and entered_at: who said so, when."""

    person: str
    since: datetime
    until: datetime | None = None
    source: Source = Source.TICKED
    entered_by: str = ""
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on the day of the meeting; None where nobody holds it, or stands in."""

    id: str
    representative: str | None
    alternate: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A seat, and who is here for it. by_alternate: the alternate, as the representative is not here."""

    seat: Seat
    by: str | None
    by_alternate: bool = False


@dataclass(frozen=True, slots=True)
class Attendance:
    """Seats with who is here for them, and the quorum.

    present: how many seats have somebody here. needed: how many it takes. base: what `needed` is a share of (seats, or
    the mean of recent attendance); None if it is a number of its own. binding: whether the charter asks for presence;
    where it asks for answers instead, a meeting needs no quorum and this is for information.
    """

    seats: tuple[Filled, ...]
    present: int
    needed: int
    base: Fraction | None
    binding: bool

    @property
    def is_quorate(self) -> bool:
        """Whether enough seats have somebody here."""
        return self.present >= self.needed

    @property
    def missing(self) -> int:
        """How many more seats it takes."""
        return max(0, self.needed - self.present)


def here(presences: Iterable[Presence], at: datetime) -> frozenset[str]:
    """Give those who are there at a moment."""
    return frozenset(one.person for one in presences if one.since <= at and (one.until is None or at < one.until))


def attendance(
    seats: Sequence[Seat],
    people: Iterable[str],
    quorum: Quorum | None,
    *,
    alternates: bool,
    recent: Sequence[int] = (),
) -> Attendance:
    """Say who of the people here stands for which seat, and whether that is a quorum.

    seats: all of them, vacant ones too. quorum: the charter's; None: one seat is enough. alternates: whether the
    charter lets alternates stand in. recent: how many seats were present at the meetings before, the latest last.
    """
    filled = _filled(seats, frozenset(people), alternates=alternates)
    present = sum(one.by is not None for one in filled)
    base = _base(seats, quorum, recent)
    binding = quorum is not None and quorum.counts == "present"
    return Attendance(filled, present, _needed(quorum, base), base, binding)


def _filled(seats: Sequence[Seat], people: frozenset[str], *, alternates: bool) -> tuple[Filled, ...]:
    taken: dict[str, Seat] = {}
    by: dict[str, str] = {}
    # Representatives first: whoever holds a seat stands for it and for no other.
    for seat in seats:
        if seat.representative in people and seat.representative not in taken:
            taken[seat.representative], by[seat.id] = seat, seat.representative
    standing_in = set()
    for seat in seats if alternates else ():
        if seat.id not in by and seat.alternate in people and seat.alternate not in taken:
            taken[seat.alternate], by[seat.id] = seat, seat.alternate
            standing_in.add(seat.id)
    return tuple(Filled(seat, by.get(seat.id), seat.id in standing_in) for seat in seats)


def _base(seats: Sequence[Seat], quorum: Quorum | None, recent: Sequence[int]) -> Fraction | None:
    if quorum is None or quorum.of is None:
        return None
    if quorum.of == "seats":
        return Fraction(len(seats))
    counted = recent[-quorum.meetings :] if quorum.meetings else recent
    # Before anybody has met, nothing can be asked of the first meeting but that somebody comes.
    return Fraction(sum(counted), len(counted)) if counted else Fraction(0)


def _needed(quorum: Quorum | None, base: Fraction | None) -> int:
    if quorum is None:
        return 1
    unit = Fraction(1) if base is None else base
    least = ceil(quorum.at_least * unit) if quorum.at_least is not None else 1
    more = floor(quorum.more_than * unit) + 1 if quorum.more_than is not None else 1
    return max(1, least, more)
