"""What people fill in about outside bodies."""

from django import forms

from muster.actions.liaisons import Written
from muster.records.models import Person, Statement


class BodyForm(forms.Form):
    """A body that the group speaks with."""

    name = forms.CharField(max_length=200, label="Name")
    purpose = forms.CharField(
        max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3}), label="What we want of each other"
    )
    contact = forms.CharField(
        max_length=500, required=False, label="Where to reach it", help_text="A mailing list or a page; it is public."
    )


class LiaisonForm(forms.Form):
    """Who speaks with it, and from when on."""

    person = forms.TypedChoiceField(coerce=int, label="Who")
    since = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), label="From")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, people: list[Person], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's own
        self.fields["person"].choices = [(one.number, str(one)) for one in people]  # type: ignore[attr-defined]  # it is a choice


class EndForm(forms.Form):
    """Who speaks with it no longer."""

    person = forms.IntegerField(widget=forms.HiddenInput)
    until = forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), label="Until (the first day not)"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class StatementForm(forms.Form):
    """A statement, ours or theirs."""

    direction = forms.ChoiceField(
        choices=[(Statement.Direction.OUT, "from us"), (Statement.Direction.IN, "from them")],
        widget=forms.RadioSelect,
        label="Whose it is",
    )
    purpose = forms.ChoiceField(
        choices=[
            (Statement.Purpose.ACTION, "for action"),
            (Statement.Purpose.COMMENT, "for comment"),
            (Statement.Purpose.INFORMATION, "for information"),
        ],
        widget=forms.RadioSelect,
        label="What for",
    )
    title = forms.CharField(max_length=300, label="Title")
    text = forms.CharField(max_length=100_000, widget=forms.Textarea(attrs={"rows": 12}), label="Text")
    dated = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), label="Dated")
    deadline = forms.DateField(
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        label="Answer wanted by",
        help_text="Not for information alone.",
    )
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def written(self) -> Written:
        """Give the statement as the deed wants it."""
        said = self.cleaned_data
        return Written(said["direction"], said["purpose"], said["title"], said["text"], said["dated"], said["deadline"])
