"""The joint engineering team: who agreed to be found, and who could help whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions.caller import Acting, acting
from muster.actions.roadmap import team as deeds
from muster.actions.roadmap.reach import oneself_upstream, reach_of
from muster.api.door import Area, caller_of, shown
from muster.api.pages import NUMBER, Page, Turn, listed
from muster.api.shapes import Asked, Nothing, PersonNamed, Shown, Slug
from muster.domain.roadmap.team import AREAS_AT_MOST, WORDS_AT_MOST, Match, matches
from muster.records.queries.roadmap.team import OnTheTeam, team_on, teammate_numbered

area = Area("Roadmap: joint team")

AreaName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Areas = Annotated[
    list[AreaName], Field(max_length=AREAS_AT_MOST, description="Focus areas, as the charter names them.")
]


class KnownShown(Shown):
    """What was seen of somebody upstream in a focus area, in the last months."""

    area: str
    changes: int
    days: int
    last_day: date


class TeammateShown(Shown):
    """Somebody who agreed to be shown. companies: whom they work for today. known: if they said who they are there."""

    person: PersonNamed
    companies: list[str]
    helps_with: list[str]
    learns: list[str]
    words: str
    agreed_at: datetime
    known: list[KnownShown]

    @classmethod
    def of(cls, one: OnTheTeam) -> "TeammateShown":
        """Show them."""
        mate = one.teammate
        return cls(
            person=PersonNamed.of(one.row.person),
            companies=list(mate.companies),
            helps_with=list(mate.helps_with),
            learns=list(mate.learns),
            words=mate.words,
            agreed_at=one.row.agreed_at,
            known=[
                KnownShown(area=it.area, changes=it.changes, days=it.days, last_day=it.last_day) for it in mate.known
            ],
        )


class MatchShown(Shown):
    """Somebody new in a focus area, and somebody who helps there. Both by their numbers."""

    place: int
    area: str
    newcomer: int
    mentor: int
    why: str

    @classmethod
    def of(cls, one: "Placed") -> "MatchShown":
        """Show it."""
        match = one.match
        return cls(
            place=one.number,
            area=match.area,
            newcomer=match.newcomer.number,
            mentor=match.mentor.number,
            why=match.why,
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A match at its place in the list."""

    number: int
    match: Match


class PlaceAsked(Asked):
    """What the team's page is to say of whoever asks.

    find_me: whether it shows what was seen of their work upstream, found by the addresses of their account that they
    have confirmed; null leaves that as it is.
    """

    helps_with: Areas = Field(default_factory=list)
    learns: Areas = Field(default_factory=list)
    words: Annotated[str, StringConstraints(max_length=WORDS_AT_MOST)] = ""
    find_me: bool | None = None


@area.read("/groups/{group}/roadmap/team", Page[TeammateShown])
def list_team(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Everybody on the team, each by their own consent."""
    who = acting(caller_of(request, group))
    return listed(request, _team(who), TeammateShown.of, key=NUMBER, turn=turn)


@area.read("/groups/{group}/roadmap/team/matches", Page[MatchShown])
def list_matches(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Who could help whom, by focus area, at most three mentors for somebody new."""
    who = acting(caller_of(request, group))
    found = matches(one.teammate for one in _team(who))
    rows = [Placed(at, match) for at, match in enumerate(found, start=1)]
    return listed(request, rows, MatchShown.of, key=NUMBER, turn=turn)


@area.write("POST", "/groups/{group}/roadmap/team", TeammateShown, made=True)
def join_team(request: HttpRequest, group: Slug, asked: PlaceAsked) -> HttpResponse:
    """Agree to be shown on the team, or change what it says of you. Nobody does this for somebody else."""
    caller = caller_of(request, group)
    who = acting(caller)
    upstream = None if asked.find_me is None else oneself_upstream(who) if asked.find_me else ""
    place = deeds.join_team(
        caller, helps_with=asked.helps_with, learns=asked.learns, words=asked.words, upstream=upstream
    )
    reach = reach_of(who.group, on=who.on)
    found = teammate_numbered(who.group, place.person.number, who.on, reach.known if reach else None)
    return shown(request, TeammateShown.of(found), made_at=request.path)


@area.write("POST", "/groups/{group}/roadmap/team/leave", Page[TeammateShown])
def leave_team(request: HttpRequest, group: Slug, asked: Nothing) -> HttpResponse:  # noqa: ARG001 - a body without a key
    """Be shown on the team no longer. Gives those who are."""
    caller = caller_of(request, group)
    deeds.leave_team(caller)
    return listed(request, _team(acting(caller)), TeammateShown.of, key=NUMBER, turn=Turn())


def _team(who: Acting) -> list[OnTheTeam]:
    reach = reach_of(who.group, on=who.on)
    return team_on(who.group, who.on, reach.known if reach else None)
