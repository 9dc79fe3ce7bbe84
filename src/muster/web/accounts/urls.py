"""The addresses of accounts that are Muster's own; signing in itself is allauth's (muster/urls.py)."""

from django.urls import path

from muster.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("settings/", views.profile, name="settings"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:key>/end/", views.end, name="end_token"),
    path("invitation/", views.invitation, name="invitation"),
    path("invitation/<str:code>/", views.open_invitation, name="open_invitation"),
]
