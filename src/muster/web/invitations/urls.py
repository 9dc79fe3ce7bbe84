"""Where a group invites people, and takes an invitation back."""

from django.urls import path

from muster.web.invitations import views

app_name = "invitations"
urlpatterns = [
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/<int:key>/withdraw/", views.withdraw, name="withdraw"),
]
