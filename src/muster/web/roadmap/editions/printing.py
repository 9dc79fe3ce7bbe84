"""An edition as one HTML file to print or to keep: its style is in it, and it asks nobody for anything."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from muster.domain.roadmap.editions.edition import Edition
from muster.web.roadmap.editions.content import content_of


def print_text(edition: Edition, sha256: str) -> str:
    """Give the file. sha256: of the edition's data, as the record has it."""
    # The style is a file of ours, beside this one, and no reader's words are in it.
    style = mark_safe(_style())  # noqa: S308 - as the line above says
    return render_to_string("roadmap/editions/print.html", {**content_of(edition), "sha256": sha256, "style": style})


def printed(edition: Edition, sha256: str, name: str) -> HttpResponse:
    """Answer with the file; its own style is all that it may use."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    answer = HttpResponse(print_text(edition, sha256))
    answer["Content-Security-Policy"] = f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@cache
def _style() -> str:
    return (Path(__file__).parent / "print.css").read_text(encoding="utf-8")
