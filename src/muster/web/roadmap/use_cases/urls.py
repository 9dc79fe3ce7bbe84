"""The addresses of the roadmap's use cases."""

from django.urls import URLPattern

app_name = "use_cases"
urlpatterns: list[URLPattern] = []
