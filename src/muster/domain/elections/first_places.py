"""Who stands first on how many ballots, among any of the candidates, and with how many others they share it."""

from collections.abc import Sequence
from fractions import Fraction

from muster.domain.elections.ballots import Poll
from muster.domain.elections.planes import Ballots, planes_of
from muster.domain.elections.result import Ranking


class FirstPlaces:
    """The ballots of a poll, ready to be asked who is first on them while candidates drop out one after the other."""

    def __init__(self, poll: Poll) -> None:
        self._planes = planes_of(poll.ballots, len(poll.candidates), "no-opinion")

    def among(self, places: Sequence[int]) -> list[dict[int, int]]:
        """Count for each of these candidates the ballots that place them first among these, by how many share it.

        {1: 40, 3: 2}: alone on forty ballots, with two others on two. places: of the candidates in the poll.
        """
        first = self._planes.first(places)
        shared = _by_number(first)
        counts = [
            {number: self._planes.counted(ballots & which) for number, which in shared.items()} for ballots in first
        ]
        return [{number: ballots for number, ballots in count.items() if ballots} for count in counts]


def _by_number(sets: Sequence[Ballots]) -> dict[int, Ballots]:
    """Say of each ballot in how many of these sets it is: by number the ballots, those in none left out."""
    digits: list[Ballots] = []  # of that number, in base two, the lowest first
    everything = 0
    for ballots in sets:
        everything |= ballots
        place, carry = 0, ballots
        while carry:
            if place == len(digits):
                digits.append(0)
            digits[place], carry = digits[place] ^ carry, digits[place] & carry
            place += 1
    found = {0: everything}
    for place, digit in enumerate(digits):
        parts = [
            (number | bit << place, which & (digit if bit else ~digit))
            for number, which in found.items()
            for bit in (0, 1)
        ]
        found = {number: which for number, which in parts if which}
    return found


def ranked_by(names: Sequence[str], votes: Sequence[int | Fraction]) -> Ranking:
    """Rank candidates by their votes, the most first; as many votes, the same rank."""
    return tuple(
        tuple(name for name, own in zip(names, votes, strict=True) if own == number)
        for number in sorted(set(votes), reverse=True)
    )
