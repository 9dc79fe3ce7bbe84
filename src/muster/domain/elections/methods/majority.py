"""The most votes: a ballot votes for whom it places first, for as many at most as there are seats.

A ballot that places more than that first is spoilt, and counted as such.
"""

from muster.domain.elections.ballots import Poll
from muster.domain.elections.first_places import FirstPlaces, ranked_by
from muster.domain.elections.result import Outcome, Tally
from muster.domain.elections.rule import Rule
from muster.domain.elections.seats import seated


def count(poll: Poll, rule: Rule) -> Outcome:
    """Count the ballots."""
    names = poll.candidates
    firsts = FirstPlaces(poll).among(range(len(names)))
    votes = [sum(ballots for sharing, ballots in first.items() if sharing <= rule.seats) for first in firsts]
    shared = {sharing for first in firsts for sharing in first if sharing > rule.seats}
    spoilt = sum(sum(first.get(sharing, 0) for first in firsts) // sharing for sharing in shared)
    ranking = ranked_by(names, votes)
    tally = Tally(dict(zip(names, votes, strict=True)), poll.cast - poll.ranks_nobody - spoilt, spoilt)
    return Outcome(ranking, seated(ranking, rule), tally)
