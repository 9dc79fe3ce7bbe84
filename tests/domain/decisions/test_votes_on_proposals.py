"""A vote: announced, open for days or taken in a meeting, open or secret, with ties, classes and shared votes."""

import pytest

from muster.domain.decisions import events as e
from muster.domain.decisions.judging import outlook
from muster.domain.decisions.rules import Rules
from muster.domain.decisions.state import Phase
from muster.domain.decisions.words import derivation, phase_in_words
from tests.domain.decisions.board import CHAIR, DAY, NOON, Story, by, electors, numbered, rules

SIX = electors("Ada", "Bo", "Cy", "Di", "Eve", "Fay")


def majority(more: str = "", passes: str = '{ more_than = "1/2", of = "yes-and-no" }') -> Rules:
    return rules(f"""
decisions.vote = {{ called_by = ["chair"], days = 7{more} }}
decisions.rules = [{{ id = "motion", name = "Motion", way = "vote", passes = [{passes}] }}]
""")


def voted(of: Rules, yes: int, no: int, abstain: int = 0) -> Story:
    return Story(of, *SIX).vote().poll(SIX, yes, no, abstain)


def said(story: Story) -> tuple[str, ...]:
    assert story.now.verdict is not None
    return derivation(story.now.verdict, story.rules.class_names)


def test_a_vote_opens_when_its_notice_has_run_and_closes_at_the_end_of_its_days() -> None:
    story = Story(majority(", notice_days = 3"), *SIX).vote()
    assert (story.now.phase, story.now.until) == (Phase.NOTICE, NOON + 3 * DAY)
    story.on(days=3)
    assert (story.now.phase, story.now.until) == (Phase.VOTE, NOON + 10 * DAY)
    assert (story.on(days=7).now.phase, story.now.since) == (Phase.FAILED, NOON + 10 * DAY)


def test_a_vote_may_be_called_for_the_end_of_its_notice_or_later() -> None:
    for days in (3, 5):
        story = Story(majority(", notice_days = 3"), *SIX).vote(opens=NOON + days * DAY)
        assert (story.now.phase, story.now.until) == (Phase.NOTICE, NOON + days * DAY)


def test_a_vote_can_change_until_the_close_and_the_last_one_counts() -> None:
    story = voted(majority(), 2, 2).on(days=6).votes("yes", "Cy").on(days=1)
    assert said(story) == ("3 yes > 1 no", "4 of 6 seats answered, quorum 1")


@pytest.mark.parametrize(
    ("tie", "phase", "words"),
    [
        ("fails", Phase.FAILED, "2 yes = 2 no, a tie, which fails"),
        ("passes", Phase.ADOPTED, "2 yes = 2 no, a tie, which passes"),
        ("chair-decides", Phase.TIED, "2 yes = 2 no, a tie, which the chair decides"),
    ],
)
def test_a_tie_is_what_the_charter_says(tie: str, phase: Phase, words: str) -> None:
    story = voted(majority(f', tie = "{tie}"'), 2, 2, 1).on(days=7)
    assert (story.now.phase, said(story)[0]) == (phase, words)


@pytest.mark.parametrize(("adopted", "phase"), [(True, Phase.ADOPTED), (False, Phase.FAILED)])
def test_the_chair_breaks_a_tie_where_the_charter_leaves_it_to_the_chair(adopted: bool, phase: Phase) -> None:
    story = voted(majority(', tie = "chair-decides"'), 2, 2).on(days=9)
    story.add(e.TieBroken(at=story.at, by=CHAIR, adopted=adopted))
    assert (story.now.phase, story.now.since) == (phase, NOON + 9 * DAY)
    assert story.now.verdict is not None
    assert story.now.verdict.casting is adopted


def test_the_chair_is_not_asked_about_a_tie_that_another_condition_settles() -> None:
    both = '{ more_than = "1/2", of = "yes-and-no" }, { at_least = 3 }'
    story = voted(majority(', tie = "chair-decides"', both), 2, 2).on(days=7)
    assert (story.now.phase, said(story)[:2]) == (
        Phase.FAILED,
        ("2 yes = 2 no, a tie, which the chair decides", "2 yes, 3 needed"),
    )


def test_half_of_the_votes_is_a_tie_too_where_half_is_enough() -> None:
    assert voted(majority("", '{ at_least = "1/2", of = "yes-and-no" }'), 2, 2).on(days=7).now.phase is Phase.FAILED


def test_nobody_for_and_nobody_against_is_no_tie_and_fails() -> None:
    story = voted(majority(', tie = "passes"'), 0, 0, 3).on(days=7)
    assert (story.now.phase, said(story)) == (
        Phase.FAILED,
        ("0 yes = 0 no", "3 abstained", "3 of 6 seats answered, quorum 1"),
    )


@pytest.mark.parametrize(
    ("condition", "words", "phase"),
    [
        ('{ at_least = "2/3", of = "seats" }', "4 yes of 6 in all, 4 needed (at least two thirds)", Phase.ADOPTED),
        ('{ more_than = "2/3", of = "seats" }', "4 yes of 6 in all, 5 needed (more than two thirds)", Phase.FAILED),
        ('{ at_least = "2/3", of = "cast" }', "4 yes of 6 cast, 4 needed (at least two thirds)", Phase.ADOPTED),
        (
            '{ more_than = "4/5", of = "yes-and-no" }',
            "4 yes of 5 for and against, 5 needed (more than 4/5)",
            Phase.FAILED,
        ),
        (
            '{ at_least = "3/4", of = "present" }',
            "4 yes of 6 present, 5 needed (at least three quarters)",
            Phase.FAILED,
        ),
        ("{ more_than = 3 }", "4 yes, 4 needed", Phase.ADOPTED),
    ],
)
def test_shares_are_taken_of_what_the_charter_names(condition: str, words: str, phase: Phase) -> None:
    story = voted(majority("", condition), 4, 1, 1).on(days=7)
    assert (story.now.phase, said(story)[0]) == (phase, words)


@pytest.mark.parametrize(
    ("recusal", "words"),
    [("leaves-base", "3 yes of 4 in all, 3 needed"), ("stays-in-base", "3 yes of 6 in all, 4 needed")],
)
def test_a_seat_that_stands_back_leaves_the_base_if_the_charter_says_so(recusal: str, words: str) -> None:
    story = voted(majority(f', recusal = "{recusal}"', '{ at_least = "2/3", of = "seats" }'), 3, 0)
    story.says("Eve", "recuse").says("Fay", "recuse").on(days=7)
    assert said(story)[0].startswith(words)


@pytest.mark.parametrize(
    ("recusal", "words"),
    [("leaves-base", "3 yes of 4 present, 3 needed"), ("stays-in-base", "3 yes of 6 present, 4 needed")],
)
def test_over_days_whoever_votes_or_stands_back_is_present(recusal: str, words: str) -> None:
    story = voted(majority(f', recusal = "{recusal}"', '{ at_least = "2/3", of = "present" }'), 3, 1)
    assert said(story.says("Eve", "recuse").says("Fay", "recuse").on(days=7))[0].startswith(words)


def test_whoever_stands_back_after_voting_takes_the_vote_back() -> None:
    story = voted(majority(), 2, 1).says("Ada", "recuse")
    assert [cast.by.seat for cast in story.now.cast] == ["seat/Bo", "seat/Cy"]
    assert [elector.name for elector in story.now.silent] == ["Di", "Eve", "Fay"]


def test_in_a_meeting_those_present_vote_until_the_chair_closes() -> None:
    of = rules("""
decisions.quorum = { at_least = 3, counts = "present" }
decisions.vote = { called_by = ["any-seat"] }
decisions.rules = [{ id = "motion", name = "Motion", way = "vote", passes = [{ more_than = "1/2", of = "present" }] }]
""")
    story = Story(of, *SIX).vote(by("Ada"), present=("seat/Ada", "seat/Bo", "seat/Cy", "seat/Di"))
    assert (story.now.phase, story.now.until) == (Phase.VOTE, None)
    story.votes("yes", "Ada", "Bo", "Cy").on(minutes=5).add(e.VoteClosed(at=story.at, by=CHAIR))
    assert (story.now.phase, said(story)) == (
        Phase.ADOPTED,
        ("3 yes of 4 present, 3 needed (more than half)", "4 of 6 seats were present, quorum 3"),
    )


SECRET = majority(', ballot = "secret"')


def test_of_a_secret_vote_the_log_says_who_voted_and_only_the_count_how() -> None:
    story = Story(SECRET, *SIX).vote().votes(None, "Ada", "Bo", "Cy")
    assert outlook(story.now) is None
    assert story.on(days=7).now.phase is Phase.COUNTING
    assert phase_in_words(story.now) == "The vote closed on 2017-05-09 12:00:00 UTC and is to be counted."
    story.on(minutes=1).add(e.VoteCounted(at=story.at, by=CHAIR, counts=(e.Count(None, 2, 1, 0),)))
    assert (story.now.phase, said(story)) == (Phase.ADOPTED, ("2 yes > 1 no", "3 of 6 seats answered, quorum 1"))


def test_a_secret_vote_of_classes_is_counted_in_each_class() -> None:
    of = rules("""
decisions.vote = { called_by = ["chair"], days = 7, ballot = "secret" }
[[decisions.rules]]
id = "motion"
name = "Motion"
way = "vote"
passes = [
    { at_least = "2/3", of = "yes-and-no", voters = "maker" },
    { at_least = 1, voters = "user" },
]
""")
    seats = (*numbered(3, "m", "maker"), *numbered(2, "u", "user"))
    story = Story(of, *seats).vote().votes(None, "m00", "m01", "m02", "u00").on(days=7)
    wrong = e.VoteCounted(at=story.at, by=CHAIR, counts=(e.Count("maker", 2, 0, 0), e.Count("user", 2, 0, 0)))
    refusal = story.refusal(wrong)
    assert refusal is not None
    assert refusal.what == "4 voted, and 4 votes were counted, or in other classes."
    counts = (e.Count("maker", 2, 1, 0), e.Count("user", 1, 0, 0))
    story.add(e.VoteCounted(at=story.at, by=CHAIR, counts=counts))
    assert said(story) == (
        "Maker: 2 yes of 3 for and against, 2 needed (at least two thirds)",
        "User: 1 yes, 1 needed",
        "4 of 5 seats answered, quorum 1",
    )


def test_the_counts_of_several_ballot_boxes_add_up() -> None:
    story = Story(SECRET, *SIX).vote().votes(None, "Ada", "Bo", "Cy").on(days=7)
    counts = (e.Count(None, 1, 0, 0), e.Count(None, 1, 1, 0))
    assert said(story.add(e.VoteCounted(at=story.at, by=CHAIR, counts=counts)))[0] == "2 yes > 1 no"


def test_a_secret_vote_in_which_nobody_votes_is_counted_as_nothing() -> None:
    story = Story(SECRET, *SIX).vote().on(days=7)
    assert story.add(e.VoteCounted(at=story.at, by=CHAIR, counts=())).now.phase is Phase.FAILED


def test_related_organisations_have_one_vote_between_them() -> None:
    of = majority(', one_vote_each = "organisation"')
    seats = (*electors("Ada", "Bo"), e.Elector("seat/Cy", "Cy", "Ada", "person/Cy"))
    story = Story(of, *seats).vote().votes("yes", "Ada")
    assert [elector.name for elector in story.now.silent] == ["Bo"]
    refusal = story.refusal(story.voting("Cy", "no"))
    assert refusal is not None
    assert str(refusal) == "Ada has voted, and the two have one vote. Ask them to change it."
    story.votes("no", "Ada").on(days=7)
    assert said(story) == ("0 yes < 1 no", "1 of 2 organisations answered, quorum 1")


def test_a_person_on_two_seats_has_one_vote_where_votes_are_by_person() -> None:
    of = majority(', one_vote_each = "person"')
    seats = (
        *electors("Ada", "Bo"),
        e.Elector("seat/Ada too", "Ada too", "Gamma", "person/Ada"),
        e.Elector("seat/vacant", "vacant", "Delta"),
    )
    story = Story(of, *seats).vote().votes("yes", "Ada").on(days=7)
    assert said(story) == ("1 yes > 0 no", "1 of 3 persons answered, quorum 1")


def test_a_seat_that_ended_in_mid_vote_stays_in_the_base_and_its_vote_stands() -> None:
    # The electorate is part of the vote's own entry: no later change of the roll is even seen.
    story = voted(majority("", '{ at_least = "1/2", of = "seats" }'), 3, 0).on(days=7)
    assert said(story) == (
        "3 yes of 6 in all, 3 needed (at least half)",
        "3 of 6 seats answered, quorum 1",
    )


def test_how_an_open_vote_would_end_now_is_known_while_it_is_open() -> None:
    now = outlook(voted(majority(), 2, 1).now)
    assert now is not None
    assert (now.adopted, derivation(now)) == (True, ("2 yes > 1 no", "3 of 6 seats answered, quorum 1"))
