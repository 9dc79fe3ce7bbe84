"""Equal shares as the paper says it, without any of the means that make it fast: what the fast one is held against."""

from fractions import Fraction

from muster.domain.elections.lots import lot
from muster.domain.roadmap.priorities.question import Question, Rule


def worth(question: Question, rule: Rule, voter: str, item: str) -> Fraction:
    """Say what an item is worth to a voter."""
    weight = question.ballots[voter].get(item, Fraction(0))
    return weight * question.items[item] if rule.satisfaction == "cost" else weight


def rate_of(question: Question, rule: Rule, purses: dict[str, Fraction], item: str) -> Fraction | None:
    """Find the smallest rate at which the payments of all come to the cost, by trying each who may run out of money."""
    values = {voter: worth(question, rule, voter, item) for voter in purses}
    backers = [voter for voter in purses if item in question.ballots[voter]]
    cost = question.items[item]
    if not backers or sum(purses[voter] for voter in backers) < cost:
        return None
    found = []
    for last in backers:  # who runs out of money at the highest rate; nobody, if it is the first below
        poor = [voter for voter in backers if purses[voter] / values[voter] < purses[last] / values[last]]
        others = [voter for voter in backers if voter not in poor]
        rate = (cost - sum(purses[voter] for voter in poor)) / sum(values[voter] for voter in others)
        if sum(min(purses[voter], rate * values[voter]) for voter in backers) == cost:
            found.append(rate)
    return min(found)


def select(question: Question, rule: Rule) -> tuple[list[str], dict[str, Fraction]]:
    """Give what is selected, in order, and what each voter has left."""
    purses = dict.fromkeys(question.ballots, question.share)
    selected: list[str] = []
    while True:
        rates = {
            name: rate
            for name in question.items
            if name not in selected and (rate := rate_of(question, rule, purses, name)) is not None
        }
        if not rates:
            return selected, purses
        backers = {name: sum(name in weights for weights in question.ballots.values()) for name in rates}
        chosen = min(rates, key=lambda name: (rates[name], -backers[name], question.items[name], lot(rule.seed, name)))
        selected.append(chosen)
        for voter in purses:
            purses[voter] -= min(purses[voter], rates[chosen] * worth(question, rule, voter, chosen))
