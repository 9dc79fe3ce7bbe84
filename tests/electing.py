"""Elections of Alpha as tests hold them: the chair's, with Bo and Cy standing, voted on from 14 to 16 May 2017."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from muster.actions.caller import Caller
from muster.actions.elections.candidacies import nominate
from muster.actions.elections.planning import Planned, plan_election
from muster.actions.elections.settling import settle
from muster.actions.elections.voting import cast, new_receipt
from muster.domain.elections.calendar import planned
from muster.records.models import Election
from muster.records.models.elections import Electorate
from tests.cast import Cast

FIRST_DAY: Final = date(2017, 5, 10)
NOMINATING: Final = datetime(2017, 5, 11, 12, tzinfo=UTC)
SETTLED: Final = datetime(2017, 5, 13, 12, tzinfo=UTC)
OPENS: Final = datetime(2017, 5, 14, tzinfo=UTC)
VOTING: Final = datetime(2017, 5, 14, 12, tzinfo=UTC)
CLOSES: Final = datetime(2017, 5, 17, tzinfo=UTC)
A_SECOND: Final = timedelta(seconds=1)

CHAIR: Final = Planned(
    title="Chair for 2017",
    office="chair",
    method="schulze",
    electorate=Electorate.SEATS,
    calendar=planned(FIRST_DAY, nominating=3, voting=3, eligible_on=FIRST_DAY),
    seed="the roll of a die on 8 May 2017: 4",
)


def plan(alpha: Cast, **otherwise: Any) -> Election:  # noqa: ANN401 - as in Planned
    """Plan the election, or one that is otherwise."""
    return plan_election(alpha.caller("Ada"), replace(CHAIR, **otherwise))


def stand(alpha: Cast, row: Election, *names: str, at: datetime = NOMINATING) -> None:
    """Let these people nominate themselves."""
    for name in names:
        nominate(alpha.caller(name, at=at), row.number, alpha.people[name], statement=f"{name} for everybody.")


def vote(
    alpha: Cast,
    row: Election,
    name: str,
    *ranks: int,
    at: datetime = VOTING,
    receipt: str = "",
    replacing: str = "",
    confirmed: bool = False,
) -> str:
    """Let somebody cast a ballot, and give the receipt."""
    caller, made = alpha.caller(name, at=at), receipt or new_receipt()
    return cast(caller, row.number, ranks, receipt=made, replacing=replacing, confirmed=confirmed)


def voted_on(alpha: Cast, **otherwise: Any) -> Election:  # noqa: ANN401 - as in Planned
    """Plan it, let Bo and Cy stand, and Ada, Bo and Cy vote: Cy wins by two to one."""
    row = plan(alpha, **otherwise)
    stand(alpha, row, "Bo", "Cy")
    for name, ranks in (("Ada", (2, 1)), ("Bo", (1, 2)), ("Cy", (2, 1))):
        vote(alpha, row, name, *ranks)
    return row


def closed(alpha: Cast, **otherwise: Any) -> Election:  # noqa: ANN401 - as in Planned
    """Hold it, and let it be counted."""
    row = voted_on(alpha, **otherwise)
    settle(alpha.group, CLOSES)
    row.refresh_from_db()
    return row


def muster(alpha: Cast, at: datetime) -> Caller:
    """Give Muster itself as it asks something of Alpha."""
    return Caller(alpha.group, clock=lambda: at, muster=True)
