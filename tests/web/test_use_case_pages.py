"""Pages of use cases: what they say, and what comes back when something cannot be done."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.actions.roadmap.use_cases import UseCaseWritten, comment, open_use_case, support
from muster.records.models import Account
from tests.cast import Cast, address

QUIET = UseCaseWritten("Quiet <i>nights</i>", "operators", "No calls at night.", "People sleep.")


@pytest.fixture
def bo(alpha: Cast) -> Client:  # noqa: ARG001 - she is in it
    client = Client()
    client.force_login(Account.objects.get(email=address("Bo")))
    return client


def test_a_use_case_is_opened_supported_discussed_and_answered_on_its_page(bo: Client) -> None:
    said = {"title": "Quiet nights", "who": "operators", "need": "No calls at night.", "why": "", "version": 0}
    answer = bo.post("/alpha/roadmap/use-cases/new/", said)
    assert answer["Location"] == "/alpha/roadmap/use-cases/1/"
    bo.post("/alpha/roadmap/use-cases/1/support/", {"organisation": "borealis", "reason": "Ours ring."})
    bo.post("/alpha/roadmap/use-cases/1/comment/", {"text": "Who else?"})
    page = bo.get("/alpha/roadmap/use-cases/1/").content.decode()
    for words in ("No calls at night.", "Ours ring.", "Who else?", "Borealis needs it no longer", "for Borealis"):
        assert words in page
    bo.post("/alpha/roadmap/use-cases/1/support/", {"organisation": "borealis", "withdraw": "on"})
    assert "No member has said so yet." in bo.get("/alpha/roadmap/use-cases/1/").content.decode()
    found = bo.get("/alpha/roadmap/use-cases/1.json").json()
    assert [one["kind"] for one in found["history"]] == [
        "use-case.opened",
        "use-case.supported",
        "use-case.commented",
        "use-case.support-withdrawn",
    ]
    assert found["comments"][0]["text"] == "Who else?"


def test_what_somebody_wrote_comes_back_with_what_is_wrong_with_it(alpha: Cast, bo: Client) -> None:
    open_use_case(alpha.caller("Ed"), QUIET)
    answer = bo.post("/alpha/roadmap/use-cases/new/", {"title": "A\u202eB", "who": "w", "need": "n", "version": 0})
    assert (answer.status_code, "turn the direction" in answer.content.decode()) == (422, True)
    answer = bo.post("/alpha/roadmap/use-cases/1/comment/", {"text": "A\u202eB"})
    assert (answer.status_code, "turn the direction" in answer.content.decode()) == (422, True)
    support(alpha.caller("Bo"), 1, reason="Yes.")
    answer = bo.post("/alpha/roadmap/use-cases/1/support/", {"organisation": "borealis", "reason": "Yes."})
    assert (answer.status_code, "supports it already" in answer.content.decode()) == (422, True)


def test_what_people_write_is_shown_and_not_obeyed(alpha: Cast, client: Client) -> None:
    open_use_case(alpha.caller("Ed"), QUIET)
    for path in ("/alpha/roadmap/use-cases/", "/alpha/roadmap/use-cases/1/"):
        assert "Quiet &lt;i&gt;nights&lt;/i&gt;" in client.get(path).content.decode()


def test_the_pages_ask_as_often_for_many_as_for_one(alpha: Cast, client: Client) -> None:
    asked: dict[str, list[int]] = {"/alpha/roadmap/use-cases/": [], "/alpha/roadmap/use-cases/1/": []}
    for count in (1, 30):
        for _ in range(count):
            number = open_use_case(alpha.caller("Ed"), QUIET).number
            support(alpha.caller("Bo"), number)
            comment(alpha.caller("Ed"), 1, "Well.")
        for path, queries in asked.items():
            with CaptureQueriesContext(connection) as counted:
                assert client.get(path).status_code == 200
            queries.append(len(counted))
    assert all(len(set(queries)) == 1 for queries in asked.values()), asked
