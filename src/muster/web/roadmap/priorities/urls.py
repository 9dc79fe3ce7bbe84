"""The addresses of the roadmap's priorities."""

from django.urls import path

from muster.web.data import page_and_data
from muster.web.roadmap.priorities import ballot, calling_off, views

app_name = "priorities"
urlpatterns = [
    *page_and_data("priorities/", views.overview, "overview"),
    path("priorities/new/", views.new, name="new"),
    path("priorities/settle/", views.settle, name="settle"),
    *page_and_data("priorities/<int:number>/", views.one_round, "round"),
    path("priorities/<int:number>/change/", views.change, name="change"),
    path("priorities/<int:number>/call-off/", calling_off.call_off, name="call-off"),
    path("priorities/<int:number>/ballot/", ballot.ballot, name="ballot"),
    path("priorities/<int:number>/propose/", views.propose, name="propose"),
    path("priorities/<int:number>/round.pb", views.file, name="file"),
]
