"""What people fill in about rounds of priorities; the ballot has a form of its own (ballot.py)."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import HttpRequest

from muster.actions.caller import Acting
from muster.actions.decisions.writing import TEXT_AT_MOST, TITLE_AT_MOST
from muster.actions.roadmap.rounds import Planned
from muster.domain.charter.calendar import Calendar
from muster.domain.elections.calendar import day_begins, day_ends
from muster.domain.roadmap.calendar.cycles import cycles_in_order
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.priorities.ballots import KINDS
from muster.domain.roadmap.priorities.rounds import MOST_BUDGET
from muster.domain.roadmap.priorities.words import COMPLETION_WORDS
from muster.domain.roadmap.quarters import Quarter
from muster.records.models import Round
from muster.records.queries.roadmap.items import ItemShown
from muster.web.asking import DeedForm, Said, day_field

A_DAY: Final = timedelta(days=1)
TWO_WEEKS: Final = timedelta(days=14)


class RoundForm(DeedForm):
    """A round. All of it can be changed until it opens."""

    quarter = forms.CharField(max_length=6, label="Of which quarter are the priorities?", help_text="Such as 2017Q2.")
    cycle = forms.ChoiceField(required=False, label="For which release cycle?")
    budget = forms.DecimalField(
        min_value=Decimal("0.01"),
        max_value=MOST_BUDGET,
        decimal_places=2,
        label="How much FTE is there to share out?",
        help_text="Every seat has an equal share of it.",
    )
    items = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label="What is chosen among?")
    kind = forms.ChoiceField(
        choices=list(KINDS.items()), widget=forms.RadioSelect, label="What does a seat say?", initial="ranks"
    )
    completion = forms.ChoiceField(
        choices=[(name, f"{words[0].upper()}{words[1:]}.") for name, words in COMPLETION_WORDS.items()],
        widget=forms.RadioSelect,
        label="What becomes of what the shares leave over?",
        initial="add-one",
    )
    first_day = day_field(
        "First day", help_text="Whose shares there are is settled as it begins, in UTC. Today: it opens at once."
    )
    last_day = day_field("Last day", help_text="It closes as this day ends, in UTC.")

    def __init__(
        self,
        request: HttpRequest,
        who: Acting,
        subject: str,
        *,
        items: Sequence[ItemShown],
        calendar: Calendar,
        initial: Said,
    ) -> None:
        super().__init__(request, who, subject, initial=initial)
        self.today = who.on
        fields: dict[str, Any] = self.fields
        cycles = [one.name for one in cycles_in_order(calendar)]
        fields["cycle"].choices = [("", "none"), *((name, name) for name in cycles)]
        fields["items"].choices = [(one.item.slug, _in_words(one)) for one in items if _is_to_do(one)]

    def planned(self) -> Planned:
        """Give the round as the deed wants it; what was set to the second by a program stays so on the same day."""
        said, before = self.cleaned_data, self.initial
        opens, closes = day_begins(said["first_day"]), day_ends(said["last_day"])
        if said["first_day"] == before.get("first_day"):
            opens = before.get("opens_at", opens)
        if said["last_day"] == before.get("last_day"):
            closes = before.get("closes_at", closes)
        return Planned(
            quarter=said["quarter"].strip().upper(),
            cycle=said["cycle"],
            kind=said["kind"],
            completion=said["completion"],
            opens_at=None if said["first_day"] == self.today else opens,
            closes_at=closes,
            budget=said["budget"],
            items=tuple(said["items"]),
        )


class ProposeForm(DeedForm):
    """The proposal that comes of a round."""

    rule = forms.ChoiceField(label="Under which rule of the charter?")
    title = forms.CharField(max_length=TITLE_AT_MOST, label="Title")
    text = forms.CharField(max_length=TEXT_AT_MOST, widget=forms.Textarea(attrs={"rows": 18}), label="Text")

    def __init__(
        self, request: HttpRequest, who: Acting, subject: str, *, rules: Sequence[tuple[str, str]], initial: Said
    ) -> None:
        super().__init__(request, who, subject, initial=initial)
        rule: Any = self.fields["rule"]
        rule.choices = rules


def first_words(on: date, items: Sequence[ItemShown], budget: Decimal) -> Said:
    """Give what the form of a new round begins with."""
    opens = on + A_DAY
    return {
        "quarter": str(Quarter.of(on)),
        "budget": budget,
        "items": [one.item.slug for one in items if _is_to_do(one) and one.item.cost > 0],
        "first_day": opens,
        "last_day": opens + TWO_WEEKS - A_DAY,
    }


def as_it_is(row: Round) -> Said:
    """Give what the form of a round that is planned begins with."""
    return {
        "quarter": row.quarter,
        "cycle": row.cycle,
        "budget": row.budget,
        "items": [one["slug"] for one in row.items],
        "kind": row.ballots,
        "completion": row.completion,
        "first_day": row.opens_at.astimezone(UTC).date(),
        "last_day": (row.closes_at.astimezone(UTC) - timedelta(microseconds=1)).date(),
        "opens_at": row.opens_at,
        "closes_at": row.closes_at,
    }


def _is_to_do(one: ItemShown) -> bool:
    return one.item.state in {ItemState.PROPOSED, ItemState.AGREED}


def _in_words(one: ItemShown) -> str:
    cost = f"{one.row.cost:.2f} FTE" if one.item.cost else "its cost is not said yet"
    return f"{one.item.title} ({one.item.slug}, {cost})"
