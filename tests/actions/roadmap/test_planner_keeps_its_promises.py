"""What the planner promises, held with HiGHS itself: against every answer there is where those can be counted."""

from collections import Counter
from ctypes import CDLL
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.actions.roadmap.highs import solve
from muster.domain.errors import PlanFault
from muster.domain.roadmap.planning.answer import Answer, Kind, answer_as_data, answer_from
from muster.domain.roadmap.planning.making import plan, served
from muster.domain.roadmap.planning.programme import Column, Programme, Row, Stage
from muster.domain.roadmap.planning.question import Question, question_as_data, question_from
from tests.domain.roadmap.planning.strategies import best_by_hand, faults, questions, rows_of


@given(question=questions())
def test_of_all_that_could_be_planned_the_best_is(question: Question) -> None:
    found = plan(question, solve)
    assert {(one.worker, one.item): one.amount for one in found.placed} == best_by_hand(question)


@given(question=questions())
def test_nothing_is_planned_above_a_capacity_a_promise_a_cost_or_before_its_time(question: Question) -> None:
    found = plan(question, solve)
    assert faults(question, rows_of(found.placed)) == []
    given_by: Counter[str] = Counter()
    got_by: Counter[str] = Counter()
    for one in found.placed:
        given_by[one.member] += one.amount
        got_by[one.item] += one.amount
    for ask in found.asked:
        given_by[ask.member] += ask.amount
        got_by[ask.item] += ask.amount
    can = Counter[str]()
    for worker in question.workers:
        can[worker.member] += worker.capacity
    assert all(amount <= can[member] for member, amount in given_by.items())
    costs = {one.slug: one.cost for one in question.works}
    assert all(not costs[item] or amount <= costs[item] for item, amount in got_by.items())
    minima = {one.slug: one.minimum for one in question.members}
    assert all(given_by[one.member] <= minima[one.member] for one in found.asked)


@given(question=questions(), data=st.data())
def test_a_raised_pledge_never_lowers_the_priorities_served(question: Question, data: st.DataObject) -> None:
    before = served(plan(question, solve))
    if not question.promises:
        return
    one = data.draw(st.sampled_from(question.promises))
    raised = replace(one, amount=one.amount + data.draw(st.integers(1, 3)))
    promises = tuple(raised if other is one else other for other in question.promises)
    assert served(plan(replace(question, promises=promises), solve)) >= before


@given(question=questions(), order=st.randoms(use_true_random=False))
def test_the_same_question_has_the_same_answer_in_whatever_order_it_is_put(question: Question, order: Random) -> None:
    again = replace(
        question,
        members=tuple(order.sample(question.members, len(question.members))),
        workers=tuple(order.sample(question.workers, len(question.workers))),
        works=tuple(order.sample(question.works, len(question.works))),
        promises=tuple(order.sample(question.promises, len(question.promises))),
    )
    assert plan(again, solve) == plan(question, solve)


@given(question=questions())
def test_every_wish_that_is_not_met_has_its_reason_and_no_other_has_one(question: Question) -> None:
    found = plan(question, solve)
    got: Counter[tuple[str, str]] = Counter()
    for one in found.placed:
        got[one.member, one.item] += one.amount
    short = {(one.member, one.item) for one in question.promises if got[one.member, one.item] < one.amount}
    promises = [(one.member, one.item) for one in found.wishes if one.kind is Kind.PROMISE]
    assert (sorted(promises), len(promises)) == (sorted(short), len(short))
    planned = {one.slug: one.planned for one in found.items}
    lacking = {one.slug for one in question.works if planned[one.slug] < one.cost}
    assert {one.item for one in found.wishes if one.kind is Kind.ITEM} == lacking
    below = {one.slug for one in found.members if one.planned < one.minimum}
    assert {one.member for one in found.wishes if one.kind is Kind.MINIMUM} == below


@given(question=questions())
@settings(max_examples=20)
def test_questions_and_answers_are_plain_data_and_back(question: Question) -> None:
    answer: Answer = plan(question, solve)
    assert question_from(question_as_data(question)) == question
    assert answer_from(answer_as_data(answer)) == answer


def test_a_programme_that_nothing_satisfies_is_refused_in_a_sentence() -> None:
    programme = Programme((Column("one", 1),), (Row("two at least", ((0, 1),), least=2),), (Stage("all", ((0, 1),)),))
    with pytest.raises(PlanFault, match="at the stage all HiGHS says: Infeasible"):
        solve(programme)


def test_whole_numbers_are_found_where_fractions_would_do_better() -> None:
    columns = tuple(Column(name, 5) for name in "ab")
    rows = (Row("pairs", ((0, 2), (1, 2)), most=5),)
    found = solve(Programme(columns, rows, (Stage("all", ((0, 1), (1, 1))), Stage("first", ((0, 1),)))))
    assert (found.values, found.reached) == ((2, 0), (2, 2))


def test_the_solver_says_nothing_where_the_answers_of_commands_are_printed(capfd: pytest.CaptureFixture[str]) -> None:
    solve(Programme((Column("one", 1),), (), (Stage("all", ((0, 1),)),)))
    CDLL(None).fflush(None)  # what C has written may still lie in its own buffer
    assert capfd.readouterr() == ("", "")
