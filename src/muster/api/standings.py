"""Where every member stood, as it was counted and published."""

import json
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from muster.actions import published_standing
from muster.api.door import Area, caller_of, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.shapes import Asked, Day, Shown, Slug
from muster.records.models import Standing
from muster.records.queries.histories import standing_on, standings_of

area = Area("Standings")


class StandingListed(Shown):
    """A published standing. on: the day it is about. sha256: of its figures as they were published."""

    on: date
    counted_at: datetime
    sha256: str

    @classmethod
    def of(cls, standing: Standing) -> "StandingListed":
        """List it."""
        return cls(on=standing.on, counted_at=standing.counted_at, sha256=standing.sha256)


class StandingShown(StandingListed):
    """A published standing with its figures: what `muster standing --format json` prints."""

    figures: dict[str, Any] = Field(description="Every member, criterion by criterion, and what the figures rest on.")

    @classmethod
    def of(cls, standing: Standing) -> "StandingShown":
        """Show it."""
        return cls(**StandingListed.of(standing).model_dump(), figures=standing.data)


@area.read("/groups/{group}/standings", Page[StandingListed])
def list_standings(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every standing that was published, in the order in which they were."""
    rows = standings_of(caller_of(request, group).group)
    return listed(request, rows, StandingListed.of, key=Key("pk", int), turn=turn)


class StandingAsked(Asked):
    """A standing to publish. figures: what `muster standing --format json` printed, as it is."""

    figures: dict[str, Any]


@area.write("POST", "/groups/{group}/standings", StandingShown, made=True)
def publish_standing(request: HttpRequest, group: Slug, asked: StandingAsked) -> HttpResponse:
    """Publish where the members stand."""
    caller = caller_of(request, group)
    kept = published_standing.publish_standing(caller, json.dumps(asked.figures))
    return shown(request, StandingShown.of(kept), made_at=f"{request.path}/{kept.on}")


@area.read("/groups/{group}/standings/{on}", StandingShown)
def show_standing(request: HttpRequest, group: Slug, on: Day) -> HttpResponse:
    """The standing that was published for a day, the last one counted if there are several."""
    return shown(request, StandingShown.of(standing_on(caller_of(request, group).group, on)))
