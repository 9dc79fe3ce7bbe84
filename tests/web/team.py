"""What the tests of the pages of meetings share: a team that meets weekly, and how pages are read and forms sent."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from muster.actions.caller import server_clock
from muster.actions.meetings.series import Planned, plan_series
from muster.records import log
from muster.records.models import Account, Series
from muster.records.queries.meetings import slug_of
from tests.cast import Cast, address
from tests.web.access.shape import asking

SCRIPT = "<script>alert('é')</script>"
MEETINGS = "/alpha/meetings/"


@dataclass(frozen=True)
class Meetings:
    """A weekly series: its meetings by how many weeks they are off; number 0 is running."""

    cast: Cast
    series: Series
    running: datetime

    def slug(self, weeks: int = 0) -> str:
        return slug_of(self.series, self.running + timedelta(weeks=weeks))

    def page(self, weeks: int = 0, part: str = "") -> str:
        return f"{MEETINGS}{self.slug(weeks)}/{part}"

    def seen(self, weeks: int = 0) -> int:
        return log.version(self.cast.group, f"meeting/{self.slug(weeks)}")


@pytest.fixture
def team(alpha: Cast) -> Meetings:
    running = server_clock().replace(second=0, microsecond=0, tzinfo=None) - timedelta(minutes=10)
    planned = Planned(title="Team meeting", starts=running - timedelta(weeks=6), rule="FREQ=WEEKLY", kind="weekly-team")
    return Meetings(alpha, plan_series(asking(alpha, "Di"), planned), running)


def browser_of(name: str) -> Client:
    client = Client()
    if name:
        client.force_login(Account.objects.get(email=address(name)))
    return client


def read(client: Client, path: str, status: int = 200, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def send(client: Client, path: str, status: int = 302, **data: object) -> str:
    answer: Any = client.post(path, data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode() if status != 302 else answer["Location"])


def words(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])).split())
