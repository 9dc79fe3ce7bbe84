"""The liaisons' addresses."""

from django.urls import path

from muster.web.liaisons import views

app_name = "liaisons"
urlpatterns = [
    path("liaisons/", views.overview, name="overview"),
    path("liaisons/new/", views.new_body, name="new"),
    path("liaisons/statements/<int:number>/", views.statement, name="statement"),
    path("liaisons/bodies/<slug:slug>/", views.body, name="body"),
    path("liaisons/bodies/<slug:slug>/name/", views.name, name="name"),
    path("liaisons/bodies/<slug:slug>/end/", views.end, name="end"),
    path("liaisons/bodies/<slug:slug>/write/", views.write, name="write"),
]
