"""Rounds of priorities: what is chosen among, what each seat wants, and what equal shares make of it, exact."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions.caller import acting
from muster.actions.decisions.writing import TITLE_AT_MOST
from muster.actions.roadmap import rounds as deeds
from muster.actions.roadmap import rounds_calling_off as calling_off
from muster.actions.roadmap.rounds_calling_off import REASON_AT_MOST
from muster.actions.roadmap.rounds_proposing import propose_outcome
from muster.actions.roadmap.rounds_settling import outcome_of, round_file, round_file_with_outcome
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, sent, shown
from muster.api.pages import NUMBER, Page, Turn, listed
from muster.api.roadmap.rounds_outcome import OutcomeShown
from muster.api.shapes import NAMES, Asked, Moment, Number, SeatSlug, Shown, Slug
from muster.domain.roadmap.priorities.ballots import POINTS
from muster.domain.roadmap.priorities.rounds import MOST_ITEMS, Phase
from muster.records.models import Round
from muster.records.queries.roadmap.rounds import RoundShown, round_at, rounds_of, times_of

area = Area("Roadmap: priorities")

Kind = Literal["approvals", "ranks", "points"]
"""What a seat says: which items it wants; the place of each; or how many of 100 points."""
Completion = Literal["none", "add-one", "greedy"]
"""What becomes of what the shares leave over."""
PhaseWord = Literal["planned", "open", "closed", "called-off"]
ItemSlug = Annotated[Slug, Field(json_schema_extra={NAMES: "item"}, description="An item, by its slug.")]
Amount = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}(\.[0-9]{1,2})?$")]
"""FTE, with two decimals at most."""
Figure = Annotated[int, Field(ge=1, le=max(POINTS, MOST_ITEMS))]


class RoundListed(Shown):
    """A round, in a list. budget: FTE. proposal: what the log calls the proposal that came of it, or null.

    called_off: why it was called off, or null.
    """

    number: int
    quarter: str
    cycle: str
    phase: PhaseWord
    opens_at: datetime
    closes_at: datetime
    budget: str
    proposal: str | None
    called_off: str | None
    invented: bool

    @classmethod
    def at(cls, row: Round, at: datetime) -> "RoundListed":
        """List it as it is at a moment."""
        return cls(
            number=row.number,
            quarter=row.quarter,
            cycle=row.cycle,
            phase=times_of(row).phase(at).value,
            opens_at=row.opens_at,
            closes_at=row.closes_at,
            budget=f"{row.budget:.2f}",
            proposal=row.proposal or None,
            called_off=row.called_off or None,
            invented=row.invented,
        )


class ChoiceShown(Shown):
    """An item as the round has it. cost: FTE."""

    slug: str
    title: str
    cost: str


class SeatSaid(Shown):
    """A seat in a round. wants: by item, 1 for an approval, its place, or its points; null: it said nothing yet."""

    seat: str
    name: str
    wants: dict[str, int] | None
    at: datetime | None


class RoundFull(RoundListed):
    """One round. outcome: null until it has closed. seed: what lots are drawn from between items that are as good."""

    ballot: Kind
    completion: Completion
    share: str
    seed: str
    items: list[ChoiceShown]
    seats: list[SeatSaid]
    outcome: OutcomeShown | None

    @classmethod
    def of(cls, now: RoundShown) -> "RoundFull":
        """Show it."""
        found, listing = outcome_of(now), RoundListed.at(now.row, now.at)
        return cls(
            **listing.model_dump(),
            ballot=now.kind,
            completion=now.rule.completion,
            share=str(now.share),
            seed=now.rule.seed,
            items=[ChoiceShown.model_validate(one) for one in now.row.items],
            seats=[
                SeatSaid(
                    seat=slug,
                    name=name,
                    wants=dict(now.said[slug].data) if slug in now.said else None,
                    at=now.said[slug].at if slug in now.said else None,
                )
                for slug, name in now.seats.items()
            ],
            outcome=OutcomeShown.of(found) if found else None,
        )


class RoundAsked(Asked):
    """A round as it is planned. opens_at: null for at once. items: what is chosen among. budget: FTE."""

    quarter: Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}Q[1-4]$")]
    cycle: Annotated[str, StringConstraints(max_length=100)] = ""
    ballot: Kind = "ranks"
    completion: Completion = "add-one"
    opens_at: Moment | None = None
    closes_at: Moment
    budget: Amount
    items: Annotated[list[ItemSlug], Field(max_length=MOST_ITEMS)]

    def planned(self) -> deeds.Planned:
        """Give it as the deed wants it."""
        return deeds.Planned(
            quarter=self.quarter,
            cycle=self.cycle,
            kind=self.ballot,
            completion=self.completion,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            budget=Decimal(self.budget),
            items=tuple(self.items),
        )


class WantsAsked(Asked):
    """What a seat wants: by item, 1 for an approval, its place, or its points. What is left out is not wanted."""

    wants: Annotated[dict[Slug, Figure], Field(max_length=MOST_ITEMS)]
    seat: SeatSlug | None = None


class CallOffAsked(Asked):
    """Why a round is called off. Everybody reads it."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=REASON_AT_MOST)]


class ProposeAsked(Asked):
    """How the outcome is put to the board. rule: its id in the charter. title: left out, one is written."""

    rule: Slug
    title: Annotated[str, StringConstraints(max_length=TITLE_AT_MOST)] = ""


@area.read("/groups/{group}/rounds", Page[RoundListed])
def list_rounds(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every round of priorities."""
    who = acting(caller_of(request, group))

    def listing(row: Round) -> RoundListed:
        return RoundListed.at(row, who.at)

    return listed(request, rounds_of(who.group), listing, key=NUMBER, turn=turn)


@area.read("/groups/{group}/rounds/{number}", RoundFull)
def show_round(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """One round, with what came of it once it has closed."""
    return _round(request, group, number)


@area.read(
    "/groups/{group}/rounds/{number}/file",
    None,
    openapi_extra={"responses": {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}},
)
def show_round_file(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """The round in the format of Pabulib: for `muster priorities count`."""
    who = acting(caller_of(request, group))
    now = round_at(who.group, number, who.at)
    text = round_file_with_outcome(now) if now.phase is Phase.CLOSED else round_file(now)
    return sent(request, text.encode(), form="text/plain; charset=utf-8")


@area.write("POST", "/groups/{group}/rounds", RoundFull, made=True)
def plan_round(request: HttpRequest, group: Slug, *, asked: RoundAsked) -> HttpResponse:
    """Plan a round."""
    made = deeds.plan_round(caller_of(request, group), asked.planned())
    return _round(request, group, made.number, made_at=f"{request.path}/{made.number}")


@area.write("PUT", "/groups/{group}/rounds/{number}", RoundFull)
def change_round(
    request: HttpRequest, group: Slug, number: Number, *, asked: RoundAsked, if_match: IfMatch
) -> HttpResponse:
    """Change a round, until it opens; what items cost is read anew."""
    caller = caller_of(request, group)
    deeds.change_round(caller, number, asked.planned(), expected=expected(caller.group, f"round/{number}", if_match))
    return _round(request, group, number)


@area.write("POST", "/groups/{group}/rounds/{number}/call-off", RoundFull)
def call_off_round(
    request: HttpRequest, group: Slug, number: Number, *, asked: CallOffAsked, if_match: IfMatch
) -> HttpResponse:
    """Call a round off, until it closes: for whoever planned it, or the chair. Nothing is counted then."""
    caller = caller_of(request, group)
    calling_off.call_off_round(
        caller, number, asked.reason, expected=expected(caller.group, f"round/{number}", if_match)
    )
    return _round(request, group, number)


@area.write("POST", "/groups/{group}/rounds/{number}/ballot", RoundFull)
def say_in_round(request: HttpRequest, group: Slug, number: Number, *, asked: WantsAsked) -> HttpResponse:
    """Say what a seat wants, or say it anew, while the round is open. Everybody can read it."""
    deeds.say(caller_of(request, group), number, asked.wants, seat=asked.seat or "")
    return _round(request, group, number)


@area.write("POST", "/groups/{group}/rounds/{number}/propose", RoundFull)
def propose_round(
    request: HttpRequest, group: Slug, number: Number, *, asked: ProposeAsked, if_match: IfMatch
) -> HttpResponse:
    """Put what came of a round to the board; the round itself decides nothing."""
    caller = caller_of(request, group)
    seen = expected(caller.group, f"round/{number}", if_match)
    propose_outcome(caller, number, asked.rule, title=asked.title, expected=seen)
    return _round(request, group, number)


def _round(request: HttpRequest, group: str, number: int, *, made_at: str = "") -> HttpResponse:
    who = acting(caller_of(request, group))
    now = round_at(who.group, number, who.at)
    return shown(request, RoundFull.of(now), about=(who.group, now.row.handle), made_at=made_at)
