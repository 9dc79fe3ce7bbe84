"""The addresses of the roadmap's calendar."""

from django.urls import URLPattern

app_name = "calendar"
urlpatterns: list[URLPattern] = []
