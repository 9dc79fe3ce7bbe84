"""Plans of who could do what in a release cycle: what the planner was asked, what it answered, and why not more."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from muster.actions.roadmap.planning import fingerprint, make_plan
from muster.api.door import Area, caller_of, shown
from muster.api.pages import NUMBER, Page, Turn, listed
from muster.api.roadmap.pledges import CycleName
from muster.api.shapes import Asked, Number, Shown, Slug
from muster.records.models import Plan
from muster.records.queries.roadmap.plans import PlanShown, plan_numbered, plans_of

area = Area("Roadmap: plans")


class PlanListed(Shown):
    """A plan that was made. invented: from promises that are part of an example."""

    number: int
    cycle: str
    made_at: datetime
    invented: bool

    @classmethod
    def of(cls, row: Plan) -> "PlanListed":
        """List it."""
        return cls(number=row.number, cycle=row.cycle, made_at=row.made_at, invented=row.invented)


class PlanWhole(PlanListed):
    """A plan with its question and its answer, and with their SHA-256 as the record has it."""

    question: dict[str, Any] = Field(
        description="Members, their people and what these know, items by priority, promises; amounts in 1/`unit` FTE."
    )
    answer: dict[str, Any] = Field(
        description="Who is put on what, what items get and members give, and each wish not met with its reason."
    )
    question_sha256: str
    answer_sha256: str
    not_met: list[str] = Field(description="The wishes that are not met, and why, in sentences.")
    asked: list[str] = Field(description="What members below their charter's minimum could be asked for.")

    @classmethod
    def whole(cls, found: PlanShown) -> "PlanWhole":
        """Show it."""
        words = found.words
        return cls(
            **PlanListed.of(found.row).model_dump(),
            question=found.row.question,
            answer=found.row.answer,
            question_sha256=fingerprint(found.row.question),
            answer_sha256=fingerprint(found.row.answer),
            not_met=[words.sentence(one) for one in found.answer.wishes],
            asked=[words.asked(one) for one in found.answer.asked],
        )


class PlanAsked(Asked):
    """For which cycle a plan is to be made."""

    cycle: CycleName


@area.read("/groups/{group}/plans", Page[PlanListed])
def list_plans(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every plan, in the order in which they were made."""
    return listed(request, plans_of(caller_of(request, group).group), PlanListed.of, key=NUMBER, turn=turn)


@area.read("/groups/{group}/plans/{number}", PlanWhole)
def show_plan(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """One plan."""
    return shown(request, PlanWhole.whole(plan_numbered(caller_of(request, group).group, number)))


@area.write("POST", "/groups/{group}/plans", PlanWhole, made=True)
def make_a_plan(request: HttpRequest, group: Slug, asked: PlanAsked) -> HttpResponse:
    """Make a plan for a cycle, as everything stands now. It is a proposal: it puts nobody to work."""
    caller = caller_of(request, group)
    made = make_plan(caller, asked.cycle)
    found = plan_numbered(caller.group, made.number)
    return shown(request, PlanWhole.whole(found), made_at=f"{request.path}/{made.number}")
