"""The joint engineering team: who agreed to be found, who could help whom, and what each member's people work on."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.charter_in_force import charter_of
from muster.actions.roadmap.reach import Reach, oneself_upstream, reach_of
from muster.actions.roadmap.team import areas_of, join_team, leave_team, subject_of
from muster.domain.errors import NotAllowed
from muster.domain.roadmap.team import matches, unmet
from muster.records.queries.groups import charter_on
from muster.records.queries.members import slugs_by_name
from muster.records.queries.roadmap.team import OnTheTeam, place_of, team_on
from muster.web.asking import Done, Question, Said, only_for, settle
from muster.web.data import show_or_data
from muster.web.door import in_group
from muster.web.roadmap.proof.shown import changes_behind
from muster.web.roadmap.team.forms import LeaveForm, PlaceForm

FORM = ["GET", "HEAD", "POST"]
ABOVE = ("roadmap/team/", "Team")


@dataclass(frozen=True, slots=True)
class MemberThere:
    """One member's people in a focus area."""

    company: str
    slug: str
    people: int
    days: int
    changes: int
    query: str


@dataclass(frozen=True, slots=True)
class AreaShown:
    """A focus area with the members whose people were active there."""

    name: str
    members: tuple[MemberThere, ...]


@require_safe
@in_group
def team(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Who helps, who learns, who could be asked, and where each member's people work."""
    who = acting(caller)
    reach = reach_of(who.group, on=who.on)
    areas = _areas(reach, slugs_by_name(who.group))
    people = team_on(who.group, who.on, reach.known if reach else None)
    everybody = [one.teammate for one in people]
    context = {
        "people": people,
        "matches": matches(everybody),
        "unmet": unmet(everybody),
        "reach": reach,
        "focus_areas": areas,
        "may_join": who.may("team.join") and who.person is not None,
        "is_on_it": any(one.row.person_id == who.person.pk for one in people) if who.person else False,
    }
    return show_or_data(request, who, "roadmap/team/team.html", context, data=lambda: _as_data(who, people, reach))


@require_http_methods(FORM)
@in_group
def mine(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Agree to be shown on the team, or change what it says."""
    who = _person(caller)
    place, kept = place_of(who.person), charter_on(who.group, who.on)
    known = (
        {"helps_with": place.helps_with, "learns": place.learns, "words": place.words, "seen": bool(place.upstream)}
        if place
        else {}
    )
    areas = areas_of(charter_of(kept) if kept else None)
    form = PlaceForm(request, who, subject_of(who.person), areas=areas, initial=known)

    def deed(said: Said) -> Done:
        upstream = "" if not said["seen"] else place.upstream if place and place.upstream else oneself_upstream(who)
        join_team(
            caller,
            helps_with=said["helps_with"],
            learns=said["learns"],
            words=said["words"],
            upstream=upstream,
            expected=said["version"],
        )
        return "The team's page says so now.", "roadmap/team/"

    title, button = ("Change my place on the team", "Change it") if place else ("Join the team", "Show me on it")
    explain = (
        "You agree that this page shows your name, your company and what you say here, to everybody. "
        "You can take all of it back at any time; the record keeps the areas and the days."
    )
    return settle(request, who, form, Question(title, ABOVE, button, explain), deed=deed)


@require_http_methods(FORM)
@in_group
def leave(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Be shown on the team no longer."""
    who = _person(caller)
    form = LeaveForm(request, who, subject_of(who.person))

    def deed(said: Said) -> Done:
        leave_team(caller, expected=said["version"])
        return "The team's page shows you no longer.", "roadmap/team/"

    explain = "Your name, your words and what was seen of your work are taken off the page. You can come back."
    return settle(request, who, form, Question("Leave the team", ABOVE, "Take me off it", explain), deed=deed)


def _areas(reach: Reach | None, slugs: dict[str, str]) -> list[AreaShown]:
    """Show each area in which members' people were active, every count with the way to what is behind it."""
    return [
        AreaShown(
            area.name,
            tuple(
                MemberThere(
                    share.company,
                    slugs.get(share.company.casefold(), ""),
                    share.people,
                    share.days,
                    share.changes,
                    query=changes_behind(reach.window, area=area.name, company=share.company),
                )
                for share in area.members
            ),
        )
        for area in (reach.areas if reach else ())
        if reach and area.members
    ]


def _person(caller: Caller) -> Acting:
    """Give whoever asks; only people of the group have a place on its team. NotAllowed: they are none."""
    who = acting(caller)
    only_for(who, "team.join", "team")
    if who.person is None:
        raise NotAllowed("team", "People put themselves on the team.", "Sign in as a person of the group.")
    return who


def _as_data(who: Acting, people: list[OnTheTeam], reach: Reach | None) -> dict[str, Any]:
    everybody = [one.teammate for one in people]
    return {
        "group": who.group.name,
        "on": who.on.isoformat(),
        "team": [
            {
                "person": one.number,
                "name": one.name,
                "companies": list(one.companies),
                "helps_with": list(one.helps_with),
                "learns": list(one.learns),
                "words": one.words,
                "known": [
                    {"area": it.area, "changes": it.changes, "days": it.days, "last_day": it.last_day.isoformat()}
                    for it in one.known
                ],
            }
            for one in everybody
        ],
        "matches": [
            {"area": one.area, "newcomer": one.newcomer.number, "mentor": one.mentor.number, "why": one.why}
            for one in matches(everybody)
        ],
        "unmet": [{"area": area, "people": [one.number for one in waiting]} for area, waiting in unmet(everybody)],
        "areas": [
            {
                "name": area.name,
                "members": [
                    {"company": it.company, "people": it.people, "changes": it.changes, "days": it.days}
                    for it in area.members
                ],
            }
            for area in (reach.areas if reach else ())
        ],
        "window": str(reach.window) if reach else None,
    }
