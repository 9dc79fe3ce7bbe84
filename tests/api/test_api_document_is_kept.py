"""The API does what its document says, and no more: asked what the document allows, and much that it does not.

Schemathesis draws the requests from the document, the same ones each time. Many name things that are there, by the
dictionaries below; each is asked by the public and by the chair, and whatever it changed is taken back.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.utils import timezone
from schemathesis.config import SchemathesisConfig

from muster.actions.tokens import make_token
from muster.api.urls import document
from muster.records.models import Account
from tests.cast import Cast, address
from tests.web.access.decisions import furnish_decisions
from tests.web.access.elections import furnish_elections

THERE: dict[str, list[str | int]] = {
    "group": ["alpha"],
    "seat": ["aurora", "borealis"],
    "organisation": ["aurora", "corona"],
    "number": [1, 2, 5],
    "role": ["chair", "secretary"],
    "version": ["1"],
    "If-Match": ["*"],
    "body.organisation": ["aurora", "corona"],
    "body.person": [1, 2, 5],
    "body.since": ["2017-06-01"],
    "body.until": ["2018-06-01"],
    "body.version": [1],
    "body.rule": ["motion", "ballot"],
    "body.seat": ["aurora"],
}
"""What schemathesis could hardly guess, by the names of parameters and keys."""

CONFIG = SchemathesisConfig.from_dict(
    {
        "dictionaries": {name.lower(): {"values": values} for name, values in THERE.items()},
        "parameters": {name: {"dictionary": name.lower(), "probability": 0.8} for name in THERE},
        "generation": {"deterministic": True, "no-shrink": True},
        "checks": {
            # What is well formed may still be against the rules; which of them hold, the tests of the deeds say.
            "positive_data_acceptance": {"enabled": False},
            "missing_required_header": {"expected-statuses": [401, 403, 404, 422, 428]},
        },
    }
)


FURNISH: dict[str, Callable[[Cast], object]] = {"Decisions": furnish_decisions, "Elections": furnish_elections}
"""What lets more be there for an area than the cast."""


def with_examples() -> dict[str, Any]:
    """Give the document with an example for every parameter of an address: most requests begin from those."""
    found: dict[str, Any] = json.loads(document())
    for methods in found["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter["name"] in THERE and parameter["in"] != "query":
                    parameter["example"] = THERE[parameter["name"]][0]
    return found


SCHEMA = schemathesis.openapi.from_dict(with_examples(), config=CONFIG)
SCHEMA.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def _the_tests_own_connection() -> Iterator[None]:
    """Keep the connection that the test's data are on: a server would let go of it between two requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def furnished() -> set[str]:
    """The areas whose things are there already: a test is many requests."""
    return set()


# PostgreSQL alone: it takes nothing that SQLite refuses, and refuses NUL and text that is too long besides.
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@SCHEMA.parametrize()
@hypothesis.settings(max_examples=10, suppress_health_check=list(hypothesis.HealthCheck))
def test_every_operation_answers_the_public_and_the_chair_as_the_document_says(
    case: "schemathesis.Case[Any]",
    alpha: Cast,
    furnished: set[str],
) -> None:
    for tag in set(case.operation.tags or ()) - furnished:
        furnished.add(tag)
        if tag in FURNISH:
            FURNISH[tag](alpha)
    for asker in ("", "Ada"):
        with transaction.atomic():
            case.call_and_validate(headers=key_of(asker))
            transaction.set_rollback(True)


def key_of(name: str) -> dict[str, str]:
    if not name:
        return {}
    account = Account.objects.get(email=address(name))
    _, key = make_token(account, "tests", days=1, may_write=True, at=timezone.now())
    return {"Authorization": f"Bearer {key}"}
