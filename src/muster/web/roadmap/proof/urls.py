"""The addresses of the roadmap's proof."""

from django.urls import URLPattern

app_name = "proof"
urlpatterns: list[URLPattern] = []
