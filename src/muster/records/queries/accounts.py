"""Accounts, and what opens doors to them: addresses, tokens, invitations."""

from datetime import datetime

from allauth.account.models import EmailAddress

from muster.domain.errors import NotThere
from muster.records.models import Account, Group, Invitation, Person, Token


def account_with(address: str) -> Account | None:
    """Give the account that the address belongs to, proved or not; None: nobody's."""
    address = address.strip().lower()
    known = EmailAddress.objects.filter(email=address).select_related("user").first()
    return known.user if known else Account.objects.filter(email=address).first()


def tokens_of(account: Account) -> list[Token]:
    """Give the account's tokens, those that have ended among them, the newest first."""
    return list(Token.objects.filter(account=account).order_by("-made_at", "-pk"))


def invitations_to(group: Group) -> list[Invitation]:
    """Give the group's invitations, the newest first, with the people they are for."""
    found = Invitation.objects.filter(person__group=group).select_related("person", "made_by")
    return list(found.order_by("-made_at", "-pk"))


def people_to_invite(group: Group) -> list[Person]:
    """Give the people of the group whom no account speaks for yet, by name."""
    return list(Person.objects.filter(group=group, account=None))


def open_invitations_for(account: Account, at: datetime) -> list[Invitation]:
    """Give the invitations that wait for this account: sent to an address that it has proved is its own. One query."""
    proved = EmailAddress.objects.filter(user=account, verified=True).values("email")
    found = Invitation.objects.filter(
        email__in=proved, used_at=None, withdrawn_at=None, ends_at__gt=at, person__account=None
    )
    return list(found.select_related("person__group", "made_by").order_by("ends_at", "pk"))


def invitation_numbered(key: int) -> Invitation:
    """Give the invitation with this key, with its person and group. NotThere: there is none."""
    found = Invitation.objects.filter(pk=key).select_related("person__group", "made_by").first()
    if found is None:
        raise NotThere("invitation", "There is no such invitation.", "Ask whoever invited you for another.")
    return found
