"""Approval voting: every candidate whom a ballot places first, alone or with others, has its approval."""

from muster.domain.elections.ballots import Poll
from muster.domain.elections.first_places import FirstPlaces, ranked_by
from muster.domain.elections.result import Outcome, Tally
from muster.domain.elections.rule import Rule
from muster.domain.elections.seats import seated


def count(poll: Poll, rule: Rule) -> Outcome:
    """Count the ballots."""
    names = poll.candidates
    approvals = [sum(ballots.values()) for ballots in FirstPlaces(poll).among(range(len(names)))]
    ranking = ranked_by(names, approvals)
    tally = Tally(dict(zip(names, approvals, strict=True)), poll.cast - poll.ranks_nobody)
    return Outcome(ranking, seated(ranking, rule), tally)
