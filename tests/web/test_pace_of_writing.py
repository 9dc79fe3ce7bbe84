"""Whoever writes too fast is asked to wait; reading is never slowed, nor is anybody else."""

from typing import Any

import pytest
from django.test import Client

from muster.actions import pace
from muster.records.models import Account
from tests.cast import Cast, address


@pytest.fixture(autouse=True)
def _a_pace_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muster.web.pace.WRITES", pace.Pace())


def browser_of(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=address(name)))
    return client


def test_whoever_writes_too_fast_is_asked_to_wait_and_told_how_long(alpha: Cast, settings: Any) -> None:  # noqa: ANN401, ARG001 - as pytest-django has it; they are there
    settings.WRITES_A_MINUTE = 3
    ada, bo = browser_of("Ada"), browser_of("Bo")
    form = {"name": "Ada", "time_zone": "UTC", "mail": "all"}
    assert [ada.post("/accounts/settings/", form).status_code for _ in range(4)] == [302, 302, 302, 429]
    answer = ada.post("/accounts/settings/", {**form, "name": "Ada Again"})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 20
    assert "Nothing of this was done" in answer.content.decode()
    assert Account.objects.get(email=address("Ada")).name == "Ada"
    assert ada.get("/accounts/settings/").status_code == 200
    assert bo.post("/accounts/settings/", {**form, "name": "Bo"}).status_code == 302
