"""The method of equal shares (Peters, Pierczyński, Skowron 2021), once, in exact arithmetic.

Every voter begins with the same share. In each step every item that its backers can still pay for has a price: the
smallest rate, for a unit of what it is worth to each, at which their payments come to its cost, where whoever has less
left than that pays what they have. The item with the lowest rate is selected, and paid. It ends when the backers of no
item can pay for it any more.

Nothing is rounded: purses are whole numbers over one denominator that grows as it must. As purses only shrink, rates
only rise; so an item whose last rate is above the best of this step need not be looked at again. Rates are compared in
floating point first, which is safe, since rounding keeps their order; exactly, where it finds them the same.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from muster.domain.elections.lots import lot
from muster.domain.roadmap.priorities.question import Rule, Table, Wanted


@dataclass(frozen=True, slots=True)
class Pick:
    """An item that was selected. rate: its price for a unit of satisfaction. tied: others that had the same.

    paid: by bloc, what each voter of it paid, in parts of one, `over` of them.
    """

    name: str
    rate: Fraction
    paid: tuple[tuple[int, int], ...]
    over: int
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What shares of one size select, in order. left: what each voter of a bloc has left, in parts of one."""

    share: Fraction
    picks: tuple[Pick, ...]
    left: tuple[int, ...]
    over: int

    @property
    def names(self) -> frozenset[str]:
        """What is selected."""
        return frozenset(pick.name for pick in self.picks)


class _Price(NamedTuple):
    """At what an item is paid for: `need` parts of one for `weight`, by those who have enough.

    above, below: the rate as a fraction, not brought to its lowest terms. value: the rate, rounded.
    """

    need: int
    weight: int
    above: int
    below: int
    value: float

    def than(self, other: "_Price") -> int:
        """Give -1 if this rate is lower than the other, 1 if it is higher, 0 if they are the same."""
        if self.value != other.value:
            return -1 if self.value < other.value else 1
        mine, theirs = self.above * other.below, other.above * self.below
        return (mine > theirs) - (mine < theirs)


def run(table: Table, share: Fraction, rule: Rule) -> Run:
    """Select with shares of one size."""
    spending = _Spending(table, share, rule)
    picks = []
    while (found := spending.cheapest()) is not None:
        picks.append(spending.buy(*found))
    return Run(share, tuple(picks), tuple(spending.purses), spending.over)


def first_of(rule: Rule) -> Callable[[Wanted], tuple[int, int, str]]:
    """Say how items are told apart that are as good: more backers, then a lower cost, then the smaller lot."""
    return lambda one: (-one.voters, one.cost, lot(rule.seed, one.name))


class _Spending:
    """The purses while items are bought."""

    def __init__(self, table: Table, share: Fraction, rule: Rule) -> None:
        self.table, self.rule = table, rule
        self.over = table.parts * share.denominator
        self.purses = [share.numerator * table.parts] * len(table.blocs)
        self._waiting: list[tuple[float, int]] = []
        for place, item in enumerate(table.wanted):
            self._wait(place, self._price(item))

    def cheapest(self) -> tuple[Wanted, _Price, tuple[str, ...]] | None:
        """Give the item with the lowest rate, and others with the same; None: nothing can be paid for."""
        best: list[tuple[int, _Price]] = []
        dearer: list[tuple[int, _Price]] = []
        while self._waiting and (not best or self._waiting[0][0] <= best[0][1].value):
            place = heapq.heappop(self._waiting)[1]
            price = self._price(self.table.wanted[place])
            if price is None:
                continue
            than = price.than(best[0][1]) if best else -1
            if than > 0:
                dearer.append((place, price))
            elif than == 0:
                best.append((place, price))
            else:
                dearer += best
                best = [(place, price)]
        for place, price in dearer:
            self._wait(place, price)
        if not best:
            return None
        first = first_of(self.rule)
        best.sort(key=lambda one: first(self.table.wanted[one[0]]))
        (chosen, price), *others = best
        for place, other in others:
            self._wait(place, other)
        return self.table.wanted[chosen], price, tuple(self.table.wanted[place].name for place, _ in others)

    def buy(self, item: Wanted, price: _Price, tied: tuple[str, ...]) -> Pick:
        """Let the backers of an item pay for it."""
        weight = price.weight
        self.purses = [purse * weight for purse in self.purses]
        self.over *= weight
        paid = []
        for backer in item.backers:
            due = min(self.purses[backer.bloc], price.need * backer.weight)
            self.purses[backer.bloc] -= due
            paid.append((backer.bloc, due))
        pick = Pick(item.name, Fraction(price.above, price.below), tuple(paid), self.over, tied)
        if (common := gcd(self.over // self.table.parts, *self.purses)) > 1:
            self.purses = [purse // common for purse in self.purses]
            self.over //= common
        return pick

    def _wait(self, place: int, price: _Price | None) -> None:
        if price is not None:
            heapq.heappush(self._waiting, (price.value, place))

    def _price(self, item: Wanted) -> _Price | None:
        """Give the price of an item now; None: its backers cannot pay for it, and never will."""
        purses = self.purses
        need, weight = item.cost * (self.over // self.table.parts), 0
        have = 0
        for backer in item.backers:
            have += purses[backer.bloc] * backer.voters
            weight += backer.weight * backer.voters
        if have < need:
            return None
        # Whoever has the least for their weight is the first to pay all that they have.
        for backer in sorted(item.backers, key=lambda one: purses[one.bloc] * one.inverse):
            if need * backer.weight <= purses[backer.bloc] * weight:
                break
            need -= purses[backer.bloc] * backer.voters
            weight -= backer.weight * backer.voters
        above, below = need * item.unit.denominator, weight * self.over * item.unit.numerator
        if not item.cost:
            above, below = 0, 1
        elif self.rule.satisfaction == "cost":
            above, below = above * self.table.parts, below * item.cost
        return _Price(need, weight, above, below, above / below)
