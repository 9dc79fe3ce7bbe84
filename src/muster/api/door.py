"""How an operation is opened: what it takes, who may ask, and the one way in which each shows what it found."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Router
from pydantic import BaseModel

from muster.actions.caller import Caller
from muster.api.conditional import etag_of, is_known
from muster.api.credentials import Asking, Writers, anybody, somebody
from muster.records.log import version
from muster.records.models import Group
from muster.records.queries.groups import group_called

MADE: Final = 201
"""The status of what made something new."""

Operation = TypeVar("Operation", bound=Callable[..., Any])


class Area(Router):
    """The operations of one area, each in the section `title` of the reference."""

    def __init__(self, title: str) -> None:
        super().__init__(tags=[title])

    def read(self, path: str, shows: type[BaseModel] | None, **more: Any) -> Callable[[Operation], Operation]:  # noqa: ANN401 - as ninja has it
        """Make a function an operation that anybody may ask. It gives the operation its name, and says what it does."""
        return self.get(path, response={200: shows}, auth=anybody, **more)

    def write(
        self, method: str, path: str, shows: type[BaseModel], *, made: bool = False
    ) -> Callable[[Operation], Operation]:
        """Make a function an operation that changes something. made: it makes something new, and says 201."""
        status = MADE if made else 200
        return self.api_operation([method], path, response={status: shows}, auth=somebody, throttle=Writers())


def caller_of(request: HttpRequest, group: str) -> Caller:
    """Give whoever asks, as they ask something of a group. NotThere: there is no such group."""
    asking: Asking = request.auth  # type: ignore[attr-defined]  # ninja puts there what `anybody` gave
    return Caller(group_called(group), asking.account)


def shown(
    request: HttpRequest, body: BaseModel, *, about: tuple[Group, str] | None = None, made_at: str = ""
) -> HttpResponse:
    """Show something.

    about: the group, and what the group's log calls the thing: its ETag then names the version that If-Match compares;
    without it, what is shown is a list, or nothing that can be changed. made_at: the address of what was just made.
    """
    answer = sent(request, body.model_dump_json().encode(), seen=version(*about) if about else None)
    if made_at:
        answer.status_code, answer["Location"] = MADE, made_at
    return answer


def sent(
    request: HttpRequest, content: bytes, *, form: str = "application/json", seen: int | None = None
) -> HttpResponse:
    """Send something, or say that the reader has it already. Nobody keeps it without asking again each time."""
    etag = etag_of(content, seen)
    if request.method == "GET" and is_known(request, etag):
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(content, content_type=form)
    asking: Asking = request.auth  # type: ignore[attr-defined]  # as above
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache" if asking.account else "no-cache"
    patch_vary_headers(answer, ["Authorization", "Cookie"])
    return answer
