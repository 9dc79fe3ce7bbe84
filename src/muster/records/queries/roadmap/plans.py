"""Plans of who could do what in a cycle: the question that was put, and what the planner answered."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Max, QuerySet

from muster.domain.errors import NotThere
from muster.domain.roadmap.planning.answer import Answer, answer_from
from muster.domain.roadmap.planning.question import Question, question_from
from muster.domain.roadmap.planning.words import Wording
from muster.records.models import Group, Person, Plan

PERSON: Final = "person/"


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan with its question and its answer as the rules know them. people: the names of those it names, today."""

    row: Plan
    question: Question
    answer: Answer
    people: dict[str, str]

    @property
    def words(self) -> Wording:
        """The plan in sentences."""
        return Wording(self.question, self.answer, self.people)


def plans_of(group: Group) -> QuerySet[Plan]:
    """Give every plan, the last first, without its question and answer. One query."""
    return Plan.objects.filter(group=group).defer("question", "answer").order_by("-number")


def plan_numbered(group: Group, number: int) -> PlanShown:
    """Give one plan. NotThere: the group has none of that number. Two queries."""
    row = Plan.objects.filter(group=group, number=number).select_related("group").first()
    if row is None:
        raise NotThere(f"plan/{number}", "The group has no such plan.", "Plans lists those that it has.")
    return _shown(row)


def plan_for(group: Group, cycle: str) -> PlanShown | None:
    """Give the last plan for a cycle; None: there is none. Two queries."""
    row = Plan.objects.filter(group=group, cycle=cycle).select_related("group").order_by("-number").first()
    return _shown(row) if row else None


def last_number(group: Group) -> int:
    """Give the number of the last plan; 0: there is none yet. One query."""
    return Plan.objects.filter(group=group).aggregate(last=Max("number"))["last"] or 0


def _shown(row: Plan) -> PlanShown:
    question = question_from(row.question)
    named = {int(one.label.removeprefix(PERSON)) for one in question.workers if one.label.startswith(PERSON)}
    people = Person.objects.filter(group=row.group, number__in=named)
    return PlanShown(row, question, answer_from(row.answer), {one.handle: one.name for one in people})
