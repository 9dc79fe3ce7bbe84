"""From a ranking to the seats: from the first on down, passing over those whose employer has all that it may have."""

from collections.abc import Collection

from muster.domain.elections.lots import Tie, drawn
from muster.domain.elections.result import Ranking, Seating, Undecided
from muster.domain.elections.rule import Rule


def seated(ranking: Ranking, rule: Rule) -> Seating:
    """Fill the seats. A tie is broken only where it matters: who of those that share a rank has the last seat.

    It matters if more share the rank than seats are left, or more of one employer than the cap lets in.
    """
    winners: list[str] = []
    capped_out: list[str] = []
    ties: list[Tie] = []
    for rank in ranking:
        left = rule.seats - len(winners)
        if not left:
            break
        free = tuple(name for name in rank if rule.room(name, taken(winners, rule)))
        order = free
        if len(free) > left or not _room_for_all(free, winners, rule):
            if rule.seed is None:
                return Seating(tuple(winners), tuple(capped_out), tuple(ties), Undecided(left, free))
            ties.append(drawn("seat", free, rule.seed))
            order = ties[-1].order
        capped_out.extend(name for name in rank if name not in free)
        for name in order:
            if len(winners) == rule.seats:
                break
            (winners if rule.room(name, taken(winners, rule)) else capped_out).append(name)
    return Seating(tuple(winners), tuple(capped_out), tuple(ties))


def taken(winners: Collection[str], rule: Rule) -> dict[str, int]:
    """Count the seats that each employer has won."""
    seats: dict[str, int] = {}
    for name in winners:
        if employer := rule.employers.get(name):
            seats[employer] = seats.get(employer, 0) + 1
    return seats


def _room_for_all(names: tuple[str, ...], winners: list[str], rule: Rule) -> bool:
    return all(rule.room(name, taken([*winners, *(set(names) - {name})], rule)) for name in names)
