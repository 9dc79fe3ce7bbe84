"""What came of a call or a vote, and every number that it rests on; exact, so that anyone can work it out again."""

import math
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from muster.domain.charter.decisions import Condition, Quorum

_HALF = Fraction(1, 2)
_OF_VOTES = frozenset({"cast", "yes-and-no"})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many voted how."""

    yes: int = 0
    no: int = 0
    abstain: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.yes + other.yes, self.no + other.no, self.abstain + other.abstain)

    @property
    def cast(self) -> int:
        """All votes, abstentions among them."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, slots=True)
class Check:
    """A number held against a bound of the charter.

    base: what the bound is a share of; None if the bound is itself a number. tally: the votes of those whom a condition
    is about; None for a quorum.
    """

    bound: Condition | Quorum
    value: int
    base: Fraction | None = None
    tally: Tally | None = None

    @property
    def number(self) -> Fraction:
        """The charter's number: a share of the base, or, without one, the number itself."""
        return self.bound.at_least if self.bound.at_least is not None else self.bound.more_than or Fraction(0)

    @property
    def needed(self) -> int:
        """The least whole number that reaches the bound."""
        limit = self.number if self.base is None else self.number * self.base
        return math.ceil(limit) if self.bound.at_least is not None else math.floor(limit) + 1

    @property
    def reached(self) -> bool:
        """Whether the number reaches the bound; a share of nothing is never reached."""
        return self.base != 0 and self.value >= self.needed

    @property
    def tied(self) -> bool:
        """Whether half of the votes are asked for and half are in favour: then the charter's word on ties decides."""
        asked = self.bound.of in _OF_VOTES and self.number == _HALF
        return asked and self.base is not None and self.base == 2 * self.value > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of a call for consensus or of a vote.

    adopted: None while the chair has to break a tie. one_voice_each: what has one vote. voices: how many of them shares
    are taken of. recused and silent: how many stood back, how many said nothing. took_part: what the quorum counted.
    In a call: how many seats agreed or stood aside, and the names of those whose objection stands. In a vote: the
    conditions with their numbers, all votes, the charter's word on ties, and how the chair broke one.
    """

    way: Literal["consensus", "vote"]
    at: datetime
    adopted: bool | None
    quorum: Check
    one_voice_each: Literal["seat", "organisation", "person"]
    voices: int
    recused: int
    silent: int
    took_part: Literal["answered", "present", "answered or silent"]
    agreed: int = 0
    stood_aside: int = 0
    objecting: tuple[str, ...] = ()
    conditions: tuple[Check, ...] = ()
    tally: Tally = Tally()
    tie: Literal["fails", "passes", "chair-decides"] = "fails"
    casting: bool | None = None
