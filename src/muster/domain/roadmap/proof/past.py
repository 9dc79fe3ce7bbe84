"""The roadmap as it was: what the log says of the states of items, and of what was promised to them, up to a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeAlias

from muster.domain.record.chain import Said
from muster.domain.roadmap.items import ItemState

STATES: Final[Mapping[str, ItemState]] = MappingProxyType(
    {
        "item.proposed": ItemState.PROPOSED,
        "item.agreed": ItemState.AGREED,
        "item.delivered": ItemState.DELIVERED,
        "item.dropped": ItemState.DROPPED,
        "item.taken-up": ItemState.PROPOSED,
    }
)
"""What an entry makes of an item, by its kind."""

PROMISES: Final = ("pledge.given", "pledge.taken-back")
TOLD: Final = (*STATES, *PROMISES)
"""The kinds of the entries that this is told from."""

Place: TypeAlias = tuple[str, str, str]
"""Where a promise stands: the member's slug, the item's, the cycle."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood promised. people: those who were named, as the log calls them; nought FTE: nothing was promised."""

    fte: Fraction = Fraction(0)
    people: tuple[str, ...] = ()


def states_on(said: Iterable[Said], on: date) -> dict[str, ItemState]:
    """Give the state of each item, by slug, at the end of a day; one that came later had not been agreed on.

    said: entries in their order. Of an item that no entry tells of nothing is said.
    """
    found: dict[str, ItemState] = {}
    for one in said:
        if (state := STATES.get(one.kind)) is not None:
            slug = one.subject.removeprefix("item/")
            if one.at.date() <= on:
                found[slug] = state
            else:
                found.setdefault(slug, ItemState.PROPOSED)
    return found


def promised_on(said: Iterable[Said], on: date) -> dict[Place, Stood]:
    """Give what stood promised at the end of a day, wherever an entry tells of a promise. said: in their order."""
    found: dict[Place, Stood] = {}
    for one in said:
        if one.kind in PROMISES:
            item = str(one.data["item"]).removeprefix("item/")
            place = (one.subject.removeprefix("pledges/"), item, str(one.data["cycle"]))
            if one.at.date() <= on:
                fte = Fraction(str(one.data["fte"]).replace(",", ""))
                found[place] = Stood(fte, tuple(one.data["people"]))
            else:
                found.setdefault(place, Stood())
    return found
