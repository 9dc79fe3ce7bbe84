"""What comes out of a count, with everything that led to it, as plain data that JSON can hold."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

from muster.domain.elections.lots import Tie
from muster.domain.elections.rule import Method

Ranking: TypeAlias = tuple[tuple[str, ...], ...]
"""Candidates from first to last; those who share a place stand together, in the order of the poll."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A tie that nobody can break, because there is no seed: so many seats are left for these candidates."""

    seats: int
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seating:
    """Who takes the seats. capped_out: who would have had one, and was passed over for the sake of the cap."""

    winners: tuple[str, ...]
    capped_out: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    undecided: Undecided | None = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """How Schulze's method came to its ranking. Rows and columns are the candidates, in the order of the poll.

    pairs: how many ballots place the row's candidate before the column's. paths: the strength of the strongest chain of
    majorities from the one to the other. beaten_by: for each candidate, those whose chain to them is the stronger one.
    """

    pairs: Sequence[Sequence[int]]
    paths: Sequence[Sequence[int]]
    beaten_by: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How a method came to its ranking that counts votes once. valid: ballots with votes; spoilt: with too many."""

    votes: Mapping[str, int]
    valid: int
    spoilt: int = 0

    @property
    def more_than_half(self) -> tuple[str, ...]:
        """Those who have the votes of more than half of the valid ballots."""
        return tuple(name for name, own in self.votes.items() if 2 * own > self.valid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of a count. Quantities are exact and written out, as a fraction or with nine decimals.

    votes: of those who are still in. for_nobody: of ballots that rank none of them. elected, out, capped_out: who was
    elected, who dropped out as the last, who because their employer has all its seats. Of Meek's method besides: quota;
    keep, what part of a vote those elected before keep; surplus, what they have beyond the quota in spite of that; and
    passes, how often the votes ran before that was settled.
    """

    votes: Mapping[str, str]
    for_nobody: str
    elected: Sequence[str] = ()
    out: Sequence[str] = ()
    capped_out: Sequence[str] = ()
    quota: str | None = None
    keep: Mapping[str, str] = field(default_factory=dict)
    surplus: str | None = None
    passes: int = 1


@dataclass(frozen=True, slots=True)
class Rounds:
    """How a method came to its ranking that counts in rounds. without_quota: who took a seat because it was left."""

    rounds: Sequence[Round]
    without_quota: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method makes of the ballots. derivation: how it came to it; None if there was nothing to count."""

    ranking: Ranking
    seating: Seating
    derivation: Pairs | Tally | Rounds | None


@dataclass(frozen=True, slots=True)
class Result:
    """The result of an election. ballots: how many were cast; ranks_nobody: how many of them rank nobody."""

    method: Method
    seats: int
    candidates: tuple[str, ...]
    ballots: int
    ranks_nobody: int
    outcome: Outcome

    @property
    def winners(self) -> tuple[str, ...]:
        """Those who take a seat."""
        return self.outcome.seating.winners

    @property
    def ranking(self) -> Ranking:
        """All candidates, from first to last."""
        return self.outcome.ranking


def as_data(result: Result) -> dict[str, Any]:
    """Give the result as JSON holds it; the same result gives the same data in the same order."""
    seating = result.outcome.seating
    left = seating.undecided
    return {
        "winners": seating.winners,
        "ranking": result.outcome.ranking,
        "capped_out": seating.capped_out,
        "undecided": {"seats": left.seats, "candidates": left.candidates} if left else None,
        "ties": [{"over": tie.over, "lots": dict(zip(tie.order, tie.lots, strict=True))} for tie in seating.ties],
        "method": result.method,
        "seats": result.seats,
        "ballots": result.ballots,
        "ranks_nobody": result.ranks_nobody,
        "candidates": result.candidates,
        "derivation": _derived(result.outcome.derivation),
    }


def _derived(derivation: Pairs | Tally | Rounds | None) -> dict[str, Any]:
    match derivation:
        case Pairs():
            return {"pairs": derivation.pairs, "paths": derivation.paths, "beaten_by": derivation.beaten_by}
        case Tally():
            return {
                "votes": derivation.votes,
                "valid": derivation.valid,
                "spoilt": derivation.spoilt,
                "more_than_half": derivation.more_than_half,
            }
        case Rounds():
            return {"rounds": [asdict(one) for one in derivation.rounds], "without_quota": derivation.without_quota}
        case None:
            return {}
