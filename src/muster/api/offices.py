"""Offices of a group: chair, secretary, liaison, administrator; and who has and had them."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from muster.actions import seats as deeds
from muster.actions.caller import acting
from muster.actions.people import person_numbered
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.shapes import Asked, Day, Number, PersonNamed, PersonNumber, Role, Shown, Slug, Subject
from muster.records.models import Group, Office
from muster.records.queries.histories import holders_of
from muster.records.queries.people import offices_on

area = Area("Offices")


class HolderShown(Shown):
    """Who has an office, from a day on until another (null: still). key: what a correction calls it."""

    key: int
    person: PersonNamed
    since: date
    until: date | None
    decided_by: str

    @classmethod
    def of(cls, office: Office) -> "HolderShown":
        """Show them."""
        person = PersonNamed.of(office.person)
        since, until = office.since, office.until
        return cls(key=office.pk, person=person, since=since, until=until, decided_by=office.decided_by)


class OfficeListed(HolderShown):
    """Who had which office on the day that was asked about."""

    role: str

    @classmethod
    def of(cls, office: Office) -> "OfficeListed":
        """List it."""
        return cls(**HolderShown.of(office).model_dump(), role=office.role)


class OfficeShown(Shown):
    """An office, and everybody who had it."""

    role: Role
    holders: list[HolderShown]


class HolderAsked(Asked):
    """Who is to have an office from a day on."""

    person: PersonNumber
    since: Day
    until: Day | None = Field(None, description="The day on which it ends, if that is known.")
    instead_of: PersonNumber | None = Field(None, description="Who hands it over, where several have it.")
    decided_by: Subject | None = Field(None, description="What decided it, such as `election/2`.")


class LeavingAsked(Asked):
    """The day on which somebody no longer has an office."""

    until: Day


@area.read("/groups/{group}/offices", Page[OfficeListed])
def list_offices(
    request: HttpRequest,
    group: Slug,
    turn: Query[Turn],
    on: Day | None = None,
) -> HttpResponse:
    """Who had which office on a day (today, if none is named)."""
    who = acting(caller_of(request, group))
    rows = offices_on(who.group, on or who.on)
    return listed(request, rows, OfficeListed.of, key=Key("pk", int), turn=turn)


@area.read("/groups/{group}/offices/{role}", OfficeShown)
def show_office(request: HttpRequest, group: Slug, role: Role) -> HttpResponse:
    """One office, and everybody who had it."""
    return _office(request, caller_of(request, group).group, role)


@area.write("POST", "/groups/{group}/offices/{role}/holders", OfficeShown)
def give_office(
    request: HttpRequest, group: Slug, role: Role, *, asked: HolderAsked, if_match: IfMatch
) -> HttpResponse:
    """Give an office to somebody from a day on. If one person has it, they hand it over."""
    caller = caller_of(request, group)
    person = person_numbered(caller.group, asked.person)
    leaving = person_numbered(caller.group, asked.instead_of) if asked.instead_of else None
    deeds.give_office(
        caller,
        role,
        person,
        asked.since,
        until=asked.until,
        instead_of=leaving,
        decided_by=asked.decided_by or "",
        expected=expected(caller.group, f"office/{role}", if_match),
    )
    return _office(request, caller.group, role)


@area.write("POST", "/groups/{group}/offices/{role}/holders/{number}/leave", OfficeShown)
def leave_office(
    request: HttpRequest, group: Slug, role: Role, number: Number, *, asked: LeavingAsked, if_match: IfMatch
) -> HttpResponse:
    """Let somebody leave an office on a day."""
    caller = caller_of(request, group)
    office = deeds.office_of(caller.group, role, number)
    seen = expected(caller.group, f"office/{role}", if_match)
    deeds.leave_office(caller, office, asked.until, expected=seen)
    return _office(request, caller.group, role)


def _office(request: HttpRequest, group: Group, role: Role) -> HttpResponse:
    holders = [HolderShown.of(one) for one in holders_of(group, role)]
    return shown(request, OfficeShown(role=role, holders=holders), about=(group, f"office/{role}"))
