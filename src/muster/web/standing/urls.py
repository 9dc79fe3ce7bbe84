"""The addresses of where a group's members stand."""

from django.urls import path

from muster.web.data import page_and_data
from muster.web.standing import views

app_name = "standing"
urlpatterns = [
    *page_and_data("standing/", views.standing, "standing"),
    path("standing/publish/", views.publish, name="publish"),
]
