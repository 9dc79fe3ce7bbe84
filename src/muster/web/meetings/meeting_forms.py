"""What people fill in about one meeting, its minutes and its actions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from muster.actions.meetings.agenda import LONGEST_TITLE
from muster.actions.meetings.minutes import LONGEST, LONGEST_CORRECTION
from muster.actions.meetings.tasks import LONGEST as LONGEST_ACTION
from muster.domain.meetings.series import LONGEST as LONGEST_MEETING
from muster.records.models import Person
from muster.web.meetings.fields import PersonField, day, version

MOST_BYTES = 4 * LONGEST
"""Of a file: as many bytes as the longest minutes can have in UTF-8; a log may be longer than what it leaves."""


class PointsForm(forms.Form):
    """Points for the agenda."""

    titles = forms.CharField(
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="What is to be talked about",
        help_text=f"Several points: one a line, of at most {LONGEST_TITLE} letters each.",
    )
    owner = PersonField(label="Who brings it")
    minutes = forms.IntegerField(
        min_value=1, max_value=LONGEST_MEETING, required=False, label="How many minutes (each)"
    )

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        self.fields["owner"].choose_from(people, "nobody in particular")  # type: ignore[attr-defined]  # it is a PersonField

    def lines(self) -> list[str]:
        """Give the titles."""
        return [line for line in self.cleaned_data["titles"].splitlines() if line.strip()]


class PointForm(forms.Form):
    """A point that is to be dropped or moved."""

    item = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    up = forms.BooleanField(required=False, widget=forms.HiddenInput)
    version = version()


class SeenForm(forms.Form):
    """Which state of things somebody has seen."""

    version = version()


class TextForm(forms.Form):
    """The minutes as somebody leaves them, and the number of the text that they began with."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "text", "rows": 24}),
        label="Minutes",
        help_text="AGREED: what was decided. ACTION: Ada will write it down by 2017-06-01. * what was said. # a topic.",
    )
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class NotesForm(forms.Form):
    """Notes from elsewhere: a log or minutes of MeetBot, or whatever somebody typed."""

    file = forms.FileField(required=False, label="A file: what MeetBot wrote, or notes")
    pasted = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "text", "rows": 14}),
        label="or the notes themselves",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        said: dict[str, Any] = super().clean() or {}
        file = said.get("file")
        if bool(file) == bool((said.get("pasted") or "").strip()):
            self.add_error(None, "Choose a file, or paste the notes: one of the two.")
        elif file and file.size > MOST_BYTES:
            self.add_error("file", f"The file has {file.size:,} bytes; {MOST_BYTES:,} are the most.")
        return said

    def notes(self) -> tuple[bytes, str]:
        """Give what was handed in, and its name."""
        file = self.cleaned_data["file"]
        return (file.read(), file.name) if file else (self.cleaned_data["pasted"].encode(), "notes")


class ApproveForm(forms.Form):
    """Which meeting took the minutes as right."""

    meeting = forms.ChoiceField(label="Approved by the meeting of")
    version = version()

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = choices  # type: ignore[attr-defined]  # it is a choice


class CorrectionForm(forms.Form):
    """What was found wrong after the approval."""

    text = forms.CharField(
        max_length=LONGEST_CORRECTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="What is wrong, and what is right",
    )
    version = version()


class AttendanceForm(forms.Form):
    """Who was there: of those on the list, whoever is ticked. seen: whoever was ticked when the list was shown."""

    people = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple, label="Who was there"
    )
    seen = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        choices = [(one.number, str(one)) for one in people]
        for name in ("people", "seen"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # both are choices


class ActionForm(forms.Form):
    """Something to do."""

    title = forms.CharField(max_length=LONGEST_ACTION, label="What is to be done")
    owner = PersonField(label="Who does it")
    due = day(required=False, label="By")

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        self.fields["owner"].choose_from(people, "nobody yet")  # type: ignore[attr-defined]  # it is a PersonField


class GiveForm(forms.Form):
    """Whose an action is, and by when."""

    owner = PersonField(label="Who does it")
    due = day(required=False, label="By")
    version = version()

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        self.fields["owner"].choose_from(people, "nobody yet")  # type: ignore[attr-defined]  # it is a PersonField


class DropForm(forms.Form):
    """Why something is not to be done after all."""

    reason = forms.CharField(max_length=LONGEST_ACTION, label="Why it is dropped")
    version = version()
