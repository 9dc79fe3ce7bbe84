"""Groups, and who you are in them."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Query

from muster.actions.caller import acting
from muster.api.door import Area, caller_of, shown
from muster.api.pages import SLUG, Page, Turn, listed
from muster.api.shapes import PersonNamed, Shown, Slug
from muster.records.models import Group
from muster.records.queries.groups import groups

area = Area("Groups")


class GroupShown(Shown):
    """A working group."""

    slug: str
    name: str
    full_name: str
    mission: str
    notice: str

    @classmethod
    def of(cls, group: Group) -> "GroupShown":
        """Show it."""
        return cls(
            slug=group.slug,
            name=group.name,
            full_name=group.full_name,
            mission=group.mission,
            notice=group.notice,
        )


class SeatActedFor(Shown):
    """A seat for which somebody may act, and in which part."""

    seat: str
    part: str


class Standpoint(Shown):
    """Who you are in a group at a moment. person: null if you are nobody there."""

    at: datetime
    person: PersonNamed | None
    roles: list[str]
    seats: list[SeatActedFor]


@area.read("/groups", Page[GroupShown])
def list_groups(request: HttpRequest, turn: Query[Turn]) -> HttpResponse:
    """Every group that this installation lists."""
    return listed(request, groups(), GroupShown.of, key=SLUG, turn=turn)


@area.read("/groups/{group}", GroupShown)
def show_group(request: HttpRequest, group: Slug) -> HttpResponse:
    """One group."""
    found = caller_of(request, group).group
    return shown(request, GroupShown.of(found), about=(found, "group"))


@area.read("/groups/{group}/me", Standpoint)
def show_standpoint(request: HttpRequest, group: Slug) -> HttpResponse:
    """Who you are in this group now: your roles, and the seats for which you may act."""
    who = acting(caller_of(request, group))
    return shown(
        request,
        Standpoint(
            at=who.at,
            person=PersonNamed.of(who.person) if who.person else None,
            roles=sorted(who.roles),
            seats=[SeatActedFor(seat=seat, part=part) for seat, part in who.seats.items()],
        ),
    )
