"""What people fill in about use cases. Whether it may be done, the deed decides."""

from django import forms

from muster.actions.decisions.writing import TITLE_AT_MOST, WORDS_AT_MOST
from muster.actions.roadmap.use_cases import WHO_AT_MOST, UseCaseWritten
from muster.domain.roadmap.use_cases import UseCaseState
from muster.records.models import Organisation
from muster.web.asking import DeedForm


class UseCaseForm(DeedForm):
    """Who needs what, and why."""

    title = forms.CharField(
        max_length=TITLE_AT_MOST, label="Title", help_text="What would be so: “Upgrades that no tenant notices”."
    )
    who = forms.CharField(
        max_length=WHO_AT_MOST, label="Who needs it", help_text="In which part: an operator of many sites, a tenant."
    )
    need = forms.CharField(
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
        label="What they need",
        help_text="And how they do without it today. Plain text; everybody reads it.",
    )
    why = forms.CharField(
        max_length=WORDS_AT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="Why it matters",
        help_text="What it costs to do without.",
    )

    def written(self) -> UseCaseWritten:
        """Give it as the deed wants it."""
        said = self.cleaned_data
        return UseCaseWritten(said["title"], said["who"], said["need"], said["why"])


ANSWERS = {
    UseCaseState.ACCEPTED: "Accept it: items of the roadmap shall serve it",
    UseCaseState.SERVED: "It is served: who needed it has it",
    UseCaseState.DECLINED: "Decline it, for the reason below",
    UseCaseState.OPEN: "Open it again",
}


class AnswerForm(DeedForm):
    """What the group says of a use case."""

    state = forms.ChoiceField(widget=forms.RadioSelect, label="What does the group say?")
    reason = forms.CharField(
        max_length=WORDS_AT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="Reason",
        help_text="To decline takes one. Everybody reads it.",
    )


class SupportForm(forms.Form):
    """Which member needs it (or needs it no longer), and why."""

    organisation = forms.ChoiceField(label="Which member needs it")
    reason = forms.CharField(
        max_length=WORDS_AT_MOST, required=False, widget=forms.Textarea(attrs={"rows": 3}), label="Why"
    )
    withdraw = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, members: list[Organisation], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # what a request posts
        organisation = self.fields["organisation"]
        organisation.choices = [(one.slug, one.name) for one in members]  # type: ignore[attr-defined]  # it is a choice
        if len(members) == 1:
            organisation.widget, organisation.initial = forms.HiddenInput(), members[0].slug


class CommentForm(forms.Form):
    """Something said about a use case."""

    text = forms.CharField(max_length=WORDS_AT_MOST, widget=forms.Textarea(attrs={"rows": 4}), label="Comment")
