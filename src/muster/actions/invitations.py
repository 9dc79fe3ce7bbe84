"""Invitations: how a person of a group comes to the account that speaks for them.

The code goes out by mail, and only its SHA-256 is kept. The address stands with the invitation and the letter, never
in the log.
"""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from muster.actions.caller import Caller, acting
from muster.actions.deed import Deed, deed
from muster.actions.letter_kinds import KINDS, Facts
from muster.actions.letters import write_secret
from muster.actions.people import add_person, person_numbered
from muster.actions.tokens import fingerprint
from muster.domain.errors import AgainstTheRules, NotThere
from muster.records.models import Account, Group, Invitation, Letter, Person
from muster.records.queries.accounts import invitation_numbered

GOOD_FOR: Final = timedelta(days=14)
MENDED_BY_ASKING: Final = "Ask whoever invited you for another."
PATH: Final = "/accounts/invitation/"


@transaction.atomic
def invite(
    caller: Caller, email: str, *, number: int | None = None, name: str = "", organisation: str = ""
) -> Invitation:
    """Invite a person of the group, by number; or somebody new, by name, with the slug of whom they work for.

    Whatever invitation the person had before is withdrawn. AgainstTheRules: they have an account already; the address
    is none. NotThere: the group has nobody of that number.
    """
    email = _address(email)
    person = person_numbered(caller.group, number) if number else add_person(caller, name, organisation=organisation)
    with deed(caller, "person.invite", person.handle) as doing:
        person.refresh_from_db()
        if person.account_id:
            what = f"{person} has an account in this group already."
            raise AgainstTheRules(person.handle, what, "Invite somebody who has none.")
        for earlier in Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None):
            _withdraw(doing, earlier)
        code = secrets.token_urlsafe(32)
        invitation = Invitation.objects.create(
            person=person,
            email=email,
            sha256=fingerprint(code),
            made_at=doing.at,
            made_by=doing.who.person,
            ends_at=doing.at + GOOD_FOR,
        )
        doing.log("invitation.made", {"until": invitation.ends_at.date().isoformat()})
        _write(invitation, code, doing)
    return invitation


def withdraw_invitation(caller: Caller, key: int) -> Invitation:
    """Take an invitation back. NotThere: the group has none with this key. AgainstTheRules: it is used already."""
    invitation = Invitation.objects.filter(person__group=caller.group, pk=key).select_related("person").first()
    if invitation is None:
        raise NotThere("invitation", "The group has no such invitation.", "The page of invitations lists them.")
    with deed(caller, "person.invite", invitation.person.handle) as doing:
        invitation.refresh_from_db(fields=["used_at", "withdrawn_at"])
        if invitation.used_at or invitation.withdrawn_at:
            what = "This invitation is used already." if invitation.used_at else "This invitation is withdrawn already."
            raise AgainstTheRules(invitation.person.handle, what, "There is nothing left to withdraw.")
        _withdraw(doing, invitation)
    return invitation


def invitation_with(code: str, at: datetime) -> Invitation:
    """Give the invitation that this code opens. NotThere: none. AgainstTheRules: it is used, withdrawn or over."""
    found = Invitation.objects.filter(sha256=fingerprint(code)).values_list("pk", flat=True).first()
    if found is None:
        what = "This is not the link of an invitation."
        raise NotThere("invitation", what, f"Open the whole link from the letter. {MENDED_BY_ASKING}")
    invitation = invitation_numbered(found)
    refuse_closed(invitation, at)
    return invitation


def refuse_closed(invitation: Invitation, at: datetime) -> None:
    """AgainstTheRules: the invitation cannot be accepted any more. Each reason has a sentence of its own."""
    where = invitation.person.group.name
    if invitation.used_at:
        what = "This invitation has been accepted already."
        raise AgainstTheRules(where, what, "If it was you, sign in with the account that you accepted it with.")
    if invitation.withdrawn_at:
        raise AgainstTheRules(where, "This invitation has been withdrawn.", MENDED_BY_ASKING)
    if invitation.ends_at <= at:
        what = f"This invitation was good until {invitation.ends_at:%d %B %Y}."
        raise AgainstTheRules(where, what, MENDED_BY_ASKING)
    if invitation.person.account_id:
        what = f"{invitation.person} has an account in this group already."
        raise AgainstTheRules(where, what, MENDED_BY_ASKING)


def accept_invitation(caller: Caller, invitation: Invitation) -> Person:
    """Let the caller's account speak for the person who was invited, from now on.

    Whoever calls this has seen to it that the invitation is theirs: they came by its code, or its address is theirs.
    AgainstTheRules: it is used, withdrawn or over; the account is another person of the group already.
    """
    with deed(caller, "invitation.accept", invitation.person.handle) as doing:
        invitation = invitation_numbered(invitation.pk)
        refuse_closed(invitation, doing.at)
        _refuse_a_second_person(doing.group, caller.account)
        person = invitation.person
        person.account = caller.account
        person.save(update_fields=["account"])
        invitation.used_at = doing.at
        invitation.save(update_fields=["used_at"])
        doing.who = acting(caller, at=doing.at)  # it is this person who acts, now that the account is theirs
        doing.log("invitation.accepted", {})
    return person


def _refuse_a_second_person(group: Group, account: Account | None) -> None:
    if account is None:
        raise AgainstTheRules(group.name, "Nobody is signed in.", "Sign in, or make an account, and accept it then.")
    known = Person.objects.filter(group=group, account=account).first()
    if known:
        what = f"You take part in {group.name} already, as {known}."
        raise AgainstTheRules(group.name, what, "Sign in with another account, or ask for the seat to be given to you.")


def _withdraw(doing: Deed, invitation: Invitation) -> None:
    invitation.withdrawn_at = doing.at
    invitation.save(update_fields=["withdrawn_at"])
    Letter.objects.filter(group=doing.group, kind="invitation", to=invitation.email, sent_at=None).delete()
    doing.log("invitation.withdrawn", {})


def _write(invitation: Invitation, code: str, doing: Deed) -> None:
    by = doing.who.person
    who = by.name if by else "The administrator"
    facts = Facts(about=invitation.person.handle, title=doing.group.name, where="", who=who)
    write_secret(
        invitation.email,
        "invitation",
        KINDS["invitation"](facts),
        link=f"{PATH}{code}/",
        at=doing.at,
        group=doing.group,
        reply_to=by.account.email if by and by.account else "",
    )


def _address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        what = "That is not an e-mail address."
        raise AgainstTheRules("email", what, "Write it as in ada@alpha.example.") from None
    return email
