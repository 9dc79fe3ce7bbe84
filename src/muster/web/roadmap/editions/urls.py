"""The addresses of the roadmap's editions."""

from django.urls import URLPattern

app_name = "editions"
urlpatterns: list[URLPattern] = []
