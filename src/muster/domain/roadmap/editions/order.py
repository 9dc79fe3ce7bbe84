"""The one order in which an edition is written: that of its items means something, that of all else nothing."""

from collections.abc import Iterable
from typing import Final

from muster.domain.roadmap.editions.edition import Edition, FrozenItem, Priorities, Share
from muster.domain.roadmap.items import ItemState

_ORDER: Final = (ItemState.AGREED, ItemState.DELIVERED, ItemState.DROPPED, ItemState.PROPOSED)
"""In which order items stand: what is agreed first, what is only proposed last."""
_NO_PLACE: Final = 10**9


def in_order(items: Iterable[FrozenItem], priorities: Priorities | None) -> tuple[FrozenItem, ...]:
    """Put items in an edition's order: agreed, delivered, dropped, proposed; in each, those that were chosen first."""
    chosen = [one.slug for one in priorities.chosen] if priorities else []
    place = {slug: at for at, slug in enumerate(chosen)}
    states = [state.value for state in _ORDER]

    def key(item: FrozenItem) -> tuple[int, int, str, str]:
        rank = states.index(item.state) if item.state in states else len(states)
        return rank, place.get(item.slug, _NO_PLACE), item.focus_area, item.slug

    return tuple(sorted(items, key=key))


def in_one_way(edition: Edition) -> Edition:
    """Put everything whose order means nothing in one order, so that equal editions are equal bytes."""
    items = [
        one.model_copy(
            update={
                "owners": tuple(sorted(one.owners, key=lambda owner: owner.slug)),
                "depends_on": tuple(sorted(one.depends_on)),
                "use_cases": tuple(sorted(one.use_cases)),
                "entered": tuple(sorted(one.entered, key=lambda said: said.entry)),
                "work": one.work and one.work.model_copy(update={"shares": _by_work(one.work.shares)}),
            }
        )
        for one in edition.items
    ]
    pledges = [one.model_copy(update={"people": tuple(sorted(one.people))}) for one in edition.pledges]
    proof = edition.proof and edition.proof.model_copy(
        update={"companies": tuple(sorted(edition.proof.companies, key=lambda one: one.name))}
    )
    return edition.model_copy(
        update={
            "items": in_order(items, edition.priorities),
            "pledges": tuple(sorted(pledges, key=lambda one: (one.cycle, one.item, one.organisation.slug))),
            "proof": proof,
        }
    )


def _by_work(shares: Iterable[Share]) -> tuple[Share, ...]:
    return tuple(sorted(shares, key=lambda one: (-one.changes, one.company)))
