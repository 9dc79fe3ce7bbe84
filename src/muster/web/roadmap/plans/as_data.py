"""Pledges and plans as data: what their pages show, for programs."""

from typing import Any

from muster.actions.roadmap.planning import fingerprint
from muster.domain.roadmap.pledges import written
from muster.records.models import Plan
from muster.records.queries.roadmap.plans import PlanShown
from muster.records.queries.roadmap.pledges import PledgeShown

Data = dict[str, Any]


def pledge(one: PledgeShown) -> Data:
    """Give a pledge. Its FTE is text, exact."""
    return {
        "organisation": one.organisation.slug,
        "name": one.organisation.name,
        "item": one.item.slug,
        "title": one.item.title,
        "cycle": one.cycle,
        "fte": written(one.fte),
        "people": [{"number": person.number, "name": person.name} for person in one.people],
        "at": one.at.isoformat(),
        "invented": one.invented,
    }


def listed(row: Plan) -> Data:
    """Give a plan as the list has it."""
    return {
        "number": row.number,
        "cycle": row.cycle,
        "made_at": row.made_at.isoformat(),
        "invented": row.invented,
    }


def whole(shown: PlanShown) -> Data:
    """Give a plan with its question, its answer, their fingerprints, and its wishes in words. Amounts are in units."""
    row, words = shown.row, shown.words
    return {
        **listed(row),
        "question": row.question,
        "answer": row.answer,
        "question_sha256": fingerprint(row.question),
        "answer_sha256": fingerprint(row.answer),
        "not_met": [words.sentence(one) for one in shown.answer.wishes],
        "asked": [words.asked(one) for one in shown.answer.asked],
    }
