"""Who gets what at every address of the site: the tables in tests/web/access, asked row by row as everybody.

The list of addresses is Django's own, so a new one fails until it has its rows. Those of the API have tables of their
own (tests/api); those that allauth answers are tested there, and one rule below covers them here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from muster.records.models import Account, Entry
from tests.cast import Cast, address
from tests.web.access.shape import ASKERS, NO_ID, OMEGAN, SIGN_IN, Row, furnish

AREAS = sorted(file.stem for file in (Path(__file__).parent / "access").glob("*.py") if file.stem != "shape")
API = "api/"
"""What has tables of its own."""


def rows_of(area: str, alpha: Cast) -> tuple[Row, ...]:
    found: tuple[Row, ...] = import_module(f"tests.web.access.{area}").rows(alpha)
    return found


def routes(
    patterns: list[URLPattern | URLResolver], before: str = "", names: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, str]]:
    """Give every address: the URL's name with its namespaces, its pattern, and the module of what answers there."""
    for one in patterns:
        place = before + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = (*names, one.namespace) if one.namespace else names
            yield from routes(one.url_patterns, place, inner)
        else:
            yield ":".join((*names, one.name or f"unnamed {place}")), place, one.callback.__module__


def ours() -> dict[str, str]:
    """Give the addresses that the tables are about."""
    found = routes(get_resolver().url_patterns)
    return {name: place for name, place, module in found if module.startswith("muster.") and not place.startswith(API)}


def clients() -> dict[str, Client]:
    """Give everybody a browser, signed in as themselves."""
    found = {}
    for asker, name in ASKERS.items():
        found[asker] = Client()
        if name:
            found[asker].force_login(Account.objects.get(email=address(name)))
    return found


def place(row: Row, group: str = "alpha", **changed: object) -> str:
    inside = {"group": group} if "<slug:group>" in ours()[row.route] else {}
    return reverse(row.route, kwargs={**inside, **row.given, **changed})


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, method: str, path: str, data: Mapping[str, Any]) -> tuple[int | str, str, int]:
    """Ask; give the status (or SIGN_IN), what the page says, and how many entries that wrote, which are taken back."""
    with taken_back():
        before = Entry.objects.count()
        answer = getattr(client, method.lower())(path, data)
        return status(answer), said(answer), Entry.objects.count() - before


def status(answer: HttpResponseBase) -> int | str:
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
    return SIGN_IN if to_sign_in else answer.status_code


def said(answer: Any) -> str:  # noqa: ANN401 - a page, or a stream of one
    content: bytes = answer.getvalue() if answer.streaming else answer.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("area", AREAS)
def test_everybody_gets_exactly_what_the_table_says_and_whoever_is_refused_writes_nothing(
    area: str, alpha: Cast
) -> None:
    furnish(alpha)
    rows, browsers, wrong = rows_of(area, alpha), clients(), []
    for row in rows:
        assert row.expected.keys() == ASKERS.keys(), row
        for asker, expected in row.expected.items():
            got, page, wrote = ask(browsers[asker], row.method, place(row), row.data)
            if got != expected:
                wrong.append(f"{row.method} {place(row)} {dict(row.data)}: {asker} gets {got}, not {expected}")
            if wrote and (row.method == "GET" or not isinstance(got, int) or got >= 400):
                wrong.append(f"{row.method} {place(row)}: {asker} wrote to a log")
            if OMEGAN in page:
                wrong.append(f"{row.method} {place(row)}: {asker} reads something of Omega's")
    assert wrong == []


@pytest.mark.parametrize("area", AREAS)
def test_an_id_of_another_group_finds_nothing_wherever_it_is_put(area: str, alpha: Cast) -> None:
    furnish(alpha)
    rows, browsers, wrong = rows_of(area, alpha), clients(), []
    for row in rows:
        assert row.given.keys() <= row.foreign.keys(), f"{row}: say in `foreign` which ids Omega alone has"
        let_in = [asker for asker, status in row.expected.items() if isinstance(status, int) and status < 400]
        for name, value in row.foreign.items():
            if value is NO_ID:
                continue
            in_path = name in row.given
            path = place(row, **{name: value}) if in_path else place(row)
            data = row.data if in_path else {**row.data, name: value}
            for asker in let_in:
                got, page, wrote = ask(browsers[asker], row.method, path, data)
                if got not in ((404,) if in_path else (404, 422)) or OMEGAN in page or wrote:
                    wrong.append(f"{row.method} {path} with {name}={value}: {asker} gets {got}")
    assert wrong == []


@pytest.mark.parametrize("area", AREAS)
def test_a_role_in_one_group_is_none_in_another(area: str, alpha: Cast) -> None:
    """At Omega, Alpha's chair gets what a stranger gets; or nothing, where Omega has no such thing."""
    furnish(alpha)
    rows, browsers, wrong = rows_of(area, alpha), clients(), []
    for row in rows:
        if place(row) == place(row, "omega"):
            continue
        got, _, _ = ask(browsers["chair"], row.method, place(row, "omega"), row.data)
        if got not in {row.expected["stranger"], 404, 422}:
            wrong.append(f"{row.method} {place(row, 'omega')}: Alpha's chair gets {got}")
        got, _, _ = ask(browsers["chair"], row.method, place(row, "nowhere"), row.data)
        if got != 404:
            wrong.append(f"{row.method} {place(row, 'nowhere')}: a group that is not there gives {got}")
    assert wrong == []


def test_every_route_and_every_method_that_it_allows_has_a_row(alpha: Cast) -> None:
    rows: list[Row] = []
    for area in AREAS:
        with taken_back():
            furnish(alpha)
            rows += rows_of(area, alpha)
    client, allowed = Client(), set()
    first = {row.route: row for row in reversed(rows)}
    assert set(first) == set(ours()), "every route has its rows in a table of tests/web/access"
    for name, row in first.items():
        answer = client.generic("PROPFIND", place(row))
        assert answer.status_code == 405, f"{name}: say with require_http_methods which methods it takes"
        allowed |= {(method.strip(), name) for method in answer["Allow"].split(",")}
    listed = {(row.method, row.route) for row in rows}
    assert {(method, name) for method, name in allowed if method not in {"HEAD", "OPTIONS"}} == listed


def test_every_form_is_refused_without_the_token_that_only_our_pages_hold(alpha: Cast) -> None:
    furnish(alpha)
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(email=address("Ada")))
    for area in AREAS:
        with taken_back():  # an area's past is written after its own first entry, not after another area's last
            for row in rows_of(area, alpha):
                if row.method != "GET":
                    assert ask(client, row.method, place(row), row.data)[0] == 403, row


def test_signing_in_is_the_only_thing_whose_addresses_come_from_elsewhere() -> None:
    """Allauth's own addresses, every one of them below accounts/: what they let whom do is allauth's to test."""
    found = routes(get_resolver().url_patterns)
    elsewhere = [place for _, place, module in found if not module.startswith("muster.")]
    assert [place for place in elsewhere if not place.startswith(("accounts/", API))] == []
