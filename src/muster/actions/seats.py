"""Who holds a seat, and who has an office: from a day on, until another does."""

from datetime import date

from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_in_force
from muster.actions.deed import deed
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.membership.roles import OFFICES
from muster.records.models import Group, Holding, Office, Person, Seat
from muster.records.queries.people import holds_on


def appoint(
    caller: Caller,
    seat: Seat,
    person: Person,
    since: date,
    *,
    part: str = "representative",
    expected: int | None = None,
) -> Holding:
    """Give a seat to a person from a day on; whoever held it in that part does so until then.

    expected: the version of the seat that the caller has seen, as with every deed.
    AgainstTheRules: the seat is not there on that day; the charter knows no alternates; another holding begins later.
    """
    with deed(caller, "seat.change", seat.handle, expected=expected) as doing:
        charter = charter_in_force(doing.group, since)
        if part == Holding.Part.ALTERNATE and not (charter.board and charter.board.alternates):
            raise AgainstTheRules(seat.handle, "The charter knows no alternates.", "Name a representative.")
        if since < seat.since or (seat.until and since >= seat.until):
            what = f"The seat is there from {seat.since} until {seat.until or 'further notice'}."
            raise AgainstTheRules(seat.handle, what, "Choose a day in that time.")
        if seat.holdings.filter(part=part, since__gt=since).exists():
            what = f"Somebody is named for this seat from a day after {since} on."
            raise AgainstTheRules(seat.handle, what, "Choose a later day.")
        before = seat.holdings.filter(holds_on(since), part=part).first()
        if before and before.since == since:
            before.delete()
        elif before:
            before.until = since
            before.save(update_fields=["until"])
        holding = Holding.objects.create(seat=seat, person=person, part=part, since=since)
        data = {"person": person.handle, "part": part, "since": since.isoformat()}
        doing.log("seat.held", data, on_behalf=seat.handle)
    return holding


def give_office(
    caller: Caller, role: str, person: Person, since: date, *, decided_by: str = "", expected: int | None = None
) -> Office:
    """Give an office to a person from a day on; if the charter lets fewer hold it, whoever came first hands it over."""
    if role not in OFFICES:
        raise AgainstTheRules(role, "There is no such office.", f"Choose one of {', '.join(OFFICES)}.")
    with deed(caller, "office.change", f"office/{role}", expected=expected) as doing:
        charter = charter_in_force(doing.group, since)
        known = {one.id: one.holders for one in (charter.board.roles if charter.board else ())}
        holding = Office.objects.filter(holds_on(since), group=doing.group, role=role).order_by("since", "pk")
        if holding.filter(person=person).exists():
            raise AgainstTheRules(f"office/{role}", f"{person} is {role} already that day.", "Choose another person.")
        for leaving in holding[: max(0, holding.count() - known.get(role, holding.count() + 1) + 1)]:
            _end(leaving, since)
            doing.log("office.left", {"person": leaving.person.handle, "until": since.isoformat()})
        office = Office.objects.create(group=doing.group, role=role, person=person, since=since, decided_by=decided_by)
        data = {"person": person.handle, "since": since.isoformat(), "decided_by": decided_by}
        doing.log("office.taken", data)
    return office


def leave_office(caller: Caller, office: Office, until: date, *, expected: int | None = None) -> None:
    """End an office on a day."""
    with deed(caller, "office.change", f"office/{office.role}", expected=expected) as doing:
        _end(office, until)
        doing.log("office.left", {"person": office.person.handle, "until": until.isoformat()})


def _end(interval: Office | Holding, until: date) -> None:
    """End an interval; one that would end as it begins never was."""
    if until <= interval.since:
        interval.delete()
    else:
        interval.until = until
        interval.save(update_fields=["until"])


def seat_called(group: Group, slug: str) -> Seat:
    """Give the group's seat of that name. NotThere: there is none."""
    seat = Seat.objects.filter(group=group, slug=slug).select_related("organisation").first()
    if seat is None:
        raise NotThere(f"seat/{slug}", "The group has no such seat.", "Follow a link from the group's pages.")
    return seat
