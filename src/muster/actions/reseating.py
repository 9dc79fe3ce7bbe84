"""The board's seats after a charter changed: those that it adds are made, those that it takes away end."""

from collections.abc import Sequence
from datetime import date

from muster.actions.deed import Deed
from muster.actions.fitting_seats import as_stays, end_seat, make_seat
from muster.domain.charter.charter import Charter
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.states import runs
from muster.records.models import Membership, Organisation, Seat
from muster.records.queries.histories import organisations_of
from muster.records.queries.people import lasting_after


def reseat(doing: Deed, charter: Charter, since: date) -> None:
    """Fit every seat to a charter from a day on. AgainstTheRules: somebody holds one that it takes away."""
    board = charter.board
    each, elected = (board.seats_per_member or 0, board.seats or 0) if board else (0, 0)
    seats = list(Seat.objects.filter(lasting_after(since), group=doing.group).order_by("since", "pk"))
    taken = set(Seat.objects.filter(group=doing.group).values_list("slug", flat=True))
    for organisation in organisations_of(doing.group):
        own = [seat for seat in seats if seat.organisation_id == organisation.pk]
        _members_own(doing, organisation, own, each, since=since, taken=taken)
    open_to_all = [seat for seat in seats if seat.organisation_id is None]
    _end(doing, open_to_all[elected:], since)
    for number in range(len(open_to_all) + 1, elected + 1):
        make_seat(doing, _free(f"{number}", taken), f"Seat {number}", organisation=None, run=(since, None))


def _members_own(
    doing: Deed, organisation: Organisation, seats: Sequence[Seat], each: int, *, since: date, taken: set[str]
) -> None:
    """Give a member as many seats as the charter says in each of its times that is not over."""
    states: list[Membership] = organisation.states  # type: ignore[attr-defined]  # prefetched under that name
    for run in runs(as_stays(states)):
        if run[1] is not None and run[1] <= since:
            continue
        start = max(run[0], since)
        of_run = [seat for seat in seats if run[0] <= seat.since and (run[1] is None or seat.since < run[1])]
        _end(doing, of_run[each:], start)
        for number in range(len(of_run) + 1, each + 1):
            more = f" {number}" if number > 1 else ""
            slug = _free(f"{organisation.slug}{more.replace(' ', '-')}", taken)
            make_seat(doing, slug, f"{organisation.name}{more}", organisation=organisation, run=(start, run[1]))


def _end(doing: Deed, surplus: Sequence[Seat], until: date) -> None:
    for seat in surplus:
        held = seat.holdings.filter(lasting_after(until)).select_related("person").first()
        if held:
            what = f"The charter takes away the seat {seat}, which {held.person} holds beyond {until}."
            raise AgainstTheRules(seat.handle, what, f"Let it end by {until}, or keep the seat.")
        end_seat(doing, seat, until)


def _free(slug: str, taken: set[str]) -> str:
    while slug in taken:
        slug = f"{slug}-again"
    taken.add(slug)
    return slug
