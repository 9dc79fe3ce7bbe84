"""Fields that the forms about meetings share."""

from collections.abc import Iterable
from datetime import datetime

from django import forms

from muster.actions.meetings.series import REASON
from muster.domain.errors import MeetingFault
from muster.domain.meetings.wall_clock import zone_named
from muster.records.models import Person

LOCAL = "%Y-%m-%dT%H:%M"


class LocalTimeField(forms.DateTimeField):
    """A day and an hour as clocks show them somewhere: it has no zone of its own."""

    def __init__(self, **kwargs: object) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
        super().__init__(input_formats=[LOCAL, "%Y-%m-%d %H:%M"], widget=widget, **kwargs)  # type: ignore[arg-type]  # as Django's own

    def to_python(self, value: object) -> datetime | None:
        """Read it; the zone that Django gives it is taken away again."""
        found = super().to_python(value)  # type: ignore[arg-type]  # whatever was sent
        return found.replace(tzinfo=None) if found else None


class ZoneField(forms.CharField):
    """A time zone of the IANA database, with its names to choose from."""

    def __init__(self, **kwargs: object) -> None:
        attributes = {"list": "zones", "autocomplete": "off"}
        super().__init__(max_length=64, widget=forms.TextInput(attrs=attributes), **kwargs)  # type: ignore[arg-type]  # as above

    def clean(self, value: str) -> str:
        """Refuse what is no zone."""
        name: str = super().clean(value)
        try:
            zone_named(name)
        except MeetingFault as fault:
            raise forms.ValidationError([f"{fault.what} {fault.mend}"]) from fault
        return name


class PersonField(forms.TypedChoiceField):
    """Somebody of the group, or nobody; the field gives their number. The form's own __init__ says who there is."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(coerce=int, required=False, empty_value=None, **kwargs)  # type: ignore[arg-type]  # as above

    def choose_from(self, people: Iterable[Person], nobody: str) -> None:
        """Say who can be chosen, and what choosing nobody means."""
        self.choices = [("", nobody), *((one.number, str(one)) for one in people)]


def day(*, required: bool = True, label: str, help_text: str = "") -> forms.DateField:
    """Give a field for a day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(required=required, label=label, help_text=help_text, widget=widget)


def reason(help_text: str = "Everybody reads it.") -> forms.CharField:
    """Give a field for why."""
    return forms.CharField(max_length=REASON, required=False, label="Why", help_text=help_text)


def version() -> forms.IntegerField:
    """Give the hidden field that says which state of things somebody has seen."""
    return forms.IntegerField(min_value=0, widget=forms.HiddenInput)
