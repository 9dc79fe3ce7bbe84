"""A seat's ballot in a round: a number or a tick for each item, which any keyboard and any screen reader can set."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from muster.actions.caller import Acting, Caller, acting
from muster.actions.roadmap.rounds import say
from muster.domain.errors import AgainstTheRules, NotAllowed
from muster.domain.membership.roles import CHAIR, SECRETARY
from muster.domain.roadmap.priorities.ballots import POINTS, Kind, Said
from muster.domain.roadmap.priorities.rounds import Choice, ballot_time_refused
from muster.domain.roadmap.priorities.words import amount
from muster.records.queries.roadmap.rounds import RoundShown, round_at
from muster.web.asking import AGAIN, only_for
from muster.web.door import done, in_group, show

LABELS: Final = {"approvals": "Your seat wants {}", "ranks": "Place of {}", "points": "Points for {}"}


@dataclass(frozen=True, slots=True)
class Line:
    """An item on the ballot, and the field that is its own."""

    choice: Choice
    field: forms.BoundField

    @property
    def cost(self) -> str:
        """What it costs."""
        return amount(self.choice.cost)


class BallotForm(forms.Form):
    """What a seat wants, of these items."""

    seat = forms.ChoiceField(label="For which seat")

    def __init__(
        self,
        kind: Kind,
        choices: Sequence[Choice],
        seats: Sequence[tuple[str, str]],
        **given: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(**given)
        self.kind, self.choices = kind, choices
        most = {"approvals": 1, "ranks": len(choices), "points": POINTS}[kind]
        seat: Any = self.fields["seat"]
        seat.choices = seats
        if len(seats) == 1:
            seat.widget, seat.initial = forms.HiddenInput(), seats[0][0]
        for one in choices:
            label = LABELS[kind].format(one.title)
            self.fields[_name(one)] = (
                forms.BooleanField(required=False, label=label)
                if kind == "approvals"
                else forms.IntegerField(
                    required=False,
                    min_value=0,
                    max_value=most,
                    label=label,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 1}),
                )
            )

    @property
    def lines(self) -> list[Line]:
        """Give a line for each item."""
        return [Line(one, self[_name(one)]) for one in self.choices]

    @property
    def said(self) -> dict[str, int]:
        """Give the ballot as the deed wants it: what is left empty, or given 0, is not wanted."""
        found = {one.slug: self.cleaned_data.get(_name(one)) for one in self.choices}
        return {slug: int(figure) for slug, figure in found.items() if figure}


@require_http_methods(["GET", "HEAD", "POST"])
@in_group
def ballot(request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    """Say what a seat wants, or say it anew; `?seat=` begins with what another of them has said."""
    who = acting(caller)
    now = round_at(who.group, number, who.at)
    only_for(who, "round.vote", now.row.handle)
    seats = _seats(who, now)
    if refusal := ballot_time_refused(now.times, at=who.at):
        raise refusal.error(now.row.handle)
    asked = request.GET.get("seat", "")
    seat = asked if asked in dict(seats) else seats[0][0]
    before = now.said[seat].data if seat in now.said else {}
    form = BallotForm(
        now.kind,
        now.choices,
        seats,
        data=request.POST if request.method == "POST" else None,
        initial={"seat": seat, **_begun(now, before)},
    )
    status = 200
    if form.is_bound:
        status = AGAIN
        if form.is_valid():
            try:
                said = say(caller, number, form.said, seat=form.cleaned_data["seat"])
            except AgainstTheRules as refused:
                form.add_error(None, f"{refused.what} {refused.mend}")
            else:
                words = f"{said.seat} has said what it wants. You can say it anew until the round closes."
                return done(request, words, f"/{who.group.slug}/roadmap/priorities/{number}/#said")
    context = {
        "now": now,
        "row": now.row,
        "form": form,
        "name": now.seats[seat],
        "others": [one for one in seats if one[0] != seat],
        "before": before,
        "points": POINTS,
        "share": amount(now.share),
    }
    return show(request, who, "roadmap/priorities/ballot.html", context, status=status)


def seats_of_reader(who: Acting, now: RoundShown) -> list[tuple[str, str]]:
    """Give the seats for which the reader can say something: their own, then those that they can write down."""
    own = [(slug, now.seats[slug]) for slug in who.seats if slug in now.seats]
    if who.roles.isdisjoint({CHAIR, SECRETARY}):
        return own
    return own + [(slug, f"{name} (written down for it)") for slug, name in now.seats.items() if slug not in who.seats]


def _seats(who: Acting, now: RoundShown) -> list[tuple[str, str]]:
    found = seats_of_reader(who, now)
    if not found:
        raise NotAllowed(
            now.row.handle, "This seat was not there when the round opened.", "Wait for the next round of priorities."
        )
    return found


def _begun(now: RoundShown, said: Said) -> dict[str, object]:
    return {_name(one): said[one.slug] for one in now.choices if one.slug in said}


def _name(one: Choice) -> str:
    return f"item-{one.slug}"
