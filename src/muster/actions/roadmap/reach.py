"""Whom a group can reach upstream: how many people of each member work in each area, who reviews, what is seen of whom.

Counts only, but for people who agreed to be shown and said who they are upstream.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from allauth.account.models import EmailAddress

from muster.actions.caller import Acting
from muster.actions.effective_charter import effective_charter
from muster.actions.roadmap.behind import names_of, table_of
from muster.actions.roadmap.indexing import OpenIndex, open_index, person_called
from muster.actions.roadmap.proving import proof_of
from muster.domain.charter.charter import Charter
from muster.domain.contribution.windows import Window, window_before
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.roll import members_within
from muster.domain.roadmap.proof.proof import Share
from muster.domain.roadmap.team import Known
from muster.records.models import Group, TeamMember
from muster.records.queries.groups import founded_on

MONTHS: Final = 6
"""How far back is looked for who works where: as far as standings do."""


@dataclass(frozen=True, slots=True)
class AreaReach:
    """A focus area, and the members whose people were active there."""

    name: str
    members: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Reviewers:
    """The people of one member who review in one area, and the votes that they cast on others' changes."""

    area: str
    company: str
    people: int
    votes: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Who works where in the last months that were read. known: by the opaque id of people who said who they are."""

    window: Window
    areas: tuple[AreaReach, ...]
    reviewers: tuple[Reviewers, ...]
    known: Mapping[str, tuple[Known, ...]]

    @property
    def quiet(self) -> tuple[str, ...]:
        """The areas in which nobody of a member was active."""
        return tuple(area.name for area in self.areas if not area.members)


def reach_of(group: Group, *, on: date) -> Reach | None:
    """Say whom a group can reach; None: nothing was read."""
    opened = open_index(group)
    if opened is None or opened.state.last_day is None:
        return None
    window = window_before(min(on, opened.state.last_day) + timedelta(days=1), MONTHS)
    founded = founded_on(group)
    proof = proof_of(group, window, on=max(min(on, window.end_day), founded))
    called, charter = names_of(group), effective_charter(group, max(on, founded))
    areas = tuple(
        AreaReach(
            area.name,
            tuple(replace(one, company=called.get(one.company.casefold(), one.company)) for one in area.members),
        )
        for area in (proof.areas if proof else ())
    )
    return Reach(window, areas, _reviewers(opened, charter, window, called), _known(opened, group))


def oneself_upstream(who: Acting) -> str:
    """Find who somebody is upstream, by the addresses of their account that they have confirmed.

    AgainstTheRules: nothing of these was read.
    """
    account = who.person.account if who.person else None
    addresses = EmailAddress.objects.filter(user=account, verified=True).values_list("email", flat=True)
    found = next(filter(None, (person_called(who.group, address) for address in addresses)), None) if account else None
    if found is None:
        raise AgainstTheRules(
            "team",
            "None of the addresses that you have confirmed is an author's in what was read.",
            "Add the one that you commit with to your account and confirm it, or leave this out.",
        )
    return found


def _known(opened: OpenIndex, group: Group) -> dict[str, tuple[Known, ...]]:
    """Give what was seen of whoever is on the team and said who they are, by area. One query."""
    rows = TeamMember.objects.filter(person__group=group).exclude(upstream="")
    asked = set(rows.values_list("upstream", flat=True))
    if not asked:
        return {}
    with opened.engine() as engine:
        seen = engine.rows("people_areas_v1").to_pylist()
    by_person: dict[str, dict[str, Known]] = defaultdict(dict)
    for row in seen:
        if row["person"] in asked:
            areas, area = by_person[row["person"]], row["area"]
            before = areas.get(area, Known(area, 0, 0, row["last_day"]))
            areas[area] = Known(
                area,
                before.changes + row["changes"],
                before.days + row["days"],
                max(before.last_day, row["last_day"]),
            )
    return {
        person: tuple(sorted(areas.values(), key=lambda known: (-known.days, known.area)))
        for person, areas in by_person.items()
    }


def _reviewers(opened: OpenIndex, charter: Charter, window: Window, called: Mapping[str, str]) -> tuple[Reviewers, ...]:
    """Give who of the members reviews in each area, left out whoever voted last before the window."""
    areas_of: dict[str, list[str]] = defaultdict(list)
    for area in charter.focus_areas:
        for repository in (*area.repositories, *area.paths):
            areas_of[repository].append(area.name)
    members = members_within(charter, window)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    votes: dict[tuple[str, str], int] = defaultdict(int)
    rows: list[dict[str, Any]] = table_of(opened.index, "reviewers_v1").to_pylist()
    for row in rows:
        company = called.get(row["company"].casefold(), row["company"])
        if company in members and row["last_day"] >= window.first_day:
            for name in areas_of.get(row["repository"], ()):
                people[name, company].add(row["person"])
                votes[name, company] += row["votes"]
    return tuple(
        Reviewers(name, company, len(people[name, company]), votes[name, company])
        for name, company in sorted(people, key=lambda pair: (pair[0], -votes[pair], pair[1]))
    )
