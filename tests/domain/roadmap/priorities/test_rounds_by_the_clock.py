"""Rounds of priorities by the clock, and what cannot be one."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from muster.domain.elections.calendar import moment_words
from muster.domain.errors import NotAllowed
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.priorities.rounds import (
    MOST_ITEMS,
    Choice,
    Phase,
    Times,
    ballot_time_refused,
    calling_off_refused,
    change_refused,
    choices_refused,
    outcome_refused,
    question_of,
    rule_of,
    seat_refused,
    silent_words,
    times_refused,
)

OPENS = datetime(2017, 5, 10, tzinfo=UTC)
TIMES = Times(OPENS, OPENS + timedelta(days=7))
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "phase", "may_change", "may_say", "has_outcome"),
    [
        (OPENS - A_SECOND, Phase.PLANNED, True, False, False),
        (OPENS, Phase.OPEN, False, True, False),
        (TIMES.closes - A_SECOND, Phase.OPEN, False, True, False),
        (TIMES.closes, Phase.CLOSED, False, False, True),
    ],
)
def test_a_second_decides_it(at: datetime, phase: Phase, may_change: bool, may_say: bool, has_outcome: bool) -> None:
    assert TIMES.phase(at) is phase
    assert (change_refused(TIMES, at=at) is None) is may_change
    assert (ballot_time_refused(TIMES, at=at) is None) is may_say
    assert (outcome_refused(TIMES, at=at) is None) is has_outcome


@pytest.mark.parametrize("at", [OPENS - A_SECOND, OPENS, TIMES.closes])
def test_in_a_round_that_was_called_off_nothing_is_done_any_more(at: datetime) -> None:
    off = Times(OPENS, TIMES.closes, "Two items are one.")
    assert off.phase(at) is Phase.CALLED_OFF
    refusals = [
        change_refused(off, at=at),
        ballot_time_refused(off, at=at),
        outcome_refused(off, at=at),
        calling_off_refused(off, at=at, theirs=True),
    ]
    said = "It was called off: Two items are one."
    assert [one.what if one else "" for one in refusals] == [said, said, f"{said} Nothing was counted.", said]


def test_a_round_is_called_off_until_it_closes_by_whoever_planned_it_or_the_chair() -> None:
    for at in (OPENS - A_SECOND, OPENS, TIMES.closes - A_SECOND):
        assert calling_off_refused(TIMES, at=at, theirs=True) is None
        refusal = calling_off_refused(TIMES, at=at, theirs=False)
        assert refusal is not None
        assert refusal.kind is NotAllowed
    late = calling_off_refused(TIMES, at=TIMES.closes, theirs=True)
    assert late is not None
    assert late.what == f"It closed {moment_words(TIMES.closes)}, and what came of it stands."


def choices(*costs: int, state: ItemState = ItemState.AGREED) -> list[Choice]:
    return [Choice(f"i{place}", f"Item {place}", Fraction(cost), state) for place, cost in enumerate(costs)]


@pytest.mark.parametrize(
    ("given", "budget", "why"),
    [
        (choices(1, 2), 0, "The budget cannot be that."),
        (choices(1, 2), 100_001, "The budget cannot be that."),
        ([], 5, "There are 0 items to choose among."),
        (choices(*[1] * (MOST_ITEMS + 1)), 5, "There are 1,001 items to choose among."),
        (choices(1, 0), 5, "i1 is without a cost."),
        (choices(0, 0, 0, 0), 5, "i0, i1, i2 and others are without a cost."),
        (choices(1, 2, state=ItemState.DELIVERED), 5, "i0 and i1 are over: delivered or dropped."),
        (choices(6, 7), 5, "Every item costs more than the whole budget."),
    ],
)
def test_what_cannot_be_chosen_among_says_why(given: list[Choice], budget: int, why: str) -> None:
    refusal = choices_refused(given, Fraction(budget))
    assert refusal is not None
    assert refusal.what == why


def test_what_can_be_chosen_among_is_not_refused() -> None:
    assert choices_refused(choices(1, 9), Fraction(5)) is None
    assert choices_refused(choices(1, 2, state=ItemState.PROPOSED), Fraction(5)) is None


def test_times_are_set_ahead_and_in_order() -> None:
    assert times_refused(TIMES, at=OPENS) is None
    for times, at in (
        (TIMES, OPENS + A_SECOND),
        (Times(OPENS, OPENS), OPENS),
        (Times(OPENS, OPENS + timedelta(days=367)), OPENS),
    ):
        assert times_refused(times, at=at) is not None


def test_a_seat_that_was_not_there_has_no_say() -> None:
    assert seat_refused("alpha", ["alpha", "beta"]) is None
    refusal = seat_refused("gamma", ["alpha", "beta"])
    assert refusal is not None
    assert refusal.kind is NotAllowed


def test_a_round_asks_with_a_share_for_every_seat_and_raises_by_one_fte_in_all() -> None:
    question = question_of("ranks", Fraction(6), choices(1, 2), {"alpha": {"i1": 1, "i0": 2}, "beta": {}})
    assert question.ballots == {"alpha": {"i1": Fraction(1), "i0": Fraction(1, 2)}, "beta": {}}
    assert question.share == 3
    rule = rule_of("lcoo/round/1", completion="add-one", seats=2)
    assert (rule.step, rule.seed, rule.satisfaction) == (Fraction(1, 2), "lcoo/round/1", "cost")
    assert rule_of("x", completion="none", seats=0).step == 1


@pytest.mark.parametrize(
    ("seats", "said", "words"),
    [
        (3, 3, "All of 3 seats said what they want."),
        (1, 1, "The one seat said what it wants."),
        (3, 1, "1 of 3 seats said what they want; a seat that says nothing pays for nothing."),
    ],
)
def test_silence_is_told_in_words(seats: int, said: int, words: str) -> None:
    assert silent_words(seats, said) == words
