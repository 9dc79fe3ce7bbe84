"""The board: its seats on a day or over time, for whom each of them counts, and the offices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from muster.domain.charter.board import Board as Rules
from muster.domain.errors import NotThere
from muster.domain.membership.sitting import Bench, Sitting, Work
from muster.records.models import Affiliation, Entry, Group, Holding, Office, Organisation, Person, Seat
from muster.records.queries.members import entries_about
from muster.records.queries.people import SeatOn, every_seat_on, offices_on


def seat_names_of(group: Group) -> dict[str, str]:
    """Give what each seat that there ever was is called, by its slug. One query."""
    return dict(Seat.objects.filter(group=group).values_list("slug", "name"))


@dataclass(frozen=True, slots=True)
class Board:
    """The board on a day. over: the families that hold more seats than one may, each with how many."""

    seats: Sequence[SeatOn]
    offices: Sequence[Office]
    over: Sequence[tuple[str, int]]

    @property
    def counting(self) -> int:
        """Give how many seats count."""
        return sum(not one.suspended for one in self.seats)

    @property
    def vacant(self) -> int:
        """Give how many seats nobody represents."""
        return sum(one.representative is None for one in self.seats)


@dataclass(frozen=True, slots=True)
class SeatPage:
    """One seat, and everybody who held it, the last first."""

    seat: Seat
    holdings: Sequence[Holding]
    written: Sequence[Entry]


def board_on(group: Group, day: date, rules: Rules | None) -> Board:
    """Give the board on a day. rules: what the charter of that day says of it. Three queries; seven under a cap."""
    over = bench_of(group, rules, day).over_on(day) if rules and rules.cap else ()
    return Board(every_seat_on(group, day), offices_on(group, day), over)


def seat_page(group: Group, slug: str) -> SeatPage:
    """Give everything about one seat. NotThere: the group has no such seat. Three queries."""
    seat = Seat.objects.filter(group=group, slug=slug).select_related("organisation").first()
    if seat is None:
        raise NotThere(f"seat/{slug}", "The group has no such seat.", "Seats lists those it has.")
    holdings = Holding.objects.filter(seat=seat).select_related("person").order_by("-since", "-part", "-pk")
    return SeatPage(seat, list(holdings), entries_about(group, seat.handle))


def every_office(group: Group) -> list[Office]:
    """Give everybody who has or had an office, by office, the last first. One query."""
    return list(Office.objects.filter(group=group).select_related("person").order_by("role", "-since", "-pk"))


def bench_of(group: Group, board: Rules, since: date, *besides: Person) -> Bench:
    """Give who sits on the board, and for whom, from a day on. besides: people whose work is asked about too.

    Four queries, whatever the rows.
    """
    lasting = Q(until__isnull=True) | Q(until__gt=since)
    rows = Holding.objects.filter(lasting, seat__group=group, part=Holding.Part.REPRESENTATIVE)
    sittings = [
        Sitting(seat, organisation or "", f"person/{number}", begins, ends)
        for seat, organisation, number, begins, ends in rows.values_list(
            "seat__slug", "seat__organisation__name", "person__number", "since", "until"
        )
    ]
    people = {one.person for one in sittings if not one.organisation} | {person.handle for person in besides}
    numbers = [int(handle.removeprefix("person/")) for handle in people]
    work = Affiliation.objects.filter(lasting, person__group=group, person__number__in=numbers)
    seats = Seat.objects.filter(lasting, group=group)
    related = Organisation.objects.filter(group=group, part_of__isnull=False)
    return Bench(
        tuple(sittings),
        tuple(
            Work(f"person/{number}", name, begins, ends)
            for number, name, begins, ends in work.values_list("person__number", "organisation__name", "since", "until")
        ),
        tuple(seats.values_list("since", "until")),
        dict(related.values_list("name", "part_of__name")),
        board,
    )
