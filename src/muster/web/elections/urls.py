"""The elections' addresses."""

from django.urls import path

from muster.web.elections import ballots, candidates, files, views

app_name = "elections"
urlpatterns = [
    path("elections/", views.overview, name="overview"),
    path("elections/new/", views.new, name="new"),
    path("elections/settle/", views.settle, name="settle"),
    path("elections/<int:number>/", views.election, name="election"),
    path("elections/<int:number>/change/", views.change, name="change"),
    path("elections/<int:number>/call-off/", views.call_off, name="call-off"),
    path("elections/<int:number>/confirm/", views.confirm, name="confirm"),
    path("elections/<int:number>/nominate/", candidates.nominate, name="nominate"),
    path("elections/<int:number>/answer/", candidates.answer, name="answer"),
    path("elections/<int:number>/ballot/", ballots.ballot, name="ballot"),
    path("elections/<int:number>/ballot/cast/", ballots.cast, name="cast"),
    path("elections/<int:number>/find/", ballots.find, name="find"),
    path("elections/<int:number>/ballots.json", files.as_json, name="json"),
    path("elections/<int:number>/ballots.csv", files.as_csv, name="csv"),
]
