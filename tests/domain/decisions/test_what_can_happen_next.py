"""What can happen next, who may do it, and where a proposal stands in words."""

import pytest

from muster.domain.decisions import events as e
from muster.domain.decisions.deeds import deeds, who_may
from muster.domain.decisions.fold import state
from muster.domain.decisions.rules import rules_of
from muster.domain.decisions.state import Phase
from muster.domain.decisions.words import phase_in_words, silence_in_words
from tests.domain.decisions.board import CHAIR, DAY, NOON, Story, by, charter, electors, numbered, rules

LCOO = rules_of(charter("lcoo"), "motion")
SIX = electors("Ada", "Bo", "Cy", "Di", "Eve", "Fay")


def test_a_draft_can_only_be_opened() -> None:
    draft = state([], LCOO, at=NOON)
    assert deeds(draft, by("Ada")) == ("proposal.open",)
    assert phase_in_words(draft) == "This is a draft."


def test_everyone_sees_what_they_can_do_in_a_call() -> None:
    now = Story(LCOO, *SIX).call().says("Bo", "object", "Too dear.").now
    assert deeds(now, by("Ada")) == (
        "proposal.revise",
        "position.take",
        "position.recuse",
        "objection.answer",
        "proposal.withdraw",
    )
    assert deeds(now, by("Bo")) == ("position.take", "position.recuse", "objection.answer", "objection.accept")
    assert deeds(now, CHAIR) == ("proposal.extend", "objection.answer", "proposal.withdraw")


def test_after_a_failed_call_the_chair_may_extend_call_a_vote_or_withdraw() -> None:
    now = Story(LCOO, *SIX).call().says("Bo", "object", "Too dear.").on(days=7).now
    assert who_may(now) == {
        "proposal.revise": ("proposer",),
        "proposal.extend": ("chair",),
        "objection.answer": ("proposer", "chair", "any-seat"),
        "objection.accept": ("any-seat",),
        "vote.call": ("chair",),
        "proposal.withdraw": ("proposer", "chair"),
    }


def test_in_a_vote_seats_vote_and_whoever_has_stood_back_does_not() -> None:
    story = Story(LCOO, *SIX).call().says("Bo", "object", "Too dear.").on(days=7).vote().says("Cy", "recuse")
    assert deeds(story.now, by("Di")) == ("position.recuse", "objection.answer", "vote.cast")
    assert deeds(story.now, by("Cy")) == ("position.recuse", "objection.answer")
    assert deeds(story.now, by("Gus")) == ("objection.answer",)


def test_in_a_meeting_the_vote_is_called_whatever_the_quorum_and_closed_by_hand() -> None:
    story = Story(rules_of(charter("openstack-tc"), "motion"), *numbered(13))
    assert "vote.call" in deeds(story.now, story.proposer)
    story.vote(story.proposer, present=tuple(elector.seat for elector in story.seats))
    assert "proposal.close" in deeds(story.now, story.proposer)


def test_a_quorum_of_recent_attendance_does_not_hide_the_call_for_a_vote() -> None:
    story = Story(rules_of(charter("ca-browser-forum"), "ballot"), *SIX)
    assert who_may(story.now)["proposal.second"] == ("any-seat",)
    story.add(*(e.ProposalSeconded(at=story.at, by=by(name)) for name in ("Bo", "Cy"))).on(days=7)
    assert who_may(story.now)["vote.call"] == ("proposer",)


SECRET = rules("""
decisions.discussion = { days = 2, lapses_after_days = 9 }
decisions.consensus = { days = 3, silence = "says-nothing" }
decisions.vote = { called_by = ["chair"], notice_days = 1, days = 2, ballot = "secret", tie = "chair-decides" }
decisions.rules = [
    { id = "motion", name = "Motion", way = "consensus-then-vote", passes = [{ more_than = "1/2", of = "yes-and-no" }] }
]
""")
LAPSES = "It lapses on 2017-05-11 12:00:00 UTC if nothing is decided."
SILENT = "A seat that does not answer has not taken part."


def test_every_phase_has_its_sentence_and_its_deeds() -> None:
    story = Story(SECRET, *SIX)
    said = {story.now.phase: (phase_in_words(story.now), set(who_may(story.now)))}

    def note() -> None:
        said[story.now.phase] = phase_in_words(story.now), set(who_may(story.now))

    story.on(days=2).call()
    note()
    story.on(days=3)
    note()
    story.vote()
    note()
    story.on(days=1).votes(None, "Ada", "Bo")
    note()
    story.on(days=2)
    note()
    story.add(e.VoteCounted(at=story.at, by=CHAIR, counts=(e.Count(None, 1, 1, 0),)))
    note()
    story.add(e.TieBroken(at=story.at, by=CHAIR, adopted=False))
    note()
    assert said == {
        Phase.DISCUSSION: (
            f"Version 1 is being discussed, until 2017-05-04 12:00:00 UTC at least. {LAPSES}",
            {"proposal.revise", "proposal.withdraw"},
        ),
        Phase.CALL: (
            f"Version 1 is called for consensus until 2017-05-07 12:00:00 UTC. {SILENT}",
            {"proposal.revise", "proposal.extend", "position.take", "position.recuse", "proposal.withdraw"},
        ),
        Phase.NO_CONSENSUS: (
            f"The call for consensus closed on 2017-05-07 12:00:00 UTC without consensus. {LAPSES}",
            {"proposal.revise", "proposal.extend", "vote.call", "proposal.withdraw"},
        ),
        Phase.NOTICE: (
            "A vote on version 1 opens on 2017-05-08 12:00:00 UTC.",
            {"position.recuse", "proposal.withdraw"},
        ),
        Phase.VOTE: (
            "Version 1 is being voted on until 2017-05-10 12:00:00 UTC.",
            {"position.recuse", "vote.cast", "proposal.withdraw"},
        ),
        Phase.COUNTING: (
            "The vote closed on 2017-05-10 12:00:00 UTC and is to be counted.",
            {"vote.count"},
        ),
        Phase.TIED: (
            "The vote closed on 2017-05-10 12:00:00 UTC with as many yes as no, and the chair decides.",
            {"vote.break-tie"},
        ),
        Phase.FAILED: ("This failed on 2017-05-10 12:00:00 UTC.", set()),
    }


@pytest.mark.parametrize("reason", ["", "Overtaken by events."])
def test_a_withdrawn_proposal_is_over_whatever_the_reason(reason: str) -> None:
    story = Story(LCOO, *SIX).call().on(days=1)
    story.add(e.ProposalWithdrawn(at=story.at, by=story.proposer, reason=reason))
    assert phase_in_words(story.on(days=30).now) == "This was withdrawn on 2017-05-03 12:00:00 UTC."
    assert deeds(story.now, story.proposer) == ()


def test_a_proposal_that_lapsed_says_when() -> None:
    story = Story(SECRET, *SIX).on(days=100)
    assert phase_in_words(story.now) == f"This lapsed on {(NOON + 9 * DAY):%Y-%m-%d %H:%M:%S} UTC."


def test_what_silence_means_is_said_for_the_phase_that_it_is_kept_in() -> None:
    story = Story(LCOO, *SIX).call()
    assert silence_in_words(story.now) == "A seat that does not answer agrees."
    story.says("Bo", "object", "Too dear.").on(days=7).vote()
    assert silence_in_words(story.now) == SILENT
