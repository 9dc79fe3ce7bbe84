"""What a web server calls, warmed up: its first visitor waits for what they ask for, not for libraries to load."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.settings")
application = get_wsgi_application()


def _load_the_pages() -> None:
    """Import every page, which Django would do as the first request comes."""
    from django.urls import get_resolver  # noqa: PLC0415 - only once Django is set up

    _ = get_resolver().url_patterns


def _draw_something() -> None:
    """Draw a picture that nobody sees: the first takes half a second longer than any other."""
    from muster.exchange.drawing.svg import drawn, words  # noqa: PLC0415 - only once Django is set up

    drawn(words([{"text": "", "x": 0, "y": 0}]), width=1, height=1, ident="warm", title="", description="")


_load_the_pages()
Thread(target=_draw_something, name="warming up").start()
