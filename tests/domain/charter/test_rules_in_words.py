"""A charter's rules of deciding, as its members would say them."""

from fractions import Fraction

from muster.domain.charter.decisions import Condition, DecisionRule, Vote
from muster.domain.charter.words import rule_in_words, vote_in_words


def test_a_rule_says_how_many_must_second_a_proposal() -> None:
    half = Condition(more_than=Fraction(1, 2), of="yes-and-no")
    rule = DecisionRule(id="ballot", name="Ballot", way="vote", seconds=2, passes=(half,))
    assert rule_in_words(rule) == (
        "Ballot (ballot). Decided by a vote. 2 other seats must second it first. "
        "A vote passes if the votes in favour are more than the votes against."
    )


def test_a_vote_that_the_proposer_calls_says_so() -> None:
    assert vote_in_words(Vote(called_by=("proposer", "any-seat"))).startswith(
        "Vote: the proposer or any seat may call one."
    )
