"""Seats on the board, and who holds them."""

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from muster.actions import seats as deeds
from muster.actions.caller import acting
from muster.actions.people import person_numbered
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.shapes import Asked, Day, OrganisationNamed, PersonNamed, PersonNumber, Shown, Slug, Subject
from muster.records.models import Seat
from muster.records.queries.histories import holdings_of
from muster.records.queries.people import SeatOn, seats_on

area = Area("Seats")

Part = Literal["representative", "alternate"]


class SeatNamed(Shown):
    """A seat. organisation: whose it is; null: it is filled by election."""

    slug: str
    name: str
    organisation: OrganisationNamed | None
    since: date
    until: date | None

    @classmethod
    def of(cls, seat: Seat) -> "SeatNamed":
        """Name it."""
        organisation = OrganisationNamed.of(seat.organisation) if seat.organisation else None
        return cls(slug=seat.slug, name=seat.name, organisation=organisation, since=seat.since, until=seat.until)


class SeatListed(SeatNamed):
    """A seat, and who held it on the day that was asked about; null: nobody."""

    representative: PersonNamed | None
    alternate: PersonNamed | None

    @classmethod
    def of_day(cls, one: SeatOn) -> "SeatListed":
        """List it."""
        return cls(
            **SeatNamed.of(one.seat).model_dump(),
            representative=PersonNamed.of(one.representative) if one.representative else None,
            alternate=PersonNamed.of(one.alternate) if one.alternate else None,
        )


class HoldingShown(Shown):
    """Who held a seat in which part, from a day on until another (null: still). key: what a correction calls it."""

    key: int
    person: PersonNamed
    part: Part
    since: date
    until: date | None
    decided_by: str


class SeatShown(SeatNamed):
    """A seat, and everybody who held it."""

    holdings: list[HoldingShown]

    @classmethod
    def of(cls, seat: Seat) -> "SeatShown":
        """Show it."""
        holdings = [
            HoldingShown(
                key=one.pk,
                person=PersonNamed.of(one.person),
                part="alternate" if one.part == "alternate" else "representative",
                since=one.since,
                until=one.until,
                decided_by=one.decided_by,
            )
            for one in holdings_of(seat)
        ]
        return cls(**SeatNamed.of(seat).model_dump(), holdings=holdings)


class HoldingAsked(Asked):
    """Who is to hold a seat from a day on, until another does."""

    person: PersonNumber
    since: Day
    until: Day | None = Field(None, description="The day on which it ends, if that is known.")
    part: Part = "representative"
    decided_by: Subject | None = Field(None, description="What filled the seat, such as `election/2`.")


class LeavingAsked(Asked):
    """The day on which somebody no longer holds a seat in a part."""

    person: PersonNumber
    part: Part = "representative"
    until: Day


@area.read("/groups/{group}/seats", Page[SeatListed])
def list_seats(
    request: HttpRequest,
    group: Slug,
    turn: Query[Turn],
    on: Day | None = None,
) -> HttpResponse:
    """Every seat that there was on a day (today, if none is named), and who spoke for it."""
    who = acting(caller_of(request, group))
    rows = seats_on(who.group, on or who.on)
    return listed(request, rows, SeatListed.of_day, key=Key("seat__slug", str), turn=turn)


@area.read("/groups/{group}/seats/{seat}", SeatShown)
def show_seat(request: HttpRequest, group: Slug, seat: Slug) -> HttpResponse:
    """One seat, and everybody who held it."""
    known = caller_of(request, group).group
    found = deeds.seat_called(known, seat)
    return shown(request, SeatShown.of(found), about=(known, found.handle))


@area.write("POST", "/groups/{group}/seats/{seat}/holdings", SeatShown)
def appoint_holder(
    request: HttpRequest, group: Slug, seat: Slug, *, asked: HoldingAsked, if_match: IfMatch
) -> HttpResponse:
    """Give a seat to somebody from a day on."""
    caller = caller_of(request, group)
    found = deeds.seat_called(caller.group, seat)
    person = person_numbered(caller.group, asked.person)
    deeds.appoint(
        caller,
        found,
        person,
        asked.since,
        until=asked.until,
        part=asked.part,
        decided_by=asked.decided_by or "",
        expected=expected(caller.group, found.handle, if_match),
    )
    return shown(request, SeatShown.of(found), about=(caller.group, found.handle))


@area.write("POST", "/groups/{group}/seats/{seat}/leave", SeatShown)
def leave_seat(
    request: HttpRequest, group: Slug, seat: Slug, *, asked: LeavingAsked, if_match: IfMatch
) -> HttpResponse:
    """Let somebody leave a seat on a day; nobody holds it in that part from then on."""
    caller = caller_of(request, group)
    found = deeds.seat_called(caller.group, seat)
    holding = deeds.holding_of(found, person_numbered(caller.group, asked.person), asked.part)
    seen = expected(caller.group, found.handle, if_match)
    deeds.leave_seat(caller, holding, asked.until, expected=seen)
    return shown(request, SeatShown.of(found), about=(caller.group, found.handle))
