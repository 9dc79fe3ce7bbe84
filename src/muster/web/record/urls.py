"""The record's addresses."""

from django.urls import path

from muster.web.record import views

app_name = "record"
urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/log.jsonl", views.download, name="download"),
    path("record/<int:number>/", views.entry, name="entry"),
]
