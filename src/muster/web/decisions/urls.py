"""The decisions' addresses."""

from django.urls import path

from muster.web.data import page_and_data
from muster.web.decisions import lists, proposal, writing

app_name = "decisions"
urlpatterns = [
    *page_and_data("proposals/", lists.decisions, "decisions"),
    *page_and_data("proposals/resolutions/", lists.adopted, "resolutions"),
    path("proposals/new/", writing.new, name="new"),
    path("proposals/drafts/<int:key>/", writing.draft, name="draft"),
    path("proposals/drafts/<int:key>/forget/", writing.forget, name="forget"),
    *page_and_data("proposals/<int:number>/", proposal.proposal, "proposal"),
    path("proposals/<int:number>/revise/", writing.revise, name="revise"),
    path("proposals/<int:number>/<slug:name>/", proposal.do, name="do"),
]
