"""Which address answers what: the installation's own pages first, then each group's."""

from django.urls import URLPattern, URLResolver, include, path

from muster.web.groups.views import front
from muster.web.me.views import everywhere
from muster.web.meetings import feeds

GROUP_AREAS = (
    "decisions",
    "elections",
    "groups",
    "invitations",
    "liaisons",
    "me",
    "meetings",
    "membership",
    "record",
    "roadmap",
    "standing",
)
"""Areas of a group's site: each is a folder of `web` with its own urls."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("me/", everywhere, name="me"),
    path("me/calendar/", feeds.mine, name="own_calendar_key"),
    path("me/calendar/end/", feeds.end, name="own_calendar_end"),
    path("calendar/<str:key>.ics", feeds.own, name="own_calendar"),
    path("api/v1/", include("muster.api.urls")),
    path("accounts/", include("muster.web.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path(
        "<slug:group>/",
        include([path("", include(f"muster.web.{area}.urls")) for area in GROUP_AREAS]),
    ),
]
