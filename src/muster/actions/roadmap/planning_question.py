"""What the planner is asked about a cycle: put together from the record, and from what evidence has of people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from muster.actions.charter_in_force import charter_in_force
from muster.domain.charter.charter import Charter
from muster.domain.charter.membership import MeasuredCriterion
from muster.domain.contribution.windows import Window, window_before
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.planning.question import Member, Promise, Question, Work, unit_for, units_down, units_up
from muster.domain.roadmap.planning.staffing import Found, Named, workers
from muster.records.models import Group, Round, TeamMember
from muster.records.queries.people import MemberOn, members_on
from muster.records.queries.roadmap.items import ItemShown, items_of
from muster.records.queries.roadmap.pledges import PledgeShown, pledges_of

_MEMBER = "member"
_OPEN = (ItemState.AGREED, ItemState.PROPOSED)


def window_of_people(group: Group, on: date) -> Window:
    """Give the days over which people are looked for: the charter's months up to the day."""
    charter = charter_in_force(group, on)
    return window_before(on, charter.counting.window_months)


def question_of(
    group: Group, cycle: str, on: date, *, found: Sequence[Found] | None, window: Window | None = None
) -> Question:
    """Give the question of a cycle as it stands on a day. Sixteen queries at most, whatever the rows.

    found: whom evidence has at work for the members, by their slugs; None: nothing was read. window: the days of that.
    """
    charter = charter_in_force(group, on)
    members = [one for one in members_on(group, on) if one.state == _MEMBER]
    slugs = {one.organisation.slug for one in members}
    pledges = [one for one in pledges_of(group, cycle=cycle) if one.organisation.slug in slugs]
    minima = {one.organisation.slug: minimum_of(charter, one.membership) for one in members}
    order, order_from = _selected(group)
    works, delivered = _works(group, cycle, {one.item.slug for one in pledges}, order)
    unit = unit_for(*minima.values())
    promised: Counter[str] = Counter()
    for one in pledges:
        promised[one.organisation.slug] += units_down(one.fte, unit)
    staff, keys = workers(
        found,
        _named(group, pledges),
        unit=unit,
        members={one.organisation.slug: one.organisation.name for one in members},
        areas={one.row.slug: one.row.focus_area for one, _ in works},
        promised=promised,
    )
    return Question(
        cycle=cycle,
        unit=unit,
        members=tuple(_member(one, minima, unit) for one in members),
        workers=staff,
        works=tuple(_work(one, tier, unit, delivered) for one, tier in works),
        promises=tuple(
            Promise(
                one.organisation.slug,
                one.item.slug,
                units_down(one.fte, unit),
                tuple(sorted({keys[_key(one, person.number)] for person in one.people})),
            )
            for one in pledges
        ),
        order_from=order_from,
        measured_over=str(window) if window is not None and found is not None else "",
    )


def minimum_of(charter: Charter, membership: str) -> Fraction:
    """Give what the charter asks a member of some class to put into the roadmap; nought if it asks nothing."""
    criteria = [one for kind in charter.classes if kind.id == membership for one in kind.criteria]
    measured = [one for one in criteria if isinstance(one, MeasuredCriterion) and one.measure == "roadmap_fte"]
    return max((Fraction(one.minimum) for one in measured), default=Fraction(0))


def _member(one: MemberOn, minima: Mapping[str, Fraction], unit: int) -> Member:
    slug = one.organisation.slug
    return Member(slug, one.organisation.name, units_up(minima[slug], unit))


def _key(pledge: PledgeShown, number: int) -> str:
    """Give the key of somebody who is named: somebody whom two members name stands for each of them apart."""
    return f"{pledge.organisation.slug} person/{number}"


def _named(group: Group, pledges: Sequence[PledgeShown]) -> list[Named]:
    upstream = dict(TeamMember.objects.filter(person__group=group).values_list("person__number", "upstream"))
    named = {
        _key(one, person.number): Named(
            _key(one, person.number), one.organisation.slug, person.handle, upstream.get(person.number, "")
        )
        for one in pledges
        for person in one.people
    }
    return [named[key] for key in sorted(named)]


def _works(
    group: Group, cycle: str, promised: set[str], order: Mapping[str, int]
) -> tuple[list[tuple[ItemShown, int]], frozenset[str]]:
    """Give the items that the cycle is about, each with its tier; and the slugs of those that are delivered.

    They are those that are meant for the cycle or for none, those that something is promised to, and whatever these
    wait for. The tiers are what the last round selected, in its order; what else is agreed; what is only proposed.
    """
    every = {one.row.slug: one for one in items_of(group)}
    open_ones = {slug: one for slug, one in every.items() if one.item.state in _OPEN}
    wanted = {
        slug
        for slug, one in open_ones.items()
        if slug in promised or (one.item.state is ItemState.AGREED and one.item.cycle in {"", cycle})
    }
    waiting = list(wanted)
    while waiting:
        for name in open_ones[waiting.pop()].item.depends_on:
            if name in open_ones and name not in wanted:
                wanted.add(name)
                waiting.append(name)
    last = len(order)
    found = [
        (one, order.get(slug, last + (1 if one.item.state is ItemState.AGREED else 2)))
        for slug, one in sorted(open_ones.items())
        if slug in wanted
    ]
    return found, frozenset(slug for slug, one in every.items() if one.item.state is ItemState.DELIVERED)


def _work(one: ItemShown, tier: int, unit: int, delivered: frozenset[str]) -> Work:
    after = tuple(name for name in one.item.depends_on if name not in delivered)
    return Work(one.row.slug, one.row.title, tier, units_up(one.item.cost, unit), after)


def _selected(group: Group) -> tuple[dict[str, int], str]:
    """Give the place of each item that the last counted round selected, and what the log calls the round."""
    last = Round.objects.filter(group=group, outcome__isnull=False).order_by("-number").first()
    if last is None or last.outcome is None:
        return {}, ""
    names = [str(one["item"]) for one in last.outcome["selected"]]
    return {name: place for place, name in enumerate(names, start=1)}, last.handle
