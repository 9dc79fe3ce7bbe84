"""Which address answers what: the installation's own pages first, then each group's."""

from django.urls import URLPattern, URLResolver, include, path

from muster.web.groups.views import front

GROUP_AREAS = ("groups", "liaisons", "record")
"""Areas of a group's site: each is a folder of `web` with its own urls."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("accounts/", include("allauth.urls")),
    path(
        "<slug:group>/",
        include([path("", include(f"muster.web.{area}.urls")) for area in GROUP_AREAS]),
    ),
]
