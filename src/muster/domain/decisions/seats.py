"""Who may speak for which seat on a day: the roll of seats and offices, and the questions that are put to it.

All of it is dated, `[since, until)` in whole UTC days, as everything that people are in a group. An event carries what
the roll said on its day, so that a decision never changes because the roll was mended.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from muster.domain.decisions.events import Actor, Elector
from muster.domain.decisions.rules import CHAIR, SECRETARY
from muster.domain.errors import NotAllowed
from muster.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Tenure:
    """A time in a place. since: None if always. until: the first day on which it is over, None if it is not."""

    person: str
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it holds on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on the board and those who have spoken for it. family and membership: see Elector."""

    id: str
    name: str
    family: str
    membership: str | None = None
    since: date | None = None
    until: date | None = None
    representatives: tuple[Tenure, ...] = ()
    alternates: tuple[Tenure, ...] = ()

    def on(self, day: date) -> bool:
        """Whether there is such a seat on the day."""
        return Tenure("", self.since, self.until).on(day)


@dataclass(frozen=True, slots=True)
class Roll:
    """Every seat and office of a group, with all that was and will be. offices: by the office's id."""

    seats: tuple[Seat, ...] = ()
    offices: Mapping[str, tuple[Tenure, ...]] = field(default_factory=dict)

    def electorate(self, on: date) -> tuple[Elector, ...]:
        """Give the seats of a day, vacant ones too, by id: whom a call or a vote asks."""
        return tuple(
            Elector(
                seat.id,
                seat.name,
                seat.family,
                next((one.person for one in seat.representatives if one.on(on)), None),
                seat.membership,
            )
            for seat in sorted(self.seats, key=lambda seat: seat.id)
            if seat.on(on)
        )

    def offices_of(self, person: str, on: date) -> tuple[str, ...]:
        """Give the offices that somebody holds on a day, sorted."""
        held = (office for office, tenures in self.offices.items() if _held(tenures, person, on))
        return tuple(sorted(held))

    def seats_of(self, person: str, on: date) -> tuple[str, ...]:
        """Give the seats that somebody may speak for on a day, by id; as representative before as alternate."""
        there = sorted((seat for seat in self.seats if seat.on(on)), key=lambda seat: seat.id)
        own = [seat.id for seat in there if _held(seat.representatives, person, on)]
        return (*own, *(seat.id for seat in there if seat.id not in own and _held(seat.alternates, person, on)))

    def actor(self, person: str, seat: str | None, at: datetime, *, entered_by: str | None = None) -> Actor | Refusal:
        """Give somebody as they act at a moment, for a seat or for none; or say why they cannot speak for it.

        entered_by: who writes it down for them, which officers do. The day is that of the moment in UTC.
        """
        on = at.astimezone(UTC).date()
        if entered_by is not None and not {CHAIR, SECRETARY} & set(self.offices_of(entered_by, on)):
            return Refusal(
                "Only the chair or the secretary writes down what others say.",
                "Let them speak for themselves.",
                NotAllowed,
            )
        alternate = False
        if seat is not None:
            place = next((one for one in self.seats if one.id == seat), None)
            if place is None:
                return Refusal("There is no such seat.", "Choose one of the group's.", NotAllowed)
            if not place.on(on):
                return _not_now(f"The seat {place.name}", place.since, place.until, on)
            alternate = not _held(place.representatives, person, on)
            if alternate and not _held(place.alternates, person, on):
                return _not_theirs(place, person, on)
        return Actor(person, seat, alternate, self.offices_of(person, on), entered_by)


def _held(tenures: Iterable[Tenure], person: str, on: date) -> bool:
    return any(tenure.person == person and tenure.on(on) for tenure in tenures)


def _not_theirs(seat: Seat, person: str, on: date) -> Refusal:
    times = [one for one in (*seat.representatives, *seat.alternates) if one.person == person]
    if not times:
        return Refusal(f"This person does not speak for the seat {seat.name}.", "Ask those who do.", NotAllowed)
    ended = [one for one in times if one.until is not None and one.until <= on]
    last = max(ended, key=lambda one: one.until or date.max) if ended else min(times, key=lambda one: one.since or on)
    return _not_now(f"This person's time for the seat {seat.name}", last.since, last.until, on)


def _not_now(what: str, since: date | None, until: date | None, on: date) -> Refusal:
    when = f"ended: {until} was the first day without" if until and until <= on else f"begins on {since}"
    return Refusal(f"{what} {when}. Today is {on}, in UTC.", "Ask whoever speaks for it today.", NotAllowed)
