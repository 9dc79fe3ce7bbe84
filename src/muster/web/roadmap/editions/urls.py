"""The addresses of the roadmap's editions, and of the monthly reports."""

from django.urls import path

from muster.web.data import page_and_data
from muster.web.roadmap.editions import feed, reports, views

app_name = "editions"
urlpatterns = [
    *page_and_data("editions/", views.overview, "overview"),
    path("editions/feed.atom", feed.atom, name="feed"),
    path("editions/publish/", views.publish, name="publish"),
    *page_and_data("editions/<int:number>/", views.edition, "edition"),
    path("editions/<int:number>.md", views.markdown, name="markdown"),
    path("editions/<int:number>.html", views.to_print, name="print"),
    path("reports/", reports.overview, name="reports"),
    path("reports/draft/", reports.draft, name="draft"),
    *page_and_data("reports/<slug:month>/", reports.report, "report"),
    path("reports/<slug:month>.md", reports.markdown, name="report-markdown"),
    path("reports/<slug:month>/edit/", reports.edit, name="edit"),
    path("reports/<slug:month>/draft/", reports.again, name="again"),
    path("reports/<slug:month>/publish/", reports.publish, name="publish-report"),
]
