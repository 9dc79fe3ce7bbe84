"""How a page is opened in a group: find the group, learn who asks, show the page in the group's frame."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from muster.actions.caller import Acting, Caller
from muster.records.models import Account, Group
from muster.records.queries.groups import group_called

Given = ParamSpec("Given")


def in_group(
    view: Callable[Concatenate[HttpRequest, Caller, Given], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Make a view of a group's page: it gets the caller in place of the group's name. Unknown groups are a 404."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        group = group_called(str(kwargs.pop("group")))
        account = request.user if isinstance(request.user, Account) else None
        return view(request, Caller(group, account), *args, **kwargs)

    return opened


AREAS = (
    ("", "Overview"),
    ("standing/", "Standing"),
    ("roadmap/", "Roadmap"),
    ("members/", "Members"),
    ("proposals/", "Decisions"),
    ("elections/", "Elections"),
    ("meetings/", "Meetings"),
    ("liaisons/", "Liaisons"),
    ("charter/", "Charter"),
    ("record/", "Record"),
)
"""The parts of a group's site: each one's address below the group's, and its name in the navigation."""


BELOW = {
    "people/": "members/",
    "seats/": "members/",
    "offices/": "members/",
    "invitations/": "members/",
    "corrections/": "members/",
    "actions/": "meetings/",
}
"""The part of a group's site that pages belong to whose address does not begin with that part's."""


def areas_of(request: HttpRequest, group: Group) -> list[dict[str, str]]:
    """Give the navigation. `here` is what aria-current says: this very page, a page of that part, or nothing."""
    below = request.path.removeprefix(f"/{group.slug}/")
    part = below.partition("/")[0] + "/" if below else ""
    here = BELOW.get(part, part)
    return [
        {
            "path": path,
            "name": name,
            "here": "page" if below == path else "true" if path and here == path else "",
        }
        for path, name in AREAS
    ]


def show(
    request: HttpRequest, who: Acting, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Show a page in the group's frame: the template finds `group` and `who` beside what it is given."""
    frame = {"group": who.group, "who": who, "areas": areas_of(request, who.group)}
    answer = render(request, template, {**frame, **context}, status=status)
    patch_vary_headers(answer, ["Cookie"])
    return answer


def done(request: HttpRequest, words: str, address: str) -> HttpResponseRedirect:
    """After a deed: say what was done, and show where it can be seen."""
    messages.success(request, words)
    return redirect(address)
