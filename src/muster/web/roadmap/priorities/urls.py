"""The addresses of the roadmap's priorities."""

from django.urls import URLPattern

app_name = "priorities"
urlpatterns: list[URLPattern] = []
