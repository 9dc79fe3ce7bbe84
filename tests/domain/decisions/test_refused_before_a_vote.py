"""Everything that is forbidden is refused with a sentence that says why, and one that says what to do instead."""

from collections.abc import Callable

import pytest

from muster.domain.decisions import events as e
from muster.domain.decisions.rules import rules_of
from tests.domain.decisions.board import (
    CHAIR,
    DAY,
    NOON,
    SECOND,
    Story,
    assert_refused,
    by,
    charter,
    electors,
    late,
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

VOTING = "Version 1 is being voted on until 2017-05-16 12:00:00 UTC."
NO_CONSENSUS = "The call for consensus closed on 2017-05-09 12:00:00 UTC without consensus."
CALLED = "Version 1 is called for consensus until 2017-05-09 12:00:00 UTC. A seat that does not answer agrees."
DISCUSSED = "Version 1 is being discussed."
TEXT_SETTLED = "The text is settled now; it can only be voted on, or withdrawn."
WHILE_OPEN = "Positions are taken while a call for consensus is open."
ENDED = "Nothing more can happen to it; open another proposal."
ALTERNATE = (
    "The representative has spoken for this seat. An alternate acts only as long as the representative has not; ask "
    "the representative to change it."
)


def opened() -> Story:
    return Story(LCOO, *SIX)


def called() -> Story:
    return opened().call()


def blocked() -> Story:
    return called().says("Bo", "object", "Too dear.").on(days=7)


def voting() -> Story:
    return blocked().vote()


def adopted() -> Story:
    return called().on(days=7)


def meeting() -> Story:
    return Story(MEETS, *SIX).vote(present=("seat/Ada", "seat/Bo"))


CASES: dict[str, tuple[Callable[[], Story], Callable[[Story], e.AnyEvent], str]] = {
    "a position after the close, by a second": (
        lambda: adopted().on(seconds=1),
        lambda story: story.saying("Bo", "object", "Wait!"),
        late(
            "This was adopted on 2017-05-09 12:00:00 UTC.",
            "2017-05-09 12:00:01",
            ENDED,
        ),
    ),
    "a position at the very moment of the close": (
        blocked,
        lambda story: story.saying("Cy", "agree"),
        late(
            NO_CONSENSUS,
            "2017-05-09 12:00:00",
            WHILE_OPEN,
        ),
    ),
    "a position before anybody called for it": (
        opened,
        lambda story: story.saying("Bo", "agree"),
        late(
            DISCUSSED,
            "2017-05-02 12:00:00",
            WHILE_OPEN,
        ),
    ),
    "a position on a text that has been replaced": (
        called,
        lambda story: e.PositionTaken(at=story.at, by=by("Bo"), version=2, stand=e.Stand.AGREE),
        "This is about version 2, and version 1 is before the group. Read that one, and say it again.",
    ),
    "a position of a seat that came later": (
        called,
        lambda story: story.saying("Gus", "agree"),
        "This seat was not there when the call was opened. Whoever had a seat then decides.",
    ),
    "a position for no seat": (
        called,
        lambda story: e.PositionTaken(at=story.at, by=STRANGER, version=1, stand=e.Stand.AGREE),
        "Only a seat has a say in this. Ask somebody who holds one to speak for you.",
    ),
    "an alternate after the representative": (
        lambda: called().says("Bo", "agree"),
        lambda story: story.saying("Bo", "object", "On second thoughts.", alternate=True),
        ALTERNATE,
    ),
    "an objection without a reason": (
        called,
        lambda story: story.saying("Bo", "object", " \n"),
        "An objection needs a reason. Say what would have to change.",
    ),
    "an answer to nobody's objection": (
        called,
        lambda story: e.ObjectionAnswered(at=story.at, by=CHAIR, objector="seat/Bo", answer="No."),
        "No objection of this seat stands. See which objections do.",
    ),
    "an empty answer": (
        blocked,
        lambda story: e.ObjectionAnswered(at=story.at, by=CHAIR, objector="seat/Bo", answer=" "),
        "The answer is empty. Write one.",
    ),
    "somebody else's objection, let go": (
        blocked,
        lambda story: e.ObjectionSettled(at=story.at, by=by("Cy")),
        "No objection of this seat stands. Only the seat that objects can let it go.",
    ),
    "satisfaction with an answer that nobody gave": (
        blocked,
        lambda story: e.ObjectionSettled(at=story.at, by=by("Bo"), satisfied=True),
        "Nobody has answered this objection. Withdraw it, or wait for an answer.",
    ),
    "an objection let go while the group votes": (
        voting,
        lambda story: e.ObjectionSettled(at=story.at, by=by("Bo")),
        late(
            VOTING,
            "2017-05-09 12:00:00",
            "There is nothing left that it would change.",
        ),
    ),
    "a second version while the group votes": (
        voting,
        lambda story: e.ProposalRevised(at=story.at, by=story.proposer, version=1),
        late(
            VOTING,
            "2017-05-09 12:00:00",
            TEXT_SETTLED,
        ),
    ),
    "a version by another than the proposer": (
        opened,
        lambda story: e.ProposalRevised(at=story.at, by=by("Bo"), version=1),
        "This is for the proposer to do. Ask them to.",
    ),
    "a version of a version that is not the last": (
        opened,
        lambda story: e.ProposalRevised(at=story.at, by=story.proposer, version=0),
        "This is about version 0, and version 1 is before the group. Read that one, and say it again.",
    ),
    "a withdrawal by a bystander": (
        opened,
        lambda story: e.ProposalWithdrawn(at=story.at, by=by("Bo")),
        "This is for the proposer or the chair to do. Ask them to.",
    ),
    "a proposal put twice": (
        opened,
        lambda story: e.ProposalOpened(at=story.at, by=story.proposer),
        late(
            DISCUSSED,
            "2017-05-02 12:00:00",
            "It is put to the board once; see what has been said of it.",
        ),
    ),
    "a call by a bystander": (
        opened,
        lambda story: story.calling(by("Bo")),
        "This is for the chair, the secretary or the proposer to do. Ask them to.",
    ),
    "a second call": (
        called,
        lambda story: story.calling(),
        late(
            CALLED,
            "2017-05-02 12:00:00",
            "Wait for what comes of it.",
        ),
    ),
    "a call where one has failed": (
        blocked,
        lambda story: story.calling(),
        late(
            NO_CONSENSUS,
            "2017-05-09 12:00:00",
            "Extend the call, or revise the text.",
        ),
    ),
    "a call among no seats": (
        opened,
        lambda story: e.CallOpened(at=story.at, by=CHAIR, version=1, electorate=()),
        "A decision needs seats, and each of them once. Hand in the seats of the day.",
    ),
    "a call in which a seat stands twice": (
        opened,
        lambda story: e.CallOpened(at=story.at, by=CHAIR, version=1, electorate=(*SIX, SIX[0])),
        "A decision needs seats, and each of them once. Hand in the seats of the day.",
    ),
    "a call where the charter wants a vote": (
        lambda: Story(MEETS, *SIX),
        lambda story: story.calling(),
        "The charter has this decided by a vote. Call the vote.",
    ),
    "an extension into the past": (
        called,
        lambda story: e.CallExtended(at=story.at, by=CHAIR, until=NOON + 7 * DAY),
        "2017-05-09 12:00:00 UTC is no later than 2017-05-09 12:00:00 UTC. Name a later moment.",
    ),
    "an extension by the proposer": (
        called,
        lambda story: e.CallExtended(at=story.at, by=story.proposer, until=NOON + 9 * DAY),
        "This is for the chair or the secretary to do. Ask them to.",
    ),
    "an extension of no call": (
        opened,
        lambda story: e.CallExtended(at=story.at, by=CHAIR, until=NOON + 9 * DAY),
        late(DISCUSSED, "2017-05-02 12:00:00", "There is no call for consensus to extend."),
    ),
    "a proposal seconded by its own seat": (
        lambda: Story(SECONDED, *SIX),
        lambda story: e.ProposalSeconded(at=story.at, by=by("Ada", alternate=True)),
        "A proposal is seconded by another seat than the one that put it. Ask another.",
    ),
    "a proposal seconded twice by one seat": (
        lambda: (story := Story(SECONDED, *SIX)).add(e.ProposalSeconded(at=story.at, by=by("Bo"))),
        lambda story: e.ProposalSeconded(at=story.at, by=by("Bo")),
        "This seat has seconded it. Once is enough.",
    ),
    "a proposal seconded that needs no second": (
        opened,
        lambda story: e.ProposalSeconded(at=story.at, by=by("Bo")),
        "It needs nobody to second it. Say what you think of it when you are asked.",
    ),
    "a second by somebody without a seat": (
        lambda: Story(SECONDED, *SIX),
        lambda story: e.ProposalSeconded(at=story.at, by=STRANGER),
        "This is for any seat to do. Ask them to.",
    ),
    "a moment before the log's last": (
        called,
        lambda _: e.PositionTaken(at=NOON - SECOND, by=by("Bo"), version=1, stand=e.Stand.AGREE),
        (
            "This comes from 2017-05-02 11:59:59 UTC, and the log goes to 2017-05-02 12:00:00 UTC already. Check the "
            "clock of the machine, and try again."
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_forbidden_before_a_vote_is_refused_with_a_sentence_and_changes_nothing(case: str) -> None:
    begin, forbidden, sentence = CASES[case]
    story = begin()
    assert_refused(story, forbidden(story), sentence)
