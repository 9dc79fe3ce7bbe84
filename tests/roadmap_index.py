"""A change index made by hand, for tests of what is computed from one: who landed what, when, in which area.

    landed = [Landed("a1", date(2017, 3, 1), "Aurora", "ada", goals=("blueprint x",))]
    index_of(alpha.group, home=tmp_path, landed=landed)

A change lies in the area of its repository, as tests/roadmaps.py has them: alpha/engine in Engines, alpha/wheels in
Wheels, alpha/tools in none. `settings.HOME` has to be `home`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from muster.actions.roadmap.indexing import _key
from muster.evidence.change_index import FINDERS, TAKEN, finders, write_index
from muster.evidence.measures.catalog import measure
from muster.records.models import Group

AREAS: Final = {"alpha/engine": "Engines", "alpha/wheels": "Wheels"}


@dataclass(frozen=True, slots=True)
class Landed:
    """A change. company: "" for nobody's that is known."""

    key: str
    day: date
    company: str
    person: str
    repository: str = "alpha/engine"
    subject: str = "Turn faster"
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voted:
    """Votes that somebody cast, up to a day."""

    person: str
    company: str
    votes: int
    last_day: date
    repository: str = "alpha/engine"


def index_of(
    group: Group,
    *,
    home: Path,
    landed: Sequence[Landed],
    voted: Sequence[Voted] = (),
    addresses: Mapping[str, str] | None = None,
) -> None:
    """Write the index of a group. addresses: by which people are found, with the person of each."""
    tables = {name: _table(name, rows) for name, rows in _rows(landed, voted).items()}
    assert tables.keys() == set(TAKEN), "the index keeps other tables: say here what is in them"
    tables[FINDERS] = finders((addresses or {}).items(), _key())
    days = [one.day for one in landed]
    facts: dict[str, Any] = {
        "read_at": "2018-03-01T09:00:00+00:00",
        "fingerprint": "f" * 64,
        "first_day": min(days).isoformat() if days else None,
        "last_day": max(days).isoformat() if days else None,
        "from": str(home),
        "conventions": {},
        "areas": ["Engines", "Wheels"],
        "paths": {},
        "repositories": [{"name": "alpha/engine", "commits": len(landed), "problem": None}],
        "changes": len(landed),
    }
    write_index(home / "groups" / group.slug, tables, facts)


def _rows(landed: Sequence[Landed], voted: Sequence[Voted]) -> dict[str, list[dict[str, Any]]]:
    goals = [(one, goal.partition(" ")) for one in landed for goal in one.goals]
    return {
        "changes_v1": [
            {"change_key": one.key, "repository": one.repository, "sha": f"{at:040d}", "committed_at": at}
            | {"day": one.day, "author_mail": ""}
            for at, one in enumerate(landed)
        ],
        "credits_v1": [
            {"change_key": one.key, "person": one.person, "repository": one.repository, "day": one.day}
            | {"company": one.company or "*unaffiliated", "how": "listed", "address": "", "credited_as": "author"}
            for one in landed
        ],
        "change_marks_v1": [
            {"change_key": one.key, "repository": one.repository, "kind": "repository", "value": ""} for one in landed
        ]
        + [
            {"change_key": one.key, "repository": one.repository, "kind": kind, "value": key}
            for one, (kind, _, key) in goals
        ],
        "change_areas_v1": [
            {"change_key": one.key, "area": AREAS[one.repository]} for one in landed if one.repository in AREAS
        ],
        "linked_changes_v1": [{"change_key": one.key} for one in landed if one.goals],
        "roadmap_changes_v1": [{"change_key": one.key} for one in landed if one.goals and one.repository in AREAS],
        "change_subjects_v1": [{"change_key": one.key, "subject": one.subject} for one in landed],
        "reviewers_v1": [
            {"repository": one.repository, "person": one.person, "company": one.company, "votes": one.votes}
            | {"changes": one.votes, "first_day": one.last_day, "last_day": one.last_day}
            for one in voted
        ],
    }


def _table(name: str, rows: Sequence[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=measure(name).schema)
