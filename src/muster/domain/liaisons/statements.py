"""Liaison statements: what the group and an outside body write to each other, and what is still to be answered.

The purposes are RFC 4053's (section 2.2.1.1): for action, for comment, for information. The first two want an answer,
and name the day by which.
"""

from datetime import date
from enum import StrEnum
from typing import Final

from muster.domain.refusal import Refusal

WANTS_AN_ANSWER: Final = frozenset({"action", "comment"})
"""The purposes that do."""


class Waiting(StrEnum):
    """What a statement waits for."""

    NOTHING = "for information"
    OURS = "waits for our answer"
    THEIRS = "waits for their answer"
    OUR_ANSWER_IS_LATE = "our answer is late"
    THEIR_ANSWER_IS_LATE = "their answer is late"
    ANSWERED = "answered"


def refusal_of_a_statement(purpose: str, dated: date, deadline: date | None, *, on: date) -> Refusal | None:
    """Say what is wrong with a new statement, or None if nothing is. on: the day on which it is written down."""
    if dated > on:
        return Refusal(f"A statement cannot be dated {dated}: that day is still to come.", "Date it today, or earlier.")
    if purpose in WANTS_AN_ANSWER and deadline is None:
        return Refusal(f"A statement for {purpose} says by when an answer is wanted.", "Give it a deadline.")
    if purpose not in WANTS_AN_ANSWER and deadline is not None:
        return Refusal("A statement for information has no deadline.", "Leave it out, or ask for comment or action.")
    if deadline is not None and deadline < dated:
        return Refusal(f"The deadline, {deadline}, lies before the statement, {dated}.", "Choose a later day.")
    return None


def waiting(purpose: str, direction: str, deadline: date | None, *, answered: bool, on: date) -> Waiting:
    """Give what a statement waits for on a day. direction: "in" or "out". The day of the deadline is still in time."""
    if answered:
        return Waiting.ANSWERED
    if purpose not in WANTS_AN_ANSWER:
        return Waiting.NOTHING
    late = deadline is not None and on > deadline
    if direction == "in":
        return Waiting.OUR_ANSWER_IS_LATE if late else Waiting.OURS
    return Waiting.THEIR_ANSWER_IS_LATE if late else Waiting.THEIRS
