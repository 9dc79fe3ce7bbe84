"""The front page, and a group's own: what it is, who is in it, what is being decided, when it meets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.actions.caller import Caller, acting
from muster.records.queries.groups import charter_on, groups, last_standing
from muster.records.queries.people import members_on, offices_on, seats_on
from muster.web.door import in_group, show


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Every group of the installation."""
    return render(request, "groups/front.html", {"groups": groups()})


@require_safe
@in_group
def overview(request: HttpRequest, caller: Caller) -> HttpResponse:
    """One group, at a glance."""
    who = acting(caller)
    return show(
        request,
        who,
        "groups/overview.html",
        {
            "charter": charter_on(who.group, who.on),
            "members": members_on(who.group, who.on),
            "seats": seats_on(who.group, who.on),
            "offices": offices_on(who.group, who.on),
            "standing": last_standing(who.group),
        },
    )
