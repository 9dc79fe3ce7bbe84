"""The board: its seats on a day or over time, and for whom each of them counts."""

from datetime import date

from django.db.models import Q

from muster.domain.charter.board import Board
from muster.domain.membership.sitting import Bench, Sitting, Work
from muster.records.models import Affiliation, Group, Holding, Organisation, Person, Seat


def bench_of(group: Group, board: Board, since: date, *besides: Person) -> Bench:
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
