"""Pledges: the FTE that a member promises to an item for a cycle, and the people whom it likes to name.

A pledge is exact, in hundredths of an FTE. It can be changed or taken back until its cycle is over; then it stands as
it was, for what was promised is what the delivered is held against.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from muster.domain.charter.calendar import Calendar, Cycle
from muster.domain.printable import printable
from muster.domain.refusal import Refusal
from muster.domain.roadmap.calendar.cycles import cycles_in_order, end_of
from muster.domain.roadmap.items import ItemState

HUNDREDTH: Final = Fraction(1, 100)
MOST: Final = 500
"""More full-time people than any member ever had on one item: beyond it is a slip of the pen."""
_OVER: Final = frozenset({ItemState.DELIVERED, ItemState.DROPPED})


@dataclass(frozen=True, slots=True)
class Pledged:
    """A pledge as it is handed in. people: whom it names, by number; nought FTE take it back."""

    fte: Fraction
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Around:
    """What a pledge meets. member: whether the organisation is one today; staff: the numbers of its people.

    before: what it pledged so far to the item in the cycle, if it did.
    """

    organisation: str
    member: bool
    item: str
    state: ItemState
    staff: frozenset[int]
    before: Pledged | None = None


def pledgeable(calendar: Calendar, on: date) -> tuple[Cycle, ...]:
    """Give the cycles for which something can be promised on a day: those that are not over."""
    return tuple(one for one in cycles_in_order(calendar) if (end := end_of(one)) is None or end > on)


def refusal_of_a_pledge(
    pledged: Pledged, cycle: str, around: Around, calendar: Calendar, *, on: date
) -> Refusal | None:
    """Say what is wrong with a pledge for a cycle on a day, or None if nothing is."""
    return (
        _of_the_figure(pledged.fte)
        or _of_the_cycle(cycle, calendar, on)
        or _of_the_member(around)
        or _of_the_item(pledged, around)
        or _of_the_people(pledged, around)
        or _of_the_change(pledged, around)
    )


def _of_the_figure(fte: Fraction) -> Refusal | None:
    if fte < 0:
        return Refusal(f"Nobody can promise {written(fte)} FTE.", "Pledge more than nought; 0 takes a pledge back.")
    if fte > MOST:
        what = f"{written(fte)} FTE are more full-time people than {MOST}, which is more than any item needs."
        return Refusal(what, "Write how many people will work on it, such as 1.5.")
    if fte % HUNDREDTH:
        return Refusal("A pledge is in hundredths of an FTE.", "Write at most two decimals, such as 1.25.")
    return None


def _of_the_cycle(name: str, calendar: Calendar, on: date) -> Refusal | None:
    cycle = next((one for one in calendar.cycles if one.name == name), None)
    open_ones = _listed([one.name for one in pledgeable(calendar, on)])
    mend = f"Choose one of {open_ones}." if open_ones else "Give the calendar a cycle that is still to end."
    if cycle is None:
        return Refusal(f"The calendar has no cycle called {printable(name[:60])!r}.", mend)
    end = end_of(cycle)
    if end is not None and end < cycle.start:
        what = f"By the calendar, {cycle.name} ends on {end}, before it starts on {cycle.start}."
        return Refusal(what, "Correct its dates in the calendar first.")
    if end is not None and end <= on:
        return Refusal(f"{cycle.name} ended on {end}; what was promised for it stands as it was.", mend)
    return None


def _of_the_member(around: Around) -> Refusal | None:
    if not around.member:
        return Refusal(f"{around.organisation} is no member of the group.", "Members pledge; ask to be admitted first.")
    return None


def _of_the_item(pledged: Pledged, around: Around) -> Refusal | None:
    if pledged.fte and around.state in _OVER:
        return Refusal(f"{around.item} is {around.state}: nothing more is done for it.", "Pledge to another item.")
    return None


def _of_the_people(pledged: Pledged, around: Around) -> Refusal | None:
    if pledged.people - around.staff:
        what = f"Somebody who is named does not work for {around.organisation}, as far as the group knows."
        return Refusal(what, "Name people of the member alone, or have whom they work for written down first.")
    if pledged.people and not pledged.fte:
        return Refusal("A pledge that is taken back names nobody.", "Leave the people out.")
    return None


def _of_the_change(pledged: Pledged, around: Around) -> Refusal | None:
    if pledged == (around.before or Pledged(Fraction(0))):
        what = "That is what is pledged already." if around.before else "There is nothing to take back."
        return Refusal(what, "Write another figure, or leave it as it is.")
    return None


def written(fte: Fraction) -> str:
    """Write hundredths of an FTE in full, as 1.25; what is finer to the nearest."""
    sign = "-" if fte < 0 else ""
    whole, hundredths = divmod(round(abs(fte) * 100), 100)
    return f"{sign}{whole:,}.{hundredths:02}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:12])
