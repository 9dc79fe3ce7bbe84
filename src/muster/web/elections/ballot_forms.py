"""The ballot: a choice for each candidate, by numbers that any keyboard and any screen reader can set."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from muster.domain.elections.ballots import BLANK
from muster.domain.elections.receipts import LONGEST_WORDS
from muster.records.models import Candidacy

TICKED = frozenset({"approval", "majority"})
"""Methods by which a candidate is voted for or not."""


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate on the ballot, and the field to rank them with; None: they have withdrawn."""

    candidacy: Candidacy
    field: forms.BoundField | None


class BallotForm(forms.Form):
    """A ballot about candidates in this order."""

    def __init__(self, standing: Sequence[Candidacy], method: str, *args: Any, replacing: bool, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(*args, **kwargs)
        self.standing, self.ticked = standing, method in TICKED
        places = [(str(place), str(place)) for place in range(1, len(standing) + 1)]
        for one in standing:
            if one.state == Candidacy.State.WITHDRAWN:
                continue
            name = one.person.name
            label = f"Vote for {name}" if self.ticked else f"Rank of {name}"
            self.fields[_name(one)] = (
                forms.BooleanField(required=False, label=label)
                if self.ticked
                else forms.ChoiceField(choices=[(str(BLANK), "no opinion"), *places], label=label, initial=str(BLANK))
            )
        self.fields["own_words"] = forms.CharField(
            max_length=LONGEST_WORDS,
            required=False,
            label="Words of your own, for the receipt",
            help_text="If you like: a few words that nobody else would choose. They make sure that the receipt is "
            "yours alone.",
        )
        if replacing:
            self.fields["replacing"] = forms.CharField(
                max_length=200,
                label="The receipt of the ballot that this one replaces",
                help_text="You have voted. Without the receipt, the ballot that you cast stands.",
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )

    @property
    def lines(self) -> list[Line]:
        """Give a line for each candidate, those who have withdrawn too."""
        return [Line(one, self[_name(one)] if _name(one) in self.fields else None) for one in self.standing]

    @property
    def others(self) -> list[forms.BoundField]:
        """Give the fields that are about no candidate."""
        return [self[name] for name in ("own_words", "replacing") if name in self.fields]

    def ranks(self) -> list[int]:
        """Give the ballot as the deed wants it."""
        return [int(self.cleaned_data.get(_name(one)) or BLANK) for one in self.standing]


def _name(one: Candidacy) -> str:
    return f"rank-{one.person.number}"
