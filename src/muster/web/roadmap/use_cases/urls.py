"""The addresses of the roadmap's use cases."""

from django.urls import path

from muster.web.data import page_and_data
from muster.web.roadmap.use_cases import views, writing

app_name = "use_cases"
urlpatterns = [
    *page_and_data("use-cases/", views.overview, "overview"),
    path("use-cases/new/", writing.new, name="new"),
    *page_and_data("use-cases/<int:number>/", views.use_case, "use-case"),
    path("use-cases/<int:number>/change/", writing.change, name="change"),
    path("use-cases/<int:number>/answer/", writing.answer, name="answer"),
    path("use-cases/<int:number>/support/", views.support, name="support"),
    path("use-cases/<int:number>/comment/", views.comment, name="comment"),
]
