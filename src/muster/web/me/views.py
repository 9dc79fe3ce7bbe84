"""What needs me next, by when, on whose behalf: over all my groups, or in one."""

from datetime import datetime
from typing import Final, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.actions.caller import Caller, acting, server_clock
from muster.actions.needs.registry import needs_from
from muster.actions.needs.shape import Need
from muster.domain.errors import NotAllowed
from muster.records.models import Account
from muster.records.queries.accounts import open_invitations_for
from muster.records.queries.me import standpoints_of
from muster.web.door import in_group, show

LATE_MINUTES: Final = 3
"""So many late minutes are asked for openly, the latest."""


@require_safe
@login_required
def everywhere(request: HttpRequest) -> HttpResponse:
    """The start page of whoever is signed in."""
    account, at = cast("Account", request.user), server_clock()
    standpoints = standpoints_of(account, at.date())
    shown = {
        **_shown(needs_from(standpoints, at), at),
        "standpoints": standpoints,
        "invitations": open_invitations_for(account, at),
        "now": at,
    }
    return render(request, "me/me.html", shown)


@require_safe
@in_group
def in_one_group(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The same for one group."""
    who = acting(caller)
    if caller.account is None or who.person is None:
        raise NotAllowed("me", "This page is for whoever takes part in the group.", "Sign in as somebody who does.")
    standpoints = standpoints_of(caller.account, who.on, who.group)
    shown = {
        **_shown(needs_from(standpoints, who.at), who.at),
        "standpoints": standpoints,
        "may_invite": who.may("person.invite"),
        "now": who.at,
    }
    return show(request, who, "me/me.html", shown)


def _shown(needs: list[Need], now: datetime) -> dict[str, list[Need]]:
    """Give what is shown, and the backlog: minutes of long ago, which would hide what is due, lie folded below it."""
    late = [one for one in needs if one.kind == "minutes" and one.by and one.by < now]
    backlog = late[:-LATE_MINUTES]
    return {"needs": [one for one in needs if one not in backlog], "backlog": backlog}
