"""The addresses of the roadmap's proof."""

from django.urls import URLPattern

from muster.web.data import page_and_data
from muster.web.roadmap.proof import behind, member, views, year

app_name = "proof"
urlpatterns: list[URLPattern] = [
    *page_and_data("proof/", views.proof, "proof"),
    *page_and_data("proof/changes/", behind.changes, "changes"),
    *page_and_data("members/<slug:slug>/", member.member, "member"),
    *page_and_data("year/<int:number>/", year.year, "year"),
]
