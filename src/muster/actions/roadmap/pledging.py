"""Pledging: a member promises FTE to an item for a cycle, and names the people whom it likes to name."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from muster.actions.caller import Acting, Caller
from muster.actions.deed import Deed, deed
from muster.actions.people import organisation_called
from muster.actions.roadmap.use_cases import members_to_speak_for
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.pledges import Around, Pledged, refusal_of_a_pledge, written
from muster.records.models import Affiliation, Group, Organisation, Person, Pledge, RoadmapItem, Seat
from muster.records.queries.people import holds_on, members_on
from muster.records.queries.roadmap.calendar import calendar_of

_MEMBER = "member"


def handle_of(organisation: str) -> str:
    """Give what the log calls all promises of a member, by its slug: they have one history and one version."""
    return f"pledges/{organisation}"


def give_pledge(
    caller: Caller,
    organisation: str,
    item: str,
    cycle: str,
    *,
    fte: Fraction,
    people: Iterable[int] = (),
    expected: int | None = None,
    invented: bool = False,
) -> Pledge:
    """Promise something to an item for a cycle, in place of what was promised before; nought takes it back.

    organisation, item: by their slugs. people: the numbers of those who are named. Whoever holds the member's seat
    promises; the chair and the secretary write down what any member has promised.
    """
    with deed(caller, "pledge.give", handle_of(organisation), expected=expected) as doing:
        member, row = _theirs(doing, organisation), _item(doing.group, item)
        named = frozenset(people)
        said, before = Pledged(fte, named), _before(member, row, cycle)
        around = Around(
            organisation=member.name,
            member=any(one.organisation == member for one in members_on(doing.group, doing.who.on)),
            item=row.title,
            state=ItemState(row.state),
            staff=frozenset(one.number for one in staff_of(member, doing.who)),
            before=_said(before) if before else None,
        )
        refused = refusal_of_a_pledge(said, cycle, around, calendar_of(doing.group, doing.who.on), on=doing.who.on)
        if refused:
            raise refused.error(doing.subject)
        exact = {"fte": Decimal(fte.numerator) / fte.denominator, "at": doing.at, "invented": invented}
        pledge, _ = Pledge.objects.update_or_create(organisation=member, item=row, cycle=cycle, defaults=exact)
        pledge.people.set(Person.objects.filter(group=doing.group, number__in=named))
        data = {
            "item": row.handle,
            "cycle": cycle,
            "fte": written(fte),
            "before": written(around.before.fte) if around.before else "",
            "people": [f"person/{number}" for number in sorted(named)],
        }
        doing.log("pledge.given" if fte else "pledge.taken-back", data, on_behalf=_seat(doing.who, member))
    return pledge


def staff_of(organisation: Organisation, who: Acting) -> list[Person]:
    """Give those who work for an organisation today, as far as the group knows, by name: whom it can name."""
    work = Affiliation.objects.filter(holds_on(who.on), organisation=organisation)
    return list(Person.objects.filter(group=who.group, pk__in=work.values("person_id")))


def _theirs(doing: Deed, slug: str) -> Organisation:
    found = organisation_called(doing.group, slug)
    if found not in members_to_speak_for(doing.who):
        what = f"You hold no seat of {found}, or it is no member today."
        raise NotAllowed(doing.subject, what, "Let whoever holds its seat promise, or the chair or the secretary.")
    return found


def _item(group: Group, slug: str) -> RoadmapItem:
    row = RoadmapItem.objects.filter(group=group, slug=slug).first()
    if row is None:
        raise NotThere(f"item/{slug}", "The group's roadmap has no such item.", "Roadmap lists those that it has.")
    return row


def _before(organisation: Organisation, item: RoadmapItem, cycle: str) -> Pledge | None:
    return Pledge.objects.filter(organisation=organisation, item=item, cycle=cycle, fte__gt=0).first()


def _said(pledge: Pledge) -> Pledged:
    return Pledged(Fraction(pledge.fte), frozenset(one.number for one in pledge.people.all()))


def _seat(who: Acting, organisation: Organisation) -> str:
    """Give the seat by which they speak for a member, as the log calls it; "" for an officer who writes it down."""
    seat = Seat.objects.filter(group=who.group, slug__in=who.seats, organisation=organisation).order_by("slug").first()
    return seat.handle if seat else ""


def exact_fte(amount: Decimal) -> Fraction:
    """Give a figure that was written in decimals, exactly. AgainstTheRules: it is none, such as infinity."""
    if not amount.is_finite():
        raise AgainstTheRules("fte", "That is no figure.", "Write how many people will work on it, such as 1.5.")
    return Fraction(amount)
