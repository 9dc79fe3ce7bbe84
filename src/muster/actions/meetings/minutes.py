"""The minutes of a meeting: typed by several people at once, approved by a later meeting, public, corrected beside."""

from dataclasses import dataclass, replace
from typing import Any

from muster.actions.addresses import page_of
from muster.actions.caller import Caller
from muster.actions.deed import deed
from muster.actions.letter_kinds import Facts, day
from muster.actions.letters import taking_part, write_letters
from muster.actions.meetings.room import room
from muster.domain.errors import AgainstTheRules, Stale
from muster.domain.meetings.minutes import approval
from muster.domain.meetings.minutes.merge import Merged
from muster.domain.record.chain import hash_of, read_moment, written
from muster.domain.refusal import Refusal
from muster.records.models import Meeting, MinutesVersion
from muster.records.queries.meetings import MeetingShown, meeting_called

LONGEST = 1_000_000
"""Characters of the longest minutes: a book. What is longer was pasted by mistake."""

LONGEST_CORRECTION = 10_000


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the number of the text, and the text with what others typed meanwhile."""

    version: int
    merged: Merged


def minutes_of(shown: MeetingShown) -> approval.Minutes:
    """Give a meeting's minutes as the rules know them."""
    row = shown.row
    if row is None:
        return approval.Minutes(of=shown.occurrence)
    return approval.Minutes(
        of=shown.occurrence,
        text=row.text,
        version=row.text_version,
        stage=approval.Stage(row.stage),
        approved_in=row.approved_in,
        approved_at=row.approved_at,
        published_at=row.published_at,
        corrections=tuple(
            approval.Correction(one["number"], read_moment(one["at"]), one["by"], one["text"])
            for one in row.corrections
        ),
    )


def save(caller: Caller, slug: str, text: str, *, base: int) -> Saved:
    """Save what somebody made of the text numbered `base` (0: nothing yet), together with what others saved since.

    Stale: there is no text of that number. AgainstTheRules: the minutes are approved, or the text is too long.
    """
    if len(text) > LONGEST:
        what = f"These minutes are {len(text):,} characters long; {LONGEST:,} are the most."
        raise AgainstTheRules(f"meeting/{slug}", what, "Link what is longer.")
    with deed(caller, "minutes.write", f"meeting/{slug}") as doing:
        shown, meeting = room(doing, slug)
        began = _text_numbered(meeting, base)
        new, merged = _accepted(approval.written(minutes_of(shown), base=began, text=text), meeting)
        meeting.text, meeting.text_version = new.text, new.version
        meeting.save(update_fields=["text", "text_version"])
        MinutesVersion.objects.create(
            meeting=meeting, version=new.version, text=new.text, by=doing.who.person, at=doing.at
        )
        # A draft is not for everyone yet: the log holds its fingerprint.
        doing.log("minutes.saved", {"version": new.version, "sha256": hash_of(new.text)})
    return Saved(new.version, merged)


def approve(caller: Caller, slug: str, in_slug: str, *, expected: int | None = None) -> Meeting:
    """Let a later meeting, `in_slug`, take the minutes as right."""
    with deed(caller, "minutes.approve", f"meeting/{slug}", expected=expected) as doing:
        shown, meeting = room(doing, slug)
        later = meeting_called(doing.group, in_slug)
        new = _accepted(approval.approved(minutes_of(shown), meeting=later.occurrence, at=doing.at), meeting)
        _keep(meeting, replace(new, approved_in=in_slug))
        doing.log("minutes.approved", {"in": f"meeting/{in_slug}", "sha256": hash_of(meeting.text)})
    return meeting


def publish(caller: Caller, slug: str, *, expected: int | None = None) -> Meeting:
    """Let everyone read the minutes; from now on their text stands in the log."""
    with deed(caller, "minutes.approve", f"meeting/{slug}", expected=expected) as doing:
        shown, meeting = room(doing, slug)
        _keep(meeting, _accepted(approval.published(minutes_of(shown), at=doing.at), meeting))
        doing.log("minutes.published", {"text": meeting.text})
        facts = Facts(
            about=meeting.handle,
            title=f"{shown.occurrence.title}, {day(shown.occurrence.start)}",
            where=page_of(doing.group.slug, meeting.handle),
        )
        write_letters(doing.group, taking_part(doing.group), "minutes.out", facts, at=doing.at, once=f"minutes/{slug}")
    return meeting


def correct(caller: Caller, slug: str, text: str, *, expected: int | None = None) -> Meeting:
    """Put a correction beside minutes that are approved."""
    if len(text) > LONGEST_CORRECTION:
        what = f"A correction has at most {LONGEST_CORRECTION:,} letters."
        raise AgainstTheRules(f"meeting/{slug}", what, "Say what is wrong and what is right, no more.")
    with deed(caller, "record.correct", f"meeting/{slug}", expected=expected) as doing:
        shown, meeting = room(doing, slug)
        found = approval.corrected(minutes_of(shown), by=doing.who.handle, text=text, at=doing.at)
        _keep(meeting, _accepted(found, meeting))
        doing.log("minutes.corrected", {"text": text.strip()})
    return meeting


def _text_numbered(meeting: Meeting, version: int) -> str:
    if version == 0:
        return ""
    found = meeting.versions.filter(version=version).first()
    if found is None:
        raise Stale(meeting.handle, "There is no such text of these minutes.", "Look at them again as they are now.")
    return found.text


def _accepted(found: Any, meeting: Meeting) -> Any:  # noqa: ANN401 - whatever the rule gives when it does not refuse
    """Give what a rule gave, unless it is a refusal, which is raised."""
    if isinstance(found, Refusal):
        raise found.error(meeting.handle)
    return found


def _keep(meeting: Meeting, minutes: approval.Minutes) -> None:
    meeting.stage = minutes.stage.value
    meeting.approved_in, meeting.approved_at = minutes.approved_in, minutes.approved_at
    meeting.published_at = minutes.published_at
    meeting.corrections = [
        {"number": one.number, "at": written(one.at), "by": one.by, "text": one.text} for one in minutes.corrections
    ]
    meeting.save(update_fields=["stage", "approved_in", "approved_at", "published_at", "corrections"])
