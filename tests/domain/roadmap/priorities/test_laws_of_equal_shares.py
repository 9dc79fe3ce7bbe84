"""What equal shares promise, looked for by whoever wants to break it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from muster.domain.roadmap.priorities.counting import count
from muster.domain.roadmap.priorities.outcome import Outcome, as_data, from_data
from muster.domain.roadmap.priorities.question import SATISFACTIONS, Question, Rule
from tests.domain.roadmap.priorities.slow_shares import select, worth
from tests.domain.roadmap.priorities.strategies import questions, rules


def some(of: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return chain.from_iterable(combinations(of, size) for size in range(1, len(of) + 1))


def left_out(question: Question, rule: Rule, selected: Sequence[str]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Find every group of voters, with items, for whom the outcome breaks representation up to one item.

    The group could pay for the items from its shares, and all of it thinks so and so much of each of them; then one of
    the group must have as much from what is selected, or more with any one item added to that.
    """
    found = []
    for group in some(list(question.ballots)):
        for items in some(list(question.items)):
            if sum(question.items[name] for name in items) > question.share * len(group):
                continue
            joint = sum(min(worth(question, rule, voter, name) for voter in group) for name in items)
            if not any(contented(question, rule, voter, selected, joint) for voter in group):
                found.append((group, items))
    return found


def contented(question: Question, rule: Rule, voter: str, selected: Sequence[str], joint: Fraction | int) -> bool:
    has = sum(worth(question, rule, voter, name) for name in selected)
    more = [worth(question, rule, voter, name) for name in question.items if name not in selected]
    return has >= joint or any(has + one > joint for one in more)


@given(question=questions(seats=4, items=5), satisfaction=st.sampled_from(SATISFACTIONS))
def test_no_group_with_enough_joint_share_is_left_out(question: Question, satisfaction: str) -> None:
    rule = Rule(satisfaction=satisfaction)  # type: ignore[arg-type]  # one of SATISFACTIONS
    assert left_out(question, rule, count(question, rule).names) == []


def test_the_search_for_groups_that_are_left_out_finds_one() -> None:
    question = Question(
        {"a": Fraction(1), "b": Fraction(1), "c": Fraction(1), "d": Fraction(1)},
        {"alpha": {"a": Fraction(1), "b": Fraction(1)}, "beta": {"c": Fraction(1), "d": Fraction(1)}},
        Fraction(4),
    )
    found = left_out(question, Rule(), ("a", "b"))
    assert {group for group, _ in found} == {("beta",)}
    assert {"".join(items) for _, items in found} == {"c", "d", "ac", "ad", "bc", "bd", "cd"}
    assert left_out(question, Rule(), ("a", "b", "c", "d")) == []


@given(question=questions(), rule=rules())
def test_it_selects_what_the_paper_says(question: Question, rule: Rule) -> None:
    found = count(question, replace(rule, completion="none"))
    selected, purses = select(question, rule)
    assert list(found.names) == selected
    assert {voter: account.left for voter, account in found.accounts.items()} == purses


@given(question=questions(), rule=rules())
def test_the_budget_is_never_exceeded(question: Question, rule: Rule) -> None:
    found = count(question, rule)
    assert 0 <= found.spent <= question.budget
    assert found.spent + found.left_over == question.budget


@given(question=questions(), rule=rules())
def test_nobody_pays_more_than_their_share_or_for_what_they_do_not_want(question: Question, rule: Rule) -> None:
    found = count(question, rule)
    assert set(found.accounts) == set(question.ballots)
    for voter, account in found.accounts.items():
        assert account.left >= 0
        assert account.share == found.counted_share
        assert set(account.paid) <= set(question.ballots[voter])
        if rule.completion != "add-one":
            assert account.share == question.share


@given(question=questions(), rule=rules())
def test_what_backers_pay_for_an_item_is_its_cost_at_one_rate_for_all(question: Question, rule: Rule) -> None:
    found = count(question, rule)
    left = dict.fromkeys(question.ballots, found.counted_share)
    for one in found.selected:
        if one.left_over:
            assert (one.paid, rule.completion) == ({}, "greedy")
            continue
        assert sum(one.paid.values()) == one.cost
        for voter in question.ballots:
            due = one.rate * worth(question, rule, voter, one.name)
            assert one.paid.get(voter, Fraction(0)) == min(due, left[voter])
            left[voter] -= one.paid.get(voter, Fraction(0))


@given(question=questions(), rule=rules(), order=st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_of_items_never_matters(question: Question, rule: Rule, order: object) -> None:
    def mixed(names: Iterable[str]) -> list[str]:
        return sorted(names, key=lambda _: order.random())  # type: ignore[attr-defined]  # Hypothesis hides its type

    other = Question(
        {name: question.items[name] for name in mixed(question.items)},
        {
            voter: {name: question.ballots[voter][name] for name in mixed(question.ballots[voter])}
            for voter in mixed(question.ballots)
        },
        question.budget,
    )
    assert as_data(count(other, rule, more=Fraction(1))) == as_data(count(question, rule, more=Fraction(1)))


@given(question=questions(seats=3), rule=rules())
def test_seats_that_change_their_names_change_nothing_else(question: Question, rule: Rule) -> None:
    other = replace(question, ballots={f"new {voter}": said for voter, said in question.ballots.items()})
    assert count(other, rule).names == count(question, rule).names


@given(question=questions(seats=3), rule=rules(), times=st.integers(2, 3))
def test_everybody_twice_with_twice_the_money_selects_the_same(question: Question, rule: Rule, times: int) -> None:
    rule = replace(rule, completion="none")
    ballots = {f"{voter} {turn}": said for voter, said in question.ballots.items() for turn in range(times)}
    costs = {name: cost * times for name, cost in question.items.items()}
    assert count(Question(costs, ballots, question.budget * times), rule).names == count(question, rule).names


@given(question=questions(), rule=rules())
def test_what_is_missed_says_what_its_backers_had_left(question: Question, rule: Rule) -> None:
    found = count(question, rule)
    wanted = {name for said in question.ballots.values() for name in said}
    assert {one.name for one in found.missed} == wanted - set(found.names)
    for one in found.missed:
        assert one.backers == tuple(sorted(voter for voter, said in question.ballots.items() if one.name in said))
        assert one.had == sum(found.accounts[voter].left for voter in one.backers)
        assert one.had < one.cost, "or they could have paid for it"


@given(question=questions(), rule=rules())
def test_completing_spends_at_least_as_much_and_leaves_nothing_that_fits_by_greed(
    question: Question, rule: Rule
) -> None:
    plain, found = (
        count(question, replace(rule, completion="none")),
        count(question, replace(rule, completion="greedy")),
    )
    assert found.names[: len(plain.names)] == plain.names
    assert all(one.cost > found.left_over for one in found.missed)


def exact(found: Outcome) -> Outcome:
    return from_data(as_data(found))


@given(question=questions(), rule=rules())
def test_an_outcome_is_the_same_when_it_was_written_down_and_read_again(question: Question, rule: Rule) -> None:
    found = count(question, rule, more=Fraction(1))
    assert exact(found) == found
    assert from_data(as_data(count(question, rule))) == count(question, rule)
