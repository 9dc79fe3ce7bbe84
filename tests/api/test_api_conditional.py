"""Nobody overwrites what they have not seen, and nobody reads twice what they have."""

import pytest

from muster.records import log
from tests.api.asking import HERE, program_of
from tests.cast import Cast

SEAT = f"{HERE}/seats/borealis"


def taking(alpha: Cast, name: str, since: str) -> dict[str, object]:
    return {"person": alpha.people[name].number, "since": since}


def test_a_thing_is_changed_by_whoever_names_the_version_that_is_there(alpha: Cast) -> None:
    ada = program_of("Ada")
    seen = ada.ask("GET", SEAT)["ETag"]
    answer = ada.ask("POST", f"{SEAT}/holdings", taking(alpha, "Ed", "2017-06-01"), if_match=seen)
    assert answer.status_code == 200
    assert [one["person"]["name"] for one in answer.json()["holdings"]] == ["Bo", "Ed"]
    assert answer["ETag"] == ada.ask("GET", SEAT)["ETag"] != seen


def test_of_two_who_saw_the_same_the_second_is_refused_and_changes_nothing(alpha: Cast) -> None:
    ada, di = program_of("Ada"), program_of("Di")
    seen = ada.ask("GET", SEAT)["ETag"]
    assert di.ask("POST", f"{SEAT}/holdings", taking(alpha, "Ed", "2017-06-01"), if_match=seen).status_code == 200
    before = log.head(alpha.group)
    answer = ada.ask("POST", f"{SEAT}/holdings", taking(alpha, "Di", "2017-07-01"), if_match=seen)
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (412, "changed")
    assert log.head(alpha.group) == before


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        ("{seen}", 200),
        ('"0-0123456789abcdef", {seen}', 200),
        ("*", 200),
        ("W/{seen}", 412),
        ('"not one of ours"', 412),
        ('"-1-0123456789abcdef"', 412),
        ("nothing that is a tag", 412),
        ("", 412),
    ],
)
def test_any_of_the_versions_that_are_named_will_do_if_it_is_named_as_a_strong_tag(
    alpha: Cast, tags: str, status: int
) -> None:
    ada = program_of("Ada")
    if_match = tags.format(seen=ada.ask("GET", SEAT)["ETag"])
    answer = ada.ask("POST", f"{SEAT}/holdings", taking(alpha, "Ed", "2017-06-01"), if_match=if_match)
    assert answer.status_code == status


def test_whoever_may_not_change_a_thing_is_told_that_before_they_are_told_that_it_changed(alpha: Cast) -> None:
    answer = program_of("Ed").ask("POST", f"{SEAT}/holdings", taking(alpha, "Ed", "2017-06-01"), if_match='"0"')
    assert answer.status_code == 403


def test_whoever_has_it_already_is_not_sent_it_again_until_it_changes(alpha: Cast) -> None:
    ada = program_of("Ada")
    for path in (SEAT, f"{HERE}/people", f"{HERE}/charters/1/file", "/api/v1/openapi.json"):
        etag = ada.ask("GET", path)["ETag"]
        for known in (etag, f"W/{etag}", f'"another", {etag}', "*"):
            again = ada.ask("GET", path, if_none_match=known)
            assert (again.status_code, again.content, again["ETag"].removeprefix("W/")) == (304, b"", etag), path
    old = ada.ask("GET", SEAT)["ETag"]
    ada.ask("POST", f"{SEAT}/holdings", taking(alpha, "Ed", "2017-06-01"), if_match="*")
    assert ada.ask("GET", SEAT, if_none_match=old).status_code == 200


def test_what_was_shown_to_somebody_is_kept_by_nobody_else(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    for name, kept in (("", "no-cache"), ("Ada", "private, no-cache")):
        answer = program_of(name).ask("GET", f"{HERE}/me")
        assert (answer["Cache-Control"], answer["Vary"]) == (kept, "Authorization, Cookie")
