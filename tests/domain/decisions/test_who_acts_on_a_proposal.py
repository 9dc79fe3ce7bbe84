"""Who acts on a proposal: proposers, chairs and none, alternates; and what a refusal and an event are made of."""

from datetime import datetime, timedelta, timezone

import pytest

from muster.domain.decisions import events as e
from muster.domain.decisions.fold import state as state_of
from muster.domain.decisions.rules import rules_of
from muster.domain.decisions.state import Phase
from muster.domain.errors import AgainstTheRules, NotAllowed, Stale
from muster.domain.refusal import Refusal
from tests.domain.decisions.board import (
    CHAIR,
    DAY,
    NOON,
    Story,
    by,
    charter,
    electors,
    rules,
)

SIX = electors("Ada", "Bo", "Cy", "Di", "Eve", "Fay")
LCOO = rules_of(charter("lcoo"), "motion")
SECRETARY = e.Actor("person/Sy", offices=("secretary",))
STRANGER = e.Actor("person/Zoe")
VOTE = """
decisions.rules = [{ id = "motion", name = "Motion", way = "vote", passes = [{ more_than = "1/2", of = "cast" }] }]
decisions.vote = { called_by = ["chair"], days = 7, notice_days = 2 }
"""
SECRET = rules(VOTE.replace("notice_days = 2", 'ballot = "secret"'))
MEETS = rules(VOTE.replace("days = 7, notice_days = 2", 'tie = "chair-decides"'))
SECONDED = rules(VOTE.replace("decisions.rules = [{", "decisions.rules = [{ seconds = 1,"))


def opened() -> Story:
    return Story(LCOO, *SIX)


def called() -> Story:
    return opened().call()


def test_nothing_can_happen_to_a_draft_but_that_it_is_opened() -> None:
    now = state_of([], LCOO, at=NOON)
    assert now.phase is Phase.DRAFT
    event = e.ProposalWithdrawn(at=NOON, by=CHAIR)
    (void,) = state_of([event], LCOO, at=NOON).void
    assert str(void.refusal) == "This is still a draft. Open it first."


def test_an_alternate_acts_until_the_representative_does_who_may_change_what_the_alternate_said() -> None:
    story = called()
    story.add(story.saying("Bo", "object", "Too dear.", alternate=True)).add(
        story.saying("Bo", "agree", alternate=True)
    )
    story.says("Bo", "stand-aside").on(days=7)
    assert story.now.phase is Phase.ADOPTED
    assert [(one.stand, one.by.alternate) for one in story.now.positions] == [(e.Stand.ASIDE, False)]


def test_where_there_is_no_chair_the_proposer_presides() -> None:
    headless = rules_of(charter("kubernetes-steering"), "decision")
    story = Story(headless, *SIX).call().says("Bo", "object", "Not ours.").on(days=7)
    assert story.refusal(e.CallExtended(at=story.at, by=by("Bo"), until=story.at + DAY)) == Refusal(
        "This is for the secretary or the proposer to do.", "Ask them to.", NotAllowed
    )
    assert story.add(e.CallExtended(at=story.at, by=story.proposer, until=story.at + DAY)).now.phase is Phase.CALL


def test_a_proposer_without_a_seat_is_known_by_person() -> None:
    story = Story(LCOO, *SIX, proposer=STRANGER)
    assert story.refusal(e.ProposalRevised(at=story.at, by=by("Ada"), version=1)) is not None
    assert story.add(e.ProposalRevised(at=story.at, by=STRANGER, version=1)).now.version == 2


def test_whoever_called_a_vote_in_a_meeting_may_close_it() -> None:
    of = rules(VOTE.replace('["chair"], days = 7, notice_days = 2', '["any-seat"]'))
    story = Story(of, *SIX).vote(by("Bo"), present=("seat/Ada", "seat/Bo"))
    assert story.add(e.VoteClosed(at=story.at, by=by("Bo"))).now.phase is Phase.FAILED


def test_a_refusal_becomes_the_error_of_its_kind_about_what_it_is_about() -> None:
    story = called()
    stale = story.refusal(e.PositionTaken(at=story.at, by=by("Bo"), version=2, stand=e.Stand.AGREE))
    assert stale is not None
    error = stale.error("proposal/3")
    assert (type(error), error.where, error.what, error.mend) == (Stale, "proposal/3", stale.what, stale.mend)
    reasonless = story.refusal(story.saying("Bo", "object"))
    assert reasonless is not None
    assert reasonless.kind is AgainstTheRules


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=2))])
def test_a_moment_that_is_not_utc_is_no_moment_of_an_event(zone: timezone | None) -> None:
    wrong = datetime(2017, 5, 2, 12, tzinfo=zone)
    with pytest.raises(ValueError, match="given in UTC"):
        e.ProposalOpened(at=wrong, by=CHAIR)
    with pytest.raises(ValueError, match="given in UTC"):
        e.CallExtended(at=NOON, by=CHAIR, until=wrong)


def test_a_count_below_nothing_is_no_count() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        e.Count(None, 1, -1, 0)
