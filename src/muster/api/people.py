"""People of a group: their numbers, which the log knows them by, and their names. Addresses are nobody's business."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from muster.actions import people as deeds
from muster.actions.caller import acting
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.pages import NUMBER, Page, Turn, listed
from muster.api.shapes import Asked, Day, Number, OrganisationNamed, OrganisationSlug, PersonNamed, Shown, Slug
from muster.records.models import Affiliation, Person
from muster.records.queries.histories import affiliations_of, people_on

area = Area("People")


class PersonListed(PersonNamed):
    """A person, and whom they work for today."""

    works_for: list[OrganisationNamed]

    @classmethod
    def of(cls, person: Person) -> "PersonListed":
        """List them, as the query gave them."""
        today: list[Affiliation] = person.works_for  # type: ignore[attr-defined]  # prefetched under that name
        organisations = [OrganisationNamed.of(one.organisation) for one in today]
        return cls(**PersonNamed.of(person).model_dump(), works_for=organisations)


class AffiliationShown(Shown):
    """Whom somebody worked for, from a day on until another (null: still). key: what a correction calls it."""

    key: int
    organisation: OrganisationNamed
    since: date
    until: date | None
    source: str


class PersonShown(PersonNamed):
    """A person, and everybody whom they worked for."""

    affiliations: list[AffiliationShown]

    @classmethod
    def of(cls, person: Person) -> "PersonShown":
        """Show them."""
        worked = [
            AffiliationShown(
                key=one.pk,
                organisation=OrganisationNamed.of(one.organisation),
                since=one.since,
                until=one.until,
                source=one.source,
            )
            for one in affiliations_of(person)
        ]
        return cls(**PersonNamed.of(person).model_dump(), affiliations=worked)


class PersonAsked(Asked):
    """Somebody who is to be written down."""

    name: Annotated[str, Field(min_length=1, max_length=deeds.NAME_AT_MOST, examples=["Ada Aurora"])]
    organisation: OrganisationSlug | None = Field(None, description="Whom they work for from today on.")
    invented: bool = Field(default=False, description="They are part of an example, and nobody real.")


class AffiliationAsked(Asked):
    """Whom somebody is to have worked for from a day on; what was so until then ends that day."""

    organisation: OrganisationSlug
    since: Day
    until: Day | None = Field(None, description="The day on which it ended, if it has.")
    source: Annotated[str, Field(max_length=deeds.SOURCE_AT_MOST)] = Field("", description="How the group knows.")


class NameAsked(Asked):
    """Their name, as they write it; or another in its place, if they want to be named no longer."""

    name: Annotated[str, Field(min_length=1, max_length=deeds.NAME_AT_MOST)]


class EndAsked(Asked):
    """The day on which it is no longer so."""

    until: Day


@area.read("/groups/{group}/people", Page[PersonListed])
def list_people(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Everybody who takes part, by number."""
    who = acting(caller_of(request, group))
    rows = people_on(who.group, who.on)
    return listed(request, rows, PersonListed.of, key=NUMBER, turn=turn)


@area.read("/groups/{group}/people/{number}", PersonShown)
def show_person(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """One person."""
    known = caller_of(request, group).group
    person = deeds.person_numbered(known, number)
    return shown(request, PersonShown.of(person), about=(known, person.handle))


@area.write("POST", "/groups/{group}/people", PersonShown, made=True)
def add_person(request: HttpRequest, group: Slug, asked: PersonAsked) -> HttpResponse:
    """Write somebody down who takes part."""
    caller = caller_of(request, group)
    person = deeds.add_person(caller, asked.name, organisation=asked.organisation or "", invented=asked.invented)
    address = f"{request.path}/{person.number}"
    return shown(request, PersonShown.of(person), about=(caller.group, person.handle), made_at=address)


@area.write("POST", "/groups/{group}/people/{number}/affiliations", PersonShown)
def affiliate_person(
    request: HttpRequest, group: Slug, number: Number, *, asked: AffiliationAsked, if_match: IfMatch
) -> HttpResponse:
    """Say whom somebody works for from a day on."""
    caller = caller_of(request, group)
    person = deeds.person_numbered(caller.group, number)
    deeds.affiliate(
        caller,
        person,
        asked.organisation,
        asked.since,
        until=asked.until,
        source=asked.source,
        expected=expected(caller.group, person.handle, if_match),
    )
    return shown(request, PersonShown.of(person), about=(caller.group, person.handle))


@area.write("POST", "/groups/{group}/people/{number}/affiliations/{key}/end", PersonShown)
def end_affiliation(
    request: HttpRequest, group: Slug, number: Number, key: Number, *, asked: EndAsked, if_match: IfMatch
) -> HttpResponse:
    """Say that somebody works for an organisation no longer, from a day on."""
    caller = caller_of(request, group)
    person = deeds.person_numbered(caller.group, number)
    affiliation = deeds.affiliation_of(person, key)
    deeds.end_affiliation(caller, affiliation, asked.until, expected=expected(caller.group, person.handle, if_match))
    return shown(request, PersonShown.of(person), about=(caller.group, person.handle))


@area.write("POST", "/groups/{group}/people/{number}/name", PersonShown)
def rename_person(
    request: HttpRequest, group: Slug, number: Number, *, asked: NameAsked, if_match: IfMatch
) -> HttpResponse:
    """Correct a name. The log knows the person by their number, and goes on to."""
    caller = caller_of(request, group)
    person = deeds.person_numbered(caller.group, number)
    deeds.rename_person(caller, person, asked.name, expected=expected(caller.group, person.handle, if_match))
    return shown(request, PersonShown.of(person), about=(caller.group, person.handle))
