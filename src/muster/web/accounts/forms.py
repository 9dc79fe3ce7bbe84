"""The forms of accounts: signing up, one's own profile, tokens."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import SignupForm
from allauth.core import context
from django import forms
from django.http import HttpRequest

from muster.records.models import Account
from muster.web.accounts.invited import invitation_of


class SignUp(SignupForm):  # type: ignore[misc]  # allauth ships no types
    """Making an account: allauth's form, with a name, and the address that was invited as a suggestion."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        help_text="As the groups know you.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - whatever allauth hands over
        super().__init__(*args, **kwargs)
        invitation = invitation_of(context.request)
        if invitation:
            self.fields["email"].initial = invitation.email
            self.fields["name"].initial = invitation.person.name

    def signup(self, request: HttpRequest, user: Account) -> None:  # noqa: ARG002 - allauth calls it so
        """Keep the name with the account, once allauth has made it."""
        user.name = " ".join(self.cleaned_data["name"].split())
        user.save(update_fields=["name"])


class Profile(forms.Form):
    """What an account's owner decides."""

    name = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones() - {"localtime", "Factory"})],
        help_text="Letters say deadlines in it too, beside UTC.",
    )
    mail = forms.ChoiceField(label="Letters", choices=Account.Mail, widget=forms.RadioSelect)


class NewToken(forms.Form):
    """A token that is to be made."""

    name = forms.CharField(label="What it is for", max_length=100, help_text="For example: calendar script.")
    days = forms.IntegerField(
        label="Good for how many days",
        min_value=1,
        max_value=366,
        initial=90,
        help_text="Then it opens nothing any more.",
    )
    may_write = forms.BooleanField(
        label="It may also change things",
        required=False,
        help_text="Without this, it can only read what you can read.",
    )
