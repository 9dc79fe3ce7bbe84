"""Actions that somebody has taken on and not done yet."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from muster.actions.addresses import page_of
from muster.actions.needs.shape import Need, end_of
from muster.records.models import Action
from muster.records.queries.me import Standpoint


def to_do(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:  # noqa: ARG001 - an action is open whenever one looks
    """Give each open action of theirs. One query."""
    whose = {one.person.pk: one for one in standpoints}
    for action in Action.objects.filter(owner__in=whose, state=Action.State.OPEN):
        one = whose[action.owner_id or 0]
        yield Need(
            whose=one.person,
            kind="action",
            about=action.handle,
            what=action.title,
            where=page_of(one.group.slug, action.handle),
            by=end_of(action.due) if action.due else None,
        )
