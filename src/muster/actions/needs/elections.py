"""Ballots to cast and nominations to answer. Who has voted is known; how, is not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from muster.actions.addresses import page_of
from muster.actions.needs.shape import Need
from muster.records.models import Candidacy, Election, Elector
from muster.records.queries.me import Standpoint


def ballots_to_cast(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give each open election in which they have a vote left: once, with the seats for which it is. One query."""
    whose = {one.person.pk: one for one in standpoints}
    votes = Elector.objects.filter(
        person__in=whose,
        has_voted=False,
        election__called_off="",
        election__voting_opens__lte=at,
        election__voting_closes__gt=at,
    )
    left: dict[tuple[Election, int], list[str]] = defaultdict(list)
    for vote in votes.select_related("election").order_by("seat"):
        left[vote.election, vote.person_id].extend([vote.seat] if vote.seat else [])
    for (election, person), seats in left.items():
        one = whose[person]
        yield Need(
            whose=one.person,
            kind="ballot",
            about=election.handle,
            what=f"Cast your ballot in “{election.title}”",
            where=page_of(one.group.slug, election.handle),
            by=election.voting_closes,
            on_behalf=tuple(one.seats.get(seat, seat) for seat in seats),
        )


def nominations_to_answer(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give each nomination of theirs that they have neither accepted nor declined, while they can. One query."""
    whose = {one.person.pk: one for one in standpoints}
    asked = Candidacy.objects.filter(
        person__in=whose,
        state=Candidacy.State.NOMINATED,
        election__called_off="",
        election__nominations_close__gt=at,
    )
    for candidacy in asked.select_related("election"):
        one, election = whose[candidacy.person_id], candidacy.election
        yield Need(
            whose=one.person,
            kind="nomination",
            about=election.handle,
            what=f"Accept or decline your nomination in “{election.title}”",
            where=page_of(one.group.slug, election.handle),
            by=election.nominations_close,
        )
