"""The addresses of the roadmap's pledges and plans."""

from django.urls import path

from muster.web.data import page_and_data
from muster.web.roadmap.plans import pledges, views

app_name = "plans"
urlpatterns = [
    *page_and_data("pledges/", pledges.overview, "pledges"),
    path("pledges/<slug:organisation>/", pledges.give, name="give"),
    *page_and_data("plans/", views.overview, "plans"),
    path("plans/new/", views.new, name="new"),
    *page_and_data("plans/<int:number>/", views.plan, "plan"),
]
