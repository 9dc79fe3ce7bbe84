"""What people fill in about series of meetings."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms

from muster.actions.meetings.series import LONGEST, Planned, rule_for
from muster.domain.charter.meetings import MeetingSeries
from muster.domain.errors import MeetingFault
from muster.domain.meetings.occurrences import Occurrence
from muster.domain.meetings.rule import parse_rule
from muster.domain.meetings.series import LONGEST as LONGEST_MEETING
from muster.web.meetings.fields import LOCAL, LocalTimeField, ZoneField, day, reason, version

BY_CHARTER, BY_RULE = "charter", "rule"
CADENCES = (
    (BY_CHARTER, "as the charter says"),
    ("weekly", "every week"),
    ("biweekly", "every second week"),
    ("monthly", "every month, on the same weekday of it"),
    ("quarterly", "every three months"),
    ("half-yearly", "every six months"),
    ("yearly", "every year"),
    ("as-called", "only when called"),
    (BY_RULE, "by a rule of my own"),
)


class PlanForm(forms.Form):
    """A series of meetings: what, when, where."""

    title = forms.CharField(max_length=LONGEST["title"], label="What the meeting is called")
    kind = forms.ChoiceField(required=False, label="Which of the charter's meetings it is")
    starts = LocalTimeField(label="The first one begins", help_text="As clocks show it in the time zone below.")
    zone = ZoneField(
        label="Time zone", help_text="The meeting keeps its hour there, summer and winter: Europe/Paris, UTC, …"
    )
    cadence = forms.ChoiceField(choices=CADENCES, label="How often", initial=BY_CHARTER)
    rule = forms.CharField(
        max_length=LONGEST["rule"],
        required=False,
        label="The rule, if it is one of your own",
        help_text="As iCalendar writes it: FREQ=MONTHLY;BYDAY=2TU",
    )
    minutes = forms.IntegerField(min_value=1, max_value=LONGEST_MEETING, initial=60, label="How many minutes it takes")
    place = forms.CharField(max_length=LONGEST["place"], required=False, label="Where")
    join = forms.URLField(
        max_length=LONGEST["join"],
        required=False,
        assume_scheme="https",
        label="Where to join online",
        help_text="An address of the web. Everybody can read it.",
    )
    about = forms.CharField(
        max_length=LONGEST["about"], required=False, widget=forms.Textarea(attrs={"rows": 3}), label="What it is for"
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, kinds: Iterable[MeetingSeries], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        self.kinds = {one.id: one for one in kinds}
        named = [(one.id, one.name) for one in self.kinds.values()]
        self.fields["kind"].choices = [("", "none of them"), *named]  # type: ignore[attr-defined]  # it is a choice

    def clean(self) -> dict[str, Any]:
        """Work out the rule from what was chosen."""
        said: dict[str, Any] = super().clean() or {}
        starts, cadence = said.get("starts"), said.get("cadence")
        if starts is None or cadence is None:
            return said
        if cadence == BY_RULE:
            self._check_rule(said)
        elif cadence == BY_CHARTER and not said.get("kind"):
            self.add_error("cadence", "Say how often, or which of the charter's meetings it is.")
        else:
            said["rule"] = rule_for(self.kinds[said["kind"]].cadence if cadence == BY_CHARTER else cadence, starts)
        return said

    def _check_rule(self, said: dict[str, Any]) -> None:
        if not said.get("rule"):
            self.add_error("rule", "Write the rule, or choose how often.")
            return
        try:
            said["rule"] = str(parse_rule(said["rule"]))
        except MeetingFault as fault:
            self.add_error("rule", f"{fault.what} {fault.mend}")

    def planned(self) -> Planned:
        """Give the series as the deed wants it."""
        names = ("title", "starts", "zone", "minutes", "rule", "kind", "place", "join", "about")
        return Planned(**{name: self.cleaned_data[name] for name in names})


def _choices(meetings: Iterable[Occurrence]) -> list[tuple[str, str]]:
    said = ((one.original, one.local) for one in meetings)
    return [(original.strftime(LOCAL), f"{now:%A} {now.day} {now:%B %Y, %H:%M}") for original, now in said]


class OneMeetingForm(forms.Form):
    """One of the coming meetings of a series."""

    original = forms.ChoiceField(label="Which one")
    version = version()

    def __init__(self, meetings: Iterable[Occurrence], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        self.fields["original"].choices = _choices(meetings)  # type: ignore[attr-defined]  # it is a choice

    def meeting(self) -> datetime:
        """Give the local time by which it is known."""
        return datetime.strptime(self.cleaned_data["original"], LOCAL)  # noqa: DTZ007 - a local time


class MoveForm(OneMeetingForm):
    """When it is to be instead."""

    to = LocalTimeField(label="It begins instead")
    reason = reason()


class CancelForm(OneMeetingForm):
    """Why it does not take place."""

    reason = reason()


class CallForm(forms.Form):
    """When a meeting is to be besides."""

    at = LocalTimeField(label="It begins")
    reason = reason()
    version = version()


class EndForm(forms.Form):
    """When the series ends."""

    last = day(label="The last day on which it may meet")
    version = version()


class FileForm(forms.Form):
    """A meeting file of yaml2ical."""

    file = forms.FileField(required=False, label="A meeting file (.yaml)")
    text = forms.CharField(
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"class": "text", "rows": 14, "spellcheck": "false"}),
        label="or its text",
    )
    kind = forms.ChoiceField(required=False, label="Which of the charter's meetings it is")

    def __init__(self, kinds: Iterable[MeetingSeries], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        named = [(one.id, one.name) for one in kinds]
        self.fields["kind"].choices = [("", "none of them"), *named]  # type: ignore[attr-defined]  # it is a choice

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("file")) == bool(said.get("text")):
            self.add_error(None, "Choose a file, or paste its text: one of the two.")
        elif said.get("file") and said["file"].size > MOST_BYTES:
            self.add_error("file", f"A meeting file has at most {MOST_BYTES:,} bytes.")
        return said


MOST_BYTES = 200_000
