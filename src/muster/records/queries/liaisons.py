"""Outside bodies with those who speak with them, and statements with what they wait for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from muster.domain.errors import NotThere
from muster.domain.liaisons.statements import Waiting, waiting
from muster.records.models import Group, Liaison, OutsideBody, Statement
from muster.records.queries.people import holds_on


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement and what it waits for."""

    statement: Statement
    waiting: Waiting

    @property
    def late(self) -> bool:
        """Whether an answer is late."""
        return self.waiting in {Waiting.OUR_ANSWER_IS_LATE, Waiting.THEIR_ANSWER_IS_LATE}


@dataclass(frozen=True, slots=True)
class BodyShown:
    """An outside body, who speaks with it on the day, and who did before or will."""

    body: OutsideBody
    now: list[Liaison]
    others: list[Liaison]


def bodies_on(group: Group, day: date) -> list[BodyShown]:
    """Give every outside body by name. Three queries."""
    now = Prefetch("liaisons", Liaison.objects.filter(holds_on(day)).select_related("person"), to_attr="speaking")
    others = Prefetch(
        "liaisons", Liaison.objects.exclude(holds_on(day)).select_related("person").order_by("-since"), to_attr="spoke"
    )
    found = OutsideBody.objects.filter(group=group).prefetch_related(now, others)
    return [BodyShown(body, body.speaking, body.spoke) for body in found]


def body_on(group: Group, slug: str, day: date) -> BodyShown:
    """Give one outside body. NotThere: the group speaks with none such."""
    found = next((one for one in bodies_on(group, day) if one.body.slug == slug), None)
    if found is None:
        raise NotThere(f"liaison/{slug}", "The group speaks with no such body.", "Follow a link from Liaisons.")
    return found


def statements_on(group: Group, day: date, *, body: OutsideBody | None = None) -> list[StatementShown]:
    """Give the statements, the newest first: the group's, or those with one body. One query."""
    found = _statements(group)
    return [_shown(one, day) for one in (found.filter(body=body) if body else found)]


def statement_on(group: Group, number: int, day: date) -> tuple[StatementShown, list[Statement]]:
    """Give one statement and its answers. NotThere: the group has none of that number."""
    found = _statements(group).filter(number=number).first()
    if found is None:
        raise NotThere(f"statement/{number}", "The group has no such statement.", "Follow a link from Liaisons.")
    return _shown(found, day), list(found.answered_by.order_by("number"))


def _statements(group: Group) -> QuerySet[Statement]:
    answers = Statement.objects.filter(answers=OuterRef("pk"))
    return (
        Statement.objects.filter(group=group)
        .select_related("body", "entered_by", "answers")
        .annotate(answered=Exists(answers))
        .order_by("-dated", "-number")
    )


def _shown(statement: Statement, day: date) -> StatementShown:
    answered = bool(getattr(statement, "answered", False))
    return StatementShown(
        statement, waiting(statement.purpose, statement.direction, statement.deadline, answered=answered, on=day)
    )
