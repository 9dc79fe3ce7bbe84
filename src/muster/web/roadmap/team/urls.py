"""The addresses of the roadmap's team."""

from django.urls import URLPattern, path

from muster.web.data import page_and_data
from muster.web.roadmap.team import views

app_name = "team"
urlpatterns: list[URLPattern] = [
    *page_and_data("team/", views.team, "team"),
    path("team/mine/", views.mine, name="mine"),
    path("team/leave/", views.leave, name="leave"),
]
