"""Whom a decision asks: the seats of a day with those who speak for them, and for whom each of them counts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from muster.domain.decisions.events import Elector
from muster.domain.decisions.seats import Roll, Seat, Tenure
from muster.records.models import Affiliation, Group, Holding, Membership, Office, Organisation
from muster.records.models import Seat as SeatRow
from muster.records.queries.people import holds_on

Tenures = dict[int, list[Tenure]]
"""Who held a seat, by the seat's key."""


@dataclass(frozen=True, slots=True)
class RollOn:
    """The roll, with what seats count for on a day. suspended: handles of seats whose member is suspended that day."""

    roll: Roll
    day: date
    suspended: frozenset[str]

    @property
    def electorate(self) -> tuple[Elector, ...]:
        """The seats of the day that count, vacant ones too."""
        return tuple(one for one in self.roll.electorate(self.day) if one.seat not in self.suspended)

    def speaker(self, seat: str) -> str | None:
        """Give who speaks for a seat that day: its representative, else its alternate; None: nobody."""
        place = next((one for one in self.roll.seats if one.id == seat), None)
        times = (*place.representatives, *place.alternates) if place else ()
        return next((one.person for one in times if one.on(self.day)), None)


def roll_on(group: Group, day: date, *, related_as_one: bool) -> RollOn:
    """Give every seat and office the group ever had, with the organisation and class of each seat on the day.

    A seat that is no member's, because an election fills it, counts for whoever its holder works for that day.
    related_as_one: whether organisations that are part of another are one family with it. Six queries.
    """
    rows = list(SeatRow.objects.filter(group=group).order_by("slug"))
    representatives, alternates = _tenures(group)
    states = {one.organisation_id: one for one in Membership.objects.filter(holds_on(day), organisation__group=group)}
    families, employers = _families(group, related_as_one=related_as_one), _employers(group, day)
    seats, suspended = [], set()
    for row in rows:
        holders = (one.person for one in representatives[row.pk] if one.on(day))
        organisation = row.organisation_id or employers.get(next(holders, ""))
        state = states.get(row.organisation_id) if row.organisation_id else None
        if state and state.state == Membership.State.SUSPENDED:
            suspended.add(row.handle)
        seats.append(
            Seat(
                row.handle,
                row.name,
                families[organisation] if organisation else row.handle,
                (state.membership or None) if state else None,
                row.since,
                row.until,
                tuple(representatives[row.pk]),
                tuple(alternates[row.pk]),
            )
        )
    return RollOn(Roll(tuple(seats), _offices(group)), day, frozenset(suspended))


def _tenures(group: Group) -> tuple[Tenures, Tenures]:
    """Give who represented each seat, and who was its alternate."""
    parts: dict[str, Tenures] = {part: defaultdict(list) for part in Holding.Part.values}
    for one in Holding.objects.filter(seat__group=group).select_related("person").order_by("since", "pk"):
        parts[one.part][one.seat_id].append(Tenure(one.person.handle, one.since, one.until))
    return parts[Holding.Part.REPRESENTATIVE], parts[Holding.Part.ALTERNATE]


def _offices(group: Group) -> dict[str, tuple[Tenure, ...]]:
    offices: dict[str, list[Tenure]] = defaultdict(list)
    for one in Office.objects.filter(group=group).select_related("person").order_by("since", "pk"):
        offices[one.role].append(Tenure(one.person.handle, one.since, one.until))
    return {role: tuple(times) for role, times in offices.items()}


def _families(group: Group, *, related_as_one: bool) -> dict[int, str]:
    """Give the name under which each organisation's seats count, by its key."""
    found = Organisation.objects.filter(group=group).values_list("pk", "name", "part_of")
    names, above = {key: name for key, name, _ in found}, {key: part_of for key, _, part_of in found}
    if not related_as_one:
        return names
    families = {}
    for key in names:
        line = [key]
        while (parent := above[line[-1]]) and parent not in line:
            line.append(parent)
        families[key] = names[line[-1]]
    return families


def _employers(group: Group, day: date) -> dict[str, int]:
    """Give whom everybody works for that day, by what the log calls them: the first, of several."""
    work = Affiliation.objects.filter(holds_on(day), person__group=group).order_by("-since", "-pk")
    return {f"person/{number}": employer for number, employer in work.values_list("person__number", "organisation")}
