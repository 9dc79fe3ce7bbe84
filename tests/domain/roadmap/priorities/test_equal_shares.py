"""Equal shares on budgets that can be followed by hand."""

from fractions import Fraction
from typing import cast

import pytest

from muster.domain.errors import ElectionFault
from muster.domain.roadmap.priorities import counting
from muster.domain.roadmap.priorities.counting import count
from muster.domain.roadmap.priorities.outcome import Account, Missed, OneMore
from muster.domain.roadmap.priorities.question import MOST, Completion, Question, Rule, Satisfaction
from tests.domain.roadmap.priorities.strategies import approvals


def test_a_minority_gets_what_its_own_share_pays_for() -> None:
    # By votes alone a and b would use up the budget.
    question = approvals({"a": 3, "b": 3, "c": 2}, 6, alpha="ab", beta="ab", gamma="c")
    found = count(question, Rule(seed="s"))
    assert set(found.names) in ({"a", "c"}, {"b", "c"})
    assert found.accounts["gamma"] == Account(Fraction(2), {"c": Fraction(2)})
    assert [account.left for account in found.accounts.values()] == [Fraction(1, 2), Fraction(1, 2), 0]


def test_who_has_less_left_pays_what_they_have_and_the_others_the_rest() -> None:
    # a takes 1 of both; of b, alpha can pay 1 only, and beta and gamma share the rest evenly.
    question = approvals({"a": 2, "b": 4}, 6, alpha="ab", beta="b", gamma="b", delta="")
    found = count(question, Rule())
    assert found.share == Fraction(3, 2)
    assert found.names == ("b",)
    assert found.accounts["alpha"].paid == {"b": Fraction(4, 3)}
    assert found.missed == (Missed("a", Fraction(2), ("alpha",), Fraction(1, 6)),)
    assert found.missed[0].missing == Fraction(11, 6)


def test_a_seat_that_says_nothing_keeps_its_share_and_gives_it_to_nobody() -> None:
    question = approvals({"a": 2, "b": 3}, 6, alpha="ab", beta="ab", gamma="")
    found = count(question, Rule())
    assert (found.names, found.left_over) == (("a",), Fraction(4))
    assert found.accounts["gamma"] == Account(Fraction(2), {})


def test_of_items_at_one_rate_the_one_with_more_backers_comes_first() -> None:
    question = approvals({"a": 1, "b": 2}, 4, alpha="ab", beta="b")
    assert count(question, Rule(satisfaction="count")).names == ("b", "a")
    assert count(question, Rule(satisfaction="count")).selected[0].tied == ("a",)


def test_then_the_cheaper_and_then_the_smaller_lot() -> None:
    question = approvals({"a": 2, "b": 1, "c": 1}, 4, alpha="abc", beta="abc")
    orders = {count(question, Rule(seed=seed)).names for seed in ("one", "two", "three", "four", "five")}
    assert orders == {("b", "c", "a"), ("c", "b", "a")}
    first = count(question, Rule(seed="one")).selected
    assert set(first[0].tied) == {"a", *first[1].tied, first[1].name}
    assert first[1].tied == ("a",)


def test_what_costs_nothing_is_selected_if_anybody_wants_it() -> None:
    found = count(approvals({"a": 0, "b": 0, "c": 1}, 1, alpha="a", beta="c"), Rule())
    assert found.names == ("a",)
    assert found.accounts["alpha"].paid == {}


def test_shares_are_raised_until_the_budget_would_be_exceeded() -> None:
    question = approvals({"a": 3, "b": 3}, 6, alpha="a", beta="b", gamma="b")
    assert count(question, Rule()).names == ("b",)
    found = count(question, Rule(completion="add-one", step=Fraction(1, 3)))
    assert set(found.names) == {"a", "b"}
    assert (found.raised, found.share, found.counted_share) == (3, Fraction(2), Fraction(3))
    assert found.left_over == 0


def test_the_last_raise_that_fits_stands() -> None:
    question = approvals({"a": 3, "b": 4}, 6, alpha="a", beta="b", gamma="b")
    found = count(question, Rule(completion="add-one"))
    assert (found.names, found.raised, found.spent) == (("b",), 0, Fraction(4))


def test_greed_buys_what_is_wanted_most_from_what_is_left() -> None:
    question = approvals({"a": 2, "b": 2, "c": 2, "d": 9}, 4, alpha="ad", beta="bd", gamma="cbd", delta="cbd")
    found = count(question, Rule(completion="greedy", seed="x"))
    assert found.names[0] == "b"
    assert [one.left_over for one in found.selected] == [False, True]
    assert found.selected[1].name == "c"
    assert found.selected[1].paid == {}
    assert found.left_over == 0


def test_one_more_says_what_it_would_have_bought() -> None:
    question = approvals({"a": 2, "b": 3}, 4, alpha="a", beta="b")
    found = count(question, Rule(), more=Fraction(2))
    assert found.names == ("a",)
    assert found.one_more == OneMore(Fraction(2), ("b",), ())


def test_a_step_that_is_too_small_for_the_budget_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_STEPS", 10)
    question = approvals({"a": 90}, 100, alpha="a", **{f"v{n}": "" for n in range(9)})
    with pytest.raises(ElectionFault, match="Raise them by more"):
        count(question, Rule(completion="add-one"))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda: Question({"a": Fraction(1)}, {}, Fraction(1)), "nobody to share"),
        (lambda: Question({"a": Fraction(1)}, {"alpha": {}}, Fraction(-1)), "budget cannot be"),
        (lambda: Question({"a": MOST + 1}, {"alpha": {}}, Fraction(1)), "cannot cost that"),
        (lambda: Question({}, {"alpha": {"a": Fraction(1)}}, Fraction(1)), "names a, which"),
        (lambda: Question({"a": Fraction(1)}, {"alpha": {"a": Fraction(0)}}, Fraction(1)), "weight"),
        (lambda: Rule(completion=cast("Completion", "all")), "no such completion"),
        (lambda: Rule(satisfaction=cast("Satisfaction", "joy")), "no such measure"),
        (lambda: Rule(step=Fraction(0)), "more than nothing"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(wrong: object, why: str) -> None:
    with pytest.raises(ElectionFault, match=why):
        wrong()  # type: ignore[operator]  # each is a function
