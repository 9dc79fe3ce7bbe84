"""How many seats one organisation may hold: the employer cap, asked whenever somebody is about to take a seat.

Where a charter counts related organisations as one, they are one family, and the family is what the cap is about. A cap
forbids the taking, not the holding: if a sitting person changes employer, nobody loses a seat, and `over_the_cap` says
that there is something to talk about.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from muster.domain.charter.board import Cap
from muster.domain.refusal import Refusal


def family(organisation: str, part_of: Mapping[str, str], *, as_one: bool) -> str:
    """Give the name that an organisation shares with its related ones: that of the outermost they are part of.

    part_of: from an organisation to the one it belongs to. as_one: whether the charter counts related ones as one;
    if not, each is a family of its own. Organisations that are part of each other in a circle share its first name.
    """
    above = [organisation]
    while as_one and above[-1] in part_of:
        parent = part_of[above[-1]]
        if parent in above:
            return min(above[above.index(parent) :])
        above.append(parent)
    return above[-1]


def most_seats(cap: Cap | None, seats: int) -> int:
    """Give the most seats that one family may hold on a board of so many; the whole board if nothing caps it."""
    limits = [seats]
    if cap is not None and cap.seats is not None:
        limits.append(cap.seats)
    if cap is not None and cap.share is not None:
        limits.append(math.floor(cap.share * seats))
    return min(limits)


def refusal_of_a_seat(name: str, holding: Iterable[str], cap: Cap | None, *, seats: int) -> Refusal | None:
    """Say why a family may not take another seat, or None if it may.

    name: the family's. holding: the family of every seat that is held, without the one that is about to be taken.
    seats: how many there are, that one among them.
    """
    held, most = Counter(holding)[name], most_seats(cap, seats)
    if held < most:
        return None
    what = f"{name} holds {held} of {seats} seats, and the charter lets one organisation hold {most} at most."
    return Refusal(what, "Give up one of them first, or let another organisation fill the seat.")


def over_the_cap(holding: Iterable[str], cap: Cap | None, *, seats: int) -> tuple[tuple[str, int], ...]:
    """Give the families that hold more seats than one may, each with how many it holds, by name."""
    most = most_seats(cap, seats)
    return tuple(sorted((name, held) for name, held in Counter(holding).items() if held > most))
