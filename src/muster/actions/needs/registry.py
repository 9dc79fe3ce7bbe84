"""What needs somebody next: every area's provider, asked together. The start page shows it, and reminders come of it.

To add an area, write a function of the shape `Provider` (actions/needs/shape.py) in a file of the area's name here, and
add it to PROVIDERS. It asks a constant number of queries, whoever and however many it is asked about; it goes through
`group` or `person` of the standpoints it is handed, and nothing else.
"""

from datetime import datetime
from typing import Final

from muster.actions.needs import actions, elections, liaisons, meetings
from muster.actions.needs.shape import Need, Provider
from muster.records.models import Account, Group
from muster.records.queries.me import standpoints_in, standpoints_of

PROVIDERS: Final[tuple[Provider, ...]] = (
    actions.to_do,
    elections.ballots_to_cast,
    elections.nominations_to_answer,
    liaisons.statements_to_answer,
    meetings.agendas_and_minutes,
)


def needs_of(account: Account, at: datetime, group: Group | None = None) -> list[Need]:
    """Give what is asked of the account, in all its groups or in one: the nearest deadline first, without one last."""
    standpoints = standpoints_of(account, at.date(), group)
    return sorted((need for provider in PROVIDERS for need in provider(standpoints, at)), key=lambda need: need.order)


def needs_in(group: Group, at: datetime) -> list[Need]:
    """Give what is asked of everybody in the group who has an account, in the same order."""
    standpoints = standpoints_in(group, at.date())
    return sorted((need for provider in PROVIDERS for need in provider(standpoints, at)), key=lambda need: need.order)
