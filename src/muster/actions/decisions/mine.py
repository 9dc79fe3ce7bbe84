"""What somebody can do about a proposal now, and for which seats; asked of the engine, so that no page disagrees."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from muster.actions.caller import Acting
from muster.actions.decisions.reading import Followed
from muster.domain.decisions.deeds import deeds
from muster.domain.decisions.events import Actor
from muster.domain.membership.roles import CHAIR, DEEDS, OFFICES, SECRETARY

COMMENTS: Final = "proposal.comment"
NO_SEAT: Final = ""
WRITTEN_DOWN: Final = frozenset({"proposal.second", "position.take", "objection.accept", "vote.cast"})
"""What an officer writes down for a seat that said it elsewhere."""


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody can do. can: by deed, the slugs of the seats for which they can, NO_SEAT first if it needs none.

    writes: by deed, the slugs of the seats whose word they can write down as an officer.
    """

    can: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    writes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def mine(who: Acting, followed: Followed) -> Mine:
    """Say what whoever asks can do about a proposal, at the moment to which it was followed."""
    if who.person is None:
        return Mine()
    offices = tuple(sorted(who.roles & set(OFFICES)))
    actors = {NO_SEAT: Actor(who.handle, None, offices=offices)}
    for seat, part in who.seats.items():
        actors[seat] = Actor(who.handle, f"seat/{seat}", part == "alternate", offices)
    can = _by_deed(who, followed, actors)
    if who.may(COMMENTS):
        can[COMMENTS] = (NO_SEAT,)
    others = _by_deed(who, followed, _others(who, followed))
    return Mine(can, {deed: seats for deed, seats in others.items() if deed in WRITTEN_DOWN})


def _by_deed(who: Acting, followed: Followed, actors: Mapping[str, Actor]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for seat, actor in actors.items():
        for deed in deeds(followed.state, actor):
            if deed not in DEEDS or who.may(deed):
                found[deed] = (*found.get(deed, ()), seat)
    return found


def _others(who: Acting, followed: Followed) -> dict[str, Actor]:
    """Give the seats that are asked and not the officer's own, each as its representative would act."""
    if not {CHAIR, SECRETARY} & who.roles or (followed.is_secret and followed.state.voting):
        return {}
    asked = {one.seat.removeprefix("seat/"): one for one in followed.state.electorate}
    return {
        seat: Actor(one.representative or "", one.seat, entered_by=who.handle)
        for seat, one in asked.items()
        if seat not in who.seats
    }
