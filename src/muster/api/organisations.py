"""Organisations as a group knows them, and what they were toward it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query

from muster.api.door import Area, caller_of, shown
from muster.api.pages import SLUG, Page, Turn, listed
from muster.api.shapes import OrganisationNamed, Shown, Slug
from muster.records.models import Membership, Organisation
from muster.records.queries.histories import organisation_with_states, organisations_of

area = Area("Organisations")


class StateShown(Shown):
    """What an organisation was toward the group, from a day on until another (null: still)."""

    state: str
    membership: str
    since: date
    until: date | None
    decided_by: str

    @classmethod
    def of(cls, one: Membership) -> "StateShown":
        """Show it."""
        return cls(
            state=one.state, membership=one.membership, since=one.since, until=one.until, decided_by=one.decided_by
        )


class OrganisationShown(OrganisationNamed):
    """An organisation, with what it was toward the group."""

    aliases: list[str]
    domains: list[str]
    part_of: OrganisationNamed | None
    states: list[StateShown]

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationShown":
        """Show it, as the query gave it: with its states."""
        states: list[Membership] = organisation.states  # type: ignore[attr-defined]  # prefetched under that name
        return cls(
            slug=organisation.slug,
            name=organisation.name,
            aliases=organisation.aliases,
            domains=organisation.domains,
            part_of=OrganisationNamed.of(organisation.part_of) if organisation.part_of else None,
            states=[StateShown.of(one) for one in states],
        )


@area.read("/groups/{group}/organisations", Page[OrganisationShown])
def list_organisations(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every organisation that the group knows, members and others."""
    rows = organisations_of(caller_of(request, group).group)
    return listed(request, rows, OrganisationShown.of, key=SLUG, turn=turn)


@area.read("/groups/{group}/organisations/{organisation}", OrganisationShown)
def show_organisation(request: HttpRequest, group: Slug, organisation: Slug) -> HttpResponse:
    """One organisation."""
    known = caller_of(request, group).group
    found = organisation_with_states(known, organisation)
    return shown(request, OrganisationShown.of(found), about=(known, f"organisation/{found.slug}"))
