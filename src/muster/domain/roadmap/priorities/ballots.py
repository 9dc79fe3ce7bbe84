"""What a seat can say in a round, and what it weighs.

approvals  Each item that it wants, with 1.
ranks      The place of each item that it wants, 1 the first; several may share a place. An item in the second place
           weighs half of one in the first, in the third a third: what a place weighs does not hang on how many items
           there are, or how many others somebody goes on to rank.
points     How many of 100 points each item has. What is not given away is lost.

An item that a ballot does not name is not wanted, and takes nothing of the seat's share.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal

from muster.domain.contribution.words import listed
from muster.domain.refusal import Refusal
from muster.domain.roadmap.priorities.question import Weights

Kind = Literal["approvals", "ranks", "points"]
KINDS: Final[Mapping[Kind, str]] = {
    "approvals": "Each seat marks the items that it wants.",
    "ranks": "Each seat ranks the items that it wants.",
    "points": "Each seat spreads 100 points over items.",
}
"""The kinds of ballot, each with a sentence."""

POINTS: Final = 100
"""How many points a seat has."""

Said = Mapping[str, int]
"""A ballot: by item, 1 for an approval, its place, or its points. What is not wanted is left out."""


def ballot_refused(kind: Kind, said: Mapping[str, object], items: Sequence[str]) -> Refusal | None:
    """Say why a ballot is none for these items; None if it is one."""
    if strange := sorted(set(said) - set(items)):
        what = f"The ballot names {listed(strange[:3])}, which {'is' if len(strange) == 1 else 'are'} not chosen among."
        return Refusal(what, "Name items of this round.")
    if not said:
        return Refusal("The ballot names no item.", "Say of at least one item that you want it.")
    most = {"approvals": 1, "ranks": len(items), "points": POINTS}[kind]
    for name, figure in said.items():
        if not isinstance(figure, int) or isinstance(figure, bool) or not 1 <= figure <= most:
            mend = {
                "approvals": "Write 1 for each item that you want.",
                "ranks": f"Write a place from 1 to {most}.",
                "points": f"Write from 1 to {POINTS} points.",
            }[kind]
            return Refusal(f"What the ballot says of {name} cannot be.", f"{mend} Leave out what you do not want.")
    figures = [figure for figure in said.values() if isinstance(figure, int)]
    if kind == "points" and sum(figures) > POINTS:
        return Refusal(f"The ballot spreads {sum(figures)} points.", f"Spread at most {POINTS}.")
    return None


def kept(kind: Kind, said: Said) -> dict[str, int]:
    """Give a ballot as it is kept, best first: places without gaps, so that ballots that mean the same are the same."""
    if kind != "ranks":
        return dict(sorted(said.items(), key=lambda one: (-one[1], one[0])))
    places = {rank: place for place, rank in enumerate(sorted(set(said.values())), 1)}
    return dict(sorted(((name, places[rank]) for name, rank in said.items()), key=lambda one: (one[1], one[0])))


def weights_of(kind: Kind, said: Said) -> Weights:
    """Give what a ballot weighs: for each item that it wants, at most one."""
    match kind:
        case "approvals":
            return dict.fromkeys(said, Fraction(1))
        case "ranks":
            return {name: Fraction(1, place) for name, place in kept(kind, said).items()}
        case "points":
            return {name: Fraction(points, POINTS) for name, points in said.items()}


def in_words(kind: Kind, said: Said, titles: Mapping[str, str]) -> list[str]:
    """Read a ballot back, a sentence for each thing that it says. titles: of the items, by name."""
    if not said:
        return ["Nothing: the seat's share pays for no item."]
    ordered = kept(kind, said)
    if kind == "approvals":
        return [f"Wanted: {listed([titles.get(name, name) for name in ordered])}."]
    if kind == "points":
        left = POINTS - sum(ordered.values())
        lines = [
            f"{titles.get(name, name)}: {points} point{'' if points == 1 else 's'}." for name, points in ordered.items()
        ]
        return [*lines, *([f"{left} of {POINTS} points are not given away."] if left else [])]
    levels: dict[int, list[str]] = {}
    for name, place in ordered.items():
        levels.setdefault(place, []).append(titles.get(name, name))
    return [
        f"{place}. {listed(level)}{', level with each other' if len(level) > 1 else ''}."
        for place, level in levels.items()
    ]
