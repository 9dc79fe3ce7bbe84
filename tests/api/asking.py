"""Asking the API as a program does: with a token, and JSON both ways."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from muster.actions.tokens import make_token
from muster.records.models import Account
from tests.cast import address

HERE = "/api/v1/groups/alpha"


@dataclass(frozen=True, slots=True)
class Program:
    """A program that acts for somebody; "" is nobody."""

    headers: Mapping[str, str]

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:  # noqa: ANN401 - Django's answer
        """Ask: `if_match="…"` is the header If-Match."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        client = Client(raise_request_exception=False)
        form = named.pop("content-type", "application/json") if data else ""
        return client.generic(method, path, data, form, headers={**self.headers, **named})


def program_of(name: str, *, may_write: bool = True) -> Program:
    """Give somebody's program."""
    if not name:
        return Program({})
    account = Account.objects.get(email=address(name))
    _, key = make_token(account, "tests", days=1, may_write=may_write, at=timezone.now())
    return Program({"Authorization": f"Bearer {key}"})
