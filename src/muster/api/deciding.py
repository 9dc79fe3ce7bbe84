"""What is done about a proposal: putting it, taking it further, answering, voting.

What takes the whole proposal further names the version of it that was seen (If-Match). What a seat says stands beside
what others say and replaces nothing of theirs: it names the version of the text instead, so that thirteen seats can
vote in one minute and none of them has to read again first.
"""

from typing import Annotated, Final

from django.http import HttpRequest, HttpResponse
from pydantic import Field, StringConstraints

from muster.actions.caller import Caller, acting
from muster.actions.decisions import calling, putting, voting
from muster.actions.decisions.writing import TEXT_AT_MOST, TITLE_AT_MOST, WORDS_AT_MOST, Consequence, Written
from muster.api import decisions
from muster.api.conditional import IfMatch, expected
from muster.api.decisions import Choice, ProposalShown, Stand, area, proposal_shown
from muster.api.door import caller_of
from muster.api.shapes import Asked, Moment, Number, OrganisationSlug, SeatSlug, Slug
from muster.records.queries.decisions import proposal_numbered

THIS: Final = "/groups/{group}/proposals/{number}"

Title = Annotated[str, StringConstraints(min_length=1, max_length=TITLE_AT_MOST)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_AT_MOST)]
Words = Annotated[str, StringConstraints(max_length=WORDS_AT_MOST)]
TextVersion = Annotated[Number, Field(description="The version of the text that was read.")]
ForSeat = Annotated[SeatSlug | None, Field(description="For which seat, if you speak for several.")]
WrittenFor = Annotated[SeatSlug | None, Field(description="The seat whose word an officer writes down.")]


class OfSeat(Asked):
    """For which seat something is done."""

    seat: ForSeat = None


class OfSpeaker(OfSeat):
    """For which seat something is said, or whose word is written down."""

    written_for: WrittenFor = None


class WrittenAsked(OfSeat):
    """The words of a proposal, and what is to follow from it."""

    title: Title
    text: Text
    consequence: decisions.Consequence | None = Field(None, description="What is to be done once it is adopted.")
    consequence_of: OrganisationSlug | None = Field(None, description="To which organisation.")

    def written(self) -> Written:
        """Give it as the deeds take it."""
        return Written(self.title, self.text, Consequence(self.consequence or "", self.consequence_of or ""))


class ProposalAsked(WrittenAsked):
    """A new proposal. rule: the charter's, by which it is to be decided."""

    rule: Slug
    invented: bool = False


class RevisionAsked(WrittenAsked):
    """A new version of the text. version: the one that it replaces."""

    version: TextVersion


class VersionAsked(OfSeat):
    """Which version of the text is called."""

    version: TextVersion


class WithdrawalAsked(OfSeat):
    """Why it is put no longer."""

    reason: Words = ""


class ExtensionAsked(OfSeat):
    """Until when the call stays open, or is open again."""

    until: Moment


class CommentAsked(Asked):
    """Something that is no position."""

    text: Words


class PositionAsked(OfSpeaker):
    """Where a seat stands. An objection needs a reason."""

    version: TextVersion
    stand: Stand
    reason: Words = ""


class AnswerAsked(Asked):
    """An answer to an objection."""

    objector: SeatSlug
    answer: Words


class SettlementAsked(OfSpeaker):
    """Why an objection stands no longer: because an answer satisfies, or (false) because it is withdrawn."""

    satisfied: bool


class VoteAsked(VersionAsked):
    """The vote that is called. present: the seats in the meeting, where the charter has votes taken in one."""

    opens: Moment | None = None
    present: list[SeatSlug] | None = Field(None, max_length=1000)


class BallotAsked(OfSpeaker):
    """The vote of a seat."""

    choice: Choice


class VotesAsked(Asked):
    """How several seats voted in a meeting, by the slug of each: all of them are written down, or none."""

    choices: dict[SeatSlug, Choice] = Field(min_length=1, max_length=1000)


class TieAsked(Asked):
    """What as many yes as no means."""

    adopted: bool


@area.write("POST", "/groups/{group}/proposals", ProposalShown, made=True)
def open_proposal(request: HttpRequest, group: Slug, asked: ProposalAsked) -> HttpResponse:
    """Put a proposal to the board, under a rule of the charter that is in force today."""
    caller = caller_of(request, group)
    made = putting.open_proposal(caller, asked.rule, asked.written(), seat=asked.seat or "", invented=asked.invented)
    return proposal_shown(request, acting(caller), made.number, made_at=f"{request.path}/{made.number}")


@area.write("POST", f"{THIS}/versions", ProposalShown)
def revise_proposal(request: HttpRequest, group: Slug, number: Number, *, asked: RevisionAsked) -> HttpResponse:
    """Put a new version of the text; what was said of the old one stands no longer."""
    caller = caller_of(request, group)
    putting.revise_proposal(caller, number, asked.written(), version=asked.version, seat=asked.seat or "")
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/seconds", ProposalShown)
def second_proposal(request: HttpRequest, group: Slug, number: Number, *, asked: OfSpeaker) -> HttpResponse:
    """Say that another seat wants it decided, where the charter asks for that."""
    caller = caller_of(request, group)
    putting.second_proposal(caller, number, seat=asked.seat or "", written_for=asked.written_for or "")
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/comments", ProposalShown)
def comment_on_proposal(request: HttpRequest, group: Slug, number: Number, *, asked: CommentAsked) -> HttpResponse:
    """Say something that is no position."""
    caller = caller_of(request, group)
    putting.comment(caller, number, asked.text)
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/withdrawal", ProposalShown)
def withdraw_proposal(
    request: HttpRequest, group: Slug, number: Number, *, asked: WithdrawalAsked, if_match: IfMatch
) -> HttpResponse:
    """Put it no longer."""
    caller = caller_of(request, group)
    seen = _seen(caller, number, if_match)
    putting.withdraw_proposal(caller, number, reason=asked.reason, seat=asked.seat or "", expected=seen)
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/call", ProposalShown)
def call_for_consensus(
    request: HttpRequest, group: Slug, number: Number, *, asked: VersionAsked, if_match: IfMatch
) -> HttpResponse:
    """Ask every seat of today for its position, for as many days as the charter says."""
    caller = caller_of(request, group)
    seen = _seen(caller, number, if_match)
    calling.call_for_consensus(caller, number, version=asked.version, seat=asked.seat or "", expected=seen)
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/extension", ProposalShown)
def extend_call(
    request: HttpRequest, group: Slug, number: Number, *, asked: ExtensionAsked, if_match: IfMatch
) -> HttpResponse:
    """Let the call stay open, or be open again, until a moment."""
    caller = caller_of(request, group)
    seen = _seen(caller, number, if_match)
    calling.extend_call(caller, number, asked.until, seat=asked.seat or "", expected=seen)
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/positions", ProposalShown)
def take_position(request: HttpRequest, group: Slug, number: Number, *, asked: PositionAsked) -> HttpResponse:
    """Say where a seat stands, or change what it said before."""
    caller = caller_of(request, group)
    calling.take_position(
        caller,
        number,
        asked.stand,
        version=asked.version,
        reason=asked.reason,
        seat=asked.seat or "",
        written_for=asked.written_for or "",
    )
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/answers", ProposalShown)
def answer_objection(request: HttpRequest, group: Slug, number: Number, *, asked: AnswerAsked) -> HttpResponse:
    """Answer the objection of a seat."""
    caller = caller_of(request, group)
    calling.answer_objection(caller, number, asked.objector, asked.answer)
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/settlements", ProposalShown)
def settle_objection(request: HttpRequest, group: Slug, number: Number, *, asked: SettlementAsked) -> HttpResponse:
    """Let a seat's objection go."""
    caller = caller_of(request, group)
    calling.settle_objection(
        caller, number, satisfied=asked.satisfied, seat=asked.seat or "", written_for=asked.written_for or ""
    )
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/vote", ProposalShown)
def call_vote(
    request: HttpRequest, group: Slug, number: Number, *, asked: VoteAsked, if_match: IfMatch
) -> HttpResponse:
    """Have the seats of today vote."""
    caller = caller_of(request, group)
    voting.call_vote(
        caller,
        number,
        version=asked.version,
        opens=asked.opens,
        present=asked.present,
        seat=asked.seat or "",
        expected=_seen(caller, number, if_match),
    )
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/votes", ProposalShown)
def cast_vote(request: HttpRequest, group: Slug, number: Number, *, asked: BallotAsked) -> HttpResponse:
    """Cast the vote of a seat, or change it where everybody can see it."""
    caller = caller_of(request, group)
    voting.cast_vote(caller, number, asked.choice, seat=asked.seat or "", written_for=asked.written_for or "")
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/votes/several", ProposalShown)
def enter_votes(request: HttpRequest, group: Slug, number: Number, *, asked: VotesAsked) -> HttpResponse:
    """Write down how several seats voted in a meeting."""
    caller = caller_of(request, group)
    voting.enter_votes(caller, number, asked.choices)
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/closing", ProposalShown)
def close_vote(request: HttpRequest, group: Slug, number: Number, if_match: IfMatch) -> HttpResponse:
    """End a vote that is taken in a meeting."""
    caller = caller_of(request, group)
    voting.close_vote(caller, number, expected=_seen(caller, number, if_match))
    return proposal_shown(request, acting(caller), number)


@area.write("POST", f"{THIS}/tie", ProposalShown)
def break_tie(request: HttpRequest, group: Slug, number: Number, *, asked: TieAsked, if_match: IfMatch) -> HttpResponse:
    """Decide what as many yes as no means, where the charter leaves that to the chair."""
    caller = caller_of(request, group)
    seen = _seen(caller, number, if_match)
    voting.break_tie(caller, number, adopted=asked.adopted, expected=seen)
    return proposal_shown(request, acting(caller), number)


def _seen(caller: Caller, number: int, if_match: str) -> int | None:
    """Give the version that was seen. NotThere: the group has no such proposal, whatever was seen of it."""
    return expected(caller.group, proposal_numbered(caller.group, number).handle, if_match)
