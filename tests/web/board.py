"""What the tests of the pages of decisions share: a clock that they turn, and how pages are read and forms sent."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from muster.records.models import Account
from tests.cast import NOON, address

SCRIPT = "<script>alert('x')</script>"


class Clock:
    """The server's clock, as the test turns it."""

    at = NOON


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A server whose clock stands at NOON until it is turned."""
    turned = Clock()
    monkeypatch.setattr("muster.actions.caller.datetime", SimpleNamespace(now=lambda _: turned.at))
    return turned


Browser = Callable[[str], Client]


@pytest.fixture
def browser_of(clock: Clock) -> Browser:  # noqa: ARG001 - whoever opens a page does so at its hour
    """A browser in which somebody is signed in; "" is the public."""

    def opened(name: str) -> Client:
        client = Client()
        if name:
            client.force_login(Account.objects.get(email=address(name)))
        return client

    return opened


def page(client: Client, path: str, status: int = 200) -> str:
    """Give a page as people read it: its text, with entities as they are."""
    answer = client.get(path)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def words(html: str) -> str:
    """Give what is to be read on a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def ways(html: str) -> set[str]:
    """Give what the page lets its reader do."""
    return set(re.findall(r'action="/[a-z]+/proposals/\d+/([a-z-]+)/"', html))


def send(client: Client, path: str, **fields: Any) -> Any:  # noqa: ANN401 - Django's answer
    return client.post(path, fields)
