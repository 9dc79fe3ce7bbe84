"""What was promised for a cycle and what came of it, put together for pages, data and programs.

Everything is as of a day: the cycles that had begun, the promises and the states of items as they were, the proof up to
that day. A cycle that is over is told as of its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from muster.actions.roadmap.proving import IndexState, index_state, proof_of
from muster.domain.charter.calendar import Calendar, Cycle
from muster.domain.contribution.windows import Window, window_before
from muster.domain.errors import NotThere
from muster.domain.roadmap.calendar.cycles import cycle_called, cycles_in_order, end_of
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.proof.kept import Ledger, Promised, ledger
from muster.domain.roadmap.proof.life import Life, life_of
from muster.domain.roadmap.proof.past import Place, Stood, promised_on, states_on
from muster.domain.roadmap.proof.proof import CompanyProof, Proof, Share
from muster.records.models import Group, Organisation
from muster.records.queries.groups import founded_on
from muster.records.queries.members import organisations_by_name
from muster.records.queries.roadmap.calendar import calendar_of
from muster.records.queries.roadmap.items import ItemShown, items_of
from muster.records.queries.roadmap.past import Past, past_of
from muster.records.queries.roadmap.pledges import PledgeShown, every_pledge

MONTHS_WITHOUT_CYCLES: Final = 6
SILENCE: Final = timedelta(days=30)
"""Where the last change that was read lies longer before a window's end, the histories may not reach that far."""


@dataclass(frozen=True, slots=True)
class Season:
    """One cycle, promise against proof. name: the cycle's; "" for the last months of a group without cycles.

    window: the days that are counted: up to the release, or to the day asked about where that is earlier. as_of: the
    day as of which promises and the states of items are told.
    """

    name: str
    window: Window
    running: bool
    ledger: Ledger
    proof: Proof | None
    as_of: date

    @property
    def query(self) -> str:
        """What an address says to ask about these days."""
        return f"window={self.window}"


@dataclass(frozen=True, slots=True)
class Known:
    """What does not depend on the cycle: items, promises, organisations, the calendar, how far the evidence reaches.

    items: those that are or were on the roadmap, and those that somebody promised something to. given: every promise as
    it stands, those that were taken back among them. organisations: by every name that files may give them, in small
    letters.
    """

    group: Group
    on: date
    founded: date
    calendar: Calendar
    items: tuple[ItemShown, ...]
    given: tuple[PledgeShown, ...]
    past: Past
    organisations: Mapping[str, Organisation]
    index: IndexState | None

    @property
    def pledges(self) -> tuple[PledgeShown, ...]:
        """The promises as they stand."""
        return tuple(one for one in self.given if one.fte)

    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """The cycles as they begin, the earliest first."""
        return cycles_in_order(self.calendar)

    @property
    def begun(self) -> tuple[Cycle, ...]:
        """The cycles that had begun by the day, but for those that were over before there was the group."""
        return tuple(
            cycle
            for cycle in self.cycles
            if cycle.start <= self.on and ((end := end_of(cycle)) is None or end > self.founded)
        )

    @property
    def titles(self) -> dict[str, str]:
        """What each item is called."""
        return {one.item.slug: one.item.title for one in self.items}

    def organisation(self, slug: str) -> Organisation:
        """Give an organisation by its slug. NotThere: the group knows none such."""
        found = next((one for one in self.organisations.values() if one.slug == slug), None)
        if found is None:
            raise NotThere(f"organisation/{slug}", "The group knows no such organisation.", "Members lists them.")
        return found

    def pledges_on(self, day: date) -> tuple[PledgeShown, ...]:
        """Give the promises as they stood at the end of a day."""
        if day >= self.on:
            return self.pledges
        then = promised_on(self.past.said, day)
        return tuple(filter(None, (_as_it_stood(one, then, day, self.past) for one in self.given)))

    def states_on(self, day: date) -> dict[str, ItemState]:
        """Give the state of each item, by slug, as the group had said it by the end of a day."""
        then = states_on(self.past.said, day) if day < self.on else {}
        return {one.item.slug: then.get(one.item.slug, one.item.state) for one in self.items}

    def promised(self, cycle: str, day: date) -> tuple[Promised, ...]:
        """Give what stood promised for a cycle at the end of a day."""
        return tuple(one for one in map(_promised, self.pledges_on(day)) if one.cycle.casefold() == cycle.casefold())

    def chosen(self, name: str) -> Cycle | None:
        """Give the cycle that is asked about; "": the last one begun that anybody promised anything for.

        Without any promise it is the last that had begun; None: none had. RequestFault: the calendar has none such.
        """
        if name:
            return cycle_called(self.calendar, name)
        promised = {one.cycle.casefold() for one in self.pledges}
        wanted = [cycle for cycle in self.begun if cycle.name.casefold() in promised] or list(self.begun)
        return wanted[-1] if wanted else None

    def around(self, cycle: Cycle | None) -> tuple[Cycle | None, Cycle | None]:
        """Give the cycles before and after one."""
        every = self.cycles
        at = every.index(cycle) if cycle else len(every)
        return every[at - 1] if at else None, every[at + 1] if at + 1 < len(every) else None

    def season(self, cycle: Cycle | None) -> Season:
        """Hold promise against proof in a cycle; None: in the last months, where nothing was promised."""
        today = self.on + timedelta(days=1)
        if cycle is None:
            return self._season("", window_before(today, MONTHS_WITHOUT_CYCLES), running=True)
        end = end_of(cycle)
        last = max(today if end is None else min(end, today), cycle.start + timedelta(days=1))
        return self._season(cycle.name, Window(cycle.start, last), running=end is None or end > self.on)

    def _season(self, name: str, window: Window, *, running: bool) -> Season:
        proof = self.proof(window)
        slugs, as_of = [one.item.slug for one in self.items], self.as_of(window)
        promised = self.promised(name, as_of) if name else ()
        return Season(name, window, running, ledger(promised, proof, slugs), proof, as_of)

    def proof(self, window: Window) -> Proof | None:
        """Give the proof of a window, as of its end or of the day, companies called as the group calls them.

        None: nothing was read, or nothing that reaches the window.
        """
        state = self.index
        if state is None or state.first_day is None or state.last_day is None:
            return None
        if window.end_day <= state.first_day or window.first_day > state.last_day:
            return None
        proof = proof_of(self.group, window, on=self.as_of(window))
        return _as_known(proof, self) if proof else None

    def as_of(self, window: Window) -> date:
        """Give the day as of which a window is told: its end, or the day asked about where that is earlier.

        What came before the group is told as of the day on which it was founded, by its first charter.
        """
        return max(min(self.on, window.end_day), self.founded)

    def lives(self, proof: Proof | None, on: date) -> dict[str, Life]:
        """Say of each item whether it lived on a day. proof: one as of that day; None: nothing can be said."""
        by_slug, states = {item.slug: item for item in (proof.items if proof else ())}, self.states_on(on)
        return {
            one.item.slug: life_of(states[one.item.slug], found.begun_on, found.last_seen, on=on)
            for one in self.items
            if (found := by_slug.get(one.item.slug))
        }

    def precedes(self, window: Window) -> bool:
        """Whether a window was over before there was the group: then nobody was a member in it."""
        return window.end_day <= self.founded

    def silent(self, window: Window) -> date | None:
        """Give the last day that was read if it lies well before a window's end: the histories may stop there."""
        last = self.index.last_day if self.index else None
        return last if last is not None and last + SILENCE < window.end_day else None


def known_of(group: Group, on: date) -> Known:
    """Look up what does not depend on the cycle. Twelve queries at most, whatever the rows."""
    given = tuple(every_pledge(group))
    promised_to = {one.item.slug for one in given if one.fte}
    items = [one for one in items_of(group) if one.item.state is not ItemState.PROPOSED or one.item.slug in promised_to]
    every = organisations_by_name(group)
    names = {name.casefold(): one for one in every for name in one.aliases}
    own = {one.name.casefold(): one for one in every}
    return Known(
        group=group,
        on=on,
        founded=founded_on(group),
        calendar=calendar_of(group, on),
        items=tuple(items),
        given=given,
        past=past_of(group),
        organisations=names | own,
        index=index_state(group),
    )


def _as_it_stood(row: PledgeShown, then: Mapping[Place, Stood], day: date, past: Past) -> PledgeShown | None:
    """Give a promise as it stood at the end of a day; None: nothing was promised there."""
    if row.at.date() > day:
        stood = then.get((row.organisation.slug, row.item.slug, row.cycle), Stood())
        named = (past.people[one] for one in stood.people if one in past.people)
        row = replace(row, fte=stood.fte, people=tuple(sorted(named, key=lambda one: (one.name, one.number))))
    return row if row.fte else None


def _promised(one: PledgeShown) -> Promised:
    people = tuple(person.name for person in one.people)
    return Promised(one.organisation.name, one.item.slug, one.cycle, one.fte, people, one.invented)


def _as_known(proof: Proof, known: Known) -> Proof:
    """Give a proof with companies called as the group calls them, and the items that are its own."""
    slugs = {one.item.slug for one in known.items}

    def called(company: str) -> str:
        found = known.organisations.get(company.casefold())
        return found.name if found else company

    def renamed(shares: tuple[Share, ...]) -> tuple[Share, ...]:
        return tuple(replace(share, company=called(share.company)) for share in shares)

    companies: dict[str, CompanyProof] = {called(name): one for name, one in proof.companies.items()}
    return replace(
        proof,
        items=tuple(replace(one, shares=renamed(one.shares)) for one in proof.items if one.slug in slugs),
        areas=tuple(replace(one, shares=renamed(one.shares)) for one in proof.areas),
        companies=companies,
    )
