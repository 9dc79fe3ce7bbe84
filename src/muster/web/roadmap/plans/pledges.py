"""What members promise to the items of a cycle, and the form by which one promises."""

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_in_force import charter_in_force
from muster.actions.people import organisation_called
from muster.actions.roadmap import pledging
from muster.actions.roadmap.planning_question import minimum_of
from muster.actions.roadmap.use_cases import members_to_speak_for
from muster.domain.errors import NotAllowed
from muster.domain.roadmap.calendar.cycles import cycle_called, cycles_in_order
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.pledges import pledgeable, written
from muster.records.models import Organisation, RoadmapItem
from muster.records.queries.people import members_on
from muster.records.queries.roadmap.calendar import calendar_of
from muster.records.queries.roadmap.items import items_of
from muster.records.queries.roadmap.pledges import PledgeShown, pledges_by, pledges_of
from muster.web.asking import Done, Question, Said, only_for, settle
from muster.web.data import show_or_data
from muster.web.door import in_group
from muster.web.roadmap.plans import as_data, book
from muster.web.roadmap.plans.forms import PledgeForm

_OPEN = (ItemState.AGREED, ItemState.PROPOSED)
_MEMBER = "member"


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What is promised for a cycle, by item and by member: `?cycle=Pike`."""
    who = acting(caller)
    calendar, every = calendar_of(who.group, who.on), pledges_of(who.group)
    asked = request.GET.get("cycle", "").strip()
    cycle = cycle_called(calendar, asked).name if asked else book.cycle_shown(calendar, every, who.on)
    pledges = [one for one in every if one.cycle == cycle]
    still_open = [one.name for one in pledgeable(calendar, who.on)]
    speaking = members_to_speak_for(who) if who.may("pledge.give") and cycle in still_open else []
    items = book.by_item(pledges)
    promised = {one.cycle for one in every}
    context = {
        "cycle": cycle,
        "cycles": [
            one.name
            for one in cycles_in_order(calendar)
            if one.name in promised or one.name in still_open or one.name == cycle
        ],
        "sentence": book.sentence(items, pledges, cycle),
        "items": items,
        "members": book.by_member(pledges, _minima(who)),
        "speaking": speaking,
        "invented": any(one.invented for one in pledges),
        "is_open": cycle in still_open,
    }
    data = {"group": who.group.slug, "cycle": cycle, "pledges": [as_data.pledge(one) for one in pledges]}
    return show_or_data(request, who, "roadmap/plans/pledges.html", context, data=lambda: data)


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def give(request: HttpRequest, caller: Caller, organisation: str) -> HttpResponse:
    """Promise for a member, or change or take back what it promised: `?item=t1&cycle=Pike` says to what."""
    who = acting(caller)
    handle = pledging.handle_of(organisation)
    only_for(who, "pledge.give", handle)
    member = organisation_called(who.group, organisation)
    if member not in members_to_speak_for(who):
        what = f"You hold no seat of {member}, or it is no member today."
        raise NotAllowed(handle, what, "Let whoever holds its seat promise, or the chair or the secretary.")
    cycles = [one.name for one in pledgeable(calendar_of(who.group, who.on), who.on)]
    form = PledgeForm(request, who, handle, initial=_before(request, pledges_by(member), cycles))
    form.offer(_items(who, member), cycles, pledging.staff_of(member, who))

    def deed(said: Said) -> Done:
        made = pledging.give_pledge(
            caller,
            member.slug,
            said["item"],
            said["cycle"],
            fte=pledging.exact_fte(form.amount),
            people=said.get("people", ()),
            expected=said["version"],
        )
        words = f"{member} promises {written(Fraction(made.fte))} FTE to {made.item} for {made.cycle}."
        return (
            words if made.fte else f"The promise to {made.item} is taken back.",
            f"roadmap/pledges/?cycle={made.cycle}",
        )

    explain = "A promise can be changed until its cycle is over. What came of it is read from the histories afterwards."
    if not cycles:
        explain = "The calendar has no cycle that is still to end, so there is none to promise for. Give it one first."
    question = Question(f"Promise for {member}", ("roadmap/pledges/", "Pledges"), "Promise it", explain)
    return settle(request, who, form, question, deed=deed)


def _minima(who: Acting) -> dict[Organisation, Fraction]:
    charter = charter_in_force(who.group, who.on)
    members = [one for one in members_on(who.group, who.on) if one.state == _MEMBER]
    return {one.organisation: minimum_of(charter, one.membership) for one in members}


def _items(who: Acting, member: Organisation) -> list[RoadmapItem]:
    """Give the items to which a member can promise, and those to which it did, so that it can take that back."""
    own = {one.item.pk for one in pledges_by(member)}
    return [one.row for one in items_of(who.group) if one.item.state in _OPEN or one.row.pk in own]


def _before(request: HttpRequest, pledges: list[PledgeShown], cycles: list[str]) -> dict[str, Any]:
    """Give what the form begins with: what stands promised to what the address names."""
    item, cycle = request.GET.get("item", ""), request.GET.get("cycle", cycles[0] if cycles else "")
    found = next((one for one in pledges if (one.item.slug, one.cycle) == (item, cycle)), None)
    if found is None:
        return {"cycle": cycle}
    return {"cycle": cycle, "fte": written(found.fte), "people": [one.number for one in found.people]}
