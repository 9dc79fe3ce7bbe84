"""Meetings as they are looked at: each with its promises, who came and whether that is a quorum.

For one meeting or for a hundred, in a number of queries that stays: what holds for all of them is read once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from muster.actions.charter_in_force import charter_of
from muster.domain.charter.charter import Charter
from muster.domain.contribution.windows import Window
from muster.domain.meetings.attendance import Attendance, Filled, attendance
from muster.domain.meetings.attendance import Seat as SeatOfDay
from muster.records.models import Attendance as Row
from muster.records.models import Group, Meeting, Person
from muster.records.queries.attendance import SeatHeld, SeatsThatCame, SeatsThroughTime, attendance_of
from muster.records.queries.groups import charters
from muster.records.queries.meetings import MeetingShown, Promises, meetings_in, promises


@dataclass(frozen=True, slots=True)
class SeatFilled:
    """A seat of the meeting's day, who holds it, and who is here for it."""

    name: str
    representative: Person | None
    alternate: Person | None
    here: Person | None
    by_alternate: bool


@dataclass(frozen=True, slots=True)
class Came:
    """Who was at a meeting, and whether that is a quorum. quorum: None if the group has no seats on that day."""

    rows: tuple[Row, ...]
    quorum: Attendance | None
    seats: tuple[SeatFilled, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    """What each seat of the day is called, by its slug."""

    @property
    def people(self) -> list[Person]:
        """Everybody who was there, by name."""
        return [one.person for one in self.rows]


@dataclass(frozen=True, slots=True)
class Looked:
    """A meeting as a list has it."""

    shown: MeetingShown
    promises: Promises
    came: Came

    @property
    def has_minutes(self) -> bool:
        """Whether somebody has written any."""
        return self.shown.row is not None and bool(self.shown.row.text.strip())


@dataclass(slots=True)
class Books:
    """What holds for every meeting of a group: charters, seats, and how many came before. Five queries."""

    group: Group
    charters: list[tuple[date, Charter]] = field(init=False)
    seats: SeatsThroughTime = field(init=False)
    before: SeatsThatCame = field(init=False)

    def __post_init__(self) -> None:
        """Read them."""
        self.charters = [(one.since, charter_of(one)) for one in charters(self.group)]
        self.seats = SeatsThroughTime(self.group)
        self.before = SeatsThatCame(self.group)

    def charter_on(self, day: date) -> Charter | None:
        """Give the charter in force on a day; None: before the first."""
        return next((charter for since, charter in self.charters if since <= day), None)

    def came(self, shown: MeetingShown, rows: Iterable[Row]) -> Came:
        """Say who was at a meeting, for which seat, and whether that is a quorum by the charter of its day."""
        rows, day = tuple(rows), shown.occurrence.start.date()
        held = self.seats.on(day)
        if not held:
            return Came(rows, None, ())
        charter = self.charter_on(day)
        quorum = charter.decisions.quorum if charter and charter.decisions else None
        found = attendance(
            [SeatOfDay(one.seat.slug, _handle(one.representative), _handle(one.alternate)) for one in held],
            [one.person.handle for one in rows],
            quorum,
            alternates=bool(charter and charter.board and charter.board.alternates),
            recent=self.before.before(shown.occurrence.start),
        )
        people = {one.person.handle: one.person for one in rows}
        seats = [_filled(one, filled, people) for one, filled in zip(held, found.seats, strict=True)]
        return Came(rows, found, tuple(seats), {one.seat.slug: one.seat.name for one in held})

    def looked(self, shown: MeetingShown, rows: Iterable[Row], at: datetime) -> Looked:
        """Give a meeting with its promises, by the charter of its day, or of today if that is sooner."""
        day = min(shown.occurrence.start, at).date()
        return Looked(shown, promises(shown, self.charter_on(day), at=at), self.came(shown, rows))


def look(group: Group, window: Window, at: datetime) -> list[Looked]:
    """Give the meetings that begin in a window, in order. Eight queries, however many there are."""
    found = meetings_in(group, window)
    books = Books(group)
    came = attendance_of(_rows(found))
    return [books.looked(one, came.get(one.row.pk, []) if one.row else [], at) for one in found]


def look_at(group: Group, shown: MeetingShown, at: datetime) -> Looked:
    """Give one meeting. Six queries."""
    came = attendance_of(_rows([shown]))
    return Books(group).looked(shown, came.get(shown.row.pk, []) if shown.row else [], at)


def _rows(found: Iterable[MeetingShown]) -> list[Meeting]:
    return [one.row for one in found if one.row is not None]


def _handle(person: Person | None) -> str | None:
    return person.handle if person else None


def _filled(held: SeatHeld, filled: Filled, people: Mapping[str, Person]) -> SeatFilled:
    here = people.get(filled.by) if filled.by else None
    return SeatFilled(held.seat.name, held.representative, held.alternate, here, filled.by_alternate)
