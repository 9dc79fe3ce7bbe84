"""What people fill in about elections; the ballot has forms of its own (ballot_forms.py)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms

from muster.actions.elections.planning import LONGEST_REASON, LONGEST_SEED, LONGEST_TITLE, Planned
from muster.domain.charter.words import METHODS
from muster.domain.elections.calendar import Calendar, Clock, day_begins, day_ends
from muster.domain.membership.roles import OFFICES
from muster.records.models import Election, Person, Seat
from muster.records.models.elections import Electorate
from muster.records.queries.elections import SEAT, called

MOST_SEATS = 100
A_DAY = timedelta(days=1)
NOON = 12


def _day(label: str, words: str = "") -> forms.DateField:
    # Browsers read a day in this format alone, whatever the page's language.
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), label=label, help_text=words
    )


class PlanForm(forms.Form):
    """An election. All of it can be changed until voting opens."""

    title = forms.CharField(max_length=LONGEST_TITLE, label="What is it called?", help_text="Such as: Chair for 2018.")
    office = forms.ChoiceField(label="What is filled?")
    seats = forms.IntegerField(
        min_value=1, max_value=MOST_SEATS, initial=1, label="How many are elected to the office?", required=False
    )
    up = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Or which seats are filled?"
    )
    method = forms.ChoiceField(choices=list(METHODS.items()), label="How are ballots counted?")
    cap = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        label="At most so many seats for one organisation",
        help_text="Those that are not up for election are counted too. Leave it empty for no limit.",
    )
    electorate = forms.ChoiceField(choices=Electorate.choices, label="Who votes?")
    voters = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="The people on the list",
        help_text="Only if a list of people votes. Nobody ticked means everybody whom the group knows.",
    )
    eligible_on = _day(
        "Who may vote is settled as of", "Whoever speaks for a seat on this day votes, whatever follows."
    )
    nominations_open = _day("First day of nominations")
    nominations_close = _day("Last day of nominations")
    voting_opens = _day("First day of voting")
    voting_closes = _day("Last day of voting")
    clock = forms.ChoiceField(
        choices=[("utc", "in UTC"), ("aoe", "everywhere on Earth (12:00 UTC of the next day)")],
        widget=forms.RadioSelect,
        label="A last day is over when it is over",
    )
    seed = forms.CharField(
        max_length=LONGEST_SEED,
        required=False,
        label="What ties are broken with",
        help_text="Any text that nobody can choose to suit a result. Left empty, it is drawn as voting opens.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, seats: Sequence[Seat], people: Sequence[Person], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        offices = [(role, f"the office of {role}") for role in OFFICES]
        fields: dict[str, Any] = self.fields
        fields["office"].choices = [*offices, *([(SEAT, "seats")] if seats else [])]
        fields["up"].choices = [(one.slug, one.name) for one in seats]
        fields["voters"].choices = [(one.number, called(one)) for one in people]
        if not seats:
            del fields["up"]

    def planned(self) -> Planned:
        """Give the election as the deed wants it."""
        said = self.cleaned_data
        clock: Clock = said["clock"]
        calendar = Calendar(
            day_begins(said["nominations_open"]),
            day_ends(said["nominations_close"], clock),
            day_begins(said["voting_opens"]),
            day_ends(said["voting_closes"], clock),
            said["eligible_on"],
        )
        return Planned(
            title=said["title"],
            office=said["office"],
            method=said["method"],
            electorate=Electorate(said["electorate"]),
            calendar=calendar,
            seats=said["seats"] or 1,
            up=tuple(said.get("up", ())),
            cap=said["cap"],
            seed=said["seed"],
            voters=tuple(said["voters"]) or None,
        )


def first_words(planned: Planned) -> dict[str, Any]:
    """Give what the form begins with."""
    calendar = planned.calendar
    clock = "aoe" if calendar.voting_closes.astimezone(UTC).hour == NOON else "utc"
    return {
        "title": planned.title,
        "office": planned.office,
        "seats": planned.seats,
        "up": list(planned.up),
        "method": planned.method,
        "cap": planned.cap,
        "electorate": planned.electorate,
        "voters": list(planned.voters or ()),
        "eligible_on": calendar.eligible_on,
        "nominations_open": calendar.nominations_open.date(),
        "nominations_close": _last_day(calendar.nominations_close),
        "voting_opens": calendar.voting_opens.date(),
        "voting_closes": _last_day(calendar.voting_closes),
        "clock": clock,
        "seed": planned.seed,
    }


def _last_day(closes: datetime) -> date:
    """Give the last day before a deadline, which is the end of a day in UTC or anywhere on Earth."""
    return closes.astimezone(UTC).date() - A_DAY


def as_planned(row: Election, calendar: Calendar, voters: Sequence[int]) -> Planned:
    """Give an election as it was handed in."""
    return Planned(
        title=row.title,
        office=row.office,
        method=row.method,  # type: ignore[arg-type]  # as it was checked when it was planned
        electorate=Electorate(row.electorate),
        calendar=calendar,
        seats=row.seats,
        up=tuple(row.up),
        cap=row.cap,
        seed=row.seed,
        voters=tuple(voters) or None,
    )


class ReasonForm(forms.Form):
    """Why an election is called off."""

    reason = forms.CharField(max_length=LONGEST_REASON, label="Why is it not held?")
    version = forms.IntegerField(widget=forms.HiddenInput)


class NominationForm(forms.Form):
    """Who is nominated."""

    person = forms.TypedChoiceField(coerce=int, label="Who should stand?")

    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["person"]
        choices.choices = [(one.number, called(one)) for one in people]


class StatementForm(forms.Form):
    """What a candidate stands for, and what they do with their nomination."""

    statement = forms.CharField(
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        label="What you stand for",
        help_text="It is public, and stays in the record.",
    )


class ConfirmForm(forms.Form):
    """From which day on those who were elected take their places, and which seat each of them takes."""

    since = _day("From")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, winners: Sequence[Person], up: Sequence[str], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        self.winners = [one.number for one in winners] if up else []
        for one in winners if up else ():
            choices = [(slug, f"Seat {slug}") for slug in up]
            self.fields[f"seat-{one.number}"] = forms.ChoiceField(choices=choices, label=f"{called(one)} takes")

    def places(self) -> dict[int, str] | None:
        """Give which seat each takes; None if it is no seats that are filled."""
        return {number: self.cleaned_data[f"seat-{number}"] for number in self.winners} or None


class ReceiptForm(forms.Form):
    """A receipt, to find a ballot by."""

    receipt = forms.CharField(
        max_length=200,
        label="Your receipt",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
