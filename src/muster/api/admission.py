"""How organisations come to be known, become members, and cease to be: what the pages' forms do, for programs."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field, StringConstraints

from muster.actions import admission, corrections, organisations
from muster.actions.people import organisation_called, person_numbered
from muster.api.conditional import IfMatch, expected
from muster.api.door import caller_of
from muster.api.organisations import OrganisationShown, area, organisation_shown
from muster.api.shapes import Asked, Day, OrganisationSlug, PersonNumber, Slug, Subject
from muster.domain.membership.states import NOTHING, Stay

THIS = "/groups/{group}/organisations/{organisation}"

Line = Annotated[str, StringConstraints(max_length=200)]
Lines = Annotated[list[Line], Field(max_length=100)]
Words = Annotated[str, StringConstraints(max_length=admission.WORDS_AT_MOST)]
State = Literal["prospect", "applicant", "member", "suspended", "former"]
Membership = Annotated[str, StringConstraints(max_length=80), Field(description="The charter's class of members.")]
DecidedBy = Annotated[Subject | None, Field(description="What decided it, such as `proposal/3`.")]


class NamesAsked(Asked):
    """Everything that an organisation is known by."""

    name: Line
    aliases: Lines = Field([])
    domains: Lines = Field([])
    part_of: OrganisationSlug | None = Field(None, description="The one that it belongs to, by its slug.")


class OrganisationAsked(NamesAsked):
    """An organisation that is to be known. invited_as: the class that it is asked into; then it is a prospect."""

    invited_as: Membership | None = None


class StateAsked(Asked):
    """What it is from a day on; "none": neither prospect nor applicant any more. Left out, its class stays."""

    state: State | Literal["none"]
    since: Day
    membership: Membership = ""
    decided_by: DecidedBy = None


class PastStateAsked(Asked):
    """What it was once, and nobody wrote down then."""

    state: State
    since: Day
    until: Day | None = None
    membership: Membership = ""
    decided_by: DecidedBy = None
    reason: Annotated[str, StringConstraints(min_length=1, max_length=corrections.REASON_AT_MOST)]


class ApplicationAsked(Asked):
    """An application, from today on. words: what it attests, by the charter's criterion."""

    membership: Membership = ""
    words: dict[Annotated[str, StringConstraints(max_length=80)], Words] = Field({}, max_length=100)


class AttestationAsked(Asked):
    """Somebody's word. said_by: whose it is, if it is not your own."""

    criterion: Annotated[str, StringConstraints(max_length=80)]
    words: Words
    said_by: PersonNumber | None = None


@area.write("POST", "/groups/{group}/organisations", OrganisationShown, made=True)
def add_organisation(request: HttpRequest, group: Slug, asked: OrganisationAsked) -> HttpResponse:
    """Write down an organisation."""
    caller = caller_of(request, group)
    made = organisations.add_organisation(
        caller,
        asked.name,
        aliases=asked.aliases,
        domains=asked.domains,
        part_of=asked.part_of or "",
        invited_as=asked.invited_as,
    )
    return organisation_shown(request, caller.group, made.slug, made_at=f"{request.path}/{made.slug}")


@area.write("POST", f"{THIS}/names", OrganisationShown)
def change_organisation(
    request: HttpRequest, group: Slug, organisation: Slug, *, asked: NamesAsked, if_match: IfMatch
) -> HttpResponse:
    """Give it other names and domains, or another that it belongs to. Its address stays what it was."""
    caller = caller_of(request, group)
    found = organisation_called(caller.group, organisation)
    organisations.change_organisation(
        caller,
        found,
        name=asked.name,
        aliases=asked.aliases,
        domains=asked.domains,
        part_of=asked.part_of or "",
        expected=expected(caller.group, found.handle, if_match),
    )
    return organisation_shown(request, caller.group, organisation)


@area.write("POST", f"{THIS}/states", OrganisationShown)
def change_state(
    request: HttpRequest, group: Slug, organisation: Slug, *, asked: StateAsked, if_match: IfMatch
) -> HttpResponse:
    """Make it a prospect, an applicant, a member, suspended, former, or none of them, from a day on."""
    caller = caller_of(request, group)
    found = organisation_called(caller.group, organisation)
    admission.change_state(
        caller,
        found,
        NOTHING if asked.state == "none" else asked.state,
        asked.since,
        membership=asked.membership,
        decided_by=asked.decided_by or "",
        expected=expected(caller.group, found.handle, if_match),
    )
    return organisation_shown(request, caller.group, organisation)


@area.write("POST", f"{THIS}/states/past", OrganisationShown)
def add_past_state(
    request: HttpRequest, group: Slug, organisation: Slug, *, asked: PastStateAsked, if_match: IfMatch
) -> HttpResponse:
    """Write down a state of the past that nobody wrote down then."""
    caller = caller_of(request, group)
    found = organisation_called(caller.group, organisation)
    corrections.add_state(
        caller,
        found,
        Stay(asked.state, asked.membership, asked.since, asked.until),
        reason=asked.reason,
        decided_by=asked.decided_by or "",
        expected=expected(caller.group, found.handle, if_match),
    )
    return organisation_shown(request, caller.group, organisation)


@area.write("POST", f"{THIS}/application", OrganisationShown)
def apply_for_membership(
    request: HttpRequest, group: Slug, organisation: Slug, *, asked: ApplicationAsked, if_match: IfMatch
) -> HttpResponse:
    """File its application, from today on: for whoever works for it, and for the group's officers."""
    caller = caller_of(request, group)
    found = organisation_called(caller.group, organisation)
    seen = expected(caller.group, found.handle, if_match)
    admission.apply_for_membership(caller, found, membership=asked.membership, words=asked.words, expected=seen)
    return organisation_shown(request, caller.group, organisation)


@area.write("POST", f"{THIS}/attestations", OrganisationShown)
def attest(
    request: HttpRequest, group: Slug, organisation: Slug, *, asked: AttestationAsked, if_match: IfMatch
) -> HttpResponse:
    """Give a word that it meets a criterion that no figure proves."""
    caller = caller_of(request, group)
    found = organisation_called(caller.group, organisation)
    said_by = person_numbered(caller.group, asked.said_by) if asked.said_by else None
    seen = expected(caller.group, found.handle, if_match)
    admission.attest(caller, found, asked.criterion, asked.words, said_by=said_by, expected=seen)
    return organisation_shown(request, caller.group, organisation)
