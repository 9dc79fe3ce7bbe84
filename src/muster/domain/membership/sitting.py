"""Which organisation each seat of the board counts for, day by day; and whether somebody may take one.

A member's seat is its member's, whoever holds it; an elected one is its holder's employer's. A holder who works for
nobody counts for themselves.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from muster.domain.charter.board import Board, Cap
from muster.domain.membership.cap import family, over_the_cap, refusal_of_a_seat
from muster.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody who represents a seat, [since, until). organisation: whose the seat is, "" if it is elected."""

    seat: str
    organisation: str
    person: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Work:
    """Whom somebody works for, [since, until)."""

    person: str
    organisation: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Bench:
    """The board over time. seats: when each is there. part_of: from an organisation to the one it belongs to."""

    sittings: tuple[Sitting, ...]
    work: tuple[Work, ...]
    seats: tuple[tuple[date, date | None], ...]
    part_of: Mapping[str, str]
    board: Board

    @property
    def cap(self) -> Cap | None:
        """The charter's limit."""
        return self.board.cap

    def seats_on(self, day: date) -> int:
        """Give how many seats there are on a day, vacant ones too."""
        return sum(_holds(since, until, day) for since, until in self.seats)

    def family_of(self, organisation: str) -> str:
        """Give the name under which an organisation counts, related ones as one if the charter says so."""
        return family(organisation, self.part_of, as_one=self.board.related_organisations == "as-one")

    def organisation_of(self, sitting: Sitting, day: date) -> str:
        """Give the organisation that a held seat counts for on a day; a name of their own for who works for nobody."""
        if sitting.organisation:
            return sitting.organisation
        working = (one for one in self.work if one.person == sitting.person and _holds(one.since, one.until, day))
        return next((one.organisation for one in working), f"nobody ({sitting.person})")

    def families_on(self, day: date) -> tuple[str, ...]:
        """Give the family of every seat that is held on a day."""
        return tuple(self.family_of(self.organisation_of(one, day)) for one in self._held(day))

    def over_on(self, day: date) -> tuple[tuple[str, int], ...]:
        """Give the families that hold more seats on a day than one may, each with how many."""
        return over_the_cap(self.families_on(day), self.cap, seats=self.seats_on(day)) if self.cap else ()

    def refusal_of(self, new: Sitting) -> Refusal | None:
        """Say why a seat may not be taken, or None. Whoever holds it until then gives way; other seats are as they are.

        It is asked for the day on which it is taken, and for each later day on which another begins to hold a seat.
        """
        if self.cap is None:
            return None
        others = replace(self, sittings=tuple(one for one in self.sittings if one.seat != new.seat))
        begins = {one.since for one in others.sittings if _holds(new.since, new.until, one.since)}
        for day in sorted({new.since, *begins}):
            organisation = self.organisation_of(new, day)
            name = self.family_of(organisation)
            refused = refusal_of_a_seat(name, others.families_on(day), self.cap, seats=self.seats_on(day))
            if refused:
                counts = f"{organisation} counts with {name}. " if name != organisation else ""
                later = f"From {day} on: " if day != new.since else ""
                return replace(refused, what=f"{later}{counts}{refused.what}")
        return None

    def _held(self, day: date) -> Iterator[Sitting]:
        return (one for one in self.sittings if _holds(one.since, one.until, day))


def one_elected_seat_each(new: Sitting, sittings: Iterable[Sitting]) -> Refusal | None:
    """Refuse a second elected seat to a person who holds one at the same time; members' seats are their members'."""
    for one in sittings:
        same = one.person == new.person and one.seat != new.seat and not one.organisation and not new.organisation
        if same and one.since < (new.until or date.max) and new.since < (one.until or date.max):
            return Refusal("They hold an elected seat already.", "Let them give it up first, or choose another person.")
    return None


def _holds(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day < until)
