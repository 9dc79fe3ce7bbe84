"""From draft to public: what may be done with minutes in each state, and what has to be so first.

Draft: anyone who may write them does. Approved: a later meeting of the group took them as right; the text is fixed.
Public: everyone can read them. What turns out wrong after the approval is a correction beside the text, never a new
text. All functions are given the moment and touch nothing; each gives the minutes as they are then, or a refusal.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from muster.domain.meetings.minutes.merge import Merged, merge, unsettled
from muster.domain.meetings.occurrences import Occurrence
from muster.domain.refusal import Refusal


class Stage(StrEnum):
    """How far minutes have come."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLIC = "public"


class Deed(StrEnum):
    """What can be done with minutes."""

    WRITE = "write"
    APPROVE = "approve"
    PUBLISH = "publish"
    CORRECT = "correct"


MAY: dict[Stage, frozenset[Deed]] = {
    Stage.DRAFT: frozenset({Deed.WRITE, Deed.APPROVE}),
    Stage.APPROVED: frozenset({Deed.PUBLISH, Deed.CORRECT}),
    Stage.PUBLIC: frozenset({Deed.CORRECT}),
}
"""What may be done in which stage."""

_WHY_NOT = {
    Deed.WRITE: Refusal("These minutes are approved, so their text is fixed.", "Add a correction instead."),
    Deed.APPROVE: Refusal("These minutes are approved already.", "Nothing is left to do."),
    Deed.CORRECT: Refusal("These minutes are a draft still.", "Change the text itself."),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What was found wrong after the approval. number: from 1. at: when, in UTC. by: who said so."""

    number: int
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of one meeting. version: how often the text was saved. approved_in: the key of that meeting."""

    of: Occurrence
    text: str = ""
    version: int = 0
    stage: Stage = Stage.DRAFT
    approved_in: str = ""
    approved_at: datetime | None = None
    published_at: datetime | None = None
    corrections: tuple[Correction, ...] = ()


def refusal(minutes: Minutes, deed: Deed) -> Refusal | None:
    """Say why a deed cannot be done in the stage that the minutes are in; None: it can."""
    if deed in MAY[minutes.stage]:
        return None
    if deed is Deed.PUBLISH:
        approved = minutes.stage is Stage.PUBLIC
        what = "These minutes are public already." if approved else "These minutes are a draft still."
        return Refusal(what, "Nothing is left to do." if approved else "Let a later meeting approve them first.")
    return _WHY_NOT[deed]


def written(minutes: Minutes, *, base: str, text: str) -> tuple[Minutes, Merged] | Refusal:
    """Save what somebody made of `base` together with what others saved since; there may be lines to settle then."""
    if refused := refusal(minutes, Deed.WRITE):
        return refused
    merged = merge(base, minutes.text, text)
    return replace(minutes, text=merged.text, version=minutes.version + 1), merged


def approved(minutes: Minutes, *, meeting: Occurrence, at: datetime) -> Minutes | Refusal:
    """Let a meeting take the minutes as right: one that takes place, begins after theirs has ended, and has begun."""
    if refused := refusal(minutes, Deed.APPROVE):
        return refused
    if not minutes.text.strip():
        return Refusal("There is no text to approve.", "Write the minutes first.")
    if lines := unsettled(minutes.text):
        return Refusal(
            f"From line {lines[0]} on, two versions stand beside each other.", "Keep one and remove the marks first."
        )
    if not meeting.takes_place or meeting.start < minutes.of.end:
        return Refusal("Minutes are approved by a later meeting.", "Choose one that takes place after theirs.")
    if at < meeting.start:
        return Refusal(
            "The meeting that is to approve them has not begun.", f"Wait until {meeting.start:%Y-%m-%d %H:%M} UTC."
        )
    return replace(minutes, stage=Stage.APPROVED, approved_in=meeting.key, approved_at=at)


def published(minutes: Minutes, *, at: datetime) -> Minutes | Refusal:
    """Let everyone read the minutes."""
    return refusal(minutes, Deed.PUBLISH) or replace(minutes, stage=Stage.PUBLIC, published_at=at)


def corrected(minutes: Minutes, *, by: str, text: str, at: datetime) -> Minutes | Refusal:
    """Put a correction beside the text."""
    if refused := refusal(minutes, Deed.CORRECT):
        return refused
    if not text.strip():
        return Refusal("The correction says nothing.", "Write what is wrong and what is right.")
    new = Correction(len(minutes.corrections) + 1, at, by, text.strip())
    return replace(minutes, corrections=(*minutes.corrections, new))


def awaiting(drafts: Iterable[Minutes], *, meeting: Occurrence) -> tuple[Minutes, ...]:
    """Give the minutes that a meeting has to approve: drafts of meetings that ended before it, the oldest first."""
    ready = (one for one in drafts if one.stage is Stage.DRAFT and one.of.takes_place and one.of.end <= meeting.start)
    return tuple(sorted(ready, key=lambda one: (one.of.start, one.of.key)))
