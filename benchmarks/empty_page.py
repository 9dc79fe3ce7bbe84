"""Muster's own site with one page more, an empty one, which is behind everything that every page is behind."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.settings")

from django.http import HttpRequest, HttpResponse
from django.urls import path

from muster.wsgi import application as application  # noqa: PLC0414 - what the server is told to serve


def empty(_request: HttpRequest) -> HttpResponse:
    """Answer with nothing, and have it made each time."""
    return HttpResponse("", headers={"Cache-Control": "no-store"})


def _set_up() -> None:
    from django.conf import settings  # noqa: PLC0415 - once Django is set up, by muster.wsgi

    settings.ROOT_URLCONF = __name__


_set_up()

from muster.urls import urlpatterns as _muster  # noqa: E402 - needs Django set up

urlpatterns = [path("empty/", empty), *_muster]
