"""The front page, and a group's own: what it is, who is in it, what it decides, when it meets, what it works on."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.actions.caller import Acting, Caller, acting
from muster.actions.decisions.reading import Followed, follow
from muster.domain.contribution.windows import Window
from muster.domain.decisions.words import phase_in_words
from muster.records.queries.decisions import undecided
from muster.records.queries.groups import groups
from muster.records.queries.meetings import MeetingShown, meetings_in
from muster.records.queries.members import MemberRow, member_rows
from muster.records.queries.people import offices_on
from muster.records.queries.roadmap.items import items_of
from muster.web.door import in_group, show
from muster.web.groups.beginning import first_steps
from muster.web.roadmap.items.shown import roadmap_of

AHEAD, AT_MOST = timedelta(days=15), 5


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Every group of the installation."""
    return render(request, "groups/front.html", {"groups": groups()})


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """One group, at a glance."""
    who = acting(caller)
    members, published = member_rows(who.group, who.on)
    offices = offices_on(who.group, who.on)
    context = {
        "members": members,
        "published": published,
        "offices": offices,
        "deciding": _being_decided(who),
        "coming": _coming(who),
        "steps": first_steps(who, offices, vacant=_any_vacant(members), published=published is not None),
        "roadmap": roadmap_of(who.group, items_of(who.group), who.on),
    }
    return show(request, who, "groups/overview.html", context)


def _any_vacant(members: list[MemberRow]) -> bool:
    return any(seat.representative is None for row in members for seat in row.seats)


def _being_decided(who: Acting) -> list[tuple[Followed, str]]:
    """Give every proposal that is not at its end, each with where it stands in words."""
    followed = follow(undecided([who.group]), who.at)
    return [(one, phase_in_words(one.state)) for one in followed if not one.state.ended]


def _coming(who: Acting) -> list[MeetingShown]:
    """Give the next meetings that take place, with whatever runs now first."""
    found = meetings_in(who.group, Window(who.on, who.on + AHEAD))
    return [one for one in found if one.occurrence.takes_place and one.occurrence.end > who.at][:AT_MOST]
