"""Schulze's method, with winning votes.

Markus Schulze: A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method, Social Choice and Welfare 36 (2011). A candidate beats another if the strongest chain of majorities that leads
from the one to the other is stronger than any that leads back; a chain is as strong as its weakest majority, a majority
as strong as the ballots for it are many. Candidates are ranked by the number of those who beat them; whoever is beaten
by as many shares the rank. Several seats go to the first in this ranking.
"""

from collections.abc import Sequence

from muster.domain.elections.ballots import Poll, members
from muster.domain.elections.planes import planes_of
from muster.domain.elections.result import Outcome, Pairs
from muster.domain.elections.rule import Rule
from muster.domain.elections.seats import seated

Matrix = Sequence[Sequence[int]]


def count(poll: Poll, rule: Rule) -> Outcome:
    """Count the ballots."""
    names = poll.candidates
    preferred = planes_of(poll.ballots, len(names), poll.blanks).before()
    paths = strongest_paths(preferred)
    places = range(len(names))
    beaten_by = [[other for other in places if paths[other][one] > paths[one][other]] for one in places]
    losses = [len(others) for others in beaten_by]
    ranking = tuple(
        tuple(name for name, lost in zip(names, losses, strict=True) if lost == number)
        for number in sorted(set(losses))
    )
    named = {names[one]: [names[other] for other in others] for one, others in enumerate(beaten_by)}
    return Outcome(ranking, seated(ranking, rule), Pairs(preferred, paths, named))


def strongest_paths(preferred: Matrix) -> Matrix:
    """Give the strength of the strongest chain of majorities from each candidate to each other; 0 if there is none.

    Majorities are laid down from the strongest to the weakest. Where one connects two candidates for the first time, no
    stronger chain does, and it is itself the weakest link of one that does: so that is the strength of their chain.
    """
    places = range(len(preferred))
    paths = [[0] * len(preferred) for _ in places]
    reaches, reached_by = [1 << one for one in places], [1 << one for one in places]
    majorities = (
        (preferred[one][other], one, other)
        for one in places
        for other in places
        if preferred[one][other] > preferred[other][one]
    )
    for strength, one, other in sorted(majorities, reverse=True):
        if reaches[one] >> other & 1:
            continue
        for start in members(reached_by[one]):
            new = reaches[other] & ~reaches[start]
            reaches[start] |= new
            for end in members(new):
                paths[start][end] = strength
                reached_by[end] |= 1 << start
    return paths
