"""Minutes go from draft to approved to public, and what may be done in each is the same whoever asks."""

from dataclasses import replace

import pytest

from muster.domain.meetings.minutes.approval import (
    MAY,
    Correction,
    Deed,
    Minutes,
    Stage,
    approved,
    awaiting,
    corrected,
    published,
    refusal,
    written,
)
from muster.domain.meetings.minutes.merge import FIRST_MARK, LAST_MARK, SECOND_MARK, Merged
from muster.domain.meetings.occurrences import Occurrence, State, occurrences
from muster.domain.refusal import Refusal
from tests.domain.meetings.samples import utc, weekly, window

MEETINGS = occurrences(weekly(), window("2017-08-17..2017-09-15"))
FIRST, SECOND, THIRD = MEETINGS[:3]
DRAFT = Minutes(of=FIRST, text="AGREED: to meet", version=1)


def taken(outcome: Minutes | Refusal) -> Minutes:
    assert isinstance(outcome, Minutes)
    return outcome


def test_minutes_are_written_approved_by_the_next_meeting_published_and_corrected() -> None:
    there = taken(approved(DRAFT, meeting=SECOND, at=utc("2017-08-24 14:05")))
    public = taken(published(there, at=utc("2017-08-25 09:00")))
    right = taken(corrected(public, by="Ada Example", text=" not on 1 May\n", at=utc("2017-09-01 09:00")))
    assert right == Minutes(
        of=FIRST,
        text="AGREED: to meet",
        version=1,
        stage=Stage.PUBLIC,
        approved_in=SECOND.key,
        approved_at=utc("2017-08-24 14:05"),
        published_at=utc("2017-08-25 09:00"),
        corrections=(Correction(1, utc("2017-09-01 09:00"), "Ada Example", "not on 1 May"),),
    )


def test_what_others_saved_since_is_kept_when_a_draft_is_saved() -> None:
    outcome = written(DRAFT, base="", text="INFO: Bo was late")
    assert outcome == (
        replace(DRAFT, text="AGREED: to meet\nINFO: Bo was late", version=2),
        Merged("AGREED: to meet\nINFO: Bo was late"),
    )


@pytest.mark.parametrize(
    ("stage", "deed", "said"),
    [
        (Stage.DRAFT, Deed.PUBLISH, "These minutes are a draft still. Let a later meeting approve them first."),
        (Stage.DRAFT, Deed.CORRECT, "These minutes are a draft still. Change the text itself."),
        (Stage.APPROVED, Deed.WRITE, "These minutes are approved, so their text is fixed. Add a correction instead."),
        (Stage.APPROVED, Deed.APPROVE, "These minutes are approved already. Nothing is left to do."),
        (Stage.PUBLIC, Deed.WRITE, "These minutes are approved, so their text is fixed. Add a correction instead."),
        (Stage.PUBLIC, Deed.APPROVE, "These minutes are approved already. Nothing is left to do."),
        (Stage.PUBLIC, Deed.PUBLISH, "These minutes are public already. Nothing is left to do."),
    ],
)
def test_what_does_not_belong_to_a_stage_is_refused_in_it(stage: Stage, deed: Deed, said: str) -> None:
    minutes = replace(DRAFT, stage=stage)
    assert str(refusal(minutes, deed)) == said
    done = {
        Deed.WRITE: written(minutes, base="", text="x"),
        Deed.APPROVE: approved(minutes, meeting=SECOND, at=SECOND.end),
        Deed.PUBLISH: published(minutes, at=SECOND.end),
        Deed.CORRECT: corrected(minutes, by="Ada Example", text="x", at=SECOND.end),
    }
    assert done[deed] == refusal(minutes, deed)


def test_every_stage_and_deed_is_either_allowed_or_refused_with_a_reason() -> None:
    for stage in Stage:
        refused = {deed for deed in Deed if refusal(replace(DRAFT, stage=stage), deed)}
        assert refused == set(Deed) - MAY[stage]


@pytest.mark.parametrize(
    ("meeting", "at", "what"),
    [
        (FIRST, utc("2017-08-17 14:30"), "Minutes are approved by a later meeting."),
        (replace(SECOND, state=State.CANCELLED), SECOND.end, "Minutes are approved by a later meeting."),
        (SECOND, utc("2017-08-24 13:59"), "The meeting that is to approve them has not begun."),
    ],
)
def test_only_a_later_meeting_that_has_begun_approves_minutes(meeting: Occurrence, at: object, what: str) -> None:
    refused = approved(DRAFT, meeting=meeting, at=at)  # type: ignore[arg-type]  # parametrize knows no types
    assert isinstance(refused, Refusal)
    assert refused.what == what


def test_minutes_with_nothing_in_them_or_with_two_versions_cannot_be_approved() -> None:
    marks = f"a\n{FIRST_MARK}\nb\n{SECOND_MARK}\nc\n{LAST_MARK}"
    said = [str(approved(replace(DRAFT, text=text), meeting=SECOND, at=SECOND.end)) for text in (" \n", marks)]
    assert said == [
        "There is no text to approve. Write the minutes first.",
        "From line 2 on, two versions stand beside each other. Keep one and remove the marks first.",
    ]  # fmt: skip


def test_a_correction_says_something() -> None:
    refused = corrected(replace(DRAFT, stage=Stage.PUBLIC), by="Ada Example", text="  ", at=SECOND.end)
    assert str(refused) == "The correction says nothing. Write what is wrong and what is right."


def test_a_meeting_has_to_approve_the_drafts_of_those_before_it() -> None:
    second = Minutes(of=SECOND)
    some = [
        Minutes(of=THIRD),
        second,
        replace(DRAFT, stage=Stage.APPROVED),
        DRAFT,
        Minutes(of=replace(FIRST, state=State.CANCELLED)),
    ]
    assert awaiting(some, meeting=THIRD) == (DRAFT, second)
