"""The addresses of the roadmap's items."""

from django.urls import path

from muster.web.data import page_and_data
from muster.web.roadmap.items import confirming, deciding, views, writing

app_name = "items"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("items.json", views.overview, name="overview-data"),
    path("new/", writing.new, name="new"),
    path("preview/", writing.try_selectors, name="preview"),
    *page_and_data("items/<slug:slug>/", views.item, "item"),
    *page_and_data("items/<slug:slug>/changes/", confirming.changes, "changes"),
    path("items/<slug:slug>/change/", writing.change, name="change"),
    path("items/<slug:slug>/confirm/", confirming.confirm, name="confirm"),
    path("items/<slug:slug>/agree/", deciding.agree, name="agree"),
    path("items/<slug:slug>/deliver/", deciding.deliver, name="deliver"),
    path("items/<slug:slug>/drop/", deciding.drop, name="drop"),
    path("items/<slug:slug>/take-up/", deciding.take_up, name="take-up"),
]
