"""The addresses of the roadmap's calendar."""

from django.urls import path

from muster.web.data import page_and_data
from muster.web.roadmap.calendar import changing, files, schedules, views

app_name = "calendar"
urlpatterns = [
    *page_and_data("calendar/", views.calendar, "calendar"),
    path("calendar.svg", files.picture, name="picture"),
    path("calendar.ics", files.feed, name="feed"),
    path("calendar/read/", schedules.read, name="read"),
    path("calendar/cycles/new/", changing.new_cycle, name="new_cycle"),
    path("calendar/cycles/<slug:slug>/", changing.cycle, name="cycle"),
    path("calendar/cycles/<slug:slug>/remove/", changing.remove_cycle, name="remove_cycle"),
    path("calendar/events/new/", changing.new_event, name="new_event"),
    path("calendar/events/<slug:slug>/", changing.event, name="event"),
    path("calendar/events/<slug:slug>/remove/", changing.remove_event, name="remove_event"),
]
