"""Lists come in pages that can be followed to the end, whatever happens meanwhile."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from muster.actions.caller import Caller
from muster.actions.people import add_person
from muster.api.pages import NUMBER, SLUG, read_cursor, write_cursor
from muster.api.problems import Refused
from muster.records.models import Organisation, Person, Seat
from tests.api.asking import HERE, program_of
from tests.cast import Cast

LISTS = ("charters", "organisations", "people", "seats", "offices", "standings", "record/entries")


def pages(path: str) -> Iterator[dict[str, Any]]:
    """Follow a list to its end, checking that the header says the same as the body."""
    following: str | None = path
    while following:
        answer = program_of("").ask("GET", following)
        assert answer.status_code == 200
        page: dict[str, Any] = answer.json()
        links = dict(reversed(link.strip(" <").split('>; rel="')) for link in answer["Link"].rstrip('"').split('", '))
        assert links.get("next") == page["next"]
        yield page
        following = page["next"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_following_a_list_shows_everything_once_in_the_same_order(alpha: Cast, path: str, limit: int) -> None:  # noqa: ARG001 - who is there
    whole = [item for page in pages(f"{HERE}/{path}?limit=100") for item in page["items"]]
    in_pages = list(pages(f"{HERE}/{path}?limit={limit}"))
    assert [item for page in in_pages for item in page["items"]] == whole
    assert all(len(page["items"]) == limit for page in in_pages[:-1])


def test_what_is_asked_beside_the_page_is_asked_of_every_page(alpha: Cast) -> None:  # noqa: ARG001 - who is there
    found = [
        item["subject"] for page in pages(f"{HERE}/record/entries?about=person/1&limit=1") for item in page["items"]
    ]
    assert set(found) == {"person/1"}
    assert len(found) > 1
    assert all(page["items"] == [] for page in pages(f"{HERE}/seats?on=2016-12-31&limit=1"))


def test_whoever_comes_meanwhile_is_neither_shown_twice_nor_hides_another(alpha: Cast) -> None:
    following = pages(f"{HERE}/people?limit=2")
    names = [one["name"] for one in next(following)["items"]]
    add_person(Caller(alpha.group, muster=True), "Aaron", invented=True)
    names += [one["name"] for page in following for one in page["items"]]
    assert names == ["Ada", "Bo", "Cy", "Di", "Ed", "Aaron"]


@pytest.mark.parametrize(
    "cursor", ["x", "bnVsbA", "W10", "Ilx1ZDgwMCI", "dHJ1ZQ", "MS41", write_cursor("aurora"), write_cursor(2**63)]
)
def test_a_cursor_that_is_none_of_the_lists_is_refused(alpha: Cast, cursor: str) -> None:  # noqa: ARG001 - who is there
    answer = program_of("").ask("GET", f"{HERE}/people?cursor={cursor}")
    assert (answer.status_code, answer.json()["faults"][0]["parameter"]) == (422, "cursor")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.integers(-(2**63) + 1, 2**63 - 1))
def test_a_cursor_is_read_as_it_was_written(slug: str, number: int) -> None:
    assert read_cursor(write_cursor(slug), SLUG) == slug
    assert read_cursor(write_cursor(number), NUMBER) == number


@given(st.from_regex(r"\A[A-Za-z0-9_-]{1,40}\Z"))
def test_any_other_cursor_is_a_place_or_refused(cursor: str) -> None:
    for key in (SLUG, NUMBER):
        with suppress(Refused):
            assert isinstance(read_cursor(cursor, key), key.kind)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_the_database_as_often_for_thirty_as_for_a_few(alpha: Cast, path: str) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert program_of("").ask("GET", f"{HERE}/{path}?limit=100").status_code == 200
        return len(asked)

    before = questions()
    for number in range(30, 60):
        made = Organisation.objects.create(group=alpha.group, slug=f"o{number}", name=f"Organisation {number}")
        made.memberships.create(membership="member", state="member", since="2017-02-01", decided_by="")
        seat = Seat.objects.create(
            group=alpha.group, slug=made.slug, name=made.name, organisation=made, since="2017-02-01"
        )
        person = Person.objects.create(group=alpha.group, number=number, name=f"Person {number}", invented=True)
        person.affiliations.create(organisation=made, since="2017-02-01")
        seat.holdings.create(person=person, since="2017-02-01")
        person.offices.create(group=alpha.group, role="liaison", since="2017-02-01")
    assert questions() == before
