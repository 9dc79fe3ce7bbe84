"""Members: the list on a day, and everything that the record knows of one organisation."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from muster.domain.contribution.published import PublishedMember
from muster.domain.errors import NotThere
from muster.records.models import Affiliation, Attestation, Entry, Group, Holding, Membership, Organisation, Seat
from muster.records.queries.people import MemberOn, SeatOn, every_seat_on, holds_on, members_on
from muster.records.queries.standings import Published, published_on

ENTRIES_SHOWN = 20
_SHOWN = ("member", "suspended", "applicant", "prospect", "former")
"""States in the order in which a list has them."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """An organisation on a day. measured: its standing by the last count before; None: it is in none."""

    member: MemberOn
    seats: tuple[SeatOn, ...]
    measured: PublishedMember | None


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One organisation: what it is and was, its seats and whoever held them, its people, its word. Each by its days."""

    organisation: Organisation
    parts: Sequence[Organisation]
    states: Sequence[Membership]
    seats: Sequence[Seat]
    """Each with `held`, a list of those who held it."""
    people: Sequence[Affiliation]
    attestations: Sequence[Attestation]
    written: Sequence[Entry]

    def state_on(self, day: date) -> Membership | None:
        """Give what it was on a day."""
        return next((one for one in self.states if _holds(one, day)), None)

    def speakers_on(self, day: date) -> list[Holding]:
        """Give who held its seats on a day, each seat's representative first."""
        return [one for seat in self.seats if _holds(seat, day) for one in seat.held if _holds(one, day)]  # type: ignore[attr-defined]  # see seats

    @property
    def names(self) -> list[str]:
        """Every name that files may give it."""
        return [self.organisation.name, *self.organisation.aliases]


def member_rows(group: Group, day: date) -> tuple[list[MemberRow], Published | None]:
    """Give every organisation of a day, members first, with the standing that they are shown by. Four queries."""
    seats = defaultdict(list)
    for seat in every_seat_on(group, day):
        seats[seat.seat.organisation_id].append(seat)
    published = published_on(group, day)
    rows = [
        MemberRow(one, tuple(seats[one.organisation.pk]), _measured(published, one.organisation))
        for one in members_on(group, day)
    ]
    return sorted(rows, key=lambda row: (_SHOWN.index(row.member.state), row.member.organisation.name)), published


def member_page(group: Group, slug: str) -> MemberPage:
    """Give everything about one organisation. NotThere: the group knows none such. Eight queries."""
    organisation = Organisation.objects.filter(group=group, slug=slug).select_related("part_of").first()
    if organisation is None:
        raise NotThere(slug, "The group knows no such organisation.", "Members lists those it knows.")
    held = Holding.objects.select_related("person").order_by("-since", "-part", "pk")
    seats = Seat.objects.filter(organisation=organisation).prefetch_related(Prefetch("holdings", held, to_attr="held"))
    people = Affiliation.objects.filter(organisation=organisation).select_related("person")
    word = Attestation.objects.filter(organisation=organisation).select_related("person")
    return MemberPage(
        organisation=organisation,
        parts=list(organisation.parts.order_by("name")),
        states=list(Membership.objects.filter(organisation=organisation).order_by("-since")),
        seats=list(seats.order_by("-since", "slug")),
        people=list(people.order_by("person__name", "since")),
        attestations=list(word.order_by("-at")),
        written=entries_about(group, organisation.handle),
    )


def state_on(organisation: Organisation, day: date) -> Membership | None:
    """Give what an organisation is on a day; None: nothing."""
    return Membership.objects.filter(holds_on(day), organisation=organisation).first()


def organisations_by_name(group: Group) -> list[Organisation]:
    """Give every organisation that the group knows, for forms that choose one. One query."""
    return list(Organisation.objects.filter(group=group))


def slugs_by_name(group: Group) -> dict[str, str]:
    """Give each organisation's address by every name that files may give it, in small letters. One query."""
    rows = Organisation.objects.filter(group=group).values_list("slug", "name", "aliases")
    return {name.casefold(): slug for slug, own, others in rows for name in (*others, own)}


def entries_about(group: Group, subject: str) -> list[Entry]:
    """Give the last entries of the log about something: who wrote what of it down, and when."""
    found = Entry.objects.filter(group=group, subject=subject).defer("body").order_by("-number")
    return list(found[:ENTRIES_SHOWN])


def _measured(published: Published | None, organisation: Organisation) -> PublishedMember | None:
    return published.standing.member([organisation.name, *organisation.aliases]) if published else None


def _holds(row: Membership | Holding | Seat, day: date) -> bool:
    return row.since <= day and (row.until is None or day < row.until)
