"""Counting a round: equal shares, what completes them, the account of each share, and what a little more would buy.

Equal shares alone often leave much of the budget unspent, since it takes backers who together can pay for an item. The
completion says what then happens:

none      it is left over.
add-one   Every share is raised by a step, the budget staying what it is, and all is selected anew; so on until what is
          selected would cost more than the budget, and the last that did not stands. It also ends when nothing more
          that anybody wants fits.
greedy    What is left over buys, one after another, the item that most of it is wanted of for its cost and that fits.
"""

from dataclasses import replace
from fractions import Fraction
from typing import Final

from muster.domain.errors import ElectionFault
from muster.domain.roadmap.priorities.outcome import Account, Missed, OneMore, Outcome, Selected
from muster.domain.roadmap.priorities.question import Question, Rule, Table, Wanted, table_of
from muster.domain.roadmap.priorities.shares import Run, first_of, run

MOST_STEPS: Final = 20_000
"""How often shares are raised at most. A file that needs more has a step too small for its budget."""


def count(question: Question, rule: Rule, *, more: Fraction | None = None) -> Outcome:
    """Count a round. more: by how much the budget would be more, for `one_more`; left out, it is not worked out.

    ElectionFault: the shares would have to be raised too often.
    """
    table = table_of(question)
    found = _outcome(question, rule, table)
    if more is None:
        return found
    names, other = found.names, _names(replace(question, budget=question.budget + more), rule, table)
    gained = tuple(name for name in other if name not in names)
    return replace(found, one_more=OneMore(more, gained, tuple(name for name in names if name not in other)))


def _names(question: Question, rule: Rule, table: Table) -> tuple[str, ...]:
    """Give what is selected, in order, without working out any account."""
    last, _ = _completed(question, rule, table)
    bought = _from_what_is_left(question, rule, table, last) if rule.completion == "greedy" else []
    return (*(pick.name for pick in last.picks), *(one.name for one in bought))


def _outcome(question: Question, rule: Rule, table: Table) -> Outcome:
    last, raised = _completed(question, rule, table)
    selected = [_selected(question, table, last, place) for place in range(len(last.picks))]
    if rule.completion == "greedy":
        selected += _from_what_is_left(question, rule, table, last)
    names = {one.name for one in selected}
    left = {
        voter: Fraction(amount, last.over)
        for voters, amount in zip(table.blocs, last.left, strict=True)
        for voter in voters
    }
    return Outcome(
        budget=question.budget,
        share=question.share,
        counted_share=last.share,
        raised=raised,
        selected=tuple(selected),
        missed=tuple(
            _missed(question, table, one, left)
            for one in sorted(table.wanted, key=first_of(rule))
            if one.name not in names
        ),
        accounts={
            voter: Account(last.share, {one.name: one.paid[voter] for one in selected if voter in one.paid})
            for voter in sorted(question.ballots)
        },
    )


def _completed(question: Question, rule: Rule, table: Table) -> tuple[Run, int]:
    """Give the run that counts, and how often shares were raised for it."""
    last = run(table, question.share, rule)
    if rule.completion != "add-one":
        return last, 0
    costs = question.items
    for step in range(1, MOST_STEPS + 1):
        left = question.budget - sum((costs[name] for name in last.names), Fraction(0))
        if not any(costs[one.name] <= left for one in table.wanted if one.name not in last.names):
            return last, step - 1
        tried = run(table, question.share + step * rule.step, rule)
        if sum((costs[name] for name in tried.names), Fraction(0)) > question.budget:
            return last, step - 1
        last = tried
    what = f"Shares were raised {MOST_STEPS:,} times, and the budget is not used up yet."
    raise ElectionFault("step", what, "Raise them by more at a time.")


def _selected(question: Question, table: Table, last: Run, place: int) -> Selected:
    pick = last.picks[place]
    paid = {voter: Fraction(amount, pick.over) for bloc, amount in pick.paid if amount for voter in table.blocs[bloc]}
    return Selected(pick.name, question.items[pick.name], pick.rate, dict(sorted(paid.items())), pick.tied)


def _from_what_is_left(question: Question, rule: Rule, table: Table, last: Run) -> list[Selected]:
    """Buy from what is left over what is wanted most for its cost, one after another, as long as something fits."""
    left = question.budget - sum((question.items[name] for name in last.names), Fraction(0))
    waiting = [one for one in table.wanted if one.name not in last.names]
    first = first_of(rule)
    bought = []
    while fitting := [one for one in waiting if question.items[one.name] <= left]:
        chosen = min(fitting, key=lambda one: (-_want(question, rule, one), first(one)))
        same = [
            one.name for one in fitting if one != chosen and _want(question, rule, one) == _want(question, rule, chosen)
        ]
        bought.append(Selected(chosen.name, question.items[chosen.name], Fraction(0), {}, tuple(same), left_over=True))
        left -= question.items[chosen.name]
        waiting.remove(chosen)
    return bought


def _want(question: Question, rule: Rule, one: Wanted) -> Fraction:
    """Say how much an item is worth to all for what it costs."""
    weight = sum((backer.weight * backer.voters for backer in one.backers), 0) * one.unit
    cost = question.items[one.name]
    return weight if rule.satisfaction == "cost" or not cost else weight / cost


def _missed(question: Question, table: Table, one: Wanted, left: dict[str, Fraction]) -> Missed:
    backers = sorted(voter for backer in one.backers for voter in table.blocs[backer.bloc])
    return Missed(
        one.name, question.items[one.name], tuple(backers), sum((left[name] for name in backers), Fraction(0))
    )
