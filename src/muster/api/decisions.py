"""Proposals, and what came of them: the text, where it stands, what every seat has said, the verdict and why."""

from datetime import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from muster.actions.caller import Acting, acting
from muster.actions.decisions.history import By, Names, Told, history
from muster.actions.decisions.outlook import missing_in_words, next_in_words
from muster.actions.decisions.reading import Followed, Version, follow, proposal_at
from muster.actions.decisions.seat_by_seat import SeatSaid, seat_by_seat
from muster.api.door import Area, caller_of, shown
from muster.api.pages import NUMBER, Page, Turn, listed
from muster.api.shapes import Moment, Number, PersonNamed, Shown, Slug
from muster.domain.decisions.words import derivation, phase_in_words, verdict_in_words
from muster.records.queries.decisions import proposals_of

area = Area("Decisions")

Phase = Literal[
    "draft",
    "discussion",
    "consensus-call",
    "no-consensus",
    "vote-announced",
    "vote",
    "counting",
    "tied",
    "adopted",
    "failed",
    "withdrawn",
    "lapsed",
]
Stand = Literal["agree", "stand-aside", "object", "recuse"]
Choice = Literal["yes", "no", "abstain"]
Consequence = Literal["admit", "suspend", "charter"]


class ActorShown(Shown):
    """Who did something. person: null for Muster. seat: the name of the one spoken for. entered_by: who wrote it."""

    person: PersonNamed | None
    seat: str
    entered_by: PersonNamed | None

    @classmethod
    def of(cls, by: By) -> "ActorShown":
        """Show them."""
        return cls(person=_named(by), seat=by.seat, entered_by=PersonNamed.of(by.entered_by) if by.entered_by else None)


class ProposalListed(Shown):
    """A proposal as it is now. until: when its phase ends by the clock. missing: what is needed before it goes on."""

    number: int
    title: str
    rule: str
    opened_at: datetime
    phase: Phase
    since: datetime | None
    until: datetime | None
    version: int
    missing: str
    resolution: int | None
    invented: bool

    @classmethod
    def of(cls, one: Followed) -> "ProposalListed":
        """List it."""
        now, row = one.state, one.proposal
        return cls(
            number=row.number,
            title=one.now.title,
            rule=row.rule,
            opened_at=row.opened_at,
            phase=now.phase.value,
            since=now.since,
            until=now.until,
            version=now.version,
            missing=missing_in_words(now),
            resolution=row.resolution,
            invented=row.invented,
        )


class VersionShown(Shown):
    """The text as it was from a moment on."""

    number: int
    title: str
    text: str
    at: datetime
    by: PersonNamed | None

    @classmethod
    def of(cls, one: Version, names: Names) -> "VersionShown":
        """Show it."""
        person = names.person(one.by)
        by = PersonNamed.of(person) if person else None
        return cls(number=one.number, title=one.title, text=one.text, at=one.at, by=by)


class AnswerShown(Shown):
    """An answer to an objection."""

    by: ActorShown
    at: datetime
    answer: str


class SeatAnswer(Shown):
    """What a seat that is asked has said. vote: null before it has voted, and in a secret vote for good."""

    seat: str
    name: str
    says: str = Field(description="In words, silence as what it means.")
    stand: Stand | None
    reason: str
    objects: bool = Field(description="Whether an objection of this seat stands.")
    vote: Choice | None
    silent: bool
    at: datetime | None
    by: ActorShown | None
    answers: list[AnswerShown]

    @classmethod
    def of(cls, one: SeatSaid) -> "SeatAnswer":
        """Show it."""
        return cls(
            seat=one.slug,
            name=one.elector.name,
            says=one.says,
            stand=one.position.stand.value if one.position else None,
            reason=one.position.reason if one.position else "",
            objects=one.objects,
            vote=one.vote.choice if one.vote else None,
            silent=one.silent,
            at=one.at,
            by=ActorShown.of(one.by) if one.by else None,
            answers=[AnswerShown(by=ActorShown.of(it.by), at=it.at, answer=it.answer) for it in one.answers],
        )


class VerdictShown(Shown):
    """What came of the last call or vote that has closed. adopted: null while the chair has to break a tie."""

    way: Literal["consensus", "vote"]
    adopted: bool | None
    at: datetime
    sentence: str
    derivation: list[str] = Field(description="Every number that it rests on, in the order in which it is worked out.")

    @classmethod
    def of(cls, one: Followed) -> "VerdictShown | None":
        """Show it, if there is one."""
        found, names = one.state.verdict, one.state.rules.class_names
        if found is None:
            return None
        return cls(
            way=found.way,
            adopted=found.adopted,
            at=found.at,
            sentence=verdict_in_words(found, names),
            derivation=list(derivation(found, names)),
        )


class Happened(Shown):
    """An entry about the proposal, told. quote: what was written, in its author's words."""

    entry: int
    at: datetime
    by: ActorShown
    kind: str
    says: str
    quote: str

    @classmethod
    def of(cls, one: Told) -> "Happened":
        """Tell it."""
        return cls(
            entry=one.number, at=one.at, by=ActorShown.of(one.by), kind=one.kind, says=one.words, quote=one.quote
        )


class ProposalShown(ProposalListed):
    """A proposal at a moment, whole."""

    at: datetime
    state: str
    charter: str
    secret: bool = Field(description="Whether nobody sees who votes how.")
    proposer: ActorShown | None
    text: str
    consequence: Consequence | None
    consequence_of: str
    versions: list[VersionShown]
    seats: list[SeatAnswer]
    verdict: VerdictShown | None
    next: list[str] = Field(description="What happens next, a sentence each.")
    history: list[Happened]

    @classmethod
    def of(cls, one: Followed) -> "ProposalShown":
        """Show it. Two queries, for the names."""
        now, names = one.state, Names(one)
        return cls(
            **ProposalListed.of(one).model_dump(),
            at=now.at,
            state=phase_in_words(now),
            charter=one.charter.version,
            secret=one.is_secret,
            proposer=ActorShown.of(names.actor(now.proposer)) if now.proposer else None,
            text=one.now.text,
            consequence=one.proposal.consequence or None,  # type: ignore[arg-type]  # one of CONSEQUENCES
            consequence_of=one.proposal.consequence_of,
            versions=[VersionShown.of(version, names) for version in one.versions],
            seats=[SeatAnswer.of(seat) for seat in seat_by_seat(one, names)],
            verdict=VerdictShown.of(one),
            next=next_in_words(one),
            history=[Happened.of(told) for told in history(one, names)],
        )


@area.read("/groups/{group}/proposals", Page[ProposalListed])
def list_proposals(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every proposal, as it is now."""
    who = acting(caller_of(request, group))

    def as_they_are_now(rows: list[object]) -> list[Followed]:
        return follow(rows, who.at)  # type: ignore[arg-type]  # the rows are proposals: the query below gives no others

    rows = proposals_of(who.group)
    return listed(request, rows, ProposalListed.of, key=NUMBER, turn=turn, together=as_they_are_now)


@area.read("/groups/{group}/proposals/{number}", ProposalShown)
def show_proposal(request: HttpRequest, group: Slug, number: Number, at: Moment | None = None) -> HttpResponse:
    """One proposal as it is now, or as it was at a moment: what the log said until then, by the charter of that day."""
    who = acting(caller_of(request, group))
    return proposal_shown(request, who, number, at=at)


def proposal_shown(
    request: HttpRequest, who: Acting, number: int, *, at: datetime | None = None, made_at: str = ""
) -> HttpResponse:
    """Show a proposal. at: a moment; a later one than now is now."""
    followed = proposal_at(who.group, number, min(at, who.at) if at else who.at)
    about = (who.group, followed.proposal.handle)
    return shown(request, ProposalShown.of(followed), about=about, made_at=made_at)


def _named(by: By) -> PersonNamed | None:
    return PersonNamed.of(by.person) if by.person else None
