"""The charters that a group has lived by, as data and as the files that were handed in."""

from datetime import date
from typing import Annotated, Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions import charter_changes
from muster.actions.caller import acting
from muster.actions.charter_changes import SUBJECT
from muster.actions.charter_in_force import charter_of
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, sent, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.shapes import Asked, Day, Shown, Slug, Subject
from muster.domain.errors import NotThere
from muster.records.models import CharterVersion
from muster.records.queries.groups import charter_on, charters
from muster.records.queries.histories import charter_called

area = Area("Charters")

Version = Annotated[str, StringConstraints(min_length=1, max_length=50)]


class CharterListed(Shown):
    """A version of the charter. since: the day from which it was in force. sha256: of its file."""

    version: str
    since: date
    sha256: str
    decided_by: str

    @classmethod
    def of(cls, kept: CharterVersion) -> "CharterListed":
        """List it."""
        return cls(version=kept.version, since=kept.since, sha256=kept.sha256, decided_by=kept.decided_by)


class CharterShown(CharterListed):
    """A version of the charter, with what it says: its keys, with the defaults of those left out."""

    charter: dict[str, Any] = Field(description="What docs/reference/charter.md explains key by key.")

    @classmethod
    def of(cls, kept: CharterVersion) -> "CharterShown":
        """Show it."""
        listed = CharterListed.of(kept).model_dump()
        return cls(**listed, charter=charter_of(kept).model_dump(mode="json"))


class CharterAsked(Asked):
    """Another charter. text: its charter.toml."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=1_000_000)]
    since: Day
    decided_by: Subject | None = Field(None, description="The proposal that adopted it, such as `proposal/3`.")


@area.read("/groups/{group}/charter", CharterShown)
def show_charter_in_force(request: HttpRequest, group: Slug, on: Day | None = None) -> HttpResponse:
    """The charter in force on a day (today, if none is named)."""
    who = acting(caller_of(request, group))
    kept = charter_on(who.group, on or who.on)
    if kept is None:
        raise NotThere("charter", f"The group had no charter yet on {on or who.on}.", "Ask about a later day.")
    return shown(request, CharterShown.of(kept), about=(who.group, SUBJECT))


@area.write("POST", "/groups/{group}/charters", CharterShown, made=True)
def adopt_charter(request: HttpRequest, group: Slug, *, asked: CharterAsked, if_match: IfMatch) -> HttpResponse:
    """Adopt another charter, in force from today or a later day on. The version is that of the charter in force."""
    caller = caller_of(request, group)
    seen = expected(caller.group, SUBJECT, if_match)
    kept = charter_changes.adopt_charter(
        caller, asked.text, asked.since, decided_by=asked.decided_by or "", expected=seen
    )
    made_at = f"{request.path}/{quote(kept.version, safe='')}"
    return shown(request, CharterShown.of(kept), about=(caller.group, SUBJECT), made_at=made_at)


@area.read("/groups/{group}/charters", Page[CharterListed])
def list_charters(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every charter that the group has had, in the order in which they were entered."""
    rows = charters(caller_of(request, group).group)
    return listed(request, rows, CharterListed.of, key=Key("pk", int), turn=turn)


@area.read("/groups/{group}/charters/{version}", CharterShown)
def show_charter(request: HttpRequest, group: Slug, version: Version) -> HttpResponse:
    """One version of the charter, as data."""
    return shown(request, CharterShown.of(charter_called(caller_of(request, group).group, version)))


@area.read(
    "/groups/{group}/charters/{version}/file",
    None,
    openapi_extra={"responses": {200: {"content": {"application/toml": {"schema": {"type": "string"}}}}}},
)
def show_charter_file(request: HttpRequest, group: Slug, version: Version) -> HttpResponse:
    """One version of the charter, as the file that was handed in (TOML)."""
    kept = charter_called(caller_of(request, group).group, version)
    return sent(request, kept.text.encode(), form="application/toml")
