"""Polls for Hypothesis to draw, and what is counted the slow way to hold the fast one against."""

from collections import Counter
from collections.abc import Sequence
from itertools import permutations

from hypothesis import strategies as st

from muster.domain.elections.ballots import BLANK, Blanks, Poll, Ranks

NAMES = ("Ada", "Bo", "Cy", "Di", "Eve", "Fay", "Gil")


@st.composite
def polls(
    draw: st.DrawFn,
    *,
    least: int = 1,
    most: int = 5,
    strict: bool = False,
    blanks: Blanks | None = None,
    cast: int = 12,
) -> Poll:
    """Draw a poll. strict: no ballot shares a rank. cast: how many ballots at most."""
    size = draw(st.integers(least, most))
    ranks = st.tuples(*[st.integers(0, size)] * size)
    if strict:
        ranks = st.builds(cut_off, st.permutations(range(1, size + 1)), st.integers(0, size))
    ballots = Counter(draw(st.lists(ranks, max_size=cast)))
    return Poll(NAMES[:size], ballots, draw(st.sampled_from([blanks] if blanks else ["no-opinion", "last"])))


def cut_off(order: Sequence[int], last: int) -> Ranks:
    """Leave only the first ranks on a ballot."""
    return tuple(rank if rank <= last else BLANK for rank in order)


def poll_of(text: str, names: str = "", *, blanks: Blanks = "last") -> Poll:
    """Write polls in tests as papers do: "5 ACBED, 3 A=BC": how many ballots, and candidates of one letter in order."""
    letters = names or "".join(sorted({letter for letter in text if letter.isalpha()}))
    cast: Counter[Ranks] = Counter()
    for part in text.split(","):
        times, _, order = part.strip().partition(" ")
        rank, ranks = 1, dict.fromkeys(letters, BLANK)
        for place, letter in enumerate(order):
            if letter == "=":
                continue
            rank += place > 0 and order[place - 1] != "="
            ranks[letter] = rank
        cast[tuple(ranks.values())] += int(times)
    return Poll(tuple(letters), cast, blanks)


def pairs_slowly(poll: Poll) -> list[list[int]]:
    """Count every pair on every ballot."""
    places = range(len(poll.candidates))
    before = [[0] * len(places) for _ in places]
    for ranks, times in poll.ballots.items():
        last = [rank if rank != BLANK or poll.blanks == "no-opinion" else 10**9 for rank in ranks]
        for one, other in permutations(places, 2):
            if BLANK not in {last[one], last[other]} and last[one] < last[other]:
                before[one][other] += times
    return before


def rearranged(poll: Poll, order: Sequence[int]) -> Poll:
    """Give the same poll with its candidates in another order."""
    ballots = {tuple(ranks[place] for place in order): times for ranks, times in poll.ballots.items()}
    return Poll(tuple(poll.candidates[place] for place in order), ballots, poll.blanks)


def with_ballots(poll: Poll, *more: Ranks) -> Poll:
    """Give the poll with further ballots."""
    return Poll(poll.candidates, Counter(poll.ballots) + Counter(more), poll.blanks)
