"""Organisations as a group knows them, what they were toward it, and what they attested."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from ninja import Query

from muster.api.door import Area, caller_of, shown
from muster.api.pages import SLUG, Page, Turn, listed
from muster.api.shapes import OrganisationNamed, PersonNamed, Shown, Slug
from muster.records.models import Attestation, Group, Membership, Organisation
from muster.records.queries.histories import organisation_with_states, organisations_of

area = Area("Organisations")


class StateShown(Shown):
    """What an organisation was toward the group, from a day on until another (null: still).

    membership: the charter's class. key: what a correction calls it.
    """

    key: int
    state: str
    membership: str
    since: date
    until: date | None
    decided_by: str

    @classmethod
    def of(cls, one: Membership) -> "StateShown":
        """Show it."""
        return cls(
            key=one.pk,
            state=one.state,
            membership=one.membership,
            since=one.since,
            until=one.until,
            decided_by=one.decided_by,
        )


class AttestationShown(Shown):
    """Somebody's word that the organisation meets a criterion that no figure proves."""

    criterion: str
    words: str
    person: PersonNamed
    at: datetime

    @classmethod
    def of(cls, one: Attestation) -> "AttestationShown":
        """Show it."""
        return cls(criterion=one.criterion, words=one.words, person=PersonNamed.of(one.person), at=one.at)


class OrganisationShown(OrganisationNamed):
    """An organisation, with what it was toward the group."""

    aliases: list[str]
    domains: list[str]
    part_of: OrganisationNamed | None
    states: list[StateShown]
    attested: list[AttestationShown]

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationShown":
        """Show it, as the query gave it: with its states, and what it attested."""
        states: list[Membership] = organisation.states  # type: ignore[attr-defined]  # prefetched under that name
        words: list[Attestation] = organisation.words  # type: ignore[attr-defined]  # as above
        return cls(
            slug=organisation.slug,
            name=organisation.name,
            aliases=organisation.aliases,
            domains=organisation.domains,
            part_of=OrganisationNamed.of(organisation.part_of) if organisation.part_of else None,
            states=[StateShown.of(one) for one in states],
            attested=[AttestationShown.of(one) for one in words],
        )


@area.read("/groups/{group}/organisations", Page[OrganisationShown])
def list_organisations(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every organisation that the group knows, members and others."""
    rows = organisations_of(caller_of(request, group).group)
    return listed(request, rows, OrganisationShown.of, key=SLUG, turn=turn)


@area.read("/groups/{group}/organisations/{organisation}", OrganisationShown)
def show_organisation(request: HttpRequest, group: Slug, organisation: Slug) -> HttpResponse:
    """One organisation."""
    return organisation_shown(request, caller_of(request, group).group, organisation)


def organisation_shown(request: HttpRequest, group: Group, slug: str, *, made_at: str = "") -> HttpResponse:
    """Show an organisation as it is now."""
    found = organisation_with_states(group, slug)
    return shown(request, OrganisationShown.of(found), about=(group, found.handle), made_at=made_at)
