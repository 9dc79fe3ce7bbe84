"""An explanation as data: JSON for programs. The same explanation gives the same bytes."""

import json
from typing import Any

from muster.domain.contribution.explanation import Attribution, ExplainedChange, ExplainedPerson, Explanation
from muster.domain.words import neutral
from muster.publication import plain


def as_json(explanation: Explanation) -> str:
    """Give the explanation as one JSON document; figures are exact fractions in strings."""
    return json.dumps(as_data(explanation), indent=2, ensure_ascii=False) + "\n"


def as_data(explanation: Explanation) -> dict[str, Any]:
    """Give the explanation as plain dictionaries and lists, in a fixed order."""
    return {
        "group": neutral(explanation.group),
        "kind": explanation.kind,
        "subject": neutral(explanation.subject),
        "on": explanation.on.isoformat(),
        "window": plain.window(explanation.window),
        "theta": plain.theta(explanation.theta),
        "fte": plain.figures(explanation.fte),
        "roadmap_fte": plain.figures(explanation.roadmap_fte),
        "people": [_person(person) for person in explanation.people],
        "changes": [_change(change) for change in explanation.changes],
        "caveats": [neutral(caveat) for caveat in explanation.caveats],
    }


def _person(person: ExplainedPerson) -> dict[str, Any]:
    return {
        "person": neutral(person.person),
        "name": neutral(person.name),
        "all_days": str(person.all_days),
        "days": str(person.days),
        "full_time": plain.figures(person.full_time),
        "fte": plain.figures(person.fte),
        "roadmap_fte": plain.figures(person.roadmap_fte),
        "active": [
            {
                "day": day.day.isoformat(),
                "companies_that_day": day.companies_that_day,
                "changes": day.changes,
                "roadmap_changes": day.roadmap_changes,
                **_attribution(day.attribution),
            }
            for day in person.active
        ],
    }


def _change(change: ExplainedChange) -> dict[str, Any]:
    return {
        "key": neutral(change.key),
        "repository": neutral(change.repository),
        "sha": change.sha,
        "day": change.day.isoformat(),
        "subject": neutral(change.subject),
        "person": neutral(change.person),
        "credited_as": change.credited_as,
        "commits": change.commits,
        "goals": [neutral(goal) for goal in change.goals],
        "on_roadmap": change.on_roadmap,
        **_attribution(change.attribution),
    }


def _attribution(attribution: Attribution) -> dict[str, str]:
    return {
        "company": neutral(attribution.company),
        "how": attribution.how,
        "rule": neutral(attribution.rule),
        "source": neutral(attribution.source),
    }
