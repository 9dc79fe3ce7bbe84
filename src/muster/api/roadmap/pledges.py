"""Pledges: what members promise to items of the roadmap for a release cycle, and whom they name."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions.caller import Acting, acting
from muster.actions.people import organisation_called
from muster.actions.roadmap import pledging as deeds
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.roadmap.items import ItemSlug
from muster.api.shapes import Asked, OrganisationNamed, PersonNamed, PersonNumber, Shown, Slug
from muster.records.queries.roadmap.pledges import PledgeShown, pledges_by, pledges_of

area = Area("Roadmap: pledges")

CycleName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100),
    Field(description="As the calendar has it.", examples=["Pike"]),
]
Fte = Annotated[
    str,
    StringConstraints(pattern=r"^(0|[1-9][0-9]{0,5})(\.[0-9]{1,2})?$"),
    Field(description="Full-time people, in hundredths at most; 0 takes back what was promised.", examples=["1.5"]),
]


class PledgeListed(Shown):
    """A promise as it stands. fte: exact. people: those whom the member named. invented: part of an example."""

    organisation: OrganisationNamed
    item: str
    title: str
    cycle: str
    fte: str
    people: list[PersonNamed]
    at: datetime
    invented: bool

    @classmethod
    def of(cls, one: PledgeShown) -> "PledgeListed":
        """List it."""
        return cls(
            organisation=OrganisationNamed.of(one.organisation),
            item=one.item.slug,
            title=one.item.title,
            cycle=one.cycle,
            fte=one.amount,
            people=[PersonNamed.of(person) for person in one.people],
            at=one.at,
            invented=one.invented,
        )


class MemberPledges(Shown):
    """Everything that a member has promised, what it said last first."""

    organisation: OrganisationNamed
    pledges: list[PledgeListed]


class PledgeAsked(Asked):
    """A promise to an item for a cycle, in place of what was promised to it before."""

    item: ItemSlug
    cycle: CycleName
    fte: Fte
    people: list[PersonNumber] = Field(default_factory=list, max_length=100)


@area.read("/groups/{group}/pledges", Page[PledgeListed])
def list_pledges(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every promise as it stands, of all members and for all cycles."""
    rows = pledges_of(caller_of(request, group).group)
    return listed(request, rows, PledgeListed.of, key=Key("key", int), turn=turn)


@area.read("/groups/{group}/pledges/{organisation}", MemberPledges)
def show_pledges(request: HttpRequest, group: Slug, organisation: Slug) -> HttpResponse:
    """What one member has promised."""
    return _of_member(request, acting(caller_of(request, group)), organisation)


@area.write("POST", "/groups/{group}/pledges/{organisation}", MemberPledges)
def give_pledge(
    request: HttpRequest, group: Slug, organisation: Slug, *, asked: PledgeAsked, if_match: IfMatch
) -> HttpResponse:
    """Promise for a member, change what it promised, or take it back. Until the cycle is over, and not afterwards."""
    caller = caller_of(request, group)
    member = organisation_called(caller.group, organisation)
    deeds.give_pledge(
        caller,
        member.slug,
        asked.item,
        asked.cycle,
        fte=deeds.exact_fte(Decimal(asked.fte)),
        people=asked.people,
        expected=expected(caller.group, deeds.handle_of(member.slug), if_match),
    )
    return _of_member(request, acting(caller), organisation)


def _of_member(request: HttpRequest, who: Acting, slug: str) -> HttpResponse:
    found = organisation_called(who.group, slug)
    pledges = [PledgeListed.of(one) for one in pledges_by(found)]
    body = MemberPledges(organisation=OrganisationNamed.of(found), pledges=pledges)
    return shown(request, body, about=(who.group, deeds.handle_of(found.slug)))
