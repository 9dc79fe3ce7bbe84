"""Count an election. The methods are registered here; a new one is a file in `methods` and a line below."""

from collections.abc import Callable, Mapping
from typing import Final

from muster.domain.elections.ballots import Poll, without
from muster.domain.elections.methods import approval, irv, majority, schulze, stv
from muster.domain.elections.result import Outcome, Result, Seating, Undecided
from muster.domain.elections.rule import Method, Rule

COUNTS: Final[Mapping[Method, Callable[[Poll, Rule], Outcome]]] = {
    "schulze": schulze.count,
    "approval": approval.count,
    "irv": irv.count,
    "stv": stv.count,
    "majority": majority.count,
}


def count(poll: Poll, rule: Rule) -> Result:
    """Count the ballots of a poll by a rule.

    If nobody was ranked by anybody, nobody is elected. ElectionFault: the rule does not fit the poll, or the method
    cannot go on without a seed.
    """
    rule.check(poll)
    standing = without(poll, poll.withdrawn) if poll.withdrawn else poll
    outcome = COUNTS[rule.method](standing, rule) if standing.cast > standing.ranks_nobody else _nothing(standing, rule)
    return Result(rule.method, rule.seats, standing.candidates, standing.cast, standing.ranks_nobody, outcome)


def _nothing(poll: Poll, rule: Rule) -> Outcome:
    return Outcome((poll.candidates,), Seating((), undecided=Undecided(rule.seats, poll.candidates)), None)
