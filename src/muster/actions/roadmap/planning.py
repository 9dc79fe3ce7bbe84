"""Making a plan: put the question as it stands, let HiGHS solve it, and keep question and answer together."""

from collections.abc import Sequence
from datetime import date

from muster.actions.caller import Caller, acting
from muster.actions.deed import deed, mend_of
from muster.actions.roadmap.highs import solve
from muster.actions.roadmap.planning_people import people_found
from muster.actions.roadmap.planning_question import question_of, window_of_people
from muster.domain.errors import AgainstTheRules, NotAllowed, Stale
from muster.domain.membership.roles import who_may
from muster.domain.record.chain import canonical, hash_of
from muster.domain.roadmap.calendar.cycles import cycle_called
from muster.domain.roadmap.planning.answer import Answer, answer_as_data
from muster.domain.roadmap.planning.making import plan
from muster.domain.roadmap.planning.question import Question, question_as_data, question_from
from muster.domain.roadmap.planning.staffing import Found
from muster.records.models import Group, Plan
from muster.records.queries.roadmap.calendar import calendar_of
from muster.records.queries.roadmap.plans import last_number
from muster.records.queries.roadmap.pledges import pledges_of

PLANS = "plans"
"""What a plan that is yet to be made is about, as the log calls it."""


def make_plan(caller: Caller, cycle: str, *, found: Sequence[Found] | None = None, invented: bool = False) -> Plan:
    """Plan who could do what in a cycle, as everything stands now. It is a proposal: it puts nobody to work.

    found: whom evidence has at work for the members; left out, that is looked up in what was read last.
    AgainstTheRules: nothing is promised for the cycle. RequestFault: the calendar has none such. PlanFault: the planner
    has no answer that holds. Stale: something was promised or changed while it was reckoning.
    """
    who = acting(caller)
    if not who.may("plan.make"):
        raise NotAllowed(PLANS, f"This is for {who_may('plan.make')}.", mend_of(who))
    name = cycle_called(calendar_of(who.group, who.on), cycle).name
    asked = _asked(who.group, name, who.on, found)
    # Reckoning may take seconds, in which others can write; if they change the question, nothing is written.
    answer = plan(asked, solve)
    with deed(caller, "plan.make", PLANS) as doing:
        said = question_as_data(asked)
        if question_as_data(_asked(doing.group, name, doing.who.on, found)) != said:
            what = "Something that the plan rests on has changed while it was made."
            raise Stale(PLANS, what, "Make it again: it is made from what is so then.")
        row = Plan.objects.create(
            group=doing.group,
            number=last_number(doing.group) + 1,
            cycle=name,
            made_at=doing.at,
            question=said,
            answer=answer_as_data(answer),
            invented=invented,
        )
        data = {"cycle": name, "question": fingerprint(said), "answer": fingerprint(row.answer)}
        doing.log("plan.made", data, subject=row.handle)
    return row


def planned_again(row: Plan) -> Answer:
    """Answer a plan's question once more: the same question has the same answer."""
    return plan(question_from(row.question), solve)


def fingerprint(data: object) -> str:
    """Give the SHA-256 of a question or an answer as plain data, written canonically."""
    return hash_of(canonical(data))


def _asked(group: Group, cycle: str, on: date, found: Sequence[Found] | None) -> Question:
    if not pledges_of(group, cycle=cycle):
        what = f"Nothing is promised for {cycle} yet, so there is nothing to plan."
        raise AgainstTheRules(PLANS, what, "Ask the members for their pledges first.")
    window = window_of_people(group, on)
    people = people_found(group, window, on=on) if found is None else found
    return question_of(group, cycle, on, found=people, window=window)
