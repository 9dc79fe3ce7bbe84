"""The charters that a group has lived by, as data and as the files that were handed in."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions.caller import acting
from muster.actions.charter_in_force import charter_of
from muster.api.door import Area, caller_of, sent, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.shapes import Day, Shown, Slug
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


@area.read("/groups/{group}/charter", CharterShown)
def show_charter_in_force(request: HttpRequest, group: Slug, on: Day | None = None) -> HttpResponse:
    """The charter in force on a day (today, if none is named)."""
    who = acting(caller_of(request, group))
    kept = charter_on(who.group, on or who.on)
    if kept is None:
        raise NotThere("charter", f"The group had no charter yet on {on or who.on}.", "Ask about a later day.")
    return shown(request, CharterShown.of(kept))


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
