"""What equal shares are asked: what can be chosen and what it costs, what each voter wants, and how much there is.

A voter's weights say what a unit of an item is worth to them: one for each item that they approve of, more or less
where ballots say so (ballots.py). Voters with the same weights pay the same throughout, so they are counted together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Final, Literal

from muster.domain.errors import ElectionFault

Weights = Mapping[str, Fraction]
"""By item, more than nothing; an item that is left out is not wanted."""

Completion = Literal["none", "add-one", "greedy"]
COMPLETIONS: Final[tuple[Completion, ...]] = ("none", "add-one", "greedy")

Satisfaction = Literal["cost", "count"]
SATISFACTIONS: Final[tuple[Satisfaction, ...]] = ("cost", "count")

MOST: Final = Fraction(10**15)
"""The largest budget, cost or weight that is counted with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How to select.

    completion: what is done with what the shares leave over. step: by how much each share is raised at a time, for
    add-one. satisfaction: whether an item is worth its cost to whoever approves of it, or one, whatever it costs.
    seed: what lots are drawn from between items that nothing else tells apart; published before.
    """

    completion: Completion = "none"
    step: Fraction = Fraction(1)
    satisfaction: Satisfaction = "cost"
    seed: str = ""

    def __post_init__(self) -> None:
        if self.completion not in COMPLETIONS:
            raise ElectionFault(
                "completion", "There is no such completion.", f"Choose one of {', '.join(COMPLETIONS)}."
            )
        if self.satisfaction not in SATISFACTIONS:
            raise ElectionFault(
                "satisfaction", "There is no such measure.", f"Choose one of {', '.join(SATISFACTIONS)}."
            )
        if not 0 < self.step <= MOST:
            raise ElectionFault("step", "Shares are raised by more than nothing.", "Give a number above 0.")


@dataclass(frozen=True, slots=True)
class Question:
    """items: what each costs, by name. ballots: the weights of each voter, by name. budget: shared out equally."""

    items: Mapping[str, Fraction]
    ballots: Mapping[str, Weights]
    budget: Fraction

    def __post_init__(self) -> None:
        if not self.ballots:
            raise ElectionFault("ballots", "There is nobody to share the budget.", "Name who has a share.")
        if not 0 <= self.budget <= MOST:
            raise ElectionFault("budget", "The budget cannot be that.", f"Give a number from 0 to {MOST}.")
        if wrong := [name for name, cost in self.items.items() if not 0 <= cost <= MOST]:
            raise ElectionFault(wrong[0], "It cannot cost that.", f"Give a cost from 0 to {MOST}.")
        for voter, weights in self.ballots.items():
            if strange := sorted(set(weights) - set(self.items)):
                raise ElectionFault(
                    voter, f"The ballot names {strange[0]}, which is not chosen among.", "Leave it out."
                )
            if any(not 0 < weight <= MOST for weight in weights.values()):
                raise ElectionFault(voter, "A weight of the ballot cannot be.", "Weigh by more than nothing.")

    @property
    def share(self) -> Fraction:
        """The share of each voter."""
        return self.budget / len(self.ballots)


@dataclass(frozen=True, slots=True)
class Backer:
    """A bloc that wants an item. weight: whole, against the others who want it. inverse: grows as the weight falls."""

    bloc: int
    voters: int
    weight: int
    inverse: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item that somebody wants. cost: in parts of one, `Table.parts` of them. unit: what a weight of one stands for.

    voters: how many want it.
    """

    name: str
    cost: int
    unit: Fraction
    backers: tuple[Backer, ...]
    voters: int


@dataclass(frozen=True, slots=True)
class Table:
    """A question in whole numbers. blocs: voters who weigh alike, together. parts: how many make a cost of one."""

    wanted: tuple[Wanted, ...]
    blocs: tuple[tuple[str, ...], ...]
    parts: int

    @property
    def voters(self) -> int:
        """How many there are."""
        return sum(map(len, self.blocs))


def table_of(question: Question) -> Table:
    """Set a question out in whole numbers: the same table, whatever the order of items and ballots."""
    together: dict[tuple[tuple[str, Fraction], ...], list[str]] = {}
    for voter, weights in sorted(question.ballots.items()):
        together.setdefault(tuple(sorted(weights.items())), []).append(voter)
    blocs = sorted((tuple(voters), wants) for wants, voters in together.items())
    backed: dict[str, list[tuple[int, int, Fraction]]] = {}
    for place, (voters, wants) in enumerate(blocs):
        for name, weight in wants:
            backed.setdefault(name, []).append((place, len(voters), weight))
    parts = lcm(*(cost.denominator for cost in question.items.values()))
    wanted = tuple(
        _wanted(name, int(question.items[name] * parts), backers) for name, backers in sorted(backed.items())
    )
    return Table(wanted, tuple(voters for voters, _ in blocs), parts)


def _wanted(name: str, cost: int, backers: list[tuple[int, int, Fraction]]) -> Wanted:
    """Bring the weights of an item to the smallest whole numbers that compare as they do."""
    over = lcm(*(weight.denominator for _, _, weight in backers))
    whole = [int(weight * over) for _, _, weight in backers]
    common = gcd(*whole)
    small = [weight // common for weight in whole]
    multiple = lcm(*small)
    return Wanted(
        name,
        cost,
        Fraction(common, over),
        tuple(
            Backer(bloc, voters, weight, multiple // weight)
            for (bloc, voters, _), weight in zip(backers, small, strict=True)
        ),
        sum(voters for _, voters, _ in backers),
    )
