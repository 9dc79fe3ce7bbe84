"""Attempts to sign in are counted where every instance sees them: on PostgreSQL, in a table of the record."""

from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from muster.actions.accounts import vouch_for
from muster.records.models import Account
from tests.cast import Cast, address

SHARED = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "muster_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
COUNT = "SELECT COUNT(*) FROM muster_cache"


@pytest.fixture
def shared(alpha: Cast, settings: Any) -> None:  # noqa: ANN401, ARG001 - as pytest-django has it; they are there
    settings.CACHES = SHARED


@pytest.mark.usefixtures("shared")
def test_what_one_instance_counts_another_sees() -> None:
    ada = Account.objects.get(email=address("Ada"))
    vouch_for(ada)
    wrong = [{"login": ada.email, "password": f"wrong word {attempt}"} for attempt in range(6)]
    pages = [Client().post("/accounts/login/", form).content.decode() for form in wrong]
    assert ["Too many failed" in page for page in pages] == [False] * 5 + [True]
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        (rows,) = cursor.fetchone() or (0,)
    assert rows >= 2, "one for the address that asks, one for the account that it asks for"
    assert caches["default"].get("nothing") is None
