"""Whatever the API refuses, it refuses in one shape: what is wrong, and how to mend it."""

import json
from typing import Any

import pytest
from pytest_django import Settings

from muster.actions import pace
from muster.api import people
from muster.api.problems import KINDS, MEDIA_TYPE
from tests.api.asking import HERE, program_of
from tests.cast import Cast

PEOPLE = f"{HERE}/people"
FAY = {"name": "Fay", "invented": True}


def problem_in(answer: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's answer
    """Give the problem that an answer is, once it is seen to be a whole one."""
    assert answer["Content-Type"] == MEDIA_TYPE
    found: dict[str, Any] = answer.json()
    assert found["status"] == answer.status_code
    assert {"type", "title", "status", "detail", "mend", "instance", "faults"} <= found.keys()
    assert found["detail"].endswith(".")
    assert found["mend"].endswith(".")
    assert found["type"].rpartition("#")[2] in {kind.slug for kind in KINDS}
    return found


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "not JSON"),
        (b"", None),
        (b"[]", "no JSON object"),
        (b'{"name": "Fay", "name": "Gil"}', '"name" stands there twice'),
        (b'{"name": NaN}', "NaN is no number"),
        (b'{"name": 1e999}', "too large a number"),
        (b'{"name": ' + b"9" * 5000 + b"}", "too long to be one"),
        (b'{"name": "\xff"}', "not UTF-8"),
        ('{"name": "Fay"}'.encode("utf-16"), "not UTF-8"),
        (b'{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deep"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_the_reason(alpha: Cast, body: bytes, said: str | None) -> None:  # noqa: ARG001 - who is there
    answer = program_of("Ada").ask("POST", PEOPLE, body)
    found = problem_in(answer)
    if said is None:
        assert answer.status_code == 415
    else:
        assert (answer.status_code, said in found["detail"]) == (400, True), found


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"is_chair": True}, "#/is_chair"),
        ({"a/b~c": 1}, "#/a~1b~0c"),
        ({"name": 7}, "#/name"),
        ({"name": ""}, "#/name"),
        ({"name": "x" * 100_000}, "#/name"),
        ({"name": "Fay\0"}, "#/name"),
        ({"name": "\ud800"}, "#/name"),
        ({"invented": "yes"}, "#/invented"),
        ({"invented": 1}, "#/invented"),
        ({"organisation": "Corona & Sons"}, "#/organisation"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_place(alpha: Cast, changed: dict[str, Any], pointer: str) -> None:  # noqa: ARG001 - who is there
    answer = program_of("Ada").ask("POST", PEOPLE, FAY | changed)
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in problem_in(answer)["faults"]] == [pointer]


def test_every_fault_of_a_body_is_listed_at_once(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    answer = program_of("Ada").ask("POST", PEOPLE, {"invented": "yes", "colour": "red"})
    faults = {fault["pointer"]: fault["detail"] for fault in problem_in(answer)["faults"]}
    assert faults.keys() == {"#/name", "#/invented", "#/colour"}
    assert faults["#/colour"] == "There is no such key."


@pytest.mark.parametrize(
    "since",
    ["yesterday", "2017-02-30", "20170509", "2017-05-09T00:00:00", 1494288000, "\u0662\u0660\u0661\u0667-05-09"],
)
def test_a_day_is_a_day_of_the_calendar_written_in_one_way(alpha: Cast, since: object) -> None:
    body = {"organisation": "corona", "since": since}
    person = alpha.people["Ed"].number
    answer = program_of("Ada").ask("POST", f"{PEOPLE}/{person}/affiliations", body, if_match="*")
    assert (answer.status_code, problem_in(answer)["faults"][0]["pointer"]) == (422, "#/since")


@pytest.mark.parametrize(
    "query", ["on=2017-02-30", "om=2017-05-09", "on=2017-05-09&on=2017-05-10", "limit=0", "limit=101"]
)
def test_a_query_that_cannot_be_meant_is_refused_with_the_parameter(alpha: Cast, query: str) -> None:  # noqa: ARG001 - who is there
    answer = program_of("").ask("GET", f"{HERE}/seats?{query}")
    assert (answer.status_code, problem_in(answer)["faults"][0]["parameter"]) == (422, query.partition("=")[0])


@pytest.mark.parametrize(
    "path",
    ["/api/v1/", "/api/v1/nowhere", "/api/v1/groups/alpha/", f"{PEOPLE}/0", f"{PEOPLE}/{2**80}", f"{PEOPLE}/a%00b"],
)
def test_an_address_at_which_there_is_nothing_is_a_problem_too(alpha: Cast, path: str) -> None:  # noqa: ARG001 - who is there
    answer = program_of("").ask("GET", path)
    assert (answer.status_code, problem_in(answer)["instance"]) == (404, answer.wsgi_request.path)


def test_a_method_that_is_not_done_is_refused_with_those_that_are(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    answer = program_of("Ada").ask("DELETE", PEOPLE)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert "GET and HEAD and POST are" in problem_in(answer)["detail"]


def test_what_is_not_to_be_had_in_a_form_is_refused_and_what_is_sent_in_one_that_is_not_json_too(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    assert problem_in(program_of("").ask("GET", PEOPLE, accept="text/html"))["status"] == 406
    assert program_of("").ask("GET", f"{HERE}/charters/1/file", accept="application/toml").status_code == 200
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert problem_in(program_of("Ada").ask("POST", PEOPLE, b"name=Fay", **form))["status"] == 415


def test_more_than_is_read_at_once_is_refused(alpha: Cast, settings: Settings) -> None:  # noqa: ARG001 - who is there
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = program_of("Ada").ask("POST", PEOPLE, {"name": "x" * 1000})
    assert problem_in(answer)["status"] == 413


def test_whoever_writes_too_often_is_told_how_long_to_wait(
    alpha: Cast,  # noqa: ARG001 - who is there
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.WRITES_A_MINUTE = 3
    monkeypatch.setattr("muster.api.credentials.WRITES", pace.Pace())
    ada, di = program_of("Ada"), program_of("Di")
    assert [ada.ask("POST", PEOPLE, FAY).status_code for _ in range(3)] == [201] * 3
    answer = ada.ask("POST", PEOPLE, FAY)
    assert problem_in(answer)["status"] == 429
    assert 0 < int(answer["Retry-After"]) <= 20
    assert ada.ask("GET", PEOPLE).status_code == 200
    assert di.ask("POST", PEOPLE, FAY).status_code == 201


def test_what_nobody_foresaw_is_our_fault_and_shows_nothing_of_us(
    alpha: Cast,  # noqa: ARG001 - who is there
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        message = "the secret is out"
        raise RuntimeError(message)

    settings.DEBUG = True
    monkeypatch.setattr(people, "people_on", broken)
    answer = program_of("").ask("GET", PEOPLE)
    assert problem_in(answer)["status"] == 500
    assert "secret" not in answer.content.decode()
    assert "the secret is out" in caplog.text


def test_a_refusal_of_a_deed_says_what_it_is_about_what_is_wrong_and_what_to_do(alpha: Cast) -> None:
    body = {"person": alpha.people["Ed"].number, "since": "2016-01-01"}
    answer = program_of("Ada").ask("POST", f"{HERE}/seats/borealis/holdings", body, if_match="*")
    found = problem_in(answer)
    assert (found["status"], found["about"]) == (422, "seat/borealis")
    assert found["type"].endswith("#against-the-rules")


def test_what_is_there_is_told_without_its_body_to_whoever_asks_for_the_head_alone(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    whole, head = (program_of("").ask(method, PEOPLE) for method in ("GET", "HEAD"))
    assert (head.status_code, head["ETag"], head.content) == (200, whole["ETag"], b"")
    assert json.loads(whole.content)["items"]
