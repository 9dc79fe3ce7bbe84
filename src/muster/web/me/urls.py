"""Where somebody sees what a group needs of them."""

from django.urls import path

from muster.web.me import views

app_name = "me"
urlpatterns = [path("me/", views.in_one_group, name="me")]
