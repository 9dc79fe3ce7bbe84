"""What follows from a result: those who were elected take the office, or their seats, from a day on."""

from collections.abc import Mapping, Sequence
from datetime import date

from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_in_force
from muster.actions.deed import Deed, deed
from muster.actions.elections.settling import settle
from muster.actions.people import person_numbered
from muster.actions.seats import appoint, give_office, holders_at_most, leave_office, leave_seat, seat_called
from muster.domain.contribution.words import day as day_words
from muster.domain.elections.flow import result_refused
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.roles import who_may
from muster.records.models import Election, Holding, Office, Person
from muster.records.queries.elections import SEAT, calendar_of, election_numbered
from muster.records.queries.people import holds_on


def winners_of(row: Election) -> list[Person]:
    """Give who was elected, in the order of the result; nobody before it is written down."""
    numbers = [int(handle.removeprefix("person/")) for handle in (row.result or {}).get("winners", ())]
    people = {one.number: one for one in Person.objects.filter(group=row.group, number__in=numbers)}
    return [people[number] for number in numbers]


def places_for(row: Election, winners: Sequence[Person], since: date) -> dict[int, str]:
    """Propose which seat each of the elected takes, by number: the one that they hold, or the next that is left."""
    held = Holding.objects.filter(
        holds_on(since), seat__group=row.group, seat__slug__in=row.up, part=Holding.Part.REPRESENTATIVE
    ).values_list("person__number", "seat__slug")
    own = {number: slug for number, slug in held if number in {one.number for one in winners}}
    left = [slug for slug in row.up if slug not in own.values()]
    return {one.number: own.get(one.number) or left.pop(0) for one in winners}


def confirm_result(
    caller: Caller, number: int, since: date, *, places: Mapping[int, str] | None = None, expected: int | None = None
) -> list[Person]:
    """Give those who were elected what they were elected to, from a day on; whoever held it hands it over.

    places: which seat each takes, by their number; left out, as `places_for` proposes. AgainstTheRules: voting has not
    closed, nobody was elected, it was done before, the day is too early, or a cap of the charter forbids a seat.
    """
    settle(caller.group, caller.clock())
    with deed(caller, "election.close", f"election/{number}", expected=expected) as doing:
        row = election_numbered(doing.group, number)
        winners = _elected(doing, row)
        if since < row.voting_closes.date():
            what = f"Voting closed on {day_words(row.voting_closes.date())}; nobody was elected before."
            raise AgainstTheRules(row.handle, what, "Choose that day or a later one.")
        row.confirmed_at = doing.at
        row.save(update_fields=["confirmed_at"])
        said = [{"person": one.handle} for one in winners]
        if row.office == SEAT:
            places = dict(places) if places is not None else places_for(row, winners, since)
            _check_places(row, winners, places)
            said = [{"person": one.handle, "seat": places[one.number]} for one in winners]
        doing.log("election.confirmed", {"office": row.office, "since": since.isoformat(), "elected": said})
        # From here on Muster itself acts: whoever confirms may be the one who hands over, and is chair no longer.
        muster = Caller(doing.group, clock=lambda: doing.at, muster=True)
        if row.office == SEAT:
            _take_seats(muster, row, places or {}, since)
        else:
            _take_office(muster, row, winners, since)
    return winners


def _elected(doing: Deed, row: Election) -> list[Person]:
    what = "office.change" if row.office != SEAT else "seat.change"
    if not doing.who.may(what):
        raise AgainstTheRules(row.handle, f"This is for {who_may(what)}.", "Ask one of them.")
    if row.called_off:
        raise AgainstTheRules(row.handle, f"It was not held: {row.called_off}", "Plan another.")
    if refusal := result_refused(calendar_of(row), at=doing.at):
        raise refusal.error(row.handle)
    if row.confirmed_at:
        raise AgainstTheRules(row.handle, "Those who were elected have taken their places.", "Look at the record.")
    winners = winners_of(row)
    if not winners:
        raise AgainstTheRules(row.handle, "Nobody was elected.", "Plan another election.")
    return winners


def _check_places(row: Election, winners: Sequence[Person], places: Mapping[int, str]) -> None:
    taken = list(places.values())
    if places.keys() != {one.number for one in winners} or len(set(taken)) < len(taken) or not set(taken) <= {*row.up}:
        what = "Each of the elected takes one of the seats that were up for election, and no two the same."
        raise AgainstTheRules(row.handle, what, "Give each of them a seat of their own.")


def _take_seats(muster: Caller, row: Election, places: Mapping[int, str], since: date) -> None:
    """Empty every seat that was up, then fill those that somebody was elected to."""
    sitting = Holding.objects.filter(
        holds_on(since), seat__group=row.group, seat__slug__in=row.up, part=Holding.Part.REPRESENTATIVE
    )
    for holding in sitting.select_related("seat", "person"):
        leave_seat(muster, holding, since)
    for number, slug in places.items():
        seat = seat_called(row.group, slug)
        appoint(muster, seat, person_numbered(row.group, number), since, decided_by=row.handle)


def _take_office(muster: Caller, row: Election, winners: Sequence[Person], since: date) -> None:
    """Let those leave who were elected again, whose new term begins, and of the others as many as there must be."""
    sitting = list(
        Office.objects.filter(holds_on(since), group=row.group, role=row.office)
        .select_related("person")
        .order_by("since", "pk")
    )
    elected = {one.pk for one in winners}
    again = [one for one in sitting if one.person_id in elected]
    others = [one for one in sitting if one.person_id not in elected]
    room = holders_at_most(charter_in_force(row.group, since), row.office) - len(others)
    for office in [*again, *others[: max(0, len(winners) - room)]]:
        leave_office(muster, office, since)
    for one in winners:
        give_office(muster, row.office, one, since, decided_by=row.handle)
