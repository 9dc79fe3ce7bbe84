"""Who stands first on how many ballots, among any of the candidates, and with how many others they share it."""

from collections.abc import Sequence
from fractions import Fraction

from muster.domain.elections.ballots import Poll
from muster.domain.elections.lanes import lanes_of
from muster.domain.elections.result import Ranking


class FirstPlaces:
    """The ballots of a poll, ready to be asked who is first on them while candidates drop out one after the other."""

    def __init__(self, poll: Poll) -> None:
        self._lanes = lanes = lanes_of(poll.ballots, len(poll.candidates), "no-opinion")
        # A blank is behind every rank: all bits of its lane are set, which no rank comes to.
        self._columns = [
            column | lanes.filled(lanes.high ^ ranked)
            for column, ranked in zip(lanes.columns, lanes.ranked, strict=True)
        ]

    def among(self, places: Sequence[int]) -> list[dict[int, int]]:
        """Count for each of these candidates the ballots that place them first among these, by how many share it.

        {1: 40, 3: 2}: alone on forty ballots, with two others on two. places: of the candidates in the poll.
        """
        lanes, best = self._lanes, self._best(places)
        first = [lanes.at_most(self._columns[place], best) & lanes.ranked[place] for place in places]
        shared = _by_number(first, lanes.high)
        counts = [{number: lanes.counted(marked & which) for number, which in shared.items()} for marked in first]
        return [{number: ballots for number, ballots in count.items() if ballots} for count in counts]

    def _best(self, places: Sequence[int]) -> int:
        """Give each ballot's best rank among these candidates."""
        lanes, best = self._lanes, self._columns[places[0]]
        for place in places[1:]:
            column = self._columns[place]
            best ^= (best ^ column) & lanes.filled(lanes.at_most(column, best))
        return best


def _by_number(marks: Sequence[int], lanes: int) -> dict[int, int]:
    """Say of each lane in how many of these it is marked: by number (1 or more) the lanes."""
    digits: list[int] = []  # of that number, in base two: the lanes whose lowest digit is set, and so on
    for marked in marks:
        place, carry = 0, marked
        while carry:
            if place == len(digits):
                digits.append(0)
            digits[place], carry = digits[place] ^ carry, digits[place] & carry
            place += 1
    found = {0: lanes}
    for place, digit in enumerate(digits):
        parts = [
            (number | bit << place, which & (digit if bit else ~digit))
            for number, which in found.items()
            for bit in (0, 1)
        ]
        found = {number: which for number, which in parts if which}
    found.pop(0, None)
    return found


def ranked_by(names: Sequence[str], votes: Sequence[int | Fraction]) -> Ranking:
    """Rank candidates by their votes, the most first; as many votes, the same rank."""
    return tuple(
        tuple(name for name, own in zip(names, votes, strict=True) if own == number)
        for number in sorted(set(votes), reverse=True)
    )
