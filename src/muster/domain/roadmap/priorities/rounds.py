"""A round of priorities by the clock: planned, open, closed, or called off; and who may do what in each.

Every question is answered from the times, the moment that is handed in, and facts about whoever asks: None, or why not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from muster.domain.contribution.words import counted, listed
from muster.domain.elections.calendar import moment_words
from muster.domain.errors import NotAllowed
from muster.domain.refusal import Refusal
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.priorities.ballots import Kind, Said, weights_of
from muster.domain.roadmap.priorities.question import Completion, Question, Rule

MOST_BUDGET: Final = 100_000
"""FTE. More people than that work on no roadmap."""

FEWEST_ITEMS: Final = 2
MOST_ITEMS: Final = 1_000
MOST_NAMED: Final = 3
LONGEST: Final = timedelta(days=366)
_CHOSEN_AMONG: Final = frozenset({ItemState.PROPOSED, ItemState.AGREED})


class Phase(StrEnum):
    """Where a round is."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CALLED_OFF = "called-off"


@dataclass(frozen=True, slots=True)
class Times:
    """From when until when seats can say what they want: `closes` is the first moment that is too late.

    called_off: why it is not held, or held no longer; "" if it is.
    """

    opens: datetime
    closes: datetime
    called_off: str = ""

    def phase(self, at: datetime) -> Phase:
        """Where it is at a moment."""
        if self.called_off:
            return Phase.CALLED_OFF
        if at < self.opens:
            return Phase.PLANNED
        return Phase.OPEN if at < self.closes else Phase.CLOSED


@dataclass(frozen=True, slots=True)
class Choice:
    """An item as it is chosen among. state: what it was when it was."""

    slug: str
    title: str
    cost: Fraction
    state: ItemState = ItemState.PROPOSED


def rule_of(name: str, *, completion: Completion, seats: int) -> Rule:
    """Give the rule of a round. name: what the world calls it, `lcoo/round/1`: lots are drawn from that.

    Where shares are raised, they are by one FTE, for all of them together, at a time.
    """
    return Rule(completion=completion, step=Fraction(1, max(seats, 1)), seed=name)


def question_of(kind: Kind, budget: Fraction, choices: Sequence[Choice], said: Mapping[str, Said]) -> Question:
    """Give what a round asks of equal shares. said: the ballot of every seat, {} for one that wants nothing."""
    return Question(
        {one.slug: one.cost for one in choices}, {seat: weights_of(kind, one) for seat, one in said.items()}, budget
    )


def times_refused(times: Times, *, at: datetime) -> Refusal | None:
    """Say why a round cannot have these times; they are set ahead."""
    if times.opens < at:
        return Refusal(f"It would have opened {moment_words(times.opens)}.", "Let it open now or later.")
    if times.closes <= times.opens:
        return Refusal("It would close before it opens.", "Let it close on a later day.")
    if times.closes - times.opens > LONGEST:
        return Refusal("It would be open for more than a year.", "Let it close earlier.")
    return None


def choices_refused(choices: Sequence[Choice], budget: Fraction) -> Refusal | None:
    """Say why a round cannot be about these items with this budget."""
    if not 0 < budget <= MOST_BUDGET:
        return Refusal("The budget cannot be that.", f"Give more than 0 and at most {MOST_BUDGET:,} FTE.")
    if not FEWEST_ITEMS <= len(choices) <= MOST_ITEMS:
        mend = f"Choose among {FEWEST_ITEMS} items or more, and at most {MOST_ITEMS:,}."
        return Refusal(f"There are {counted(len(choices), 'item')} to choose among.", mend)
    if over := [one.slug for one in choices if one.state not in _CHOSEN_AMONG]:
        return Refusal(f"{_named(over)} over: delivered or dropped.", "Choose items that are still to be done.")
    if free := [one.slug for one in choices if one.cost <= 0]:
        return Refusal(f"{_named(free)} without a cost.", "Say first how much FTE each takes.")
    if all(one.cost > budget for one in choices):
        return Refusal("Every item costs more than the whole budget.", "Give a larger budget, or smaller items.")
    return None


def change_refused(times: Times, *, at: datetime) -> Refusal | None:
    """Say why a round cannot be changed: it can until it opens, so that no ballot meets another question."""
    if times.called_off:
        return Refusal(_off(times), "Plan another round.")
    if at < times.opens:
        return None
    what = f"It opened {moment_words(times.opens)}, and nothing that seats were asked changes after."
    return Refusal(what, "Plan another round.")


def calling_off_refused(times: Times, *, at: datetime, theirs: bool) -> Refusal | None:
    """Say why somebody cannot call a round off: it can be until it closes, for what is counted stands.

    theirs: whether they planned it, or are the chair.
    """
    if not theirs:
        return Refusal("This is for whoever planned it, or the chair.", "Ask one of them to do it.", NotAllowed)
    match times.phase(at):
        case Phase.CALLED_OFF:
            return Refusal(_off(times), "Nothing more is to be done.")
        case Phase.CLOSED:
            what = f"It closed {moment_words(times.closes)}, and what came of it stands."
            return Refusal(what, "Put nothing of it to the board, or plan another round.")
        case Phase.PLANNED | Phase.OPEN:
            return None


def ballot_time_refused(times: Times, *, at: datetime) -> Refusal | None:
    """Say why nobody can say now what they want."""
    match times.phase(at):
        case Phase.CALLED_OFF:
            return Refusal(_off(times), "Say it in the next round.")
        case Phase.PLANNED:
            return Refusal(f"It opens {moment_words(times.opens)}.", "Come back then.")
        case Phase.CLOSED:
            what = f"It closed {moment_words(times.closes)}, by the server's clock."
            return Refusal(what, "Say it to the board, or in the next round.")
        case Phase.OPEN:
            return None


def seat_refused(seat: str, seats: Sequence[str]) -> Refusal | None:
    """Say why a seat has no say in a round: those that there were when it opened have one."""
    if seat in seats:
        return None
    return Refusal("This seat was not there when the round opened.", "Wait for the next round.", NotAllowed)


def outcome_refused(times: Times, *, at: datetime) -> Refusal | None:
    """Say why there is no outcome yet. What each seat wants is open; what comes of it is counted once."""
    if times.called_off:
        return Refusal(f"{_off(times)} Nothing was counted.", "Plan another round.")
    if times.phase(at) is Phase.CLOSED:
        return None
    return Refusal(f"It closes {moment_words(times.closes)}.", "The outcome is there then.")


def silent_words(seats: int, said: int) -> str:
    """Say how many seats have said what they want."""
    if said == seats:
        return (
            f"All of {counted(seats, 'seat')} said what they want." if seats > 1 else "The one seat said what it wants."
        )
    return f"{said} of {counted(seats, 'seat')} said what they want; a seat that says nothing pays for nothing."


def _off(times: Times) -> str:
    return f"It was called off: {times.called_off.rstrip('.')}."


def _named(slugs: Sequence[str]) -> str:
    named = [*slugs[:MOST_NAMED], *(["others"] if len(slugs) > MOST_NAMED else [])]
    return f"{listed(named)} {'is' if len(slugs) == 1 else 'are'}"
