"""What needs somebody next: every area's provider, asked together. The start page shows it, and reminders come of it.

To add an area, write a function of the shape `Provider` (actions/needs/shape.py) in a file of the area's name here, and
add it to PROVIDERS. It asks a constant number of queries, whoever and however many it is asked about; it goes through
`group` or `person` of the standpoints it is handed, and nothing else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from muster.actions.needs import actions, decisions, elections, liaisons, meetings, roadmap
from muster.actions.needs.shape import Need, Provider
from muster.records.models import Account
from muster.records.queries.me import Standpoint, standpoints_of

PROVIDERS: Final[tuple[Provider, ...]] = (
    actions.to_do,
    decisions.proposals_to_act_on,
    decisions.resolutions_to_carry_out,
    elections.ballots_to_cast,
    elections.nominations_to_answer,
    elections.results_to_act_on,
    liaisons.statements_to_answer,
    meetings.agendas_and_minutes,
    roadmap.ballots_of_rounds,
    roadmap.pledges_to_give,
)


def needs_of(account: Account, at: datetime) -> list[Need]:
    """Give what is asked of the account in all its groups: the nearest deadline first, and what has none last."""
    return needs_from(standpoints_of(account, at.date()), at)


def needs_from(standpoints: Sequence[Standpoint], at: datetime) -> list[Need]:
    """Give the same for people who are looked up already: an account's, or everybody's in a group."""
    return sorted((need for provider in PROVIDERS for need in provider(standpoints, at)), key=lambda need: need.order)
