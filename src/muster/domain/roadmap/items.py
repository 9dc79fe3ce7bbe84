"""Roadmap items: agreed work in a focus area, what it costs, what it waits for, and which upstream work is its own."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class SelectorKind(StrEnum):
    """By what a selector tells that a change belongs to an item (DESIGN 4.6)."""

    BLUEPRINT = "blueprint"
    BUG = "bug"
    STORY = "story"
    TASK = "task"
    JIRA = "jira"
    REPOSITORY = "repository"
    PATH = "path"
    TOPIC = "topic"
    CHANGE = "change"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, order=True)
class Selector:
    """One rule by which changes are an item's.

    value: a goal's key (a blueprint's may have `*` in it), a path, a topic, a Change-Id, or an RE2 pattern that is
    looked for in the first line of the message, whatever the case; "" for a whole repository. repository: where it
    holds, by the name that the charter gives; "" for everywhere.
    """

    kind: SelectorKind
    value: str
    repository: str = ""


class ItemState(StrEnum):
    """What the group has said of an item. Whether it is alive, the evidence says (domain/roadmap/proof/life.py)."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DELIVERED = "delivered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the roadmap.

    slug: what it is called in addresses, `t1`. cost: FTE over its cycle, exact. cycle: the name of the release cycle
    that it is meant for, "" while it is meant for none. use_cases: their numbers. depends_on: slugs of items that come
    first. owners: slugs of the organisations that carry it.
    """

    slug: str
    title: str
    need: str
    focus_area: str
    vectors: tuple[str, ...] = ()
    cost: Fraction = Fraction(0)
    cycle: str = ""
    use_cases: tuple[int, ...] = ()
    depends_on: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    selectors: tuple[Selector, ...] = ()
    state: ItemState = ItemState.PROPOSED
