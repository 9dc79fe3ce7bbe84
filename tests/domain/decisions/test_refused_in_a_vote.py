"""Everything that is forbidden is refused with a sentence that says why, and one that says what to do instead."""

from collections.abc import Callable

import pytest

from muster.domain.decisions import events as e
from muster.domain.decisions.rules import rules_of
from tests.domain.decisions.board import (
    CHAIR,
    DAY,
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
CALLED = "Version 1 is called for consensus until 2017-05-09 12:00:00 UTC. A seat that does not answer agrees."
DISCUSSED = "Version 1 is being discussed."
WHEN_VOTES_COUNT = "A vote counts from the moment at which voting opens, and before that at which it closes."
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
    "a vote called by a bystander": (
        blocked,
        lambda story: story.calling_a_vote(by("Bo")),
        "This is for the chair to do. Ask them to.",
    ),
    "a vote called before consensus was looked for": (
        opened,
        lambda story: story.calling_a_vote(),
        late(DISCUSSED, "2017-05-02 12:00:00", "A vote comes when consensus has failed."),
    ),
    "a vote called twice": (
        voting,
        lambda story: story.calling_a_vote(),
        late(VOTING, "2017-05-09 12:00:00", "It is called once."),
    ),
    "a vote called where the charter knows none": (
        lambda: Story(
            rules("""
decisions.consensus = { days = 7, silence = "agrees" }
decisions.rules = [{ id = "motion", name = "Motion", way = "consensus" }]
"""),
            *SIX,
        ),
        lambda story: story.calling_a_vote(),
        "The charter has this decided by consensus alone. Extend the call, or revise the text.",
    ),
    "a vote that opens before its notice": (
        lambda: Story(rules(VOTE), *SIX),
        lambda story: story.calling_a_vote(opens=story.at + 2 * DAY - SECOND),
        (
            "The charter wants 2 days of notice, so it cannot open before 2017-05-04 12:00:00 UTC. Let it open then, "
            "or later."
        ),
    ),
    "a vote over days, taken in a meeting": (
        blocked,
        lambda story: story.calling_a_vote(present=("seat/Ada",)),
        "The charter has votes taken over 7 days, by all seats. Call it so.",
    ),
    "a vote in a meeting, taken over days": (
        lambda: Story(MEETS, *SIX),
        lambda story: story.calling_a_vote(),
        "The charter has votes taken in a meeting, by those present. Call it so.",
    ),
    "a guest who counts as present": (
        lambda: Story(MEETS, *SIX),
        lambda story: story.calling_a_vote(present=("seat/Ada", "seat/Gus")),
        "Somebody counts as present who has no seat. Hand in the seats that are there.",
    ),
    "a vote when none is called": (
        called,
        lambda story: story.voting("Bo", "yes"),
        late(
            CALLED,
            "2017-05-02 12:00:00",
            WHEN_VOTES_COUNT,
        ),
    ),
    "a vote before the notice has run": (
        lambda: Story(rules(VOTE), *SIX).vote().on(days=2, seconds=-1),
        lambda story: story.voting("Bo", "yes"),
        late(
            "A vote on version 1 opens on 2017-05-04 12:00:00 UTC.",
            "2017-05-04 11:59:59",
            WHEN_VOTES_COUNT,
        ),
    ),
    "a vote at the very moment of the close": (
        lambda: voting().on(days=7),
        lambda story: story.voting("Bo", "yes"),
        late(
            "This failed on 2017-05-16 12:00:00 UTC.",
            "2017-05-16 12:00:00",
            ENDED,
        ),
    ),
    "a vote of a seat that is not in the frozen electorate": (
        voting,
        lambda story: story.voting("Gus", "yes"),
        "This seat was not there when the vote was called. Whoever had a seat then decides.",
    ),
    "a vote of a seat that stands back": (
        lambda: voting().says("Bo", "recuse"),
        lambda story: story.voting("Bo", "yes"),
        "Bo stands back from this. Whoever stands back does not vote.",
    ),
    "a vote by an alternate after the representative's": (
        lambda: voting().votes("no", "Bo"),
        lambda story: story.voting("Bo", "yes", alternate=True),
        ALTERNATE,
    ),
    "a vote by a seat that is not in the meeting": (
        meeting,
        lambda story: story.voting("Cy", "yes"),
        "This seat is not in the meeting that votes. Only seats that were present vote.",
    ),
    "a vote that says nothing": (
        voting,
        lambda story: story.voting("Bo", None),
        "The vote says nothing. Say yes, no or abstain.",
    ),
    "a secret vote that would be told": (
        lambda: Story(SECRET, *SIX).vote(),
        lambda story: story.voting("Bo", "yes"),
        "The vote is secret: the log must not say how anybody voted. Hand the choice to the ballot box.",
    ),
    "a second secret vote": (
        lambda: Story(SECRET, *SIX).vote().votes(None, "Bo"),
        lambda story: story.voting("Bo", None),
        "This seat has voted, in secret, and its vote cannot be found. The first one stands.",
    ),
    "standing back after a secret vote": (
        lambda: Story(SECRET, *SIX).vote().votes(None, "Bo"),
        lambda story: story.saying("Bo", "recuse"),
        "This seat has voted, in secret, and its vote cannot be found. Tell the chair.",
    ),
    "a withdrawal when the vote has closed": (
        lambda: Story(SECRET, *SIX).vote().on(days=7),
        lambda story: e.ProposalWithdrawn(at=story.at, by=story.proposer),
        late(
            "The vote closed on 2017-05-09 12:00:00 UTC and is to be counted.",
            "2017-05-09 12:00:00",
            "Once a vote has closed, what comes of it stands.",
        ),
    ),
    "a count before the close": (
        lambda: Story(SECRET, *SIX).vote().votes(None, "Bo"),
        lambda story: e.VoteCounted(at=story.at, by=CHAIR, counts=(e.Count(None, 1, 0, 0),)),
        late(
            "Version 1 is being voted on until 2017-05-09 12:00:00 UTC.",
            "2017-05-02 12:00:00",
            "Secret votes are counted once, after the close.",
        ),
    ),
    "a count with a vote too many": (
        lambda: Story(SECRET, *SIX).vote().votes(None, "Bo").on(days=7),
        lambda story: e.VoteCounted(at=story.at, by=CHAIR, counts=(e.Count(None, 2, 0, 0),)),
        "1 voted, and 2 votes were counted, or in other classes. Count the ballots again.",
    ),
    "a count of two boxes that have a vote too many between them": (
        lambda: Story(SECRET, *SIX).vote().votes(None, "Bo").on(days=7),
        lambda story: e.VoteCounted(at=story.at, by=CHAIR, counts=(e.Count(None, 1, 0, 0), e.Count(None, 1, 0, 0))),
        "1 voted, and 2 votes were counted, or in other classes. Count the ballots again.",
    ),
    "a close by hand of a vote that the clock closes": (
        voting,
        lambda story: e.VoteClosed(at=story.at, by=CHAIR),
        late(
            VOTING,
            "2017-05-09 12:00:00",
            "A vote is closed by hand in a meeting alone.",
        ),
    ),
    "a meeting's vote closed by a bystander": (
        meeting,
        lambda story: e.VoteClosed(at=story.at, by=by("Bo")),
        "This is for the chair or the secretary to do. Ask them to.",
    ),
    "a tie broken where there is none": (
        meeting,
        lambda story: e.TieBroken(at=story.at, by=CHAIR, adopted=True),
        late("Version 1 is being voted on in the meeting.", "2017-05-02 12:00:00", "There is no tie to break."),
    ),
    "a tie broken by another than the chair": (
        lambda: (story := meeting().votes("yes", "Ada").votes("no", "Bo")).add(e.VoteClosed(at=story.at, by=CHAIR)),
        lambda story: e.TieBroken(at=story.at, by=SECRETARY, adopted=True),
        "This is for the chair to do. Ask them to.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_forbidden_in_a_vote_is_refused_with_a_sentence_and_changes_nothing(case: str) -> None:
    begin, forbidden, sentence = CASES[case]
    story = begin()
    assert_refused(story, forbidden(story), sentence)
