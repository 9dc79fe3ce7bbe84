r"""How a tie is broken: by lots that anybody can draw again, for they follow from a seed that was published before.

The lot of a candidate is the SHA-256 of the seed, a line feed and the candidate's label; who has the smallest lot comes
first. `printf 'SEED\nCANDIDATE' | sha256sum` draws it by hand. Whoever chooses the seed must not know the ballots, and
whoever labels the candidates must not know the seed: so it is fixed after nominations close and before voting opens.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from muster.domain.errors import ElectionFault


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that was broken. over: what it was about. order: the candidates as their lots came, the luckiest first."""

    over: Literal["seat", "exclusion"]
    order: tuple[str, ...]
    lots: tuple[str, ...]


def lot(seed: str, candidate: str) -> str:
    """Draw the lot of a candidate: 64 hexadecimal digits."""
    return hashlib.sha256(f"{seed}\n{candidate}".encode()).hexdigest()


def drawn(over: Literal["seat", "exclusion"], tied: Collection[str], seed: str | None) -> Tie:
    """Break a tie. ElectionFault: nobody published a seed."""
    if seed is None:
        raise ElectionFault(
            "seed",
            f"The count comes to a tie ({', '.join(sorted(tied))}), and there is no seed to break it with.",
            "Give the seed that was published before the election.",
        )
    lots = {lot(seed, name): name for name in tied}
    return Tie(over, tuple(lots[key] for key in sorted(lots)), tuple(sorted(lots)))
