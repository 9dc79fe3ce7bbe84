"""Items as their pages show them: in order, with who carries each, and whether it is alive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from muster.actions.roadmap.knowing import MEMBERS
from muster.actions.roadmap.proving import IndexState, index_state, proof_of
from muster.domain.contribution.windows import Window, window_before
from muster.domain.contribution.words import number, rounded
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.proof.life import Life, life_of
from muster.domain.roadmap.proof.proof import Proof, Share
from muster.records.models import Group, Organisation
from muster.records.queries.groups import founded_on
from muster.records.queries.members import organisations_by_name
from muster.records.queries.people import members_on
from muster.records.queries.roadmap.items import ItemShown, Priorities, last_priorities

MONTHS: Final = 6
"""Whoever worked on an item in so many months up to the last day that was read is said to work on it."""
A_DAY: Final = timedelta(days=1)
A_HUNDRED: Final = 100
FIRST: Final = 3


@dataclass(frozen=True, slots=True)
class Carrier:
    """A company that works on an item. organisation: the group's own, if it is one of those."""

    name: str
    organisation: Organisation | None
    share: Share
    now: Share | None = None
    """Of these, what it did in the last months, where `share` is about longer."""

    @property
    def fte(self) -> str:
        """Its FTE in the last months as it is shown, at the likely number of days; "" without any."""
        return rounded(self.now.fte.likely, 2) if self.now else ""


@dataclass(frozen=True, slots=True)
class Alive:
    """What the evidence says of all items. on: the day as of which: today, or the last day that was read.

    proof: None if nothing was read. organisations: by every name that files may give them, in small letters. members:
    the slugs of those that are members today.
    """

    on: date
    index: IndexState | None
    window: Window
    proof: Proof | None
    organisations: Mapping[str, Organisation]
    members: frozenset[str]

    def life(self, shown: ItemShown) -> Life | None:
        """Say whether an item is alive; None: nothing was read that could tell."""
        found = self.proof.item(shown.item.slug) if self.proof else None
        return life_of(shown.item.state, found.begun_on, found.last_seen, on=self.on) if found else None

    def last_seen(self, shown: ItemShown) -> date | None:
        """Give the day of the last change that was seen; None: there was none, or nothing was read."""
        found = self.proof.item(shown.item.slug) if self.proof else None
        return found.last_seen if found else None

    def carriers(self, slug: str, *, members: bool = False) -> tuple[Carrier, ...]:
        """Give who works on an item, most changes first: every company, or members alone."""
        found = self.proof.item(slug) if self.proof else None
        shares = (found.members if members else found.shares) if found else ()
        return tuple(self._carrier(share) for share in shares)

    def carriers_ever(self, slug: str, ever: Proof | None) -> tuple[Carrier, ...]:
        """Give who ever worked on an item, most changes first, and what of that was in the last months."""
        found = ever.item(slug) if ever else None
        now = {one.name: one.share for one in self.carriers(slug)}
        ever_on_it = (self._carrier(share) for share in (found.shares if found else ()))
        return tuple(replace(one, now=now.get(one.name)) for one in ever_on_it)

    def _carrier(self, share: Share) -> Carrier:
        organisation = self.organisations.get(share.company.casefold())
        return Carrier(organisation.name if organisation else share.company, organisation, share)


@dataclass(frozen=True, slots=True)
class Row:
    """An item in a list. place: in the order of the last round of priorities; 0: it was not selected there."""

    shown: ItemShown
    life: Life | None
    last_seen: date | None
    carriers: tuple[Carrier, ...]
    place: int = 0

    @property
    def cost(self) -> str:
        """What it costs as it is shown; "" while nobody has said."""
        return cost_in_words(self.shown)


@dataclass(frozen=True, slots=True)
class Overview:
    """The roadmap: what is agreed, in order; what is proposed; what is over."""

    agreed: tuple[Row, ...]
    proposed: tuple[Row, ...]
    over: tuple[Row, ...]
    priorities: Priorities | None
    alive: Alive

    @property
    def cost(self) -> str:
        """What is agreed costs together, in FTE."""
        return number(sum((row.shown.item.cost for row in self.agreed), Fraction(0)))

    @property
    def first(self) -> tuple[Row, ...]:
        """The first of what is agreed, for a page that is about more than the roadmap."""
        return self.agreed[:FIRST]

    @property
    def words(self) -> tuple[str, ...]:
        """What became of life in what is agreed: "3 active", "1 stalled"; empty if nothing was read."""
        found = [row.life.word for row in self.agreed if row.life]
        return tuple(f"{found.count(word)} {word}" for word in dict.fromkeys(found))


def roadmap_of(group: Group, items: Sequence[ItemShown], today: date, areas: Sequence[str] = ()) -> Overview:
    """Put items in order: as the last round of priorities selected them, then by focus areas in their order."""
    alive, priorities = alive_on(group, today), last_priorities(group)
    places = {slug: place for place, slug in enumerate(priorities.slugs if priorities else (), start=1)}
    ranks = {area: rank for rank, area in enumerate(areas)}

    def order(shown: ItemShown) -> tuple[int, int, str, str]:
        slug, area = shown.item.slug, shown.item.focus_area
        return places.get(slug, len(places) + 1), ranks.get(area, len(ranks)), area, slug

    rows = [
        Row(
            shown,
            alive.life(shown),
            alive.last_seen(shown),
            alive.carriers(shown.item.slug, members=True),
            places.get(shown.item.slug, 0),
        )
        for shown in sorted(items, key=order)
    ]
    return Overview(
        tuple(row for row in rows if row.shown.item.state is ItemState.AGREED),
        tuple(row for row in rows if row.shown.item.state is ItemState.PROPOSED),
        tuple(row for row in rows if row.shown.item.state in {ItemState.DELIVERED, ItemState.DROPPED}),
        priorities,
        alive,
    )


def alive_on(group: Group, today: date) -> Alive:
    """Give what the evidence says on a day of all items: as of its own last day, if it ends before.

    Never as of a day before the group was founded: it had neither a charter nor members then.
    """
    index = index_state(group)
    on = min(today, max(index.last_day, founded_on(group))) if index and index.last_day else today
    window = window_before(on + A_DAY, MONTHS)
    proof = proof_of(group, window, on=on) if index and index.last_day else None
    every = organisations_by_name(group)
    names = {name.casefold(): one for one in every for name in one.aliases}
    members = frozenset(one.organisation.slug for one in members_on(group, today) if one.state in MEMBERS)
    return Alive(on, index, window, proof, names | {one.name.casefold(): one for one in every}, members)


def proof_ever(group: Group, alive: Alive) -> Proof | None:
    """Give the proof of all that was read up to the day; None: nothing was."""
    first = alive.index.first_day if alive.index else None
    if first is None or alive.proof is None:
        return None
    return proof_of(group, Window(min(first, alive.on), alive.on + A_DAY), on=alive.on)


def cost_in_words(shown: ItemShown) -> str:
    """Give what an item costs; "" while nobody has said."""
    return number(shown.item.cost) if shown.item.cost else ""


def percent(part: int, whole: int) -> str:
    """Give a share as it is shown: "12 %"; "" of nothing."""
    return f"{rounded(Fraction(A_HUNDRED * part, whole), 0)} %" if whole else ""
