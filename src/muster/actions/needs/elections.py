"""Ballots to cast, nominations to answer, results to act on. Who has voted is known; how, is not."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from muster.actions.addresses import page_of
from muster.actions.needs.shape import Need
from muster.domain.membership.roles import may
from muster.records.models import Candidacy, Election, Elector
from muster.records.queries.elections import shown
from muster.records.queries.me import Standpoint


def ballots_to_cast(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give each open election in which they have a vote left: once, with the seats for which it is.

    Two queries, and five for each election whose voting the clock has opened and no deed yet: of those there is hardly
    ever one, and their list of voters is what it would be now.
    """
    whose = {one.person.pk: one for one in standpoints}
    groups = {one.group.pk for one in standpoints}
    is_open = {"called_off": "", "voting_opens__lte": at, "voting_closes__gt": at}
    votes = Elector.objects.filter(
        person__in=whose, has_voted=False, election__in=Election.objects.filter(frozen_at__isnull=False, **is_open)
    )
    just_open = [shown(one, at) for one in Election.objects.filter(group__in=groups, frozen_at=None, **is_open)]
    waiting = [vote for one in just_open if not one.not_held for vote in one.voters if vote.person_id in whose]
    left: dict[tuple[Election, int], list[str]] = defaultdict(list)
    for vote in (*votes.select_related("election").order_by("seat"), *waiting):
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


def results_to_act_on(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Ask those who run a group for what an election waits for: its result on the record, its winners in office.

    One query.
    """
    running = [one for one in standpoints if may("election.close", one.offices)]
    over = Election.objects.filter(
        group__in={one.group.pk for one in running}, called_off="", voting_closes__lte=at, confirmed_at=None
    )
    for election in over.order_by("number"):
        result = election.result
        if result is not None and not result.get("winners"):
            continue
        what = (
            f"Write the result of “{election.title}” into the record"
            if result is None
            else f"Let those who were elected in “{election.title}” take their places"
        )
        for one in running:
            if one.group.pk == election.group_id:
                where = page_of(one.group.slug, election.handle)
                yield Need(one.person, "result", election.handle, what, where)
