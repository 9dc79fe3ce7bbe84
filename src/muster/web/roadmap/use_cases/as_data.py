"""Use cases as data: what their pages show, for programs."""

from collections.abc import Sequence
from typing import Any

from muster.actions.roadmap.telling import COMMENT, Told
from muster.records.models import Person
from muster.records.queries.roadmap.use_cases import UseCaseShown

Data = dict[str, Any]


def listed(shown: UseCaseShown) -> Data:
    """Give a use case as the list has it."""
    row = shown.row
    return {
        "number": row.number,
        "title": row.title,
        "who": row.who,
        "need": row.need,
        "why": row.why,
        "state": str(shown.state),
        "opened_at": row.opened_at.isoformat(),
        "opened_by": person(row.opened_by),
        "supports": [
            {
                "organisation": one.organisation.slug,
                "name": one.organisation.name,
                "reason": one.reason,
                "at": one.at.isoformat(),
            }
            for one in shown.supports
        ],
        "items": [{"item": one.slug, "title": one.title, "state": one.state} for one in shown.items],
        "invented": row.invented,
    }


def whole(shown: UseCaseShown, told: Sequence[Told]) -> Data:
    """Give a use case with everything that was said of it."""
    return {
        **listed(shown),
        "comments": [
            {"entry": one.number, "at": one.at.isoformat(), "by": person(one.person), "text": one.quote}
            for one in told
            if one.kind == COMMENT
        ],
        "history": history(told),
    }


def history(told: Sequence[Told]) -> list[Data]:
    """Give what the record says of something."""
    return [
        {
            "entry": one.number,
            "at": one.at.isoformat(),
            "by": person(one.person),
            "seat": one.seat or None,
            "kind": one.kind,
            "words": one.words,
            "quote": one.quote,
        }
        for one in told
    ]


def person(one: Person | None) -> Data | None:
    """Give a person as data does; None for Muster."""
    return {"person": one.number, "name": one.name, "invented": one.invented} if one else None
