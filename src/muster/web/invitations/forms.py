"""The form by which somebody is invited."""

from typing import Any

from django import forms

from muster.records.models import Group
from muster.records.queries.accounts import people_to_invite
from muster.records.queries.histories import organisations_of


class Invite(forms.Form):
    """Whom to invite: somebody whom the group knows already, or somebody new."""

    number = forms.ChoiceField(label="Who", required=False)
    name = forms.CharField(label="The name of somebody new", max_length=200, required=False)
    organisation = forms.ChoiceField(label="Whom they work for", required=False)
    email = forms.EmailField(
        label="E-mail address",
        help_text="The letter goes there, and answers to it come to your own address. It is not shown to anybody else.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:  # noqa: ANN401 - what Django's forms take
        super().__init__(*args, **kwargs)
        known = [(str(one.number), f"{one.name} ({one.handle})") for one in people_to_invite(group)]
        self.fields["number"].choices = [("", "Somebody new"), *known]  # type: ignore[attr-defined]  # a choice field
        organisations = [(one.slug, one.name) for one in organisations_of(group)]
        self.fields["organisation"].choices = [("", "Nobody, or not known"), *organisations]  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        """Somebody new needs a name; somebody known has one."""
        said = super().clean() or {}
        if not said.get("number") and not said.get("name") and not self.errors:
            self.add_error("name", "Write the name of whom you invite, or choose somebody from the list.")
        return said

    @property
    def whom(self) -> dict[str, Any]:
        """What the deed asks for."""
        said = self.cleaned_data
        if said["number"]:
            return {"email": said["email"], "number": int(said["number"])}
        return {key: said[key] for key in ("email", "name", "organisation")}
