"""The days and hours of an election: its phases, as the clock that is handed in says, and deadlines in words.

Every span is half open: whoever comes at the very moment of a deadline comes late. A deadline is the end of a day, in
UTC or anywhere on Earth (AoE, UTC-12: the day is over when it is over in the last place where there is a clock).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from muster.domain.contribution.words import day as day_words
from muster.domain.refusal import Refusal

Clock: TypeAlias = Literal["utc", "aoe"]
_BEHIND_UTC: Final = {"utc": timedelta(0), "aoe": timedelta(hours=12)}
_A_DAY: Final = timedelta(days=1)


class Phase(StrEnum):
    """Where an election is."""

    PLANNED = "planned"
    NOMINATING = "nominating"
    SETTLED = "settled"
    VOTING = "voting"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Calendar:
    """When what begins and ends; all moments aware. eligible_on: the day on which those who may vote must be entitled.

    Between the end of nominations and the opening of the vote the election is settled: who stands and who may vote are
    known and do not change any more, and the seed is published.
    """

    nominations_open: datetime
    nominations_close: datetime
    voting_opens: datetime
    voting_closes: datetime
    eligible_on: date

    def phase(self, at: datetime) -> Phase:
        """Say where the election is at a moment."""
        if at < self.nominations_open:
            return Phase.PLANNED
        if at < self.nominations_close:
            return Phase.NOMINATING
        if at < self.voting_opens:
            return Phase.SETTLED
        return Phase.VOTING if at < self.voting_closes else Phase.CLOSED


def day_begins(day: date, clock: Clock = "utc") -> datetime:
    """Give the moment at which a day begins: midnight UTC, or noon UTC, when it begins in the last place on Earth."""
    return datetime.combine(day, time(), UTC) + _BEHIND_UTC[clock]


def day_ends(day: date, clock: Clock = "utc") -> datetime:
    """Give the moment at which a day is over."""
    return day_begins(day, clock) + _A_DAY


def planned(first_day: date, *, nominating: int, voting: int, eligible_on: date, clock: Clock = "utc") -> Calendar:
    """Lay out an election from its first day on: days of nominations, one day to settle it, days of voting.

    Whatever opens does so at the beginning of its first day in UTC; whatever closes, at the end of its last by `clock`.
    """
    last_of_nominating = first_day + timedelta(days=nominating - 1)
    first_of_voting = last_of_nominating + 2 * _A_DAY
    last_of_voting = first_of_voting + timedelta(days=voting - 1)
    return Calendar(
        day_begins(first_day),
        day_ends(last_of_nominating, clock),
        day_begins(first_of_voting),
        day_ends(last_of_voting, clock),
        eligible_on,
    )


def calendar_refused(calendar: Calendar, *, at: datetime) -> Refusal | None:
    """Say why an election cannot be held on these days; None if it can."""
    moments = (
        calendar.nominations_open,
        calendar.nominations_close,
        calendar.voting_opens,
        calendar.voting_closes,
    )
    if any(moment.tzinfo is None for moment in moments):
        return Refusal("A moment has no time zone.", "Give every moment in UTC.")
    opens, closes, voting_opens, voting_closes = moments
    if not opens < closes <= voting_opens < voting_closes:
        return Refusal(
            "Nominations must close before voting opens, and nothing may close before it opens.",
            "Put the four moments in that order.",
        )
    if voting_closes <= at:
        return Refusal(f"Voting would have closed already, {moment_words(voting_closes)}.", "Choose later days.")
    if calendar.eligible_on > voting_opens.date():
        return Refusal(
            f"Who may vote would be settled on {day_words(calendar.eligible_on)}, after voting has opened.",
            "Choose a day before it opens, so that everybody knows who may vote.",
        )
    return None


def moment_words(moment: datetime) -> str:
    """Write a moment: 8 May 2017, 12:00 UTC. That it is the end of a day anywhere on Earth is added where it is so."""
    at = moment.astimezone(UTC)
    clock = at.strftime("%H:%M:%S" if at.second else "%H:%M")
    said = f"{day_words(at.date())}, {clock} UTC"
    before = (at - timedelta(hours=12)).date() - _A_DAY
    if at.time() == time(12):
        return f"{said} (when {day_words(before)} is over anywhere on Earth)"
    return said
