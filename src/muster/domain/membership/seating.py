"""A member's seats follow its membership: made as it begins, ended as it ends, moved where its days are corrected."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

Run = tuple[date, date | None]
"""A time without a gap in which an organisation is a member, [since, until)."""


@dataclass(frozen=True, slots=True)
class SeatTime:
    """A seat and its days. slug: its name in addresses."""

    slug: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Seating:
    """What becomes of one organisation's seats. moved: with their new days. gone: no longer any. new: runs without."""

    moved: tuple[SeatTime, ...]
    gone: tuple[str, ...]
    new: tuple[Run, ...]


def seating(seats: Sequence[SeatTime], before: Sequence[Run], after: Sequence[Run]) -> Seating:
    """Fit seats to the times of a membership, after these have changed.

    A seat whose edge was the edge of its run moves with it; a seat that was made or ended within its run (because the
    charter changed) keeps that edge, as far as the run still reaches. A run that no seat lies in needs new ones.
    """
    moved, gone, served = [], [], set()
    for seat in seats:
        old = next((run for run in before if _meet(run, (seat.since, seat.until))), (seat.since, seat.until))
        new = next((run for run in after if _meet(run, old)), None)
        if new is None:
            gone.append(seat.slug)
            continue
        since = new[0] if seat.since == old[0] else max(seat.since, new[0])
        until = new[1] if seat.until == old[1] else _sooner(seat.until, new[1])
        if until is not None and until <= since:
            gone.append(seat.slug)
            continue
        served.add(new)
        if (since, until) != (seat.since, seat.until):
            moved.append(SeatTime(seat.slug, since, until))
    return Seating(tuple(moved), tuple(gone), tuple(run for run in after if run not in served))


def _meet(one: Run, other: Run) -> bool:
    return one[0] < (other[1] or date.max) and other[0] < (one[1] or date.max)


def _sooner(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)


def seat_names(name: str, slug: str, *, each: int, run: Run, taken: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Name the seats of a run: (slug, name) of each. taken: slugs that seats of earlier times have already.

    A member's only seat is called as the member is; of several, each has a number; those of a member that came back
    say from when on.
    """
    found = []
    for number in range(1, each + 1):
        more = f" {number}" if each > 1 else ""
        address = f"{slug}{more.replace(' ', '-')}"
        if address in taken:
            address = f"{address}-from-{run[0]}"
        while address in taken:
            address = f"{address}-again"
        found.append((address, f"{name}{more}"))
    return tuple(found)
