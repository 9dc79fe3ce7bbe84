"""What equal shares come to, with an account of every share that a member can follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Selected:
    """An item that is selected. rate: what its backers paid for a unit of what it is worth to them.

    paid: by voter, out of their share; empty if it was bought from what was left over. tied: others that were as good
    in that step, and came after it by the published rule.
    """

    name: str
    cost: Fraction
    rate: Fraction
    paid: Mapping[str, Fraction]
    tied: tuple[str, ...] = ()
    left_over: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """An item that is not selected. backers: who wanted it. had: what was left in their shares together at the end."""

    name: str
    cost: Fraction
    backers: tuple[str, ...]
    had: Fraction

    @property
    def missing(self) -> Fraction:
        """What their shares lacked of its cost; nothing, if only the budget did not reach."""
        return max(self.cost - self.had, Fraction(0))


@dataclass(frozen=True, slots=True)
class Account:
    """Where a voter's share went. paid: by item, in the order in which they were selected."""

    share: Fraction
    paid: Mapping[str, Fraction]

    @property
    def left(self) -> Fraction:
        """What is left of it."""
        return self.share - sum(self.paid.values(), Fraction(0))


@dataclass(frozen=True, slots=True)
class OneMore:
    """What so much more in the budget would have changed. gained, lost: items, by name."""

    more: Fraction
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is selected, in order, and what of each share it took.

    share: what each voter has of the budget. counted_share: what each was counted with; more, where shares were raised
    so that less of the budget is left. raised: how often they were. left_over: what is left of the budget.
    """

    budget: Fraction
    share: Fraction
    counted_share: Fraction
    raised: int
    selected: tuple[Selected, ...]
    missed: tuple[Missed, ...]
    accounts: Mapping[str, Account]
    one_more: OneMore | None = None

    @property
    def spent(self) -> Fraction:
        """What the selected items cost together."""
        return sum((one.cost for one in self.selected), Fraction(0))

    @property
    def left_over(self) -> Fraction:
        """What is left of the budget."""
        return self.budget - self.spent

    @property
    def names(self) -> tuple[str, ...]:
        """What is selected, in order."""
        return tuple(one.name for one in self.selected)


def as_data(found: Outcome) -> dict[str, Any]:
    """Give an outcome as plain data, exact: a figure is written as `7/3`."""
    return {
        "budget": str(found.budget),
        "share": str(found.share),
        "counted_share": str(found.counted_share),
        "raised": found.raised,
        "spent": str(found.spent),
        "left_over": str(found.left_over),
        "selected": [
            {
                "item": one.name,
                "cost": str(one.cost),
                "rate": str(one.rate),
                "paid": _written(one.paid),
                "tied": list(one.tied),
                "left_over": one.left_over,
            }
            for one in found.selected
        ],
        "missed": [
            {
                "item": one.name,
                "cost": str(one.cost),
                "backers": list(one.backers),
                "had": str(one.had),
                "missing": str(one.missing),
            }
            for one in found.missed
        ],
        "accounts": {
            voter: {"share": str(one.share), "paid": _written(one.paid), "left": str(one.left)}
            for voter, one in found.accounts.items()
        },
        "one_more": None
        if found.one_more is None
        else {
            "more": str(found.one_more.more),
            "gained": list(found.one_more.gained),
            "lost": list(found.one_more.lost),
        },
    }


def from_data(data: Mapping[str, Any]) -> Outcome:
    """Give an outcome back from the data that `as_data` made."""
    more = data["one_more"]
    return Outcome(
        budget=Fraction(data["budget"]),
        share=Fraction(data["share"]),
        counted_share=Fraction(data["counted_share"]),
        raised=data["raised"],
        selected=tuple(
            Selected(
                one["item"],
                Fraction(one["cost"]),
                Fraction(one["rate"]),
                _read(one["paid"]),
                tuple(one["tied"]),
                one["left_over"],
            )
            for one in data["selected"]
        ),
        missed=tuple(
            Missed(one["item"], Fraction(one["cost"]), tuple(one["backers"]), Fraction(one["had"]))
            for one in data["missed"]
        ),
        accounts={
            voter: Account(Fraction(one["share"]), _read(one["paid"])) for voter, one in data["accounts"].items()
        },
        one_more=None if more is None else OneMore(Fraction(more["more"]), tuple(more["gained"]), tuple(more["lost"])),
    )


def _written(paid: Mapping[str, Fraction]) -> dict[str, str]:
    return {name: str(amount) for name, amount in paid.items()}


def _read(paid: Mapping[str, str]) -> dict[str, Fraction]:
    return {name: Fraction(amount) for name, amount in paid.items()}
