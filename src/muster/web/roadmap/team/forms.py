"""What people fill in to be shown on the joint engineering team, or to be shown there no longer."""

from django import forms
from django.http import HttpRequest

from muster.actions.caller import Acting
from muster.domain.roadmap.team import WORDS_AT_MOST
from muster.web.asking import DeedForm, Said


class PlaceForm(DeedForm):
    """What the team's page says of somebody."""

    helps_with = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="I help newcomers in",
        help_text="They find your name beside the area, and may ask you.",
    )
    learns = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="I am new, and look for help, in"
    )
    words = forms.CharField(
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="In my own words",
        help_text="What you work on, when you are to be reached. No address: the page is public.",
    )
    seen = forms.BooleanField(
        required=False,
        label="Show what was seen of my work upstream",
        help_text=(
            "Active days and changes in each area, found by the addresses of your account that you have confirmed. "
            "The addresses themselves are shown to nobody."
        ),
    )

    def __init__(
        self, request: HttpRequest, who: Acting, subject: str, *, areas: tuple[str, ...], initial: Said | None = None
    ) -> None:
        """Offer the focus areas of the charter."""
        super().__init__(request, who, subject, initial=initial)
        for name in ("helps_with", "learns"):
            self.fields[name].choices = [(area, area) for area in areas]  # type: ignore[attr-defined]  # it is a choice


class LeaveForm(DeedForm):
    """Being shown on the team no longer: nothing to fill in."""
