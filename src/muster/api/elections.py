"""Elections: what is elected, who stands, who may vote; nominating, standing, voting; and all ballots, at the end."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from muster.actions.caller import acting
from muster.actions.elections import candidacies, voting
from muster.actions.elections.ballot_box import published
from muster.actions.people import person_numbered
from muster.api.door import Area, caller_of, sent, shown
from muster.api.pages import NUMBER, Page, Turn, listed
from muster.api.shapes import Asked, Number, OrganisationNamed, PersonNamed, PersonNumber, Shown, Slug
from muster.domain.elections.ballots import MOST_CANDIDATES
from muster.records.models import Candidacy, Election, Elector
from muster.records.queries.elections import ElectionShown, calendar_of, election_on, elections_of

area = Area("Elections")

Phase = Literal["planned", "nominating", "settled", "voting", "closed", "not-held"]
"""Where an election is, by the server's clock."""

Statement = Annotated[str, Field(max_length=20_000, description="What they stand for; public, and kept.")]
Receipt = Annotated[str, Field(max_length=200, description="The receipt of the ballot that this one replaces.")]
OwnWords = Annotated[str, Field(max_length=60, description="Words of the voter's own, for the receipt.")]
Ranks = Annotated[list[Annotated[int, Field(ge=0, le=MOST_CANDIDATES)]], Field(max_length=MOST_CANDIDATES)]


class ElectionListed(Shown):
    """An election, in a list."""

    number: int
    title: str
    office: str
    phase: Phase
    nominations_open: datetime
    nominations_close: datetime
    voting_opens: datetime
    voting_closes: datetime
    invented: bool

    @classmethod
    def at(cls, row: Election, at: datetime) -> "ElectionListed":
        """List it as it is at a moment."""
        return cls(
            number=row.number,
            title=row.title,
            office=row.office,
            phase="not-held" if row.called_off else calendar_of(row).phase(at).value,
            nominations_open=row.nominations_open,
            nominations_close=row.nominations_close,
            voting_opens=row.voting_opens,
            voting_closes=row.voting_closes,
            invented=row.invented,
        )


class CandidateShown(Shown):
    """Somebody who was nominated. label: what the ballot file calls them, once they are on the ballots."""

    person: PersonNamed
    label: str
    organisation: OrganisationNamed | None
    state: Literal["nominated", "accepted", "declined", "withdrawn"]
    nominated_by: PersonNamed
    statement: str

    @classmethod
    def of(cls, one: Candidacy) -> "CandidateShown":
        """Show them."""
        return cls(
            person=PersonNamed.of(one.person),
            label=one.person.handle,
            organisation=OrganisationNamed.of(one.organisation) if one.organisation else None,
            state=one.state,  # type: ignore[arg-type]  # one of Candidacy.State
            nominated_by=PersonNamed.of(one.nominated_by),
            statement=one.statement,
        )


class VoterShown(Shown):
    """A vote that somebody has. has_voted: null until voting has closed."""

    person: PersonNamed
    seat: str
    has_voted: bool | None

    @classmethod
    def of(cls, one: Elector, *, closed: bool) -> "VoterShown":
        """Show it."""
        return cls(person=PersonNamed.of(one.person), seat=one.seat, has_voted=one.has_voted if closed else None)


class ElectionFull(ElectionListed):
    """One election. ballot: who is on the ballots, in the order of their ranks, as the ballot file calls them.

    winners, ranking, sha256: null before the close. frozen: whether who stands and who may vote was written down; until
    then they are as they would be now.
    """

    method: str
    seats: int
    seats_up: list[str]
    cap: int | None
    seed: str
    electorate: str
    eligible_on: date
    frozen: bool
    not_held: str
    ballot: list[str]
    candidates: list[CandidateShown]
    voters: list[VoterShown]
    winners: list[str] | None
    ranking: list[list[str]] | None
    sha256: str | None

    @classmethod
    def of(cls, now: ElectionShown) -> "ElectionFull":
        """Show it."""
        found = published(now) if now.closed else None
        row = now.row
        listing = ElectionListed.at(row, now.at).model_dump()
        return cls(
            **{**listing, "phase": "not-held" if now.not_held else listing["phase"]},
            method=row.method,
            seats=row.seats,
            seats_up=row.up,
            cap=row.cap,
            seed=row.seed,
            electorate=row.electorate,
            eligible_on=row.eligible_on,
            frozen=row.frozen_at is not None,
            not_held=now.not_held,
            ballot=[one.person.handle for one in now.standing],
            candidates=[CandidateShown.of(one) for one in now.candidacies],
            voters=[VoterShown.of(one, closed=found is not None) for one in now.voters],
            winners=list(found.result.winners) if found else None,
            ranking=[list(rank) for rank in found.result.ranking] if found else None,
            sha256=found.sha256 if found else None,
        )


class NominationAsked(Asked):
    """Who is nominated."""

    person: PersonNumber


class AnswerAsked(Asked):
    """What a nominee does: accept, decline, write their statement anew, or withdraw for good."""

    does: Literal["accept", "decline", "state", "withdraw"]
    statement: Statement = ""


class BallotAsked(Asked):
    """A ballot: a rank for each candidate in `ballot`, 1 the best, ties allowed, 0 no opinion."""

    ranks: Ranks
    own_words: OwnWords = ""
    replacing: Receipt = ""
    confirmed: bool = Field(default=False, description="Whether to cast it although it has no effect.")


class ReceiptShown(Shown):
    """The receipt of a ballot that was cast. It is shown this once, and is not kept."""

    receipt: str


@area.read("/groups/{group}/elections", Page[ElectionListed])
def list_elections(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every election of the group."""
    who = acting(caller_of(request, group))

    def listing(row: Election) -> ElectionListed:
        return ElectionListed.at(row, who.at)

    return listed(request, elections_of(who.group), listing, key=NUMBER, turn=turn)


@area.read("/groups/{group}/elections/{number}", ElectionFull)
def show_election(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """One election, with its result once voting has closed."""
    return _election(request, group, number)


@area.read(
    "/groups/{group}/elections/{number}/ballots",
    None,
    openapi_extra={"responses": {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}},
)
def show_ballots(request: HttpRequest, group: Slug, number: Number) -> HttpResponse:
    """Every ballot, without names, the rule and the result, once voting has closed: for `muster elections count`."""
    who = acting(caller_of(request, group))
    found = published(election_on(who.group, number, who.at))
    return sent(request, found.text.encode(), form="application/json")


@area.write("POST", "/groups/{group}/elections/{number}/candidates", ElectionFull)
def nominate(request: HttpRequest, group: Slug, number: Number, *, asked: NominationAsked) -> HttpResponse:
    """Nominate somebody. Who nominates themselves has accepted."""
    caller = caller_of(request, group)
    candidacies.nominate(caller, number, person_numbered(caller.group, asked.person))
    return _election(request, group, number)


@area.write("POST", "/groups/{group}/elections/{number}/answer", ElectionFull)
def answer_nomination(request: HttpRequest, group: Slug, number: Number, *, asked: AnswerAsked) -> HttpResponse:
    """Accept or decline one's nomination, write one's statement anew, or withdraw."""
    caller = caller_of(request, group)
    match asked.does:
        case "accept" | "decline":
            candidacies.answer(caller, number, accept=asked.does == "accept", statement=asked.statement)
        case "state":
            candidacies.state_case(caller, number, asked.statement)
        case _:
            candidacies.withdraw(caller, number)
    return _election(request, group, number)


@area.write("POST", "/groups/{group}/elections/{number}/ballot", ReceiptShown)
def cast_ballot(request: HttpRequest, group: Slug, number: Number, *, asked: BallotAsked) -> HttpResponse:
    """Cast a ballot, or replace the one that a receipt leads to. Keep the receipt: nobody else has it."""
    caller = caller_of(request, group)
    ranks: list[Any] = list(asked.ranks)
    receipt = voting.cast(
        caller,
        number,
        ranks,
        receipt=voting.new_receipt(asked.own_words),
        replacing=asked.replacing,
        confirmed=asked.confirmed,
    )
    answer = shown(request, ReceiptShown(receipt=receipt))
    answer["Cache-Control"] = "no-store"
    return answer


def _election(request: HttpRequest, group: str, number: int) -> HttpResponse:
    who = acting(caller_of(request, group))
    now = election_on(who.group, number, who.at)
    return shown(request, ElectionFull.of(now), about=(who.group, now.row.handle))
