"""The single transferable vote by Meek's method, for one seat or several.

As the Proportional Representation Foundation's Reference Meek Rule says it, after Hill, Wichmann and Woodall (Algorithm
123, 1987): whole billionths of a vote; a quota that is reckoned anew from the votes still in play; a round ends when
somebody is elected, or when the surplus of those elected is below a millionth of a vote or grows no smaller, and then
the last one drops out, and all are level whose difference is within that surplus. Beyond the rule: a ballot may share
ranks (see `keeping`); several who are last together, and together fewer than the next, drop out together, for whichever
went first the others would follow; and once an employer has all the seats it may have, its other candidates are out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from muster.domain.elections.ballots import Poll
from muster.domain.elections.first_places import ranked_by
from muster.domain.elections.lots import Tie, drawn
from muster.domain.elections.methods.keeping import VOTE, votes, written
from muster.domain.elections.methods.piles import Path, Piles
from muster.domain.elections.result import Outcome, Ranking, Round, Rounds, Seating
from muster.domain.elections.rule import Rule
from muster.domain.elections.seats import seated, taken

SMALL = VOTE // 10**6
"""A surplus smaller than this is passed on no further."""


def count(poll: Poll, rule: Rule) -> Outcome:
    """Count the ballots. ElectionFault: a tie decides who drops out, and there is no seed."""
    return _Count(poll, rule).run()


class _Count:
    """A count in progress. Candidates are known by their places in the poll."""

    def __init__(self, poll: Poll, rule: Rule) -> None:
        self.names, self.rule = poll.candidates, rule
        self.piles = Piles(poll)
        self.keep = [VOTE] * len(self.names)
        self.votes = [0] * len(self.names)
        self.hopeful = list(range(len(self.names)))
        self.elected: list[int] = []
        self.first: list[tuple[str, ...]] = []  # the ranking, from its top
        self.last: list[tuple[str, ...]] = []  # the ranking, from its end
        self.capped_out: list[str] = []
        self.ties: list[Tie] = []
        self.cast = poll.cast
        self.rounds: list[Round] = []

    def run(self) -> Outcome:
        self._drop_capped()
        self.votes = votes(self._sorted(), self.keep)
        while len(self.elected) < self.rule.seats < len(self.elected) + len(self.hopeful):
            self._round()
        remaining = self._seat(self.hopeful) if len(self.elected) < self.rule.seats else []
        self._drop_capped()
        left = ranked_by(self._named(self.hopeful), [self.votes[one] for one in self.hopeful])
        ranking: Ranking = (*self.first, *left, *reversed(self.last))
        return Outcome(
            ranking,
            Seating(tuple(self._named(self.elected)), tuple(self.capped_out), tuple(self.ties)),
            Rounds(self.rounds, self._named(remaining)),
        )

    def _round(self) -> None:
        """Let votes run until somebody is elected, or it is clear who drops out."""
        piles = self._sorted()
        passes, surplus, before = 0, 0, None
        while True:
            passes += 1
            self.votes = votes(piles, self.keep)
            quota = sum(self.votes) // (self.rule.seats + 1) + 1
            over = [one for one in self.hopeful if self.votes[one] >= quota]
            surplus = max(0, sum(self.votes[one] - quota for one in [*self.elected, *over]))
            if over or surplus < SMALL or (before is not None and surplus >= before):
                break
            before = surplus
            for one in self.elected:
                self.keep[one] = _up(_up(self.keep[one] * quota, VOTE) * VOTE, self.votes[one])
        before_the_end = Round(
            votes={self.names[one]: written(self.votes[one]) for one in sorted([*self.elected, *self.hopeful])},
            for_nobody=written(self.cast * VOTE - sum(self.votes)),
            quota=written(quota),
            keep={self.names[one]: written(self.keep[one]) for one in self.elected},
            surplus=written(surplus),
            passes=passes,
        )
        elected = self._named(self._seat(over))
        out = [] if over else self._drop_last(surplus)
        self.rounds.append(replace(before_the_end, elected=elected, out=out, capped_out=self._drop_capped()))

    def _sorted(self) -> Mapping[Path, int]:
        keeping = _bits(self.hopeful)
        return self.piles.sort(keeping | _bits(self.elected), keeping)

    def _seat(self, candidates: Sequence[int]) -> list[int]:
        """Elect these, the most votes first, as far as the cap allows."""
        names = self._named(candidates)
        ranking = ranked_by(names, [self.votes[one] for one in candidates])
        held = dict(self.rule.held)
        for employer, seats in taken(self._named(self.elected), self.rule).items():
            held[employer] = held.get(employer, 0) + seats
        left = replace(self.rule, seats=self.rule.seats - len(self.elected), held=held)
        seating = seated(ranking, left)
        if seating.undecided is not None:  # for want of a seed: this says so
            drawn("seat", seating.undecided.candidates, self.rule.seed)
        self.ties.extend(seating.ties)
        newly = [self.names.index(name) for name in seating.winners]
        self.elected.extend(newly)
        self.hopeful = [one for one in self.hopeful if one not in newly]
        self.first.extend(rank for tied in ranking if (rank := tuple(name for name in tied if name in seating.winners)))
        return newly

    def _drop_last(self, surplus: int) -> list[str]:
        fewest = min(self.votes[one] for one in self.hopeful)
        last = [one for one in self.hopeful if self.votes[one] <= fewest + surplus]
        others = [self.votes[one] for one in self.hopeful if one not in last]
        enough = len(self.elected) + len(others) >= self.rule.seats
        alone = len(last) == 1
        if not alone and not (enough and others and sum(self.votes[one] for one in last) + surplus < min(others)):
            self.ties.append(drawn("exclusion", self._named(last), self.rule.seed))
            last = [self.names.index(self.ties[-1].order[-1])]
        self._drop(last)
        return self._named(last)

    def _drop_capped(self) -> list[str]:
        """Drop those whose employer has all the seats it may have, as long as there are seats."""
        if len(self.elected) == self.rule.seats:
            return []
        seats = taken(self._named(self.elected), self.rule)
        out = [one for one in self.hopeful if not self.rule.room(self.names[one], seats)]
        self._drop(out)
        self.capped_out.extend(self._named(out))
        return self._named(out)

    def _drop(self, candidates: Sequence[int]) -> None:
        if candidates:
            self.hopeful = [one for one in self.hopeful if one not in candidates]
            self.last.append(tuple(self._named(candidates)))
            for one in candidates:
                self.keep[one] = 0

    def _named(self, candidates: Sequence[int]) -> list[str]:
        return [self.names[one] for one in candidates]


def _up(value: int, divisor: int) -> int:
    """Divide, and round up."""
    return -(-value // divisor)


def _bits(candidates: Sequence[int]) -> int:
    return sum(1 << one for one in candidates)
