"""Two counts that run over ballots one by one, as their rules are written, to hold the fast ones against."""

from collections.abc import Sequence
from fractions import Fraction

from muster.domain.elections.ballots import Poll, Ranks
from muster.domain.elections.lots import lot


def runoff_slowly(poll: Poll, seed: str) -> list[str]:
    """Count an instant runoff: give those who drop out, in their order, and then the winner."""
    still_in = list(range(len(poll.candidates)))
    gone: list[str] = []
    while True:
        votes = dict.fromkeys(still_in, Fraction(0))
        for ranks, times in poll.ballots.items():
            best = min((ranks[one] for one in still_in if ranks[one]), default=None)
            first = [one for one in still_in if ranks[one] == best]
            for one in first:
                votes[one] += Fraction(times, len(first))
        leader = max(still_in, key=votes.__getitem__)
        if len(still_in) == 1 or 2 * votes[leader] > sum(votes.values()):
            return [*gone, poll.candidates[leader]]
        fewest = min(votes.values())
        last = [one for one in still_in if votes[one] == fewest]
        out = max(last, key=lambda one: lot(seed, poll.candidates[one]))
        still_in.remove(out)
        gone.append(poll.candidates[out])


def meek_slowly(poll: Poll, seats: int, seed: str) -> list[str]:
    """Count by the Reference Meek Rule, step by step, ballots without shared ranks: give those elected, in order.

    Steps are named as there. Only of candidates who are level is the one with the largest lot defeated, every time.
    """
    one_vote, everybody = 10**9, range(len(poll.candidates))
    orders = {ranks: order_of(ranks) for ranks in poll.ballots}
    keep = dict.fromkeys(everybody, one_vote)
    hopeful, elected = set(everybody), list[int]()
    votes = dict.fromkeys(everybody, 0)
    while len(elected) < seats < len(elected) + len(hopeful):  # B.1
        before = None
        while True:
            votes = dict.fromkeys(everybody, 0)  # B.2.a
            for ranks, times in poll.ballots.items():
                weight = one_vote
                for one in orders[ranks]:
                    kept = -(-weight * keep[one] // one_vote)
                    votes[one] += kept * times
                    weight -= kept
            quota = sum(votes.values()) // (seats + 1) + 1  # B.2.b
            won = sorted((one for one in hopeful if votes[one] >= quota), key=lambda one: -votes[one])  # B.2.c
            elected += won
            hopeful -= set(won)
            surplus = max(0, sum(votes[one] - quota for one in elected))  # B.2.d
            if won or surplus < one_vote // 10**6 or (before is not None and surplus >= before):  # B.2.e
                break
            before = surplus
            for one in elected:  # B.2.f
                part = -(-keep[one] * quota // one_vote)
                keep[one] = -(-part * one_vote // votes[one])
        if not won:  # B.3
            fewest = min(votes[one] for one in hopeful)
            level = [one for one in hopeful if votes[one] <= fewest + surplus]
            out = max(level, key=lambda one: lot(seed, poll.candidates[one]))
            hopeful.remove(out)
            keep[out] = 0
    if len(elected) < seats:  # C
        elected += sorted(hopeful, key=lambda one: -votes[one])
    return [poll.candidates[one] for one in elected]


def order_of(ranks: Ranks) -> Sequence[int]:
    """Give the candidates of a strict ballot, best first."""
    return [one for rank, one in sorted((rank, one) for one, rank in enumerate(ranks) if rank)]
