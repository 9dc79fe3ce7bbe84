"""Statements from outside bodies that want an answer."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from muster.actions.addresses import page_of
from muster.actions.needs.shape import Need, end_of
from muster.records.models import Liaison, Statement
from muster.records.queries.me import Standpoint
from muster.records.queries.people import holds_on


def statements_to_answer(standpoints: Sequence[Standpoint], at: datetime) -> Iterator[Need]:
    """Give each unanswered statement that asks for action or comment. Two queries.

    It is asked of whoever speaks with that body; where nobody does, of the chair and the secretary.
    """
    groups = {one.group.pk for one in standpoints}
    asking = Statement.objects.filter(
        group__in=groups,
        direction=Statement.Direction.IN,
        purpose__in=(Statement.Purpose.ACTION, Statement.Purpose.COMMENT),
        answered_by=None,
    )
    liaisons: dict[int, set[int]] = defaultdict(set)
    for body, person in Liaison.objects.filter(holds_on(at.date()), body__group__in=groups).values_list(
        "body_id", "person_id"
    ):
        liaisons[body].add(person)
    for statement in asking.select_related("body"):
        for one in standpoints:
            speaks = liaisons.get(statement.body_id)
            asked = one.person.pk in speaks if speaks else one.runs_it
            if asked and one.group.pk == statement.group_id:
                yield Need(
                    whose=one.person,
                    kind="statement",
                    about=statement.handle,
                    what=f"Answer “{statement.title}” from {statement.body.name}",
                    where=page_of(one.group.slug, statement.handle),
                    by=end_of(statement.deadline) if statement.deadline else None,
                )
