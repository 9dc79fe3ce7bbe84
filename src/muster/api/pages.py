"""Lists, a page at a time: in an order that stays, from a cursor that stays good when others add something.

A cursor holds the key of the last thing that was shown; the next page begins with the first key after it. So nothing is
shown twice or left out because something else was added meanwhile, and the last page costs no more than the first.
"""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Annotated, Any, Final, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field, StringConstraints

from muster.api.door import shown
from muster.api.problems import INVALID, Fault, Refused
from muster.api.reading import why_unkeepable
from muster.api.shapes import Shown

Item = TypeVar("Item", bound=Shown)

LARGEST_KEY: Final = 2**63 - 1


class Turn(BaseModel):
    """Which page is asked for."""

    limit: Annotated[int, Field(ge=1, le=100)] = Field(50, description="How many at most.")
    cursor: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,400}$")] | None = Field(
        None, description="Where the last page ended, as its `next` has it."
    )


class Page(Shown, Generic[Item]):
    """A page of a list. next: the address of the next one; null: this is the last."""

    items: list[Item]
    next: str | None


@dataclass(frozen=True, slots=True)
class Key:
    """What tells one row from every other, and puts all in order: a column, as Django names it, and its type."""

    name: str
    kind: type[int] | type[str]

    def of(self, row: object) -> int | str:
        """Give a row's key."""
        found: int | str = attrgetter(self.name.replace("__", "."))(row)
        return found


NUMBER: Final = Key("number", int)
SLUG: Final = Key("slug", str)


def listed(
    request: HttpRequest,
    rows: "QuerySet[Any] | Sequence[Any]",
    show: Callable[[Any], Item],
    *,
    key: Key,
    turn: Turn,
    together: Callable[[list[Any]], Sequence[Any]] = list,
) -> HttpResponse:
    """Show a page of a list, with the next one's address in the body and in a Link header (RFC 8288).

    rows: a query, or values that are all here already; either is put in the order of its key. together: what is looked
    up for all rows of the page at once, before each is shown.
    """
    after = read_cursor(turn.cursor, key) if turn.cursor else None
    if isinstance(rows, QuerySet):
        wanted = rows.order_by(key.name)
        found = list((wanted if after is None else wanted.filter(**{f"{key.name}__gt": after}))[: turn.limit + 1])
    else:
        values = sorted(rows, key=key.of)
        found = [row for row in values if after is None or key.of(row) > after][: turn.limit + 1]  # type: ignore[operator]  # one kind
    page, more = found[: turn.limit], len(found) > turn.limit
    following = _address(request, write_cursor(key.of(page[-1]))) if more else None
    answer = shown(request, Page[Any](items=[show(row) for row in together(page)], next=following))
    links = [(_address(request, None), "first"), *([(following, "next")] if following else [])]
    answer["Link"] = ", ".join(f'<{address}>; rel="{relation}"' for address, relation in links)
    return answer


def write_cursor(last: int | str) -> str:
    """Write a cursor: the key of the last row shown."""
    return base64.urlsafe_b64encode(json.dumps(last).encode()).decode().rstrip("=")


def read_cursor(cursor: str, key: Key) -> int | str:
    """Read a cursor. Refused: it is none of this list's."""
    try:
        last = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        last = None
    if isinstance(last, str) and not why_unkeepable(last) and key.kind is str:
        return last
    if type(last) is int and abs(last) <= LARGEST_KEY and key.kind is int:
        return last
    fault = Fault(parameter="cursor", detail="It is no cursor of this list.")
    what, mend = "That is no place in this list.", "Follow `next`, or begin without a cursor."
    raise Refused(INVALID, what, mend, [fault])


def _address(request: HttpRequest, cursor: str | None) -> str:
    """Give this list's address from a cursor on, or from its beginning, with all else as it was asked."""
    query = request.GET.copy()
    query.pop("cursor", None)
    if cursor:
        query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}" if query else request.path
