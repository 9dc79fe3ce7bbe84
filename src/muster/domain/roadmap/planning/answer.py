"""What the planner answers, as plain data: who is put where, what is asked beside, and why each wish is not met."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter


class Reason(StrEnum):
    """Why a wish is not met; each has its sentence in words.py."""

    NOBODY = "nobody"
    """The member has nobody who could do it: evidence found nobody, and it named nobody."""
    NO_TIME = "no-time"
    """All that its people can give goes to what comes first."""
    FULL = "full"
    """The item has all that it costs."""
    WAITS = "waits"
    """The item waits for another that does not get all that it costs."""
    OVER = "over"
    """The item is delivered, or was dropped."""
    NOT_PROMISED = "not-promised"
    """Every promise is carried, and they are not enough."""
    NO_ROOM = "no-room"
    """No item that could be begun needs more."""


class Kind(StrEnum):
    """What is wished."""

    PROMISE = "promise"
    """That a promise is carried."""
    ITEM = "item"
    """That an item gets what it costs."""
    MINIMUM = "minimum"
    """That a member gives what its charter asks."""
    PERSON = "person"
    """That somebody is put on what they were named for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish that is not met, or not wholly. because: the items waited for, or the members who could help.

    member, item, worker: what it is about; "" where it is about none.
    """

    kind: Kind
    reason: Reason
    wanted: int
    got: int
    member: str = ""
    item: str = ""
    worker: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A worker on an item. fit: 4 named for it, and 2 has worked on it or 1 in its focus area."""

    worker: str
    member: str
    item: str
    amount: int
    fit: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member could be asked for, beside what it promised. knows: whether its people know the item."""

    member: str
    item: str
    amount: int
    knows: bool


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """What an item gets. promised: by everybody, whether it can be carried or not."""

    slug: str
    tier: int
    cost: int
    promised: int
    planned: int
    asked: int


@dataclass(frozen=True, slots=True)
class MemberPlan:
    """What a member gives. capacity: of all its people."""

    slug: str
    capacity: int
    promised: int
    planned: int
    asked: int
    minimum: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The plan. reached: what each stage of the two programmes came to, by name, in their order."""

    placed: tuple[Placed, ...]
    asked: tuple[Asked, ...]
    items: tuple[ItemPlan, ...]
    members: tuple[MemberPlan, ...]
    wishes: tuple[Wish, ...]
    reached: tuple[tuple[str, int], ...]


_AS_DATA: TypeAdapter[Answer] = TypeAdapter(Answer)


def answer_as_data(answer: Answer) -> dict[str, object]:
    """Give an answer as plain data."""
    found: dict[str, object] = _AS_DATA.dump_python(answer, mode="json")
    return found


def answer_from(data: object) -> Answer:
    """Read an answer from plain data."""
    return _AS_DATA.validate_python(data)
