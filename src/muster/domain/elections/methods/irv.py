"""Instant runoff, for one seat: whoever is first on the fewest ballots drops out, until somebody is on more than half.

A ballot counts for whom it ranks best of those still in; for several who share that rank, in equal parts; when all whom
it ranks are out, it counts for nobody. If several are last together and together are still fewer than the next, they
drop out together: whichever went first, the others would follow. Otherwise their lots decide.
"""

from collections.abc import Mapping
from fractions import Fraction

from muster.domain.elections.ballots import Poll
from muster.domain.elections.first_places import FirstPlaces, ranked_by
from muster.domain.elections.lots import Tie, drawn
from muster.domain.elections.result import Outcome, Ranking, Round, Rounds, Seating
from muster.domain.elections.rule import Rule

HALF = 2


def count(poll: Poll, rule: Rule) -> Outcome:
    """Count the ballots. ElectionFault: a tie decides who drops out, and there is no seed."""
    ballots = FirstPlaces(poll)
    capped_out = tuple(name for name in poll.candidates if not rule.room(name, {}))
    still_in = [place for place, name in enumerate(poll.candidates) if name not in capped_out]
    dropped: list[tuple[str, ...]] = [capped_out] if capped_out else []
    rounds: list[Round] = []
    ties: list[Tie] = []
    votes: dict[str, Fraction] = {}
    while still_in:
        names = [poll.candidates[place] for place in still_in]
        firsts = ballots.among(still_in)
        votes = {name: _votes(first) for name, first in zip(names, firsts, strict=True)}
        total = sum(votes.values(), Fraction(0))
        elected = tuple(name for name, own in votes.items() if own * HALF > total or len(still_in) == 1)
        out = () if elected else _last(votes, rule, ties)
        written = {name: str(own) for name, own in votes.items()}
        rounds.append(Round(votes=written, for_nobody=str(poll.cast - total), elected=elected, out=out))
        if elected:
            break
        dropped.append(out)
        still_in = [place for place in still_in if poll.candidates[place] not in out]
    ranking: Ranking = (*ranked_by(list(votes), list(votes.values())), *reversed(dropped))
    return Outcome(ranking, Seating(ranking[0] if votes else (), capped_out, tuple(ties)), Rounds(rounds))


def _votes(first: Mapping[int, int]) -> Fraction:
    return sum((Fraction(ballots, sharing) for sharing, ballots in first.items()), Fraction(0))


def _last(votes: Mapping[str, Fraction], rule: Rule, ties: list[Tie]) -> tuple[str, ...]:
    """Say who drops out; a tie that had to be broken is added to `ties`."""
    fewest = min(votes.values())
    last = tuple(name for name, own in votes.items() if own == fewest)
    others = [own for own in votes.values() if own > fewest]
    if len(last) == 1 or (others and fewest * len(last) < min(others)):
        return last
    ties.append(drawn("exclusion", last, rule.seed))
    return ties[-1].order[-1:]
