"""The document and the page that describe the API."""

import json
import re
from typing import Any, get_args

from django.test import Client

from muster.api.problems import KINDS
from muster.api.shapes import Role
from muster.api.urls import AREAS, api, document
from muster.domain.membership.roles import OFFICES

DOCUMENT: dict[str, Any] = json.loads(document())


def test_every_operation_is_described_once_by_a_sentence_and_has_a_name_of_its_own() -> None:
    found = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    names = [one["operationId"] for one in found]
    assert sorted(names) == sorted({operation.view_func.__name__ for _, _, operation in api.operations()})
    assert [one["operationId"] for one in found if not one["description"].endswith(".")] == []
    assert {one["tags"][0] for one in found} == {area.area.tags[0] for area in AREAS}


def test_every_body_that_is_sent_in_knows_all_of_its_keys_and_refuses_any_other() -> None:
    asked = {
        body["schema"]["$ref"].rpartition("/")[2]
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
        for body in operation.get("requestBody", {}).get("content", {}).values()
    }
    assert asked
    loose = [name for name in asked if DOCUMENT["components"]["schemas"][name].get("additionalProperties") is not False]
    assert loose == []


def test_an_office_is_called_in_the_api_as_it_is_everywhere() -> None:
    assert get_args(Role) == OFFICES


def test_no_address_of_anybody_is_shown_by_the_api() -> None:
    shapes = DOCUMENT["components"]["schemas"]
    keys = {key for name in shapes if not name.endswith("Asked") for key in shapes[name].get("properties", {})}
    assert {key for key in keys if re.search("mail|address|password|token|sha256_of", key)} == set()


def test_the_page_of_the_api_has_a_place_for_every_operation_and_every_problem_and_asks_no_other_host() -> None:
    page = Client().get("/api/v1/docs").content.decode()
    places = set(re.findall(r'id="([^"]+)"', page))
    assert {operation.view_func.__name__ for _, _, operation in api.operations()} <= places
    assert {kind.slug for kind in KINDS} <= places
    assert {f"#{place}" for place in places} >= set(re.findall(r'href="(#[^"]+)"', page))
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', page) == []
