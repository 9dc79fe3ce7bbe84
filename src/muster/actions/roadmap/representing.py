"""What a member's representative has to know: what was promised, what came, with whom, what is next, what to drop."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from muster.actions.roadmap.keeping import Known, Season
from muster.domain.charter.calendar import Cycle
from muster.domain.contribution.words import counted, listed, number, rounded
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.proof.kept import Doubt, Kept, Partner, Total, alone_on, doubts, partners, total
from muster.domain.roadmap.proof.life import Life
from muster.domain.roadmap.proof.proof import ItemProof
from muster.records.models import Organisation
from muster.records.queries.roadmap.items import ItemShown
from muster.records.queries.roadmap.pledges import PledgeShown, total_of
from muster.records.queries.roadmap.waiting import WaitingRound

NAMED_AT_MOST: Final = 3
"""How many items an answer names; of more it says how many."""
OVER = frozenset({ItemState.DELIVERED, ItemState.DROPPED})


@dataclass(frozen=True, slots=True)
class Next:
    """What comes after the cycle. items: agreed for it, those that the member carries first; waits_for: by slug.

    promises: the member's for any cycle that begins later. rounds: those that are open, and want its ballot.
    """

    cycle: Cycle | None
    promises: tuple[PledgeShown, ...]
    items: tuple[ItemShown, ...]
    waits_for: dict[str, tuple[str, ...]]
    rounds: tuple[WaitingRound, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The five answers, about one member in one cycle. kept: promised; beside: done without a promise."""

    organisation: Organisation
    season: Season
    kept: tuple[Kept, ...]
    beside: tuple[Kept, ...]
    total: Total
    partners: tuple[Partner, ...]
    alone: tuple[ItemProof, ...]
    next: Next
    doubts: tuple[Doubt, ...]
    lives: dict[str, Life]
    titles: dict[str, str]

    @property
    def sentences(self) -> tuple[str, str, str, str, str]:
        """Answer each of the five questions in one sentence."""
        return self._promised, self._came, self._with_whom, self._next, self._drop

    @property
    def _promised(self) -> str:
        if not self.kept:
            return f"Nothing{self._for}."
        return f"{number(self.total.promised)} FTE{self._for}, to {counted(len(self.kept), 'item')}."

    @property
    def _for(self) -> str:
        return f" for {self.season.name}" if self.season.name else ""

    @property
    def _came(self) -> str:
        if self.season.proof is None:
            return "Nothing was read that could prove it."
        more = f"{rounded(self.total.delivered.likely)} FTE on the roadmap in all"
        return f"{self.total.sentence[:-1]}; {more}." if self.kept else f"{more[:1].upper()}{more[1:]}."

    @property
    def _with_whom(self) -> str:
        members = list(dict.fromkeys(one.company for one in self.partners if one.member))
        others = len({one.company for one in self.partners if not one.member})
        beside = f"{counted(others, 'company', 'companies')} outside the group" if others else ""
        if members:
            return f"{listed(members)}{f', and {beside}' if beside else ''}."
        return f"No other member; {beside}." if beside else "Nobody."

    @property
    def _next(self) -> str:
        if self.next.cycle is None:
            return "The calendar has no later cycle."
        mine = [one for one in self.next.promises if one.cycle == self.next.cycle.name]
        promised = f"{number(total_of(mine))} FTE promised" if mine else "nothing promised yet"
        asks = "; a round of priorities waits for a ballot" if self.next.rounds else ""
        return f"{self.next.cycle.name}: {promised}, {counted(len(self.next.items), 'item')} meant for it{asks}."

    @property
    def _drop(self) -> str:
        if not self.doubts:
            return (
                "Nothing that was promised." if self.lives or not self.kept else "Nothing can be said without evidence."
            )
        if len(self.doubts) > NAMED_AT_MOST:
            return f"Ask yourselves about {counted(len(self.doubts), 'item')}."
        return f"Ask yourselves about {listed([self.titles.get(one.item, one.item) for one in self.doubts])}."


def answers_of(
    known: Known, organisation: Organisation, season: Season, cycle: Cycle | None, *, rounds: Sequence[WaitingRound]
) -> Answers:
    """Answer for one member about one cycle, with the one before it in mind. rounds: open ones that want its ballot."""
    company = organisation.name
    earlier, later = known.around(cycle)
    seasons = [known.season(earlier)] if earlier and earlier in known.begun else []
    rows = season.ledger.of_company(company)
    lives = known.lives(season.proof, season.as_of)
    coming = [one for one in known.pledges_on(season.as_of) if _begins_after(one.cycle, cycle, known)]
    over = {slug for slug, state in known.states_on(season.as_of).items() if state in OVER}
    return Answers(
        organisation=organisation,
        season=season,
        kept=tuple(row for row in rows if row.verdict is not None),
        beside=tuple(row for row in rows if row.verdict is None),
        total=total(rows),
        partners=partners(season.proof, company),
        alone=alone_on(season.proof, company),
        next=Next(
            cycle=later,
            promises=tuple(one for one in coming if one.organisation.pk == organisation.pk),
            items=_meant_for(later, known, organisation, over),
            waits_for=_waits_for(known, over),
            rounds=tuple(rounds),
        ),
        doubts=doubts(
            company,
            [(one.name, one.ledger) for one in (*seasons, season)],
            [one for name in {pledge.cycle for pledge in coming} for one in known.promised(name, season.as_of)],
            lives,
        ),
        lives=lives,
        titles=known.titles,
    )


def _begins_after(name: str, cycle: Cycle | None, known: Known) -> bool:
    start: date = cycle.start if cycle else known.on
    return any(one.name.casefold() == name.casefold() and one.start > start for one in known.cycles)


def _meant_for(
    cycle: Cycle | None, known: Known, organisation: Organisation, over: Collection[str]
) -> tuple[ItemShown, ...]:
    """Give the items of a cycle that are not over, those that the member carries first."""
    if cycle is None:
        return ()
    meant = [
        one for one in known.items if one.item.cycle.casefold() == cycle.name.casefold() and one.item.slug not in over
    ]
    return tuple(sorted(meant, key=lambda one: (organisation.slug not in one.item.owners, one.item.slug)))


def _waits_for(known: Known, over: Collection[str]) -> dict[str, tuple[str, ...]]:
    waiting = {one.item.slug: tuple(slug for slug in one.item.depends_on if slug not in over) for one in known.items}
    return {slug: first for slug, first in waiting.items() if first}
