"""The roadmap: what the group agreed, in order, who carries it, and whether it is alive; and one item."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_in_force import charter_in_force
from muster.actions.roadmap.items import why_not_to_change
from muster.actions.roadmap.telling import history
from muster.domain.charter.charter import Charter
from muster.domain.contribution.words import number
from muster.domain.roadmap.checking import STEPS, vanished
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.selectors import read_selectors
from muster.records.queries.roadmap.items import ItemShown, item_called, items_of
from muster.records.queries.roadmap.pledges import pledges_to
from muster.web.data import show_or_data
from muster.web.door import in_group
from muster.web.roadmap.items import as_data
from muster.web.roadmap.items.shown import Alive, alive_on, cost_in_words, percent, proof_ever, roadmap_of

DEEDS = {
    ItemState.AGREED: ("agree/", "Put it on the roadmap"),
    ItemState.DELIVERED: ("deliver/", "Say that it is delivered"),
    ItemState.DROPPED: ("drop/", "Drop it"),
    ItemState.PROPOSED: ("take-up/", "Take it up again"),
}
"""Where what the group can say of an item next is asked for."""


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every item, those that are agreed first. `?area=Testing` shows one focus area alone."""
    who = acting(caller)
    items, charter = items_of(who.group), charter_in_force(who.group, who.on)
    areas = tuple(dict.fromkeys((*(one.name for one in charter.focus_areas), *(one.item.focus_area for one in items))))
    area = request.GET.get("area", "")
    chosen = [one for one in items if not area or one.item.focus_area == area]
    found = roadmap_of(who.group, chosen, who.on, areas)
    context = {
        "found": found,
        "focus_areas": [one for one in areas if one],
        "area": area,
        "may_propose": who.may("item.propose"),
        "any": bool(items),
        "invented": any(one.row.invented for one in chosen),
    }
    return show_or_data(
        request, who, "roadmap/items/overview.html", context, data=lambda: as_data.overview(who.group, found)
    )


@require_safe
@in_group
def item(request: HttpRequest, caller: Caller, slug: str) -> HttpResponse:
    """One item: what it is for, who carries it, whether it is alive, which work upstream is its own."""
    who = acting(caller)
    shown = item_called(who.group, slug)
    charter, alive = charter_in_force(who.group, who.on), alive_on(who.group, who.on)
    told, ever = history(who.group, shown.row.handle), proof_ever(who.group, alive)
    proof = ever.item(slug) if ever else None
    carriers = alive.carriers_ever(slug, ever)
    context: dict[str, Any] = {
        "shown": shown,
        "alive": alive,
        "life": alive.life(shown),
        "last_seen": alive.last_seen(shown),
        "carriers": carriers,
        "proof": proof,
        "linked": percent(proof.linked, proof.changes) if proof else "",
        "gone": _gone(shown, charter, alive),
        "unread": read_selectors(shown.row.selectors).faults,
        "told": told,
        "pledges": [(one, number(one.fte)) for one in pledges_to(shown.row)],
        "may_change": who.may("item.change") and why_not_to_change(who, shown) is None,
        "steps": _steps(who, shown),
        "cost": cost_in_words(shown),
    }
    return show_or_data(
        request,
        who,
        "roadmap/items/item.html",
        context,
        data=lambda: {"group": who.group.slug, **as_data.whole(shown, alive, ever, told)},
    )


def _steps(who: Acting, shown: ItemShown) -> list[tuple[str, str]]:
    if not who.may("item.decide"):
        return []
    return [DEEDS[state] for state in DEEDS if state in STEPS[shown.item.state]]


def _gone(shown: ItemShown, charter: Charter, alive: Alive) -> list[str]:
    """Say of each repository that the item names why nothing of it is seen; nothing of those that are read."""
    named = frozenset(one.name for one in charter.evidence.repositories)
    reasons = dict(alive.index.unread) if alive.index else {}
    return [
        *(
            f"The charter in force ({charter.version}) does not name {name}, so nothing of it is read."
            for name in vanished(shown.item, named)
        ),
        *(
            f"{name} could not be read when the evidence was read last: {reasons[name]}"
            for name in vanished(shown.item, named - reasons.keys())
            if name in named
        ),
    ]
