"""Outcomes of equal shares in sentences."""

from fractions import Fraction

import pytest

from muster.domain.roadmap.priorities.counting import count
from muster.domain.roadmap.priorities.outcome import Missed, OneMore, Selected
from muster.domain.roadmap.priorities.question import Rule
from muster.domain.roadmap.priorities.words import (
    COMPLETION_WORDS,
    amount,
    missed_sentence,
    one_more_sentence,
    outcome_sentence,
    rule_sentences,
    selected_sentence,
    tied_sentence,
)
from tests.domain.roadmap.priorities.strategies import approvals

TITLES = {"alpha": "Alpha", "beta": "Beta", "a": "Rolling upgrades", "b": "Root wrap", "c": "Tempest"}


@pytest.mark.parametrize(
    ("figure", "said"),
    [(Fraction(2), "2"), (Fraction(5, 2), "2.50"), (Fraction(1, 3), "≈ 0.33"), (Fraction(12345, 2), "6,172.50")],
)
def test_an_amount_says_if_it_was_rounded(figure: Fraction, said: str) -> None:
    assert amount(figure) == said


def test_a_round_is_told_in_three_sentences_or_four() -> None:
    question = approvals({"a": 3, "b": 3}, 6, alpha="a", beta="b", gamma="b")
    rule = Rule(completion="add-one", step=Fraction(1, 3))
    found = count(question, rule)
    assert [*rule_sentences(found, rule, "FTE"), outcome_sentence(found, "FTE")] == [
        "A budget of 6 FTE, in 3 equal shares of 2 FTE.",
        f"What the shares leave over: {COMPLETION_WORDS['add-one']}.",
        "Shares were raised 3 times, by ≈ 0.33 FTE each, to 3 FTE.",
        "2 of 2 items that anybody wants are selected; they cost 6 FTE, and 0 FTE of the budget is left.",
    ]


def test_an_item_says_who_paid_for_it() -> None:
    def said(**paid: Fraction) -> str:
        return selected_sentence(Selected("a", Fraction(3), Fraction(1), paid), TITLES, "FTE")

    assert said(alpha=Fraction(3, 2), beta=Fraction(3, 2)) == "Alpha and Beta paid 1.50 FTE each."
    assert said(alpha=Fraction(3)) == "Alpha paid 3 FTE."
    assert said(alpha=Fraction(1), beta=Fraction(2)) == "Paid by Alpha 1 and Beta 2 FTE."
    assert said() == "It costs nothing, and somebody wants it."
    bought = Selected("a", Fraction(3), Fraction(0), {}, left_over=True)
    assert selected_sentence(bought, TITLES) == "Bought from what the shares had left over."


def test_an_item_that_is_missed_says_what_its_backers_lacked() -> None:
    one = Missed("a", Fraction(3), ("alpha",), Fraction(1, 2))
    two = Missed("a", Fraction(3), ("alpha", "beta"), Fraction(2))
    assert missed_sentence(one, TITLES, "FTE") == "Wanted by Alpha, with 0.50 FTE left: 2.50 FTE too little."
    assert missed_sentence(two, TITLES) == "Wanted by Alpha and Beta, with 2 left together: 1 too little."
    many = Missed("a", Fraction(3), tuple("stuvwxyz"), Fraction(2))
    assert missed_sentence(many, {}) == "Wanted by s, t, u, v, w and 3 others, with 2 left together: 1 too little."


@pytest.mark.parametrize(
    ("gained", "lost", "said"),
    [
        ((), (), "1 FTE more would have changed nothing."),
        (("a",), (), "1 FTE more would have bought Rolling upgrades."),
        (("a", "b"), ("c",), "1 FTE more would have bought Rolling upgrades and Root wrap and cost Tempest its place."),
        ((), ("b", "c"), "1 FTE more would have cost Root wrap and Tempest their places."),
    ],
)
def test_one_more_says_what_it_would_have_bought_and_cost(
    gained: tuple[str, ...], lost: tuple[str, ...], said: str
) -> None:
    assert one_more_sentence(OneMore(Fraction(1), gained, lost), TITLES, "FTE") == said


def test_a_tie_says_by_what_rule_it_was_broken() -> None:
    one = Selected("a", Fraction(3), Fraction(1), {}, ("b", "c"))
    assert tied_sentence(one, TITLES) == (
        "As good at that step: Root wrap and Tempest; more backers come first, then a lower cost, then the smaller lot."
    )
    assert tied_sentence(Selected("a", Fraction(3), Fraction(1), {}), TITLES) == ""
