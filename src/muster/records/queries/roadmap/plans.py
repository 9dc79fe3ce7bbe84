"""Plans of who could do what in a cycle: the question that was put, and what the planner answered."""

from dataclasses import dataclass

from django.db.models import Max, QuerySet

from muster.domain.errors import NotThere
from muster.domain.roadmap.planning.answer import Answer, answer_from
from muster.domain.roadmap.planning.question import Question, question_from
from muster.domain.roadmap.planning.words import Wording
from muster.records.models import Group, Plan


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan with its question and its answer as the rules know them."""

    row: Plan
    question: Question
    answer: Answer

    @property
    def words(self) -> Wording:
        """The plan in sentences."""
        return Wording(self.question, self.answer)


def plans_of(group: Group) -> QuerySet[Plan]:
    """Give every plan, the last first, without its question and answer. One query."""
    return Plan.objects.filter(group=group).defer("question", "answer").order_by("-number")


def plan_numbered(group: Group, number: int) -> PlanShown:
    """Give one plan. NotThere: the group has none of that number. One query."""
    row = Plan.objects.filter(group=group, number=number).select_related("group").first()
    if row is None:
        raise NotThere(f"plan/{number}", "The group has no such plan.", "Plans lists those that it has.")
    return PlanShown(row, question_from(row.question), answer_from(row.answer))


def plan_for(group: Group, cycle: str) -> PlanShown | None:
    """Give the last plan for a cycle; None: there is none. One query."""
    row = Plan.objects.filter(group=group, cycle=cycle).select_related("group").order_by("-number").first()
    return PlanShown(row, question_from(row.question), answer_from(row.answer)) if row else None


def last_number(group: Group) -> int:
    """Give the number of the last plan; 0: there is none yet. One query."""
    return Plan.objects.filter(group=group).aggregate(last=Max("number"))["last"] or 0
