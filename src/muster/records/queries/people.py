"""Who is who on a day: members, seats with those who hold them, offices."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q

from muster.records.models import Affiliation, Group, Holding, Membership, Office, Organisation, Person, Seat


def holds_on(day: date, since: str = "since", until: str = "until") -> Q:
    """Give the condition that an interval holds on the day: since inclusive, until exclusive."""
    return Q(**{f"{since}__lte": day}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day}))


def lasting_after(day: date) -> Q:
    """Give the condition that an interval reaches beyond a day, or begins after it."""
    return Q(until__isnull=True) | Q(until__gt=day)


def suspended_on(day: date, organisation: str = "organisation") -> Exists:
    """Give the condition that the organisation of a row is suspended on the day: its seats do not count then.

    organisation: the row's column that names it.
    """
    suspended = Membership.objects.filter(holds_on(day), organisation=OuterRef(organisation), state="suspended")
    return Exists(suspended)


@dataclass(frozen=True, slots=True)
class SeatOn:
    """A seat on a day, and who speaks for it; None: nobody. suspended: its member is, so it does not count."""

    seat: Seat
    representative: Person | None
    alternate: Person | None
    holdings: tuple[Holding, ...] = ()
    suspended: bool = False

    @property
    def parts(self) -> tuple[Holding | None, Holding | None]:
        """Give who holds it since when: the representative, the alternate."""
        by_part = {one.part: one for one in self.holdings}
        return by_part.get(Holding.Part.REPRESENTATIVE), by_part.get(Holding.Part.ALTERNATE)


@dataclass(frozen=True, slots=True)
class MemberOn:
    """An organisation on a day, in the state that it was in."""

    organisation: Organisation
    state: str
    membership: str
    since: date


def seats_on(group: Group, day: date) -> list[SeatOn]:
    """Give every seat that counts on the day, by name; those of suspended members do not. Two queries."""
    return [one for one in every_seat_on(group, day) if not one.suspended]


def every_seat_on(group: Group, day: date) -> list[SeatOn]:
    """Give every seat of the day by name, those of suspended members too. Two queries."""
    held = Holding.objects.filter(holds_on(day)).select_related("person").order_by("-part", "since")
    seats = (
        Seat.objects.filter(holds_on(day), group=group)
        .annotate(suspended=suspended_on(day))
        .select_related("organisation")
        .prefetch_related(Prefetch("holdings", held, to_attr="held"))
    )
    found = []
    for seat in seats:
        by_part = {one.part: one.person for one in seat.held}
        found.append(
            SeatOn(
                seat,
                by_part.get(Holding.Part.REPRESENTATIVE),
                by_part.get(Holding.Part.ALTERNATE),
                tuple(seat.held),
                seat.suspended,
            )
        )
    return found


def members_on(group: Group, day: date) -> list[MemberOn]:
    """Give every organisation that has a state on the day, by name. One query."""
    states = (
        Membership.objects.filter(holds_on(day), organisation__group=group)
        .select_related("organisation")
        .order_by("organisation__name")
    )
    return [MemberOn(one.organisation, one.state, one.membership, one.since) for one in states]


def offices_on(group: Group, day: date) -> list[Office]:
    """Give who has an office on the day, by office. One query."""
    return list(Office.objects.filter(holds_on(day), group=group).select_related("person").order_by("role", "since"))


def working_for(organisation: Organisation | None, day: date) -> frozenset[int]:
    """Give the numbers of those who work for an organisation on a day. One query."""
    if organisation is None:
        return frozenset()
    found = Affiliation.objects.filter(holds_on(day), organisation=organisation)
    return frozenset(found.values_list("person__number", flat=True))


def people_of(group: Group) -> list[Person]:
    """Give everybody the group knows, by name, for forms that choose somebody. One query."""
    return list(Person.objects.filter(group=group))
