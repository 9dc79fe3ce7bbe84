"""Editions of the roadmap: frozen, numbered, each with its fingerprint."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions.roadmap import editions as deeds
from muster.api.door import Area, caller_of, shown
from muster.api.pages import NUMBER, Page, Turn, listed
from muster.api.shapes import Asked, Number, Shown, Slug
from muster.domain.roadmap.editions.edition import data_of
from muster.domain.roadmap.quarters import Quarter
from muster.records.models import Edition
from muster.records.queries.roadmap.editions import EditionShown, edition_numbered, editions_of

area = Area("Roadmap: editions")

QuarterWritten = Annotated[
    str, StringConstraints(pattern=r"^[12][0-9]{3}Q[1-4]$"), Field(description="As 2017Q1.", examples=["2017Q1"])
]


class EditionListed(Shown):
    """An edition that was published. sha256: of its data, as canonical JSON."""

    number: int
    quarter: str
    published_at: datetime
    sha256: str

    @classmethod
    def of(cls, row: Edition) -> "EditionListed":
        """List it."""
        return cls(number=row.number, quarter=row.quarter, published_at=row.published_at, sha256=row.sha256)


class EditionWhole(EditionListed):
    """An edition with all that it says."""

    edition: dict[str, Any] = Field(
        description="Items in their order, priorities, pledges, what was measured, and what changed since the last one."
    )

    @classmethod
    def whole(cls, found: EditionShown) -> "EditionWhole":
        """Show it."""
        return cls(**EditionListed.of(found.row).model_dump(), edition=data_of(found.edition))


class EditionAsked(Asked):
    """An edition to publish: the roadmap as it is now, as that of a quarter."""

    quarter: QuarterWritten
    foreword: Annotated[str, StringConstraints(max_length=10_000)] = ""


@area.read("/groups/{group}/editions", Page[EditionListed])
def list_editions(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every edition of the roadmap, in the order in which they were published."""
    return listed(request, editions_of(caller_of(request, group).group), EditionListed.of, key=NUMBER, turn=turn)


@area.read("/groups/{group}/editions/{number}", EditionWhole)
def show_edition(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """One edition."""
    return shown(request, EditionWhole.whole(edition_numbered(caller_of(request, group).group, number)))


@area.write("POST", "/groups/{group}/editions", EditionWhole, made=True)
def publish_edition(request: HttpRequest, group: Slug, asked: EditionAsked) -> HttpResponse:
    """Publish the roadmap as it is now, as the edition of a quarter. Nothing of it can be changed afterwards."""
    caller = caller_of(request, group)
    made = deeds.publish_edition(caller, Quarter.read(asked.quarter), foreword=asked.foreword)
    found = edition_numbered(caller.group, made.number)
    return shown(request, EditionWhole.whole(found), made_at=f"{request.path}/{made.number}")
