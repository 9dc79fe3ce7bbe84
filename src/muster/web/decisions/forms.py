"""What people fill in about proposals. Whether it may be done, the deed decides."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django import forms

from muster.actions.decisions.consequences import ADMIT, CHARTER, SUSPEND
from muster.actions.decisions.writing import TEXT_AT_MOST, TITLE_AT_MOST, WORDS_AT_MOST, Consequence, Written
from muster.domain.decisions.events import Stand
from muster.domain.membership.states import MEMBER
from muster.records.models import Organisation

Choices = Sequence[tuple[str, str]]
Grouped = Sequence[tuple[str, str | Choices]]
STANDS: Final[Choices] = (
    (Stand.AGREE, "Agree: it can go ahead"),
    (Stand.ASIDE, "Stand aside: not what we would do, and we do not stop it"),
    (Stand.OBJECT, "Object: it must not go ahead like this, for the reason below"),
    (Stand.RECUSE, "Recuse: we have an interest in it and take no part"),
)
VOTES: Final[Choices] = (("yes", "Yes"), ("no", "No"), ("abstain", "Abstain"))


class WayForm(forms.Form):
    """Something that is done on a proposal's page. seats: for which the reader can do it; asked: all that are asked."""

    def __init__(self, seats: Choices = (), asked: Choices = (), **given: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(**given)
        self.choose(seats, asked)

    def choose(self, seats: Choices, asked: Choices) -> None:
        """Fill in what there is to choose from."""


class SeatForm(WayForm):
    """Something that is said for a seat. With one seat to choose from, nobody is asked."""

    seat = forms.CharField(required=False, max_length=80, label="For which seat", widget=forms.Select)

    def choose(self, seats: Choices, asked: Choices) -> None:  # noqa: ARG002 - as the others have it
        """Choose among the reader's seats."""
        seat = self.fields["seat"]
        if len(seats) > 1:
            seat.widget.choices = seats
        else:
            seat.widget, seat.initial = forms.HiddenInput(), seats[0][0] if seats else ""


class SeenForm(SeatForm):
    """Something about the proposal as a whole, by somebody who has seen it as it was at an entry of the log."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class CallForm(SeenForm):
    """A call for consensus on the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ExtendForm(SeenForm):
    """How much longer a call is to be open."""

    days = forms.IntegerField(min_value=1, max_value=365, initial=7, label="For how many more days")


class PositionForm(SeatForm):
    """Where a seat stands on the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stand = forms.ChoiceField(choices=STANDS, widget=forms.RadioSelect, label="Where do you stand?")
    reason = forms.CharField(
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="Reason",
        help_text="An objection needs one: say what would have to change. Everybody reads it.",
    )


class WriteDownForm(PositionForm):
    """What a seat said elsewhere, by the hand of an officer."""

    def choose(self, seats: Choices, asked: Choices) -> None:  # noqa: ARG002 - as the others have it
        """Choose among the seats of others."""
        seat = self.fields["seat"]
        seat.label, seat.required = "Which seat said it", True
        seat.widget = forms.Select(choices=seats)
        self.fields["stand"].label = "What it said"


class RecuseForm(SeatForm):
    """A seat that stands back while a vote is open."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(required=False, max_length=WORDS_AT_MOST, label="Reason", help_text="Everybody reads it.")


class AnswerForm(WayForm):
    """An answer to the objection of a seat."""

    objector = forms.CharField(max_length=80, widget=forms.HiddenInput)
    answer = forms.CharField(max_length=WORDS_AT_MOST, widget=forms.Textarea(attrs={"rows": 4}), label="Answer")


class LetGoForm(SeatForm):
    """An objection that is let go. satisfied: by which of two buttons."""

    satisfied = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput)


class WithdrawForm(SeenForm):
    """A proposal that is put no longer."""

    reason = forms.CharField(required=False, max_length=WORDS_AT_MOST, label="Reason", help_text="Everybody reads it.")


class CallVoteForm(SeenForm):
    """A vote on the version that was read: open for days, or in a meeting among the seats that are there."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    opens = forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        label="Opens (UTC)",
        help_text="Left empty: as soon as the charter lets it.",
    )
    present = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Which seats are in the meeting?"
    )

    def choose(self, seats: Choices, asked: Choices) -> None:
        """Ask who is there, if the vote is taken in a meeting: then there are seats to ask about."""
        super().choose(seats, asked)
        del self.fields["opens" if asked else "present"]
        if asked:
            self.fields["present"].choices = asked  # type: ignore[attr-defined]  # it is a choice


class VoteForm(SeatForm):
    """A vote."""

    choice = forms.ChoiceField(choices=VOTES, widget=forms.RadioSelect, label="Your vote")


class EnterForm(WayForm):
    """How seats voted in a meeting, by the hand of an officer: a row of choices for every seat."""

    def choose(self, seats: Choices, asked: Choices) -> None:  # noqa: ARG002 - as the others have it
        """Make a row for every seat that has not the reader for its voice."""
        for slug, name in seats:
            self.fields[f"vote-{slug}"] = forms.ChoiceField(
                choices=[("", "not yet"), *VOTES], required=False, label=name
            )


class TieForm(SeenForm):
    """How the chair breaks a tie. adopted: by which of two buttons."""

    adopted = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput)


class CommentForm(WayForm):
    """Something said beside positions and votes."""

    text = forms.CharField(max_length=WORDS_AT_MOST, widget=forms.Textarea(attrs={"rows": 4}), label="Comment")


def what_may_follow(organisations: Iterable[Organisation], day: date) -> Grouped:
    """Give what may follow from a proposal: admit those that are no members on the day, suspend those that are.

    organisations: each with its `states`.
    """
    admit, suspend = [], []
    for one in organisations:
        state = next((it.state for it in one.states if it.since <= day and (it.until is None or day < it.until)), "")  # type: ignore[attr-defined]  # as said
        if state == MEMBER:
            suspend.append((f"{SUSPEND} {one.handle}", f"{one.name} is suspended"))
        else:
            admit.append((f"{ADMIT} {one.handle}", f"{one.name} becomes a member"))
    groups = (("Admit", admit), ("Suspend", suspend))
    return [("", "what its text says"), *((name, found) for name, found in groups if found), (CHARTER, "a new charter")]


class TextForm(forms.Form):
    """A proposal's title and text, and what is to follow from it."""

    title = forms.CharField(max_length=TITLE_AT_MOST, label="Title", help_text="What would be so: “Test every week”.")
    text = forms.CharField(
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 14}),
        label="Text",
        help_text="Plain text, as it is to be kept. Everybody reads it.",
    )
    consequence = forms.ChoiceField(
        required=False,
        label="If it is adopted",
        help_text="Whoever keeps that part of the record does it then, and the two are linked.",
    )

    def __init__(self, follows: Grouped, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["consequence"].choices = follows  # type: ignore[attr-defined]  # it is a choice

    def written(self) -> Written:
        """Give the proposal as the deed wants it."""
        said = self.cleaned_data
        kind, _, of = said.get("consequence", "").partition(" ")
        return Written(said.get("title", ""), said.get("text", ""), Consequence(kind, of))


class ProposalForm(TextForm):
    """A new proposal."""

    rule = forms.ChoiceField(widget=forms.RadioSelect, label="Decided as")
    seat = forms.CharField(required=False, max_length=80, label="For which seat", widget=forms.Select)
    field_order = ("title", "text", "rule", "seat", "consequence")

    def __init__(
        self,
        follows: Grouped,
        *args: Any,  # noqa: ANN401 - Django's own
        rules: Choices,
        seats: Choices,
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(follows, *args, **kwargs)
        self.fields["rule"].choices = rules  # type: ignore[attr-defined]  # it is a choice
        if len(rules) == 1:
            self.fields["rule"].widget, self.fields["rule"].initial = forms.HiddenInput(), rules[0][0]
        if len(seats) > 1:
            self.fields["seat"].widget.choices = seats
        else:
            self.fields["seat"].widget = forms.HiddenInput()


class DraftForm(ProposalForm):
    """The same as a draft, of which nothing need be there yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        for name in ("title", "text", "rule"):
            self.fields[name].required = False


class RevisionForm(TextForm):
    """A new version of the text that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seat = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
