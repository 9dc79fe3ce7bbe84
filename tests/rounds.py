"""Rounds of priorities of Alpha as tests hold them: over t1, l1 and m1, with ten FTE, open from 10 to 16 May 2017."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from muster.actions.caller import Caller
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.actions.roadmap.rounds import Planned, plan_round, say
from muster.records.models import Round, RoundBallot
from tests.cast import Cast

OPENS: Final = datetime(2017, 5, 10, tzinfo=UTC)
WHILE_OPEN: Final = datetime(2017, 5, 11, 12, tzinfo=UTC)
CLOSES: Final = datetime(2017, 5, 17, tzinfo=UTC)
COSTS: Final = {"t1": "4", "l1": "2.5", "m1": "3.5"}
TITLES: Final = {"t1": "Rolling upgrades", "l1": "Root wrap", "m1": "Tempest; all of it"}


def planned(**otherwise: Any) -> Planned:  # noqa: ANN401 - as in Planned
    return Planned(
        **{
            "quarter": "2017Q2",
            "kind": "approvals",
            "completion": "none",
            "opens_at": OPENS,
            "closes_at": CLOSES,
            "budget": Decimal(9),
            "items": tuple(COSTS),
            **otherwise,
        }
    )


def given_items(caller: Caller, **more: str) -> None:
    """Put the items before the group. more: others, with what each costs."""
    for slug, cost in {**COSTS, **more}.items():
        written = ItemWritten(title=TITLES.get(slug, slug.title()), need="Why.", cost=Decimal(cost))
        propose_item(caller, written, slug=slug)


def given_round(alpha: Cast, **otherwise: Any) -> Round:  # noqa: ANN401 - as in Planned
    """Plan the round, or one that is otherwise, among the items."""
    if not alpha.group.items.exists():
        given_items(alpha.caller("Ed"))
    return plan_round(alpha.caller("Ada"), planned(**otherwise))


def wants(alpha: Cast, row: Round, name: str, *items: str, at: datetime = WHILE_OPEN, seat: str = "") -> RoundBallot:
    """Let somebody say that a seat wants these items."""
    return say(alpha.caller(name, at=at), row.number, dict.fromkeys(items, 1), seat=seat)


def answered(alpha: Cast, **otherwise: Any) -> Round:  # noqa: ANN401 - as in Planned
    """Hold it: Aurora and Borealis want t1, Borealis l1 besides; Corona says nothing. t1 takes two of each's three."""
    row = given_round(alpha, **otherwise)
    wants(alpha, row, "Ada", "t1")
    wants(alpha, row, "Bo", "t1", "l1")
    return row
