"""Public pages are kept for a moment, and nothing else is: nobody ever gets what was made for another."""

from collections.abc import Callable

import pytest
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils.cache import patch_cache_control
from pytest_django import Settings

from muster.actions.caller import Caller
from muster.actions.people import add_person
from muster.records.models import Account
from muster.web import kept
from muster.web.kept import Kept, KeptPages
from tests.api.asking import program_of
from tests.cast import Cast, address

PAGE = "/alpha/record/"


class Clock:
    """A clock that goes on when told to."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Clock:
    settings.PAGES_ARE_KEPT_FOR = 2.0
    found = Clock()
    monkeypatch.setattr(kept, "monotonic", found)
    return found


@pytest.fixture
def visitor(clock: Clock) -> Client:  # noqa: ARG001 - by whose time the pages are kept
    """A visitor without a session; each client is a server of its own, so that tests keep nothing for each other."""
    return Client()


def write(alpha: Cast) -> None:
    add_person(Caller(alpha.group, muster=True), "Fay", invented=True)


def signed_in(name: str, visitor: Client) -> Client:
    """Give somebody signed in, at the same server as the visitor."""
    client = Client()
    client.handler = visitor.handler
    client.force_login(Account.objects.get(email=address(name)))
    return client


def test_a_visitor_is_shown_a_page_as_it_was_two_seconds_ago_at_most(
    alpha: Cast, visitor: Client, clock: Clock
) -> None:
    first = visitor.get(PAGE).content
    write(alpha)
    clock.now += 1.9
    assert visitor.get(PAGE).content == first
    clock.now += 0.2
    assert visitor.get(PAGE).content != first


def test_whoever_is_signed_in_sees_what_has_just_been_written(alpha: Cast, visitor: Client) -> None:
    ada = signed_in("Ada", visitor)
    visitor.get(PAGE)
    ada.get(PAGE)
    before = ada.get(PAGE).content
    write(alpha)
    assert ada.get(PAGE).content != before


def test_nothing_of_somebody_who_is_signed_in_is_shown_to_a_visitor(alpha: Cast, visitor: Client) -> None:  # noqa: ARG001 - who is there
    signed_in("Ada", visitor).get(PAGE)
    program = program_of("Ada")
    visitor.get("/api/v1/groups/alpha/me", headers=dict(program.headers))
    assert b"Sign out" not in visitor.get(PAGE).content
    assert visitor.get("/api/v1/groups/alpha/me").json()["roles"] == ["public"]


def test_an_answer_depends_on_everything_that_is_asked(alpha: Cast, visitor: Client) -> None:  # noqa: ARG001 - who is there
    everything = visitor.get(PAGE).content
    assert visitor.get(PAGE, {"about": "seat/aurora"}).content != everything
    assert visitor.get("/omega/record/").content != everything
    assert visitor.get("/api/v1/groups").status_code == 200
    assert visitor.get("/api/v1/groups", headers={"Accept": "text/html"}).status_code == 406
    assert visitor.head(PAGE).content == b""
    assert visitor.get(PAGE).content == everything


def test_whoever_has_a_kept_page_already_is_not_sent_it_again(alpha: Cast, visitor: Client, clock: Clock) -> None:
    for path in (PAGE, "/api/v1/groups/alpha"):
        etag = visitor.get(path)["ETag"]
        again = visitor.get(path, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        assert visitor.get(path)["Vary"].count("Cookie") == 1
    etag = visitor.get(PAGE)["ETag"]
    write(alpha)
    clock.now += 3
    assert visitor.get(PAGE, headers={"If-None-Match": etag}).status_code == 200


def test_a_page_with_a_form_in_it_is_made_for_each_reader_alone(alpha: Cast, visitor: Client) -> None:  # noqa: ARG001 - who is there
    first, second = Client(), Client()
    first.handler = second.handler = visitor.handler
    tokens = [client.get("/accounts/login/").context["csrf_token"] for client in (first, second)]
    secrets = [client.cookies["csrftoken"].value for client in (first, second)]
    assert len({*map(str, tokens)}) == len({*secrets}) == 2


THEIRS: dict[str, Callable[[HttpRequest, HttpResponse], None]] = {
    "no page": lambda _, answer: setattr(answer, "status_code", 404),
    "a cookie": lambda _, answer: answer.set_cookie("taste", "sweet"),
    "said to be theirs": lambda _, answer: patch_cache_control(answer, private=True),
    "said not to be kept": lambda _, answer: patch_cache_control(answer, no_store=True),
    "long": lambda _, answer: setattr(answer, "content", b"x" * 1_000_000),
    "a session": lambda request, _: request.session.update({"taste": "sweet"}),
    "a token for a form": lambda request, _: request.META.update({"CSRF_COOKIE_NEEDS_UPDATE": True}),
    "a message": lambda request, _: messages.success(request, "Well done."),
}


@pytest.mark.parametrize("what", ["a page", *THEIRS])
def test_what_is_one_readers_or_no_page_is_never_kept(what: str, visitor: Client, db: None) -> None:  # noqa: ARG001 - the front page looks for groups
    made: list[bytes] = []

    def view(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(f"made for reader {len(made)}")
        if what in THEIRS:
            THEIRS[what](request, answer)
        made.append(answer.content)
        return answer

    middleware = kept.KeptPagesMiddleware(view)
    for _ in range(2):
        middleware(visitor.get("/").wsgi_request)
    assert len(made) == (1 if what == "a page" else 2)


def test_while_a_page_is_made_anew_the_others_are_shown_the_old_one() -> None:
    pages = KeptPages()
    pages.keep(("page",), Kept(b"old", (), until=10.0))
    assert pages.get(("page",), 9.0, 2.0) is not None
    assert pages.get(("page",), 10.0, 2.0) is None
    assert pages.get(("page",), 10.0, 2.0) is not None
    pages.forget(("page",))
    assert pages.get(("page",), 10.0, 2.0) is None


def test_of_many_pages_those_are_kept_that_were_asked_for_last() -> None:
    pages = KeptPages()
    for number in range(kept.PAGES_AT_MOST):
        pages.keep((str(number),), Kept(b"", (), until=10.0))
    assert pages.get(("0",), 1.0, 2.0)
    pages.keep(("another",), Kept(b"", (), until=10.0))
    assert pages.get(("0",), 1.0, 2.0)
    assert pages.get(("1",), 1.0, 2.0) is None
