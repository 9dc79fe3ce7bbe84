"""Ballots to cast and nominations to answer. Who has voted is known; how, is not."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from muster.actions.addresses import page_of
from muster.actions.needs.shape import Need
from muster.records.models import Candidacy, Elector
from muster.records.queries.me import Standpoint


def ballots_to_cast(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give each open election on whose list of voters they are and in which they have not voted. One query."""
    whose = {one.person.pk: one for one in standpoints}
    open_now = Elector.objects.filter(
        person__in=whose, has_voted=False, election__voting_opens__lte=at, election__voting_closes__gt=at
    )
    for elector in open_now.select_related("election"):
        one, election = whose[elector.person_id], elector.election
        yield Need(
            whose=one.person,
            kind="ballot",
            about=election.handle,
            what=f"Cast your ballot in “{election.title}”",
            where=page_of(one.group.slug, election.handle),
            by=election.voting_closes,
            on_behalf=(one.seats.get(elector.seat, elector.seat),) if elector.seat else (),
        )


def nominations_to_answer(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give each nomination of theirs that they have neither accepted nor declined, until voting opens. One query."""
    whose = {one.person.pk: one for one in standpoints}
    asked = Candidacy.objects.filter(
        person__in=whose, state=Candidacy.State.NOMINATED, election__voting_opens__gt=at
    ).select_related("election")
    for candidacy in asked:
        one, election = whose[candidacy.person_id], candidacy.election
        yield Need(
            whose=one.person,
            kind="nomination",
            about=election.handle,
            what=f"Accept or decline your nomination in “{election.title}”",
            where=page_of(one.group.slug, election.handle),
            by=election.voting_opens,
        )
