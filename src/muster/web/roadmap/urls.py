"""The roadmap's addresses: one folder a part, each with its own."""

from django.urls import include, path

PARTS = ("items", "use_cases", "priorities", "plans", "proof", "calendar", "editions", "team")
"""Parts of the roadmap's site: each is a folder beside this file with its own urls, all below `roadmap/`."""

app_name = "roadmap"
urlpatterns = [path("roadmap/", include(f"muster.web.roadmap.{part}.urls")) for part in PARTS]
