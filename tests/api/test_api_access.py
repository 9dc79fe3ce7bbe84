"""Who gets what from every operation of the API: the tables in tests/api/access, asked call by call as everybody.

The list of operations is ninja's own, so a new one fails until it has its call, and a new id in a body until the table
says which id Omega alone has. Everybody asks with a personal token; what a session may do is tried beside.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from jsonschema_rs import Draft202012Validator

from muster.actions.tokens import make_token
from muster.api.shapes import NAMES
from muster.api.urls import api, document
from muster.records import log
from muster.records.models import Account, Entry
from tests.api.access.shape import Call
from tests.cast import Cast, address
from tests.web.access.shape import ASKERS, NO_ID, OMEGAN, furnish

AREAS = sorted(file.stem for file in (Path(__file__).parent / "access").glob("*.py") if file.stem != "shape")
OPERATIONS = {
    operation.view_func.__name__: (method.upper(), path, operation) for path, method, operation in api.operations()
}
DOCUMENT: dict[str, Any] = json.loads(document())


def calls_of(area: str, alpha: Cast) -> tuple[Call, ...]:
    furnish(alpha)
    found: tuple[Call, ...] = import_module(f"tests.api.access.{area}").calls(alpha)
    return found


def keys(*, may_write: bool = True) -> dict[str, str]:
    """Give everybody's Authorization header; the public has none."""
    made = {}
    for asker, name in ASKERS.items():
        if name:
            account = Account.objects.get(email=address(name))
            _, text = make_token(account, "tests", days=1, may_write=may_write, at=timezone.now())
            made[asker] = f"Bearer {text}"
    return made


def place(call: Call, group: str = "alpha", **changed: object) -> str:
    _, path, _ = OPERATIONS[call.operation]
    return path.format(**{"group": group, **call.given, **changed})


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(
    client: Client, call: Call, path: str, body: Mapping[str, Any] | None, key: str | None, **headers: str
) -> tuple[int, str, int]:
    """Ask; give the status, what was said, and how many entries that wrote. Whatever it changed is taken back."""
    method, _, _ = OPERATIONS[call.operation]
    sent = {**({"Authorization": key} if key else {}), **headers}
    with taken_back():
        before = Entry.objects.count()
        data, form = ("", "") if body is None else (json.dumps(body), "application/json")
        answer: Any = client.generic(method, path, data, form, query_params=dict(call.query), headers=sent)
        said = (answer.getvalue() if answer.streaming else answer.content).decode()
        return answer.status_code, said, Entry.objects.count() - before


def if_match(call: Call, cast: Cast) -> dict[str, str]:
    if not call.about:
        return {}
    return {"If-Match": f'"{log.version(cast.group, call.about)}-0123456789abcdef"'}


@pytest.mark.parametrize("area", AREAS)
def test_everybody_gets_exactly_what_the_table_says_from_the_api(area: str, alpha: Cast) -> None:
    client, wrong = Client(), []
    calls, tokens = calls_of(area, alpha), keys()
    for call in calls:
        for asker, expected in call.expected.items():
            got, said, wrote = ask(client, call, place(call), call.body, tokens.get(asker), **if_match(call, alpha))
            if got != expected:
                wrong.append(f"{call.operation}: {asker} gets {got}, not {expected}: {said[:300]}")
            if OMEGAN in said:
                wrong.append(f"{call.operation}: {asker} reads something of Omega's")
            wrong += [f"{call.operation}: {asker}: {lie}" for lie in lies(call.operation, got, said)]
            if wrote and (OPERATIONS[call.operation][0] == "GET" or got >= 400):
                wrong.append(f"{call.operation}: {asker} wrote to a log")
    assert wrong == []


@pytest.mark.parametrize("area", AREAS)
def test_an_id_of_another_group_finds_nothing_wherever_the_api_takes_one(area: str, alpha: Cast) -> None:
    client, wrong = Client(), []
    calls, tokens = calls_of(area, alpha), keys()
    for call in calls:
        assert call.given.keys() | ids_of(call.operation) <= call.foreign.keys(), f"{call}: say it in `foreign`"
        for name, value in call.foreign.items():
            if value is NO_ID:
                continue
            in_path = name in call.given
            path = place(call, **{name: value}) if in_path else place(call)
            body = call.body if in_path else {**(call.body or {}), name: value}
            for asker in (asker for asker, status in call.expected.items() if int(status) < 400):
                got, said, wrote = ask(client, call, path, body, tokens.get(asker), **if_match(call, alpha))
                if got not in ((404,) if in_path else (403, 404, 422)) or OMEGAN in said or wrote:
                    wrong.append(f"{call.operation} with {name}={value}: {asker} gets {got}: {said[:300]}")
    assert wrong == []


@pytest.mark.parametrize("area", AREAS)
def test_a_role_in_one_group_is_none_in_another_by_the_api_either(area: str, alpha: Cast) -> None:
    client, wrong = Client(), []
    calls, tokens = calls_of(area, alpha), keys()
    for call in calls:
        if "{group}" in OPERATIONS[call.operation][1]:
            headers = {"If-Match": "*"} if call.about else {}
            got, _, _ = ask(client, call, place(call, "omega"), call.body, tokens["chair"], **headers)
            if got not in {call.expected["stranger"], 404, 422}:
                wrong.append(f"{call.operation} at Omega: Alpha's chair gets {got}")
            got, _, _ = ask(client, call, place(call, "nowhere"), call.body, tokens["chair"], **headers)
            if got != 404:
                wrong.append(f"{call.operation} at a group that is not there gives {got}")
    assert wrong == []


@pytest.mark.parametrize("area", AREAS)
def test_nothing_is_changed_without_saying_which_version_was_seen_nor_if_it_is_an_old_one(
    area: str, alpha: Cast
) -> None:
    client, wrong = Client(), []
    calls, tokens = calls_of(area, alpha), keys()
    for call in calls:
        takes_version = any(one["name"] == "If-Match" for one in described(call.operation)["parameters"])
        assert bool(call.about) == takes_version, f"{call}: say in `about` what it changes"
        if takes_version:
            for headers, expected in (({}, 428), ({"If-Match": '"999999-0123456789abcdef", W/"1"'}, 412)):
                got, said, wrote = ask(client, call, place(call), call.body, tokens["chair"], **headers)
                if got != expected or wrote:
                    wrong.append(f"{call.operation} with {headers} gives {got}, not {expected}: {said[:300]}")
    assert wrong == []


@pytest.mark.parametrize("area", AREAS)
def test_no_token_that_only_reads_and_no_session_without_its_own_pages_writes(area: str, alpha: Cast) -> None:
    session, wrong = Client(enforce_csrf_checks=True), []
    session.force_login(Account.objects.get(email=address("Ada")))
    calls, tokens = calls_of(area, alpha), keys(may_write=False)
    for call in calls:
        if OPERATIONS[call.operation][0] != "GET":
            for client, key in ((Client(), tokens["chair"]), (session, None)):
                got, said, wrote = ask(client, call, place(call), call.body, key, **if_match(call, alpha))
                if got != 403 or wrote:
                    wrong.append(f"{call.operation} with {key or 'a session'} gives {got}: {said[:300]}")
    assert wrong == []


def test_every_operation_of_the_api_has_a_call(alpha: Cast) -> None:
    listed = set()
    for area in AREAS:
        with taken_back():
            listed |= {call.operation for call in calls_of(area, alpha)}
    assert listed == set(OPERATIONS)


def lies(operation: str, status: int, said: str) -> list[str]:
    """Give whatever in an answer is not as the document says."""
    answers = described(operation)["responses"]
    if str(status) not in answers:
        return [f"the document says nothing of {status}"]
    content = resolved(answers[str(status)])["content"]
    form = next(iter(content))
    if not form.endswith("json"):
        return []
    schema = {**content[form]["schema"], "components": DOCUMENT["components"]}
    return [
        f"{fault.instance_path}: {fault.message}"
        for fault in Draft202012Validator(schema).iter_errors(json.loads(said))
    ]


def resolved(described: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT
    for part in described.get("$ref", "#").split("/")[1:]:
        found = found[part]
    return found if "$ref" in described else described


def described(operation: str) -> dict[str, Any]:
    method, path, _ = OPERATIONS[operation]
    found: dict[str, Any] = DOCUMENT["paths"][path][method.lower()]
    return found


def ids_of(operation: str) -> set[str]:
    """Give the keys of an operation's body that the document says are ids."""
    content = described(operation).get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return set()
    shape = DOCUMENT["components"]["schemas"][content["application/json"]["schema"]["$ref"].rpartition("/")[2]]
    return {name for name, key in shape["properties"].items() if NAMES in json.dumps(key)}
