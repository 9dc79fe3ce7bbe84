"""The addresses of the roadmap's team."""

from django.urls import URLPattern

app_name = "team"
urlpatterns: list[URLPattern] = []
