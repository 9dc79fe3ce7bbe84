"""A group's front page."""

from django.urls import path

from muster.web.groups import views

app_name = "groups"
urlpatterns = [path("", views.overview, name="overview")]
