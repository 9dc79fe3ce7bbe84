"""Accounts: who can sign in to this installation. None of it is a group's, so none of it is in a log."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from muster.domain.errors import AgainstTheRules
from muster.records.models import Account
from muster.records.queries.accounts import account_with


@transaction.atomic
def make_account(address: str, password: str, name: str) -> Account:
    """Make an account whose address is taken as proved: an administrator vouches for it.

    AgainstTheRules: the address has an account already or is none, or the password is too easy.
    """
    if account_with(address):
        raise AgainstTheRules(address, "This address has an account already.", "Let them be invited to the group.")
    account = Account(email=address.lower(), name=" ".join(name.split()))
    try:
        account.full_clean(exclude=["password"])
        validate_password(password, account)
    except ValidationError as wrong:
        raise AgainstTheRules(address, " ".join(wrong.messages), "Choose another, and try again.") from None
    account.set_password(password)
    account.save()
    vouch_for(account)
    return account


def vouch_for(account: Account) -> None:
    """Take the account's address as proved, so that it can sign in without a letter to it first."""
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )


def change_profile(account: Account, *, name: str, time_zone: str, mail: str) -> None:
    """Change what an account's owner decides: their name, their time zone, and which letters they get."""
    account.name, account.time_zone, account.mail = " ".join(name.split()), time_zone, mail
    account.save(update_fields=["name", "time_zone", "mail"])
