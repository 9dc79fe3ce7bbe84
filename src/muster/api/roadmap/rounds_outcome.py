"""What came of a round of priorities, as the API shows it: what is selected, where every share went, exact."""

from muster.api.shapes import Shown
from muster.domain.roadmap.priorities.outcome import Outcome, as_data


class SelectedShown(Shown):
    """An item that is selected. paid: by seat, out of its share; empty if it was bought from what was left over."""

    item: str
    cost: str
    rate: str
    paid: dict[str, str]
    tied: list[str]
    left_over: bool


class MissedShown(Shown):
    """An item that seats want and that is not selected. had: what was left in their shares together."""

    item: str
    cost: str
    backers: list[str]
    had: str
    missing: str


class AccountShown(Shown):
    """Where a seat's share went. paid: by item."""

    share: str
    paid: dict[str, str]
    left: str


class OneMoreShown(Shown):
    """What so much more FTE in the budget would have changed."""

    more: str
    gained: list[str]
    lost: list[str]


class OutcomeShown(Shown):
    """What equal shares come to. Figures are exact: 7/3. counted_share: each share, raised so that less is left."""

    budget: str
    share: str
    counted_share: str
    raised: int
    spent: str
    left_over: str
    selected: list[SelectedShown]
    missed: list[MissedShown]
    accounts: dict[str, AccountShown]
    one_more: OneMoreShown | None

    @classmethod
    def of(cls, found: Outcome) -> "OutcomeShown":
        """Show it."""
        return cls.model_validate(as_data(found))
