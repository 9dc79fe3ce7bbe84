"""How much FTE a new round has to share out, as far as is known: what is pledged, else what the charter wants."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from muster.actions.charter_in_force import charter_in_force
from muster.domain.charter.membership import MeasuredCriterion
from muster.domain.contribution.words import counted
from muster.domain.roadmap.calendar.cycles import cycles_in_order
from muster.domain.roadmap.priorities.words import amount
from muster.records.models import Group
from muster.records.queries.people import seats_on
from muster.records.queries.roadmap.calendar import calendar_of
from muster.records.queries.roadmap.pledges import pledges_of, total_of

_CENTS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Suggested:
    """A budget, the cycle that it is for ("": none), and where it comes from, as a sentence."""

    budget: Decimal
    cycle: str
    why: str


def suggested(group: Group, on: date) -> Suggested:
    """Suggest a budget: what is pledged for the cycle that begins next, else what the charter wants of every member."""
    coming = [one.name for one in cycles_in_order(calendar_of(group, on)) if one.start > on]
    cycle = coming[0] if coming else ""
    pledged = total_of(pledges_of(group, cycle=cycle)) if cycle else Fraction(0)
    if pledged:
        return Suggested(_decimal(pledged), cycle, f"Members have pledged {amount(pledged)} FTE for {cycle}.")
    seats = len(seats_on(group, on))
    least = _promised(group, on)
    if least:
        why = f"The charter wants {amount(least)} FTE on the roadmap of every member, and there are"
        return Suggested(_decimal(least * max(seats, 1)), cycle, f"{why} {counted(seats, 'seat')}.")
    return Suggested(
        Decimal(max(seats, 1)), cycle, f"Nothing is pledged yet: this is one FTE for {counted(seats, 'seat')}."
    )


def _promised(group: Group, on: date) -> Fraction:
    """Give what the charter wants of every member on the roadmap; nothing, if it wants none."""
    wanted = [
        Fraction(one.minimum)
        for kind in charter_in_force(group, on).classes
        for one in kind.criteria
        if isinstance(one, MeasuredCriterion) and one.measure == "roadmap_fte"
    ]
    return min(wanted, default=Fraction(0))


def _decimal(figure: Fraction) -> Decimal:
    return (Decimal(figure.numerator) / figure.denominator).quantize(_CENTS, ROUND_DOWN)
