"""Inviting people to a group. The address goes with the letter, and is shown to nobody here."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions import invitations as deeds
from muster.actions.caller import acting
from muster.actions.deed import mend_of
from muster.actions.people import NAME_AT_MOST
from muster.api.credentials import somebody
from muster.api.door import Area, caller_of, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.problems import INVALID, Fault, Refused
from muster.api.shapes import Asked, Number, OrganisationSlug, PersonNamed, PersonNumber, Shown, Slug
from muster.domain.errors import NotAllowed
from muster.domain.membership.roles import who_may
from muster.records.models import Invitation
from muster.records.queries.accounts import invitations_to

area = Area("Invitations")


class InvitationShown(Shown):
    """An invitation, and what came of it by now."""

    key: int
    person: PersonNamed
    made_at: datetime
    ends_at: datetime
    state: Literal["open", "used", "withdrawn", "over"]

    @classmethod
    def at(cls, one: Invitation, at: datetime) -> "InvitationShown":
        """Show it as it is at a moment."""
        over: Literal["open", "over"] = "over" if one.ends_at <= at else "open"
        return cls(
            key=one.pk,
            person=PersonNamed.of(one.person),
            made_at=one.made_at,
            ends_at=one.ends_at,
            state="used" if one.used_at else "withdrawn" if one.withdrawn_at else over,
        )


class InvitationAsked(Asked):
    """Whom to invite: somebody of the group, by number, or somebody new, by name; and where to write to."""

    email: Annotated[str, StringConstraints(min_length=3, max_length=254)]
    person: PersonNumber | None = None
    name: Annotated[str, StringConstraints(max_length=NAME_AT_MOST)] | None = None
    organisation: OrganisationSlug | None = Field(None, description="Whom somebody new works for.")


@area.get("/groups/{group}/invitations", response={200: Page[InvitationShown]}, auth=somebody)
def list_invitations(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """The group's invitations, for whoever may invite."""
    who = acting(caller_of(request, group))
    if not who.may("person.invite"):
        raise NotAllowed("invitations", f"This is for {who_may('person.invite')}.", mend_of(who))

    def show(one: Invitation) -> InvitationShown:
        return InvitationShown.at(one, who.at)

    return listed(request, invitations_to(who.group), show, key=Key("pk", int), turn=turn)


@area.write("POST", "/groups/{group}/invitations", InvitationShown, made=True)
def invite(request: HttpRequest, group: Slug, asked: InvitationAsked) -> HttpResponse:
    """Invite somebody; whatever invitation they had before is withdrawn."""
    if (asked.person is None) == (asked.name is None) or (asked.person and asked.organisation):
        fault = Fault(pointer="#/person", detail="Either this, or the name (and organisation) of somebody new.")
        raise Refused(INVALID, "It is not clear who is to be invited.", "Name one person.", [fault])
    caller = caller_of(request, group)
    made = deeds.invite(
        caller, asked.email, number=asked.person, name=asked.name or "", organisation=asked.organisation or ""
    )
    return shown(request, InvitationShown.at(made, made.made_at), made_at=f"{request.path}/{made.pk}")


@area.write("POST", "/groups/{group}/invitations/{key}/withdraw", InvitationShown)
def withdraw_invitation(request: HttpRequest, group: Slug, key: Number) -> HttpResponse:
    """Take an invitation back."""
    caller = caller_of(request, group)
    taken = deeds.withdraw_invitation(caller, key)
    return shown(request, InvitationShown.at(taken, acting(caller).at))
