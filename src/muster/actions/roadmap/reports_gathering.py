"""What the record has of a month, and what was measured of it: the data that a monthly report is drafted from."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from muster.actions.decisions.reading import Followed, follow
from muster.actions.roadmap.editions_freezing import proof_at
from muster.domain.contribution.windows import Window, months_before
from muster.domain.contribution.words import counted
from muster.domain.decisions.state import ENDS, Phase
from muster.domain.membership.states import SAID
from muster.domain.roadmap.proof.life import life_of
from muster.domain.roadmap.proof.proof import Proof
from muster.domain.roadmap.reports.moves import ABOUT, moved
from muster.domain.roadmap.reports.report import Happened, MonthOfGroup, StandingMoved, standing_moved
from muster.records.models import Affiliation, Group, Holding, Office
from muster.records.queries.groups import founded_on
from muster.records.queries.members import organisations_by_name
from muster.records.queries.people import members_on
from muster.records.queries.roadmap.items import ItemShown, items_of
from muster.records.queries.roadmap.reports import (
    MovesOfPeople,
    charters_begun,
    elections_confirmed,
    moments_of,
    moves_of_people,
    proposals_by,
    said_in,
)
from muster.records.queries.standings import published_on

A_DAY: Final = timedelta(days=1)
ENDED: Final[Mapping[Phase, str]] = MappingProxyType(
    {
        Phase.ADOPTED: "was adopted",
        Phase.FAILED: "was not adopted",
        Phase.WITHDRAWN: "was withdrawn",
        Phase.LAPSED: "lapsed",
    }
)


def month_in_the_record(group: Group, month: Window, *, at: datetime) -> MonthOfGroup:
    """Gather a month, as far as it is over at a moment."""
    begin, end = moments_of(month)
    last = min(at, end)
    followed = follow(proposals_by(group, last), last)
    items = items_of(group)
    names = {one.row.handle: one.item.title for one in items}
    names |= {one.handle: one.name for one in organisations_by_name(group)}
    told = (moved(one, names) for one in said_in(group, month, ABOUT))
    return MonthOfGroup(
        group=group.name,
        month=month,
        standing=_standing(group, month, at.date()),
        decided=(*_decided(followed, begin), *_settled(group, month)),
        open_at_end=tuple(_open(followed)),
        moved=tuple(one for one in told if one),
        life=tuple(_life(group, month, items, on=min(at.date(), month.end_day - A_DAY))),
        people=tuple(_people(moves_of_people(group, month), month)),
    )


def _standing(group: Group, month: Window, on: date) -> StandingMoved | None:
    now = published_on(group, min(month.end_day - A_DAY, on))
    if now is None or now.standing.on < month.first_day:
        return None
    before = published_on(group, month.first_day - A_DAY)
    known = [one.organisation for one in members_on(group, now.standing.on)]
    names = {one.name: [one.name, *one.aliases] for one in known}
    return standing_moved(now.standing, before.standing if before else None, names)


def _decided(followed: Iterable[Followed], begin: datetime) -> Iterator[Happened]:
    for one in followed:
        state = one.state
        if state.phase in ENDS and state.since is not None and state.since >= begin:
            came = f", resolution {one.proposal.resolution}" if one.proposal.resolution else ""
            yield Happened(state.since.date(), f"“{one.now.title}” {ENDED[state.phase]}{came}.", one.proposal.handle)


def _open(followed: Iterable[Followed]) -> Iterator[Happened]:
    for one in followed:
        if one.state.phase not in ENDS and one.state.phase is not Phase.DRAFT:
            yield Happened(one.proposal.opened_at.date(), f"“{one.now.title}” was put.", one.proposal.handle)


def _settled(group: Group, month: Window) -> Iterator[Happened]:
    for election in elections_confirmed(group, month):
        if election.confirmed_at is not None:
            sentence = f"The result of “{election.title}” took effect."
            yield Happened(election.confirmed_at.date(), sentence, election.handle)
    for charter in charters_begun(group, month):
        yield Happened(charter.since, f"Charter {charter.version} came into force.", charter.decided_by)


def _life(group: Group, month: Window, items: Iterable[ItemShown], *, on: date) -> Iterator[str]:
    """Yield which items came alive or fell still, and how many were shared; nothing where no evidence was read.

    on: the last day of the month that is told of. In the month in which a group was founded nothing came alive or fell
    still: it had no items before.
    """
    first, eve, founded = month.first_day, month.first_day - A_DAY, founded_on(group)
    before = proof_at(group, Window(months_before(first, 1), first), eve) if founded <= eve else None
    proof = proof_at(group, Window(first, on + A_DAY), on) if founded <= on else None
    if proof is None:
        return
    if before is not None:
        yield from _came_alive_or_fell_still(items, (before, eve), (proof, on))
    shared = len(proof.shared)
    yield f"{shared} of {counted(len(proof.items), 'item')} had work by two members or more."


def _came_alive_or_fell_still(
    items: Iterable[ItemShown], earlier: tuple[Proof, date], later: tuple[Proof, date]
) -> Iterator[str]:
    """Yield which items came alive or fell still from one day to another, each with its proof."""
    (before, eve), (proof, on) = earlier, later
    for one in items:
        found, known = proof.item(one.item.slug), before.item(one.item.slug)
        if found is None or known is None:
            continue
        now = life_of(one.item.state, found.begun_on, found.last_seen, on=on)
        was = life_of(one.item.state, known.begun_on, known.last_seen, on=eve)
        if now.word != was.word:
            yield f"{one.item.title} ({one.item.slug}) is {now.word}; it was {was.word}: {now.sentence}."


def _people(moves: MovesOfPeople, month: Window) -> Iterator[Happened]:
    for state in moves.memberships:
        name = state.organisation.name
        yield Happened(state.since, f"{name} is {SAID[state.state]} from this day on.", state.organisation.handle)
    for holding in moves.holdings:
        yield from _moves(holding, "speaks for", f"{holding.seat}, as its {holding.part}", month)
    for office in moves.offices:
        yield from _moves(office, "is", office.role, month)
    for work in moves.affiliations:
        yield from _moves(work, "works for", str(work.organisation), month)


def _moves(one: Holding | Office | Affiliation, does: str, what: str, month: Window) -> Iterator[Happened]:
    name = f"{one.person.name} (invented)" if one.person.invented else one.person.name
    if one.since in month:
        yield Happened(one.since, f"{name} {does} {what} from this day on.", one.person.handle)
    if one.until is not None and one.until in month:
        yield Happened(one.until, f"{name} no longer {does} {what}.", one.person.handle)
