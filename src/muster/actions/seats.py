"""Who holds a seat, and who has an office: from a day on, until another does."""

from datetime import date

from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_in_force
from muster.actions.decided import check_decision
from muster.actions.deed import Deed, deed
from muster.actions.intervals import check_ours, day, end, make_room, refuse_before, span_of
from muster.domain.charter.charter import Charter
from muster.domain.errors import AgainstTheRules, NotThere
from muster.domain.membership.roles import CHAIR, OFFICES
from muster.domain.membership.sitting import Sitting, one_elected_seat_each
from muster.domain.membership.spans import Span, crowded, ends_after
from muster.records.models import Group, Holding, Office, Person, Seat
from muster.records.queries.groups import founded_on
from muster.records.queries.people import holds_on
from muster.records.queries.seats import bench_of

NOBODY_ELSE = 10_000
"""How many may hold an office of which the charter does not say how many hold it."""


def appoint(
    caller: Caller,
    seat: Seat,
    person: Person,
    since: date,
    *,
    until: date | None = None,
    part: str = "representative",
    decided_by: str = "",
    expected: int | None = None,
) -> Holding:
    """Give a seat to a person from a day on; whoever held it in that part does so until then.

    until: the day on which it ends, if that is known. decided_by: `election/2`, where one filled the seat.
    expected: the version of the seat that the caller has seen, as with every deed.
    AgainstTheRules: the seat is not there on that day; the charter knows no alternates, or caps the seats of one
    organisation; the person holds it already; another holding begins later.
    """
    with deed(caller, "seat.change", seat.handle, expected=expected) as doing:
        check_ours(doing, seat, person)
        seat.refresh_from_db()
        check_seat_lasts(seat, since, until)
        charter = charter_in_force(doing.group, since)
        _refuse_part(seat, person, charter, part=part, since=since)
        check_decision(doing, decided_by, charter, needed=False)
        if part == Holding.Part.REPRESENTATIVE:
            check_sitting(doing, charter, seat, person, since=since, until=until)
        rows = Holding.objects.filter(seat=seat, part=part).select_related("person")
        before = make_room(doing, rows, since, until)
        other = seat.holdings.filter(holds_on(since), person=person).select_related("person", "seat").first()
        if other:  # its alternate becomes its representative, or the other way round
            _leave(doing, other, since)
        holding = Holding.objects.create(
            seat=seat, person=person, part=part, since=since, until=until, decided_by=decided_by
        )
        data = {"person": person.handle, "part": part, "since": day(since), "until": day(until)}
        instead = {"instead_of": before[0].person.handle} if before else {}
        decided = {"decided_by": decided_by} if decided_by else {}
        doing.log("seat.held", {**data, **instead, **decided}, on_behalf=seat.handle)
    return holding


def leave_seat(caller: Caller, holding: Holding, until: date, *, expected: int | None = None) -> None:
    """End a holding on a day; nobody holds the seat in that part from then on."""
    with deed(caller, "seat.change", holding.seat.handle, expected=expected) as doing:
        check_ours(doing, holding.seat)
        _leave(doing, holding, until)


def give_office(
    caller: Caller,
    role: str,
    person: Person,
    since: date,
    *,
    until: date | None = None,
    instead_of: Person | None = None,
    decided_by: str = "",
    expected: int | None = None,
) -> Office:
    """Give an office to a person from a day on. If one person holds it, they hand it over, in the same deed.

    instead_of: who hands it over, where several hold it. until: the day on which it ends, if that is known.
    AgainstTheRules: there is no such office; the person has it already; as many hold it as the charter lets, and none
    of them is named; somebody is to have it from a later day on.
    """
    if role not in OFFICES:
        raise AgainstTheRules(role, "There is no such office.", f"Choose one of {', '.join(OFFICES)}.")
    with deed(caller, "office.change", f"office/{role}", expected=expected) as doing:
        check_ours(doing, person, instead_of)
        if refusal := ends_after(since, until):
            raise refusal.error(doing.subject)
        refuse_before(doing, since, founded_on(doing.group), "The office")
        charter = charter_in_force(doing.group, since)
        check_decision(doing, decided_by, charter, needed=False)
        leaving = _who_hands_over(doing, charter, role, person, since=since, instead_of=instead_of)
        if leaving:
            end(doing, leaving, since)
            doing.log("office.left", {"person": leaving.person.handle, "until": day(since)})
        office = Office.objects.create(
            group=doing.group, role=role, person=person, since=since, until=until, decided_by=decided_by
        )
        check_holders(doing, role, charter)
        data = {"person": person.handle, "since": day(since), "until": day(until), "decided_by": decided_by}
        doing.log("office.taken", data)
    return office


def office_of(group: Group, role: str, number: int) -> Office:
    """Give the office that a person of the group has last had in a role. NotThere: they never had it."""
    office = Office.objects.filter(group=group, role=role, person__number=number).order_by("-since", "-pk").first()
    if office is None:
        raise NotThere(f"office/{role}", f"person/{number} never had this office.", "Choose somebody who has it.")
    return office


def leave_office(caller: Caller, office: Office, until: date, *, expected: int | None = None) -> None:
    """End an office on a day."""
    with deed(caller, "office.change", f"office/{office.role}", expected=expected) as doing:
        check_ours(doing, office.person)
        end(doing, office, until)
        doing.log("office.left", {"person": office.person.handle, "until": day(until)})


def seat_called(group: Group, slug: str) -> Seat:
    """Give the group's seat of that name. NotThere: there is none."""
    seat = Seat.objects.filter(group=group, slug=slug).select_related("organisation").first()
    if seat is None:
        raise NotThere(f"seat/{slug}", "The group has no such seat.", "Follow a link from the group's pages.")
    return seat


def holding_of(seat: Seat, person: Person, part: str) -> Holding:
    """Give the last time that a person held a seat in a part. NotThere: they never did."""
    found = seat.holdings.filter(person=person, part=part).select_related("person", "seat").order_by("-since").first()
    if found is None:
        raise NotThere(seat.handle, f"{person} never was its {part}.", "Choose somebody who is.")
    return found


def holding_numbered(seat: Seat, key: int) -> Holding:
    """Give one holding of a seat by its key. NotThere: the seat has none such."""
    found = seat.holdings.filter(pk=key).select_related("person", "seat").first()
    if found is None:
        raise NotThere(seat.handle, "The seat was never held like that.", "Follow a link from its page.")
    return found


def office_numbered(group: Group, key: int) -> Office:
    """Give one time in office of a group by its key. NotThere: there is none such."""
    found = Office.objects.filter(group=group, pk=key).select_related("person").first()
    if found is None:
        raise NotThere("offices", "Nobody of the group had an office like that.", "Follow a link from its page.")
    return found


def check_seat_lasts(seat: Seat, since: date, until: date | None) -> None:
    """Refuse days on which the seat is not there."""
    if since < seat.since or (seat.until and (since >= seat.until or (until and until > seat.until))):
        what = f"The seat is there from {seat.since} until {seat.until or 'further notice'}."
        raise AgainstTheRules(seat.handle, what, "Choose days in that time.")


def check_sitting(
    doing: Deed, charter: Charter, seat: Seat, person: Person, *, since: date, until: date | None
) -> None:
    """Refuse a seat that the charter's cap, or another elected seat of the same person, forbids."""
    if charter.board is None:
        return
    bench = bench_of(doing.group, charter.board, since, person)
    new = Sitting(seat.slug, seat.organisation.name if seat.organisation else "", person.handle, since, until)
    refusal = one_elected_seat_each(new, bench.sittings) or bench.refusal_of(new)
    if refusal:
        raise refusal.error(seat.handle)


def holders_at_most(charter: Charter, role: str) -> int:
    """Give how many may have an office at once: as the charter says; else one chair, and any number of others."""
    known = {one.id: one.holders for one in (charter.board.roles if charter.board else ())}
    return known.get(role, 1 if role == CHAIR else NOBODY_ELSE)


def check_holders(doing: Deed, role: str, charter: Charter) -> None:
    """Refuse more holders at once than the charter lets, and the same person twice."""
    spans: dict[int, list[Span]] = {}
    for office in Office.objects.filter(group=doing.group, role=role).select_related("person"):
        spans.setdefault(office.person_id, []).append(span_of(office))
    everybody = [span for of_person in spans.values() for span in of_person]
    refusals = [crowded(everybody, holders_at_most(charter, role)), *(crowded(one) for one in spans.values())]
    if refusal := next(filter(None, refusals), None):
        raise refusal.error(doing.subject)


def _who_hands_over(
    doing: Deed,
    charter: Charter,
    role: str,
    person: Person,
    *,
    since: date,
    instead_of: Person | None,
) -> Office | None:
    """Give whoever leaves the office as the new one takes it; None if there is room."""
    rows = Office.objects.filter(holds_on(since), group=doing.group, role=role).select_related("person")
    holding = list(rows.order_by("since", "pk"))
    if any(one.person_id == person.pk for one in holding):
        raise AgainstTheRules(doing.subject, f"{person} is {role} already that day.", "Choose another person.")
    if instead_of:
        leaving = next((one for one in holding if one.person_id == instead_of.pk), None)
        if leaving is None:
            raise AgainstTheRules(doing.subject, f"{instead_of} is not {role} that day.", "Choose somebody who is.")
        return leaving
    at_most = holders_at_most(charter, role)
    if len(holding) < at_most:
        return None
    if at_most == 1:
        return holding[0]
    names = " and ".join(str(one.person) for one in holding)
    what = f"{names} are {role}, and the charter lets {at_most} be it."
    raise AgainstTheRules(doing.subject, what, "Say who of them hands it over.")


def _leave(doing: Deed, holding: Holding, until: date) -> None:
    end(doing, holding, until)
    data = {"person": holding.person.handle, "part": holding.part, "until": day(until)}
    doing.log("seat.left", data, on_behalf=holding.seat.handle)


def _refuse_part(seat: Seat, person: Person, charter: Charter, *, part: str, since: date) -> None:
    if part not in Holding.Part.values:
        raise AgainstTheRules(seat.handle, "A seat is not held like that.", "Choose representative or alternate.")
    if part == Holding.Part.ALTERNATE and not (charter.board and charter.board.alternates):
        raise AgainstTheRules(seat.handle, "The charter knows no alternates.", "Name a representative.")
    if seat.holdings.filter(holds_on(since), person=person, part=part).exists():
        what = f"{person} is its {part} on that day already."
        raise AgainstTheRules(seat.handle, what, "Choose another person, or another day.")
