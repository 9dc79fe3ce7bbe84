"""Who may do what in an election, and when: nominate, stand, vote, vote again, see who voted and how it came out.

Every question is answered from the calendar, the moment that is handed in, and facts about whoever asks; the answer is
None, or the reason why not. So a door can ask before it shows a button, and the deed asks again before it is done.
"""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from muster.domain.contribution.words import counted
from muster.domain.contribution.words import day as day_words
from muster.domain.elections.calendar import Calendar, Phase, moment_words
from muster.domain.elections.rule import Rule
from muster.domain.errors import NotAllowed
from muster.domain.refusal import Refusal


class Candidacy(StrEnum):
    """What became of somebody who was nominated."""

    NOMINATED = "nominated"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


def change_refused(calendar: Calendar, *, at: datetime) -> Refusal | None:
    """Whether rule, calendar and seats may be changed: until voting opens, so that no ballot meets another rule."""
    if at < calendar.voting_opens:
        return None
    return Refusal(
        f"Voting opened {moment_words(calendar.voting_opens)}, and nothing that ballots were cast under changes after.",
        "If the rule was wrong, let it close and count the same ballots by the right one; both counts stay on record.",
    )


def nominate_refused(
    calendar: Calendar, *, at: datetime, may_stand: bool, candidacy: Candidacy | None = None
) -> Refusal | None:
    """Whether somebody may be nominated, by themselves or another. may_stand: whether the charter lets them."""
    if refusal := _while_nominating(calendar, at):
        return refusal
    if not may_stand:
        return Refusal("The charter does not let this person stand.", "Nominate somebody whom it does.")
    if candidacy is not None:
        return Refusal(f"This person was nominated before, and has {_SAID[candidacy]}.", "Nominate somebody else.")
    return None


def answer_refused(
    calendar: Calendar, *, at: datetime, candidacy: Candidacy | None, is_nominee: bool
) -> Refusal | None:
    """Whether a nomination may be accepted or declined: by the nominee alone, and until nominations close."""
    if not is_nominee or candidacy is None:
        return Refusal("This nomination is not yours.", "Let the person answer who was nominated.", NotAllowed)
    if candidacy is Candidacy.WITHDRAWN:
        return Refusal("You have withdrawn, and that is final.", "Ask to be nominated in the next election.")
    return _while_nominating(calendar, at)


def withdraw_refused(
    calendar: Calendar, *, at: datetime, candidacy: Candidacy | None, is_nominee: bool
) -> Refusal | None:
    """Whether a candidate may withdraw: until voting closes. What ballots say of somebody who did is passed over."""
    if not is_nominee or candidacy is None:
        return Refusal("This candidacy is not yours.", "Let the candidate withdraw.", NotAllowed)
    if candidacy is not Candidacy.ACCEPTED:
        return Refusal(f"You have {_SAID[candidacy]}.", "Only somebody who stands can withdraw.")
    if calendar.phase(at) is Phase.CLOSED:
        return Refusal(
            f"Voting closed {moment_words(calendar.voting_closes)}.", "Decline the seat, if you do not want it."
        )
    return None


def opening_refused(rule: Rule, *, candidates: int, voters: int) -> Refusal | None:
    """Whether voting may open as its day has come: with candidates, voters and a seed.

    candidates: who have accepted. voters: on the list that was written down.
    """
    if not candidates:
        return Refusal("Nobody stands, so there is nothing to vote on.", "Plan the election again.")
    if not voters:
        return Refusal("Nobody is on the list of voters.", "See who was entitled on the day, and plan it again.")
    if rule.seed is None:
        return Refusal("No seed is published to break ties with.", "Publish one before voting opens.")
    return None


def unopposed(candidates: int, seats: int) -> str | None:
    """Say that a vote can only confirm, because there are no more candidates than seats."""
    if candidates > seats:
        return None
    return (
        f"{counted(candidates, 'candidate')} for {counted(seats, 'seat')}: if anybody votes, all who stand are elected."
    )


def vote_refused(  # noqa: PLR0911 - each way of saying no is a sentence of its own
    calendar: Calendar,
    *,
    at: datetime,
    on_the_list: bool,
    has_voted: bool,
    receipt: Literal["none", "unknown", "known"] = "none",
) -> Refusal | None:
    """Whether somebody may cast a ballot, or replace theirs.

    on_the_list: of voters, as it was frozen; who left or lost their seat since may still vote. receipt: what was handed
    in, and whether a ballot of this election has it. The receipt alone finds the ballot to replace, for nothing leads
    from a voter to it; without it the first ballot stands.
    """
    match calendar.phase(at):
        case Phase.CLOSED:
            return Refusal(
                f"Voting closed {moment_words(calendar.voting_closes)}; by the server's clock, which decides, it is "
                f"{moment_words(at)}.",
                "The ballots that came before then are counted.",
            )
        case Phase.VOTING:
            pass
        case _:
            return Refusal(f"Voting opens {moment_words(calendar.voting_opens)}.", "Come back then.")
    if not on_the_list:
        return Refusal(
            f"You are not on the list of voters: it holds those entitled on {day_words(calendar.eligible_on)}.",
            "If you should be on it, tell the chair; the list itself does not change once voting is open.",
            NotAllowed,
        )
    if receipt == "unknown":
        return Refusal("No ballot of this election has this receipt.", "Look at it again: every character counts.")
    if has_voted and receipt == "none":
        return Refusal(
            "You have voted, and your ballot stands.", "To replace it, hand in the receipt that you were given with it."
        )
    if not has_voted and receipt == "known":
        return Refusal("This receipt is somebody else's: you have not voted yet.", "Vote without a receipt.")
    return None


def result_refused(calendar: Calendar, *, at: datetime) -> Refusal | None:
    """Whether anybody at all may see the result, the ballots, or who has voted: when voting has closed, not before."""
    if calendar.phase(at) is Phase.CLOSED:
        return None
    return Refusal(
        "Nobody can see the result, the ballots or who has voted before voting closes.",
        f"It closes {moment_words(calendar.voting_closes)}.",
    )


_SAID = {
    Candidacy.NOMINATED: "not answered yet",
    Candidacy.ACCEPTED: "accepted",
    Candidacy.DECLINED: "declined",
    Candidacy.WITHDRAWN: "withdrawn",
}


def _while_nominating(calendar: Calendar, at: datetime) -> Refusal | None:
    match calendar.phase(at):
        case Phase.NOMINATING:
            return None
        case Phase.PLANNED:
            return Refusal(f"Nominations open {moment_words(calendar.nominations_open)}.", "Come back then.")
        case _:
            return Refusal(
                f"Nominations closed {moment_words(calendar.nominations_close)}.", "Vote for somebody who stands."
            )
