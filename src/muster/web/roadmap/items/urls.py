"""The addresses of the roadmap's items."""

from django.urls import URLPattern

app_name = "items"
urlpatterns: list[URLPattern] = []
