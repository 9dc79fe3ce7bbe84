"""The call for consensus: opened, extended, answered, and objections on their way to being settled."""

from datetime import datetime

from muster.actions.addresses import page_of
from muster.actions.caller import Caller
from muster.actions.decisions.deciding import Deciding, deciding
from muster.actions.decisions.writing import prose
from muster.actions.letter_kinds import Facts
from muster.actions.letters import Reader, speaking_for_seats, write_letters
from muster.domain.decisions import events as e
from muster.domain.decisions.state import State
from muster.domain.errors import AgainstTheRules, NotThere
from muster.records.models import Seat
from muster.records.queries.decisions import attendance_before


def call_for_consensus(
    caller: Caller, number: int, *, version: int, seat: str = "", expected: int | None = None
) -> State:
    """Ask every seat of the day for its position on a version, for as many days as the charter says."""
    with deciding(caller, "proposal.call", number, expected=expected) as step:
        electorate, attendance = begin(step)
        event = e.CallOpened(
            at=step.doing.at, by=step.actor(seat), version=version, electorate=electorate, attendance=attendance
        )
        reached = step.happens(event)
        tell_seats(step, "proposal.called")
    return reached


def extend_call(caller: Caller, number: int, until: datetime, *, seat: str = "", expected: int | None = None) -> State:
    """Let a call stay open, or be open again, up to but not including a moment. until: aware."""
    with deciding(caller, "proposal.extend", number, expected=expected) as step:
        reached = step.happens(e.CallExtended(at=step.doing.at, by=step.actor(seat), until=until))
        tell_seats(step, "proposal.called")
    return reached


def take_position(
    caller: Caller, number: int, stand: str, *, version: int, reason: str = "", seat: str = "", written_for: str = ""
) -> State:
    """Say where a seat stands: agree, stand-aside, object with a reason, or recuse; or change what it said before.

    version: of the text that was read. seat: for which seat, of somebody who speaks for several. written_for: the seat
    whose word an officer writes down instead. Stale: another version is before the group.
    """
    with deciding(caller, "position.take", number) as step:
        try:
            said = e.Stand(stand)
        except ValueError:
            known = ", ".join(e.Stand)
            raise AgainstTheRules("stand", f"{stand[:40]!r} is no position.", f"It is one of {known}.") from None
        by, why = step.speaker(seat, written_for=written_for), prose("reason", reason, needed=False)
        return step.happens(e.PositionTaken(at=step.doing.at, by=by, version=version, stand=said, reason=why))


def answer_objection(caller: Caller, number: int, objector: str, answer: str) -> State:
    """Answer the objection of a seat. objector: the seat's slug. NotThere: the group has no such seat."""
    with deciding(caller, "objection.answer", number) as step:
        if not Seat.objects.filter(group=step.doing.group, slug=objector).exists():
            raise NotThere(f"seat/{objector}", "The group has no such seat.", "Choose one that objects.")
        said = prose("answer", answer)
        event = e.ObjectionAnswered(at=step.doing.at, by=step.actor(), objector=f"seat/{objector}", answer=said)
        return step.happens(event)


def settle_objection(caller: Caller, number: int, *, satisfied: bool, seat: str = "", written_for: str = "") -> State:
    """Let a seat's objection go: because an answer satisfies it, or because it is withdrawn."""
    with deciding(caller, "objection.accept", number) as step:
        by = step.speaker(seat, written_for=written_for)
        return step.happens(e.ObjectionSettled(at=step.doing.at, by=by, satisfied=satisfied))


def begin(step: Deciding) -> tuple[tuple[e.Elector, ...], tuple[int, ...]]:
    """Give whom a call or a vote asks from now on, and the attendance that its quorum may follow."""
    quorum = step.state.rules.quorum
    recent = quorum.meetings if quorum.of == "recent-attendance" and quorum.meetings else 0
    attendance = attendance_before(step.doing.group, recent, step.doing.at) if recent else ()
    return step.roll().electorate, attendance


def tell_seats(step: Deciding, kind: str) -> None:
    """Write to whoever speaks for a seat that is asked."""
    group, person = step.doing.group, step.doing.who.person
    asked = {elector.name for elector in step.state.electorate}
    readers = [
        Reader(one.person, names)
        for one in speaking_for_seats(group, step.doing.who.on)
        if (names := tuple(name for name in one.on_behalf if name in asked))
    ]
    facts = Facts(
        about=step.proposal.handle,
        title=step.proposal.title,
        where=page_of(group.slug, step.proposal.handle),
        by=step.state.until,
        who=person.name if person else group.name,
        words=step.followed.now.text,
    )
    write_letters(group, readers, kind, facts, at=step.doing.at)
