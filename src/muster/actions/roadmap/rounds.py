"""Rounds of priorities: planned, changed until they open, and what each seat says that it wants while they are open."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.db.models import Max

from muster.actions.caller import Acting, Caller
from muster.actions.deed import Deed, deed
from muster.actions.roadmap.rounds_settling import settle
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere
from muster.domain.membership.roles import CHAIR, SECRETARY
from muster.domain.roadmap.calendar.cycles import cycle_called
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.priorities.ballots import KINDS, Kind, Said, ballot_refused, kept
from muster.domain.roadmap.priorities.question import COMPLETIONS, Completion
from muster.domain.roadmap.priorities.rounds import (
    MOST_BUDGET,
    Choice,
    Times,
    ballot_time_refused,
    change_refused,
    choices_refused,
    seat_refused,
    times_refused,
)
from muster.domain.roadmap.quarters import Quarter
from muster.records.models import Round, RoundBallot, Seat
from muster.records.queries.people import seats_on
from muster.records.queries.roadmap.calendar import calendar_of
from muster.records.queries.roadmap.items import items_of
from muster.records.queries.roadmap.rounds import as_rows, kind_of, round_numbered, times_of

_CENTS: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A round as it is handed in. cycle: the release cycle that it is about, or "". budget: FTE. items: their slugs.

    opens_at: None for at once.
    """

    quarter: str
    kind: Kind
    completion: Completion
    opens_at: datetime | None
    closes_at: datetime
    budget: Decimal
    items: tuple[str, ...]
    cycle: str = ""


def plan_round(caller: Caller, planned: Planned, *, invented: bool = False) -> Round:
    """Plan a round: what is chosen among, from when until when, and how much FTE there is to share out.

    AgainstTheRules: it cannot be held so. NotThere: an item is none of the group's. RequestFault: there is no such
    quarter or cycle.
    """
    with deed(caller, "round.plan", "rounds") as doing:
        number = (doing.group.rounds.aggregate(last=Max("number"))["last"] or 0) + 1
        row = Round(group=doing.group, number=number, invented=invented)
        _write(doing, row, planned)
        doing.log("round.planned", said_of(row), subject=row.handle)
    _open_at_once(caller, row)
    return row


def change_round(caller: Caller, number: int, planned: Planned, *, expected: int | None = None) -> Round:
    """Change what was planned, until it opens; what items cost is read anew."""
    round_numbered(caller.group, number)
    settle(caller.group, caller.clock())
    with deed(caller, "round.plan", f"round/{number}", expected=expected) as doing:
        row = round_numbered(doing.group, number)
        if refusal := change_refused(times_of(row), at=doing.at):
            raise refusal.error(row.handle)
        _write(doing, row, planned)
        doing.log("round.changed", said_of(row))
    _open_at_once(caller, row)
    return row


def say(caller: Caller, number: int, said: Said, *, seat: str = "") -> RoundBallot:
    """Say what a seat wants, or say it anew, while the round is open. Everybody can read it, as with positions.

    said: by item, 1 for an approval, its place, or its points. seat: its slug, for whoever speaks for several; the
    chair and the secretary write down what any seat has told them.

    AgainstTheRules: it is too early or too late, or that is no ballot. NotAllowed: it is not their seat, or one that
    was not there. NotThere: there is no such seat.
    """
    settle(caller.group, caller.clock())  # by itself, so that it stays even if the ballot is refused
    with deed(caller, "round.vote", f"round/{number}") as doing:
        row = round_numbered(doing.group, number)
        if refusal := ballot_time_refused(times_of(row), at=doing.at):
            raise refusal.error(row.handle)
        if not row.seats:
            # It opened while this waited for the lock.
            settle(doing.group, doing.at)
            row.refresh_from_db()
        own = seat_for(doing.who, row, seat)
        if refusal := seat_refused(own.slug, row.seats) or ballot_refused(
            kind_of(row), said, [one["slug"] for one in row.items]
        ):
            raise refusal.error(row.handle)
        data = kept(kind_of(row), said)
        ballot, is_new = RoundBallot.objects.update_or_create(
            round=row, seat=own, defaults={"data": data, "at": doing.at, "person": doing.who.person}
        )
        entered = own.slug not in doing.who.seats
        doing.log(
            "round.said" if is_new else "round.said anew", {"wants": data, "entered": entered}, on_behalf=own.handle
        )
    return ballot


def seat_for(who: Acting, row: Round, seat: str) -> Seat:
    """Give the seat that somebody speaks for in a round, or writes down. Refused as by `say`."""
    mine = [one for one in who.seats if one in row.seats] or list(who.seats)
    slug = seat or (mine[0] if len(mine) == 1 else "")
    if not slug:
        if not mine:
            raise AgainstTheRules(row.handle, "It does not say for which seat this is.", "Name the seat.")
        what = f"You speak for several seats: {', '.join(mine)}."
        raise AgainstTheRules(row.handle, what, "Say for which of them this is.")
    found = Seat.objects.filter(group=who.group, slug=slug).first()
    if found is None:
        raise NotThere(f"seat/{slug}", "The group has no such seat.", "Choose one of its seats.")
    if slug not in who.seats and who.roles.isdisjoint({CHAIR, SECRETARY}):
        what = "You do not speak for this seat."
        raise NotAllowed(
            row.handle, what, "Let its representative say it, or the chair or the secretary write it down."
        )
    return found


def said_of(row: Round) -> dict[str, object]:
    """Give what the log keeps of a round that is planned."""
    return {
        "quarter": row.quarter,
        "cycle": row.cycle,
        "ballots": row.ballots,
        "completion": row.completion,
        "opens_at": row.opens_at.isoformat(),
        "closes_at": row.closes_at.isoformat(),
        "budget": f"{row.budget:.2f}",
        "items": list(row.items),
        "invented": row.invented,
    }


def _open_at_once(caller: Caller, row: Round) -> None:
    """Write down that a round opened, if it is not to wait: so that those whom it asks hear of it now."""
    if settle(caller.group, caller.clock()):
        row.refresh_from_db()


def _write(doing: Deed, row: Round, planned: Planned) -> None:
    """Check a plan, and write it into the row."""
    quarter = Quarter.read(planned.quarter)
    if planned.kind not in KINDS:
        raise AgainstTheRules("ballots", "There is no such kind of ballot.", f"Choose one of {', '.join(KINDS)}.")
    if planned.completion not in COMPLETIONS:
        mend = f"Choose one of {', '.join(COMPLETIONS)}."
        raise AgainstTheRules("completion", "There is no such completion.", mend)
    cycle = cycle_called(calendar_of(doing.group, doing.who.on), planned.cycle).name if planned.cycle else ""
    times = Times(planned.opens_at or doing.at, planned.closes_at)
    if refusal := times_refused(times, at=doing.at):
        raise refusal.error("days")
    choices = _choices(doing, planned)
    if not planned.budget.is_finite() or planned.budget > MOST_BUDGET:
        raise AgainstTheRules("budget", "The budget cannot be that.", f"Give at most {MOST_BUDGET:,} FTE.")
    budget = planned.budget.quantize(_CENTS)
    if budget != planned.budget:
        raise AgainstTheRules("budget", "The budget has more than two decimals.", "Give it in hundredths of an FTE.")
    if refusal := choices_refused(choices, Fraction(budget)):
        raise refusal.error("items")
    if not seats_on(doing.group, doing.who.on):
        raise AgainstTheRules("seats", "There is no seat that could say what it wants.", "Fill the board first.")
    row.quarter, row.cycle, row.ballots, row.completion = str(quarter), cycle, planned.kind, planned.completion
    row.opens_at, row.closes_at, row.budget = times.opens, times.closes, budget
    row.items = as_rows(choices)
    row.save()


def _choices(doing: Deed, planned: Planned) -> list[Choice]:
    known = {one.item.slug: one.item for one in items_of(doing.group)}
    for slug in planned.items:
        if slug not in known:
            raise NotThere(f"item/{slug}", "The group's roadmap has no such item.", "Choose items from the list.")
    return [
        Choice(slug, known[slug].title, known[slug].cost, ItemState(known[slug].state))
        for slug in sorted(set(planned.items))
    ]
