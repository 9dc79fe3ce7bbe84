"""The result of an election in words, the same at every door."""

from fractions import Fraction

from muster.domain.charter.words import METHODS
from muster.domain.contribution.words import counted, listed
from muster.domain.elections.lots import Tie
from muster.domain.elections.result import Result, Round, Rounds
from muster.domain.elections.rule import Rule


def result_sentences(result: Result, rule: Rule) -> list[str]:
    """Say how it was counted, and whatever a ranking alone does not show. Names are as the ballots have them."""
    seating = result.outcome.seating
    said = [
        f"{counted(result.ballots, 'ballot')} for {counted(result.seats, 'seat')}, counted by {METHODS[result.method]}."
    ]
    if result.ranks_nobody and result.outcome.derivation:
        said.append(f"{counted(result.ranks_nobody, 'ballot')} of these ranked nobody.")
    said.extend(
        f"{name} was passed over: {rule.employers[name]} has all the seats that one employer may have ({rule.cap})."
        for name in seating.capped_out
    )
    said.extend(_tie_sentence(tie, rule) for tie in seating.ties)
    if result.outcome.derivation is None:
        said.append("No ballot ranks anybody, so nobody is elected.")
    elif seating.undecided:
        left = seating.undecided
        seats = "one seat" if left.seats == 1 else f"{left.seats} seats"
        said.append(f"Nothing but a seed can decide about {seats}: {listed(left.candidates)} are level.")
    elif len(result.winners) < result.seats:
        said.append(f"{counted(result.seats - len(result.winners), 'seat')} could not be filled.")
    return said


def _tie_sentence(tie: Tie, rule: Rule) -> str:
    drawn = f"their lots, drawn from the seed “{rule.seed}”, came in this order"
    if tie.over == "seat":
        return f"{listed(tie.order)} were level for a seat; {drawn}."
    return f"{listed(tie.order)} were level for last; {drawn}, and the last dropped out."


def round_sentences(result: Result) -> list[str]:
    """Say what happened in each round of a count that has rounds; nothing for one that has none."""
    rounds = result.outcome.derivation.rounds if isinstance(result.outcome.derivation, Rounds) else ()
    return [f"Round {number}: {_round_sentence(one)}" for number, one in enumerate(rounds, 1)]


def _round_sentence(one: Round) -> str:
    most_first = sorted(one.votes.items(), key=lambda item: -Fraction(item[1]))
    votes = ", ".join(f"{name} {_short(own)}" for name, own in most_first)
    quota = f"; quota {_short(one.quota)}" if one.quota else ""
    ends = (("Elected", one.elected), ("Out", one.out), ("Out because of the cap", one.capped_out))
    ending = "".join(f" {what}: {listed(names)}." for what, names in ends if names)
    return f"{votes}{quota}.{ending}"


def _short(quantity: str) -> str:
    return quantity.rstrip("0").rstrip(".") if "." in quantity else quantity
