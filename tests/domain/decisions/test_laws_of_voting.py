"""The laws of a vote's arithmetic: what one vote more can do, and what it never can.

With a quorum of answers there is one thing that a vote against can do which a vote withheld cannot: bring the quorum
about. That is the old no-show paradox; it is shown here, and `docs/explanation/how-decisions-are-made.md` tells of it.
"""

import math
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from muster.domain.charter.decisions import Condition, DecisionRule, Quorum, Vote
from muster.domain.decisions import events as e
from muster.domain.decisions.judging import judged_vote
from muster.domain.decisions.rules import Rules
from muster.domain.decisions.state import Phase, Position, State, Voting
from muster.domain.decisions.verdict import Check, Verdict
from tests.domain.decisions.board import CHAIR, NOON, by, numbered
from tests.domain.decisions.strategies import SHARES, rules

RANK = {False: 0, None: 1, True: 2}
SEATS = (*numbered(5, "m", "maker"), *numbered(4, "u", "user"))
WORDS = st.sampled_from(["yes", "no", "abstain", "recuse", None])
"""What a seat may do in a vote; None: nothing."""
VOTES = st.lists(WORDS, min_size=len(SEATS), max_size=len(SEATS))
ONE = st.integers(0, len(SEATS) - 1)


def judged(of: Rules, words: list[str | None], seats: tuple[e.Elector, ...] = SEATS, *, meets: bool = False) -> Verdict:
    """What comes of a vote in which the seats did these things. meets: in a meeting of all of them."""
    cast, recused = [], []
    for elector, word in zip(seats, words, strict=True):
        who = by(elector.name)
        if word == "recuse":
            recused.append(Position(elector.seat, e.Stand.RECUSE, NOON, who))
        elif word is not None:
            choice: e.Choice = "yes" if word == "yes" else "no" if word == "no" else "abstain"
            cast.append(e.VoteCast(at=NOON, by=who, choice=choice))
    present = tuple(elector.seat for elector in seats) if meets else None
    voting = Voting(CHAIR, NOON, NOON + timedelta(days=1), present, tuple(cast))
    voted = State(rules=of, at=NOON, phase=Phase.VOTE, electorate=seats, positions=tuple(recused), voting=voting)
    return judged_vote(voted, NOON)


def changed(words: list[str | None], seat: int, word: str | None) -> list[str | None]:
    return [*words[:seat], word, *words[seat + 1 :]]


@given(of=rules(ballot="open"), words=VOTES, seat=ONE, meets=st.booleans())
def test_one_yes_more_never_loses_a_proposal(of: Rules, words: list[str | None], seat: int, meets: bool) -> None:
    assume(words[seat] != "recuse")
    more = judged(of, changed(words, seat, "yes"), meets=meets)
    assert RANK[more.adopted] >= RANK[judged(of, words, meets=meets).adopted]


@given(of=rules(ballot="open"), words=VOTES, seat=ONE, meets=st.booleans())
def test_one_no_more_never_wins_a_proposal_once_there_is_a_quorum(
    of: Rules, words: list[str | None], seat: int, meets: bool
) -> None:
    assume(words[seat] != "recuse")
    before = judged(of, words, meets=meets)
    assume(before.quorum.reached)
    assert RANK[judged(of, changed(words, seat, "no"), meets=meets).adopted] <= RANK[before.adopted]


@given(of=rules(ballot="open"), words=VOTES, seat=ONE)
def test_where_presence_makes_the_quorum_one_no_more_never_wins_a_proposal(
    of: Rules, words: list[str | None], seat: int
) -> None:
    assume(words[seat] != "recuse")
    of = replace(of, quorum=of.quorum.model_copy(update={"counts": "present"}))
    after = judged(of, changed(words, seat, "no"), meets=True)
    assert RANK[after.adopted] <= RANK[judged(of, words, meets=True).adopted]


def test_where_answers_make_the_quorum_a_no_can_win_a_proposal_that_silence_would_have_lost() -> None:
    of = Rules(
        rule=DecisionRule(
            id="motion", name="Motion", way="vote", passes=(Condition(more_than=Fraction(1, 2), of="yes-and-no"),)
        ),
        quorum=Quorum(more_than=Fraction(1, 2), of="seats"),
        vote=Vote(called_by=("chair",), days=7),
    )
    words: list[str | None] = ["yes"] * 4 + [None] * 5
    assert judged(of, words).adopted is False
    assert judged(of, changed(words, 4, "no")).adopted is True


@given(of=rules(ballot="open"), words=VOTES, meets=st.booleans())
def test_a_seat_that_stands_back_is_as_if_it_were_not_on_the_board(
    of: Rules, words: list[str | None], meets: bool
) -> None:
    assume(of.recused_leave)
    staying = [(seat, word) for seat, word in zip(SEATS, words, strict=True) if word != "recuse"]
    without = judged(of, [word for _, word in staying], tuple(seat for seat, _ in staying), meets=meets)
    assert replace(judged(of, words, meets=meets), recused=0) == without


@given(of=rules(ballot="open"), words=VOTES, order=st.permutations(range(len(SEATS))))
def test_it_does_not_matter_who_of_a_class_voted_how(of: Rules, words: list[str | None], order: list[int]) -> None:
    anybody = tuple(replace(seat, membership="maker") for seat in SEATS)
    assert judged(of, words, anybody) == judged(of, [words[one] for one in order], anybody)


@given(
    value=st.integers(0, 10**6),
    base=st.none() | st.fractions(0, 10**6),
    number=SHARES | st.fractions(0, 1, max_denominator=10**9),
    strictly=st.booleans(),
)
def test_a_bound_is_held_exactly(value: int, base: Fraction | None, number: Fraction, strictly: bool) -> None:
    bound = Quorum(more_than=number) if strictly else Quorum(at_least=number)
    check = Check(bound, value, base)
    limit = number if base is None else number * base
    assert check.reached is (base != 0 and (value > limit if strictly else value >= limit))
    assert check.needed == min(
        one for one in range(math.floor(limit), math.ceil(limit) + 2) if (one > limit if strictly else one >= limit)
    )


def test_two_thirds_of_three_thousand_is_two_thousand_and_not_one_less() -> None:
    # With floats, 2/3 * 3000 may come out a hair above or below 2000.
    of_all = Quorum(at_least=Fraction(2, 3), of="seats")
    assert [Check(of_all, value, Fraction(3000)).reached for value in (1999, 2000)] == [False, True]
