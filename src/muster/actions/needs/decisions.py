"""Positions and votes that are asked of seats, objections with an answer, and proposals that wait for somebody."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from muster.actions.addresses import page_of
from muster.actions.decisions.consequences import DEED_OF, still_to_follow
from muster.actions.decisions.reading import Followed, follow
from muster.actions.needs.shape import Need
from muster.domain.decisions.deeds import deeds
from muster.domain.decisions.events import Actor
from muster.domain.decisions.state import Phase
from muster.domain.membership.roles import CHAIR, may
from muster.records.queries.decisions import undecided
from muster.records.queries.me import Standpoint


def proposals_to_act_on(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give what every open proposal asks of them. Three queries."""
    by_group: dict[int, list[Standpoint]] = defaultdict(list)
    for one in standpoints:
        by_group[one.group.pk].append(one)
    for followed in follow(undecided(by_group), at):
        for one in by_group[followed.proposal.group_id]:
            yield from _of_seats(one, followed)
            yield from _of_the_person(one, followed)


def resolutions_to_carry_out(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Ask those who keep the members or the charter for what is to follow from a resolution. Four queries."""
    keeping = [one for one in standpoints if any(may(deed, one.offices) for deed in DEED_OF.values())]
    for proposal in still_to_follow({one.group.pk for one in keeping}, at):
        for one in keeping:
            if one.group.pk == proposal.group_id and may(DEED_OF[proposal.consequence], one.offices):
                what = f"Write down what follows from “{proposal.title}”, which is adopted"
                yield Need(one.person, "consequence", proposal.handle, what, page_of(one.group.slug, proposal.handle))


def _of_seats(one: Standpoint, followed: Followed) -> Iterator[Need]:
    """Ask for the position or the vote of every seat that has not given one, and whether an answer satisfies it."""
    now, title = followed.state, followed.now.title
    silent = {elector.seat for elector in now.silent}
    asked = {Phase.CALL: ("position", f"Take a position on “{title}”"), Phase.VOTE: ("vote", f"Vote on “{title}”")}
    mine = {f"seat/{slug}": name for slug, name in one.seats.items()}
    waiting = tuple(name for seat, name in mine.items() if seat in silent)
    present = now.voting.present if now.voting else None
    if present is not None:
        waiting = tuple(name for seat, name in mine.items() if seat in silent and seat in present)
    if now.phase in asked and waiting:
        kind, what = asked[now.phase]
        yield _need(one, followed, kind, what, on_behalf=waiting)
    answered = tuple(mine[it.seat] for it in now.objections if it.seat in mine and it.answers)
    if now.phase in {Phase.CALL, Phase.NO_CONSENSUS} and answered:
        yield _need(
            one, followed, "objection", f"Say whether the answer on “{title}” satisfies you", on_behalf=answered
        )


def _of_the_person(one: Standpoint, followed: Followed) -> Iterator[Need]:
    """Ask whoever has to act for the proposal to go on: the proposer, the chair, or who called a vote in a meeting."""
    now, title = followed.state, followed.now.title
    proposes = now.proposer is not None and now.proposer.person == one.person.handle
    presides = CHAIR in one.offices or (proposes and CHAIR not in now.rules.offices)
    if proposes and now.phase is Phase.DISCUSSION and _can_have_it_decided(one, followed):
        yield _need(one, followed, "call", f"Have “{title}” decided, or withdraw it")
    in_question = now.phase in {Phase.CALL, Phase.NO_CONSENSUS}
    if proposes and in_question and any(not position.answers for position in now.objections):
        yield _need(one, followed, "answer", f"Answer the objection to “{title}”")
    if presides and now.phase is Phase.NO_CONSENSUS:
        yield _need(one, followed, "no-consensus", f"Decide how “{title}” goes on: there was no consensus")
    if presides and now.phase is Phase.TIED:
        yield _need(one, followed, "tie", f"Break the tie on “{title}”")
    meets = now.phase is Phase.VOTE and now.until is None
    if meets and now.voting and now.voting.by.person == one.person.handle:
        yield _need(one, followed, "close", f"End the vote on “{title}” when all have voted")


def _can_have_it_decided(one: Standpoint, followed: Followed) -> bool:
    seats, offices = (None, *(f"seat/{slug}" for slug in one.seats)), tuple(sorted(one.offices))
    actors = (Actor(one.person.handle, seat, offices=offices) for seat in seats)
    return any({"proposal.call", "vote.call"} & set(deeds(followed.state, actor)) for actor in actors)


def _need(one: Standpoint, followed: Followed, kind: str, what: str, *, on_behalf: tuple[str, ...] = ()) -> Need:
    about = followed.proposal.handle
    where = page_of(one.group.slug, about)
    return Need(one.person, kind, about, what, where, followed.state.until, on_behalf)
