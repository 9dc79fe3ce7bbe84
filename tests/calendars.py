"""A calendar for Alpha, and how its pages are asked and read, for tests of both."""

import re
from datetime import date

from django.http.response import HttpResponseBase
from django.test import Client

from muster.actions.roadmap.calendar import change_entry
from muster.actions.roadmap.items import ItemWritten, propose_item
from muster.records import log
from muster.records.models import Account
from tests.cast import Cast, address
from tests.roadmaps import with_a_roadmap
from tests.web.access.shape import asking

HERE = "/alpha/roadmap/calendar/"
HOSTILE = '<script>alert("1")</script>'
TODAY = date(2026, 11, 29)
BOSTON = {
    "name": "Summit Boston",
    "kind": "summit",
    "first": date(2017, 5, 8),
    "last": date(2017, 5, 11),
    "planned_first": date(2017, 5, 8),
    "planned_last": date(2017, 5, 12),
}


def with_a_calendar(alpha: Cast) -> Cast:
    """Give Alpha a calendar as its charter has it, an event, and two items of which one has a cycle."""
    with_a_roadmap(alpha)
    change_entry(asking(alpha, "Ada"), "events", BOSTON)
    propose_item(asking(alpha, "Ed"), written("Root wrap", "Pike"), slug="t1")
    propose_item(asking(alpha, "Ed"), written("Some day", ""), slug="t2")
    return alpha


def written(title: str, cycle: str) -> ItemWritten:
    return ItemWritten(title=title, need="Much.", focus_area="Engines", cycle=cycle)


def browser(name: str = "") -> Client:
    client = Client()
    if name:
        client.force_login(Account.objects.get(email=address(name)))
    return client


def words(answer: HttpResponseBase) -> str:
    """Give what a page says, without its marks, every space once."""
    text = re.sub(r"<svg.*?</svg>|<[^>]*>", " ", getattr(answer, "content", b"").decode(), flags=re.DOTALL)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def version(alpha: Cast) -> int:
    return log.version(alpha.group, "calendar")
