"""Seats follow their member: made, moved and ended as its membership is; whoever holds one leaves with it."""

from collections.abc import Iterable, Sequence
from datetime import date

from muster.actions.charter_in_force import charter_in_force
from muster.actions.deed import Deed
from muster.actions.intervals import day
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.seating import Run, SeatTime, seat_names, seating
from muster.domain.membership.states import Stay, runs
from muster.records.models import Holding, Membership, Organisation, Seat


def stays(organisation: Organisation) -> tuple[Stay, ...]:
    """Give the states of an organisation as the domain knows them, in order."""
    return as_stays(Membership.objects.filter(organisation=organisation).order_by("since"))


def as_stays(states: Iterable[Membership]) -> tuple[Stay, ...]:
    """Give rows as the domain knows them."""
    return tuple(Stay(one.state, one.membership, one.since, one.until) for one in states)


def fit_seats(doing: Deed, organisation: Organisation, before: Sequence[Run]) -> None:
    """Fit an organisation's seats to its membership. before: the times of its membership before they changed.

    AgainstTheRules: somebody held a seat on a day on which it would not have been there.
    """
    seats = {seat.slug: seat for seat in Seat.objects.filter(organisation=organisation)}
    times = [SeatTime(seat.slug, seat.since, seat.until) for seat in seats.values()]
    plan = seating(times, before, runs(stays(organisation)))
    for slug in plan.gone:
        _remove(doing, seats[slug])
    for time in plan.moved:
        _move(doing, seats[time.slug], time.since, time.until)
    for run in plan.new:
        make_seats(doing, organisation, run)


def make_seats(doing: Deed, organisation: Organisation, run: Run) -> None:
    """Make the seats that the charter gives a member as it becomes one; none where an election fills them."""
    board = charter_in_force(doing.group, run[0]).board
    each = (board.seats_per_member or 0) if board else 0
    taken = set(Seat.objects.filter(group=doing.group).values_list("slug", flat=True))
    names = seat_names(organisation.name, organisation.slug, each=each, run=run, taken=taken)
    for slug, name in names:
        make_seat(doing, slug, name, organisation=organisation, run=run)


def make_seat(doing: Deed, slug: str, name: str, *, organisation: Organisation | None, run: Run) -> Seat:
    """Make one seat, with its entry in the log."""
    seat = Seat.objects.create(
        group=doing.group, slug=slug, name=name, organisation=organisation, since=run[0], until=run[1]
    )
    whose = organisation.slug if organisation else ""
    doing.log("seat.made", {"organisation": whose, "since": day(run[0]), "until": day(run[1])}, subject=seat.handle)
    return seat


def end_seat(doing: Deed, seat: Seat, until: date) -> None:
    """End a seat on a day, and with it the time of whoever holds it."""
    if until <= seat.since:
        _remove(doing, seat)
    else:
        _move(doing, seat, seat.since, until)


def _remove(doing: Deed, seat: Seat) -> None:
    held = seat.holdings.select_related("person").first()
    if held:
        what = f"{held.person} held the seat {seat} from {held.since} on, and it would never have been there."
        raise AgainstTheRules(seat.handle, what, "Correct that first.")
    doing.log("seat.removed", {"since": day(seat.since)}, subject=seat.handle)
    seat.delete()


def _move(doing: Deed, seat: Seat, since: date, until: date | None) -> None:
    early = seat.holdings.filter(since__lt=since).select_related("person").first()
    if early:
        what = f"{early.person} holds the seat {seat} from {early.since} on, and it would be there from {since} on."
        raise AgainstTheRules(seat.handle, what, "Correct that first.")
    if until:
        for holding in seat.holdings.select_related("person").order_by("since", "pk"):
            _cut(doing, seat, holding, until)
    seat.since, seat.until = since, until
    seat.save(update_fields=["since", "until"])
    doing.log("seat.moved", {"since": day(since), "until": day(until)}, subject=seat.handle)


def _cut(doing: Deed, seat: Seat, holding: Holding, until: date) -> None:
    """End a holding with its seat; one that was to begin later never does."""
    if holding.until is not None and holding.until <= until:
        return
    data = {"person": holding.person.handle, "part": holding.part, "until": day(until)}
    doing.log("seat.left", data, subject=seat.handle, on_behalf=seat.handle)
    if holding.since >= until:
        holding.delete()
    else:
        holding.until = until
        holding.save(update_fields=["until"])
