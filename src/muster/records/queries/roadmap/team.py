"""The joint engineering team: those who agreed to be shown on it, with whom they work for on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from muster.domain.errors import NotThere
from muster.domain.roadmap.team import Known, Teammate
from muster.records.models import Affiliation, Group, Person, TeamMember
from muster.records.queries.people import holds_on


@dataclass(frozen=True, slots=True)
class OnTheTeam:
    """One of the team: the row, and as the rules know them."""

    row: TeamMember
    teammate: Teammate

    @property
    def number(self) -> int:
        """What the group calls them."""
        return self.teammate.number


def team_on(group: Group, day: date, known: Mapping[str, tuple[Known, ...]] | None = None) -> list[OnTheTeam]:
    """Give everybody on the team, by name. known: what the evidence has, by the id upstream. Two queries."""
    works = Affiliation.objects.filter(holds_on(day)).select_related("organisation").order_by("organisation__name")
    rows = (
        TeamMember.objects.filter(person__group=group)
        .select_related("person")
        .prefetch_related(Prefetch("person__affiliations", works, to_attr="works_for"))
        .order_by("person__name", "person__number")
    )
    return [OnTheTeam(row, _teammate(row, known or {})) for row in rows]


def teammate_numbered(
    group: Group, number: int, day: date, known: Mapping[str, tuple[Known, ...]] | None = None
) -> OnTheTeam:
    """Give one of the team by their number in the group. NotThere: they are not on it."""
    found = next((one for one in team_on(group, day, known) if one.number == number), None)
    if found is None:
        raise NotThere(f"team/{number}", "Nobody of that number is on the team.", "Team lists those who are.")
    return found


def place_of(person: Person | None) -> TeamMember | None:
    """Give somebody's own place on the team; None: they have none. One query."""
    return TeamMember.objects.filter(person=person).first() if person else None


def _teammate(row: TeamMember, known: Mapping[str, tuple[Known, ...]]) -> Teammate:
    person = row.person
    return Teammate(
        number=person.number,
        name=person.name,
        companies=tuple(one.organisation.name for one in person.works_for),  # type: ignore[attr-defined]  # the query above prefetches it
        helps_with=tuple(row.helps_with),
        learns=tuple(row.learns),
        words=row.words,
        known=known.get(row.upstream, ()) if row.upstream else (),
    )
