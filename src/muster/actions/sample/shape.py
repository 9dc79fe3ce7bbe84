"""The built-in group as it is being made: its data, its people, and the moment of the next deed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeAlias

from muster.actions.caller import Caller
from muster.records.models import Group, Person

Step: TypeAlias = Callable[[], object]
Steps: TypeAlias = Iterator[tuple[datetime, Step]]
"""Deeds with the moment at which each is done, in any order."""


@dataclass(slots=True)
class Sample:
    """The sample. data: record.toml. now: the moment of the next deed. today: that of making the sample."""

    data: dict[str, Any]
    group: Group
    now: datetime
    today: datetime
    people: dict[str, Person] = field(default_factory=dict)

    def caller(self, name: str = "") -> Caller:
        """Give somebody of the sample, by name, as they ask something at the moment; or Muster itself."""
        person = self.people.get(name)
        return Caller(self.group, person.account if person else None, lambda: self.now, muster=person is None)

    def seat_of(self, organisation: str) -> str:
        """Give the slug of an organisation's seat."""
        return str(self.group.seats.values_list("slug", flat=True).get(organisation__name=organisation))


def bind(step: Callable[..., object], *given: Any) -> Step:  # noqa: ANN401 - whatever the step takes
    """Make a step of a function and what it is given."""
    return lambda: step(*given)


def morning(day: date, hours: int = 0) -> datetime:
    """Give the morning of a day, UTC; hours: how much later, so that what rests on something comes after it."""
    return datetime.combine(day, time(8), tzinfo=UTC) + timedelta(hours=hours)


def address(account: str) -> str:
    """Give what somebody of the sample signs in with."""
    return f"{account}@lcoo.example"
