"""A call for consensus: open for the charter's days, answered by seats, closed by the clock alone."""

from datetime import timedelta

import pytest

from muster.domain.decisions import events as e
from muster.domain.decisions.fold import state as state_of
from muster.domain.decisions.judging import outlook
from muster.domain.decisions.rules import Rules, rules_of
from muster.domain.decisions.state import Phase
from muster.domain.decisions.words import derivation
from tests.domain.decisions.board import CHAIR, DAY, NOON, SECOND, Story, charter, numbered, rules

LCOO = rules_of(charter("lcoo"), "motion")
SEVEN = numbered(7)
SAYS_NOTHING = rules("""
decisions.quorum = { more_than = "1/2", of = "seats" }
decisions.consensus = { days = 7, silence = "says-nothing" }
decisions.rules = [{ id = "motion", name = "Motion", way = "consensus" }]
""")


def called(of: Rules = LCOO) -> Story:
    return Story(of, *SEVEN).call()


def test_where_silence_agrees_a_call_that_nobody_answers_is_adopted_when_it_closes() -> None:
    story = called()
    assert story.on(days=7, seconds=-1).now.phase is Phase.CALL
    now = story.on(seconds=1).now
    assert (now.phase, now.since, now.until) == (Phase.ADOPTED, NOON + 7 * DAY, None)
    assert now.verdict is not None
    assert derivation(now.verdict) == (
        "0 agreed",
        "7 said nothing, which agrees",
        "0 standing objections",
        "7 of 7 seats took part, quorum 4",
    )


@pytest.mark.parametrize(("answers", "phase"), [(3, Phase.NO_CONSENSUS), (4, Phase.ADOPTED)])
def test_where_silence_says_nothing_the_quorum_wants_answers(answers: int, phase: Phase) -> None:
    story = called(SAYS_NOTHING)
    for elector in SEVEN[:answers]:
        story.says(elector.name, "agree")
    assert story.on(days=7).now.phase is phase


def test_nothing_is_adopted_that_nobody_agrees_to() -> None:
    story = called(SAYS_NOTHING)
    for elector in SEVEN:
        story.says(elector.name, "stand-aside")
    assert story.on(days=7).now.phase is Phase.NO_CONSENSUS


def test_an_objection_that_stands_at_the_close_keeps_a_proposal_from_being_adopted() -> None:
    story = called().says("01", "object", "Too dear.").says("02", "agree").on(days=7)
    assert story.now.phase is Phase.NO_CONSENSUS
    assert [position.reason for position in story.now.objections] == ["Too dear."]
    assert story.now.verdict is not None
    assert derivation(story.now.verdict) == (
        "1 agreed",
        "5 said nothing, which agrees",
        "1 standing objection (01)",
        "7 of 7 seats took part, quorum 4",
    )


def test_a_position_can_change_until_the_call_closes_and_the_last_one_counts() -> None:
    story = called().says("01", "object", "Too dear.").on(days=6).says("01", "stand-aside")
    now = story.on(days=1).now
    assert (now.phase, [position.stand for position in now.positions]) == (Phase.ADOPTED, [e.Stand.ASIDE])
    assert sum(isinstance(event, e.PositionTaken) for event in story.events) == 2


def test_an_objection_withdrawn_in_time_does_not_stand() -> None:
    story = called().says("01", "object", "Too dear.")
    story.add(e.ObjectionSettled(at=story.at, by=story.saying("01", "agree").by))
    assert story.now.objections == ()
    assert story.on(days=7).now.phase is Phase.ADOPTED


def test_an_answer_settles_an_objection_only_if_the_objector_says_so() -> None:
    story = called().says("01", "object", "Too dear.")
    story.add(e.ObjectionAnswered(at=story.at, by=CHAIR, objector="seat/01", answer="It is paid for."))
    (objection,) = story.now.objections
    assert [answer.answer for answer in objection.answers] == ["It is paid for."]
    story.add(e.ObjectionSettled(at=story.at, by=story.saying("01", "agree").by, satisfied=True))
    assert [(one.stand, one.settled) for one in story.now.positions] == [(e.Stand.OBJECT, "satisfied")]
    assert story.on(days=7).now.phase is Phase.ADOPTED


def test_an_objector_who_says_it_better_keeps_the_answers_given_so_far() -> None:
    story = called().says("01", "object", "Dear.")
    story.add(e.ObjectionAnswered(at=story.at, by=CHAIR, objector="seat/01", answer="It is paid for."))
    (objection,) = story.says("01", "object", "Too dear for us.").now.objections
    assert (objection.reason, len(objection.answers)) == ("Too dear for us.", 1)


def test_the_last_objection_withdrawn_after_the_close_lets_the_proposal_be_adopted_then() -> None:
    story = called().says("01", "object", "Too dear.").says("02", "object", "Too soon.").on(days=8)
    objectors = [story.saying(name, "agree").by for name in ("01", "02")]
    story.add(e.ObjectionSettled(at=story.at, by=objectors[0]))
    assert story.now.phase is Phase.NO_CONSENSUS
    story.on(days=1).add(e.ObjectionSettled(at=story.at, by=objectors[1]))
    assert (story.now.phase, story.now.since) == (Phase.ADOPTED, NOON + 9 * DAY)


def test_an_extension_keeps_what_was_said_and_moves_the_close() -> None:
    story = called().says("01", "object", "Too dear.").on(days=8)
    until = story.at + 3 * DAY
    story.add(e.CallExtended(at=story.at, by=CHAIR, until=until))
    assert (story.now.phase, story.now.until, len(story.now.objections)) == (Phase.CALL, until, 1)
    story.says("01", "agree").on(days=3)
    assert (story.now.phase, story.now.since) == (Phase.ADOPTED, until)


def test_a_new_version_ends_the_call_and_forgets_the_positions() -> None:
    story = called().says("01", "object", "Too dear.").on(days=1)
    story.add(e.ProposalRevised(at=story.at, by=story.proposer, version=1))
    assert (story.now.phase, story.now.version, story.now.positions) == (Phase.DISCUSSION, 2, ())
    assert story.call().on(days=7).now.phase is Phase.ADOPTED


def test_recorded_objections_stay_with_the_decision_and_do_not_stop_it() -> None:
    recorded = rules("""
decisions.consensus = { days = 7, silence = "says-nothing", objections = "recorded", objection_needs_reason = false }
decisions.rules = [{ id = "motion", name = "Motion", way = "consensus" }]
""")
    story = called(recorded).says("01", "object").says("02", "agree").on(days=7)
    assert story.now.phase is Phase.ADOPTED
    assert story.now.verdict is not None
    assert story.now.verdict.objecting == ("01",)
    story.on(days=1).add(e.ObjectionAnswered(at=story.at, by=CHAIR, objector="seat/01", answer="We thought of it."))
    assert (story.now.phase, len(story.now.objections[0].answers)) == (Phase.ADOPTED, 1)


def test_a_seat_that_stands_back_is_not_counted_on_either_side_of_the_quorum() -> None:
    story = called(SAYS_NOTHING)
    for name in ("00", "01", "02"):
        story.says(name, "agree")
    assert story.says("03", "recuse").says("04", "recuse").on(days=7).now.phase is Phase.ADOPTED
    assert story.now.verdict is not None
    assert derivation(story.now.verdict)[-2:] == ("2 stood back", "3 of 5 seats answered, quorum 3")


def test_a_proposal_lapses_by_the_clock_unless_a_call_is_open() -> None:
    lapsing = rules("""
decisions.discussion = { days = 2, lapses_after_days = 10 }
decisions.consensus = { days = 7, silence = "says-nothing" }
decisions.rules = [{ id = "motion", name = "Motion", way = "consensus" }]
""")
    story = Story(lapsing, *SEVEN)
    at = NOON + 10 * DAY
    assert state_of(story.events, lapsing, at=at - SECOND).phase is Phase.DISCUSSION
    assert state_of(story.events, lapsing, at=at).phase is Phase.LAPSED
    story.on(days=9).call().on(days=2)
    assert story.now.phase is Phase.CALL
    assert (story.on(days=5).now.phase, story.now.since) == (Phase.LAPSED, NOON + 16 * DAY)


@pytest.mark.parametrize(("new_version", "discussed_until"), [("restarts", 12), ("continues", 7)])
def test_a_new_version_restarts_the_discussion_if_the_charter_says_so(new_version: str, discussed_until: int) -> None:
    story = Story(
        rules(f"""
decisions.discussion = {{ days = 7, new_version = "{new_version}", lapses_after_days = 30 }}
decisions.consensus = {{ days = 7, silence = "agrees" }}
decisions.rules = [{{ id = "motion", name = "Motion", way = "consensus" }}]
"""),
        *SEVEN,
    ).on(days=5)
    story.add(e.ProposalRevised(at=story.at, by=story.proposer, version=1))
    assert story.now.discussed_until == NOON + timedelta(days=discussed_until)
    assert story.now.until == NOON + timedelta(days=discussed_until + 23)


def test_how_a_call_would_end_now_is_known_while_it_is_open() -> None:
    story = called(SAYS_NOTHING).says("01", "agree")
    now = outlook(story.now)
    assert now is not None
    assert derivation(now) == (
        "1 agreed",
        "6 said nothing, which is no answer",
        "0 standing objections",
        "1 of 7 seats answered, quorum 4",
    )
    assert outlook(story.on(days=7).now) is None


def test_a_seat_that_was_there_at_the_opening_is_still_asked_when_others_have_come() -> None:
    story = called(SAYS_NOTHING)
    assert [elector.name for elector in story.says("03", "agree").now.silent] == ["00", "01", "02", "04", "05", "06"]
    assert story.refusal(story.saying("a newcomer", "agree")) is not None
