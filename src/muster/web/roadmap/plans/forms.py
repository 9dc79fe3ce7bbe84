"""What people fill in about pledges and plans. Whether it may be done, the deed decides."""

from collections.abc import Sequence
from decimal import Decimal

from django import forms

from muster.domain.roadmap.pledges import MOST
from muster.records.models import Person, RoadmapItem
from muster.web.asking import DeedForm


class PledgeForm(DeedForm):
    """How much a member promises to an item for a cycle, and whom it names."""

    item = forms.ChoiceField(label="Item")
    cycle = forms.ChoiceField(label="Release cycle")
    fte = forms.DecimalField(
        label="Full-time people (FTE)",
        max_digits=12,
        widget=forms.NumberInput(attrs={"step": "0.01", "min": "0", "max": str(MOST)}),
        help_text="Such as 1.5: one person full time and one half. It takes the place of what was promised to this item"
        " for this cycle; 0 takes that back.",
    )
    people = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Whom you like to name",
        help_text="Only whoever agrees to be named: everybody reads it.",
    )

    def offer(self, items: Sequence[RoadmapItem], cycles: Sequence[str], staff: Sequence[Person]) -> None:
        """Say what can be chosen."""
        self.fields["item"].choices = [  # type: ignore[attr-defined]  # it is a choice
            ("", "choose one"),
            *((one.slug, f"{one.title} ({one.slug})") for one in items),
        ]
        self.fields["cycle"].choices = [(one, one) for one in cycles]  # type: ignore[attr-defined]  # as above
        if staff:
            self.fields["people"].choices = [(one.number, str(one)) for one in staff]  # type: ignore[attr-defined]  # as above
        else:
            del self.fields["people"]

    @property
    def amount(self) -> Decimal:
        """The figure."""
        found: Decimal = self.cleaned_data["fte"]
        return found


class PlanForm(DeedForm):
    """For which cycle a plan is made."""

    cycle = forms.ChoiceField(label="Release cycle", help_text="Those that something is promised for.")

    def offer(self, cycles: Sequence[str]) -> None:
        """Say what can be chosen."""
        self.fields["cycle"].choices = [(one, one) for one in cycles]  # type: ignore[attr-defined]  # it is a choice
