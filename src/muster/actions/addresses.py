"""Where people find what the log speaks of: the path of the page of `proposal/3`, for letters and start pages."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from django.urls import Resolver404, resolve

PAGES: Final[Mapping[str, str]] = {
    "action": "actions/",
    "edition": "roadmap/editions/",
    "election": "elections/",
    "item": "roadmap/items/",
    "liaison": "liaisons/bodies/",
    "meeting": "meetings/",
    "person": "people/",
    "plan": "roadmap/plans/",
    "proposal": "proposals/",
    "report": "roadmap/reports/",
    "round": "roadmap/priorities/",
    "series": "meetings/series/",
    "statement": "liaisons/statements/",
    "use-case": "roadmap/use-cases/",
}
"""Below the group's own page, by what stands before the slash; what stands behind it, and a slash, complete it."""


def page_of(group: str, about: str) -> str:
    """Give the path of the page about a subject of a group; if it has none, of what the record says about it."""
    kind, _, name = about.partition("/")
    if kind in PAGES and name:
        path = f"/{group}/{PAGES[kind]}{quote(name)}/"
        try:
            resolve(path)
        except Resolver404:
            pass  # the area has no page of its own for it
        else:
            return path
    return f"/{group}/record/?about={quote(about, safe='')}"
